"""The forms of knowledge about texts: signs of practices in them, prompts, and explanations of a system."""

from audit.inspection.knowledge.entries import Regex, Sourced


class Practice(Sourced):
    """Words that show one practice in the text of a file, whatever its language.

    One of `words` must stand in the file, all of `needs`, nothing of `without`; `shown` is the place that is
    cited, or `setup` where the program switches it on for all its parts.
    """

    id: str
    words: tuple[str, ...]
    languages: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    needs: tuple[Regex, ...] = ()
    without: Regex | None = None
    setup: Regex | None = None
    shown: Regex
    sure: bool = True
    local: bool = False
    plain: bool = False


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
