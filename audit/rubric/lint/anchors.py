"""Whether the anchor of a level can be observed, or only be agreed with."""

import re
from functools import cache
from importlib.resources import files

from pydantic import Field

from audit import yamlfile
from audit.model.base import Value

FEWEST_WORDS = 3


class _Words(Value):
    judging: tuple[str, ...] = Field(min_length=1)


@cache
def judging_words() -> tuple[str, ...]:
    """Words that say that something is good without saying what would be seen."""
    name = "anchor_words.yaml"
    return yamlfile.build(
        _Words, yamlfile.parse(files("questionnaires").joinpath(name).read_text("utf-8"), name)
    ).judging


def unobservable(text: str, level: int) -> str:
    """Why two people who look at the same thing need not agree on this anchor; nothing if they would.

    Levels 0 and 1 may be a word: they say what is absent, or that it depends on somebody.
    """
    words = text.split()
    if level > 1 and len(words) < FEWEST_WORDS:
        return f"says nothing that could be observed: {text!r}"
    for judging in judging_words():
        if re.search(rf"\b{re.escape(judging)}\b", text, re.IGNORECASE):
            return f"says {judging!r}, which everybody sees differently; say what would be seen"
    return ""
