"""The words with which the questions of the rubric are asked, whatever they are about."""

from functools import cache
from importlib.resources import files

from pydantic import Field

from audit import yamlfile
from audit.model.base import Value


class Phrases(Value):
    """Phrases around the texts of the rubric; what stands in braces is put in."""

    shown_by: str
    own_words: str
    measured_by: str
    seen: str
    partner_scores: tuple[str, ...] = Field(min_length=4, max_length=4)
    buildability_scores: tuple[str, ...] = Field(min_length=4, max_length=4)


@cache
def load() -> Phrases:
    """The phrases that ship with this version, in English."""
    name = "wording.yaml"
    return yamlfile.build(
        Phrases, yamlfile.parse(files("questionnaires").joinpath(name).read_text("utf-8"), name)
    )
