"""Use cases of questionnaires: which there are, and what one asks."""

from collections.abc import Mapping
from functools import cache
from pathlib import Path

from audit import rubric as rubrics
from audit.model.assessment import Party
from audit.model.questionnaire import Pack, Question
from audit.rubric import packs


def pack_names() -> tuple[str, ...]:
    """The questionnaires that ship with this version."""
    return packs.names()


def pack(name: str, party: Party | None = None) -> Pack:
    """A questionnaire by its name, or the one in a file (`*.yaml`); `party` words it for another side."""
    if name.endswith((".yaml", ".yml")):
        return packs.read(Path(name), rubrics.load(), party)
    return packs.load(name, rubrics.load(), party)


@cache
def questions() -> Mapping[str, Question]:
    """Every question that ships with this version by its id, levels of criteria left out."""
    shipped = (packs.load(name, rubrics.load()) for name in packs.names())
    return {
        question.id: question
        for pack in shipped
        for question in pack.questions()
        if question.criterion is None
    }
