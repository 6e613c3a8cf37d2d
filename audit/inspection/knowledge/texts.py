"""The forms of knowledge about texts: prompts and explanations of a system."""

from audit.inspection.knowledge.entries import Regex, Sourced


class Prompts(Sourced):
    """Names and openings of files that hold prompts, and lines of code that read them."""

    name: Regex
    not_prompts: Regex
    texts: tuple[str, ...]
    always: tuple[str, ...]
    opening: Regex
    openings: tuple[str, ...]
    framework_keys: tuple[str, ...]
    reading: Regex


class Architecture(Sourced):
    """Headings, pictures and places of passages that tell how the parts of a system work together."""

    words: Regex
    whole: Regex
    steps: Regex
    pictured: Regex
    systems: Regex
    not_headings: Regex
    not_diagrams: Regex
    pictures: Regex
    aside: Regex
    documents: Regex
    of_all: Regex
