"""The forms of knowledge about texts: prompts and explanations of a system."""

from audit.inspection.knowledge.entry import Sourced
from audit.inspection.knowledge.loading import load, remembered
from audit.inspection.patterns import Pattern


class Prompts(Sourced, frozen=True):
    """Names and openings of files that hold prompts, and lines of code that read them."""

    name: Pattern
    not_prompts: Pattern
    texts: tuple[str, ...]
    always: tuple[str, ...]
    opening: Pattern
    openings: tuple[str, ...]
    framework_keys: tuple[str, ...]
    reading: Pattern


class Architecture(Sourced, frozen=True):
    """Headings, pictures and places of passages that tell how the parts of a system work together."""

    words: Pattern
    whole: Pattern
    steps: Pattern
    pictured: Pattern
    systems: Pattern
    not_headings: Pattern
    not_diagrams: Pattern
    pictures: Pattern
    aside: Pattern
    documents: Pattern
    of_all: Pattern


@remembered
def prompts() -> Prompts:
    """Files that hold prompts."""
    return load("prompts", Prompts)


@remembered
def architecture() -> Architecture:
    """Passages that explain how a system is built."""
    return load("architecture", Architecture)
