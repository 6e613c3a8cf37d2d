"""Use cases of questionnaires: which there are, and what one asks."""

from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from typing import Any

from audit import rubric as rubrics
from audit.model.asking import Reply, question_of, replies
from audit.model.assessment import Assessment, Party
from audit.model.base import InputError
from audit.model.lint import Remark
from audit.model.questionnaire import Pack, Question
from audit.model.response import Response
from audit.model.specificity import Specificity
from audit.model.speech import ENGLISH
from audit.rubric import pack_file, packs


def pack_names() -> tuple[str, ...]:
    """The questionnaires that ship with this version."""
    return packs.names()


def pack(name: str, party: Party | None = None, language: str = ENGLISH) -> Pack:
    """A questionnaire by its name, or the one in a file (`*.yaml`).

    `party` words it for another side. In another language than English, one of one's own has its
    translation beside it: `own.de.yaml` beside `own.yaml`.
    """
    if name.endswith((".yaml", ".yml")):
        return packs.read(Path(name), rubrics.load(), party, language)
    return packs.load(name, rubrics.load(), party, language)


def lint(paths: Sequence[Path] = ()) -> tuple[Remark, ...]:
    """What is wrong with questionnaires, overlays, translations, folders of a rubric; or with ours."""
    from audit.rubric import lint as linter

    if not paths:
        return linter.lint_shipped(rubrics.load())
    return tuple(
        remark
        for path in paths
        for remark in (linter.lint_rubric(path) if path.is_dir() else linter.lint_file(path, rubrics.load()))
    )


def pack_schema() -> dict[str, Any]:
    """The JSON Schema of the files that questionnaires are written in."""
    return pack_file.schema()


@cache
def questions(language: str = ENGLISH) -> Mapping[str, Question]:
    """Every question that ships with this version by its id, levels of criteria left out.

    A questionnaire that is not translated yet stays English, as all of a language that is only begun.
    """
    shipped = (_in_language(name, language) for name in packs.names())
    return {
        question.id: question
        for pack in shipped
        for question in pack.questions()
        if question.criterion is None
    }


def _in_language(name: str, language: str) -> Pack:
    try:
        return packs.load(name, rubrics.load(), None, language)
    except InputError:
        return packs.load(name, rubrics.load())


def questions_replied(assessment: Assessment, language: str = ENGLISH) -> tuple[Question, ...]:
    """The questions of ours that anybody replied to, in a language; levels of criteria left out."""
    keys = {reply.question for reply in assessment.responses}
    return tuple(one for key, one in questions(language).items() if key in keys) if keys else ()


def specificity(assessment: Assessment) -> tuple[tuple[Reply, Specificity], ...]:
    """How specific each answer in words reads, for the assessor to look at; nothing is scored by it."""
    from audit.judgement.specificity import read_specificity

    rubric, words = rubrics.load(), rubrics.vocabulary()
    asked = {one.id: one.question for one in rubric.partner_questions}
    return tuple(
        (reply, read_specificity(text, words, asked.get(question_of(reply), "")))
        for reply in replies(assessment)
        if (text := _in_words(reply))
    )


def _in_words(reply: Reply) -> str:
    value = reply.value if isinstance(reply, Response) and isinstance(reply.value, str) else ""
    return " ".join(filter(None, (value, reply.narrative)))
