"""Questions that the rubric words already: levels of criteria, partner questions, week one, symptoms."""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from typing import NamedTuple

from audit.model.assessment import Party
from audit.model.questionnaire import Option, Question, QuestionKind
from audit.model.rubric import BuildabilityItem, Criterion, FailurePattern, PartnerQuestion, Rubric
from audit.rubric.languages import ENGLISH, phrases_in
from audit.rubric.pack_file import EVERY, GATES, SectionFile


class Named(NamedTuple):
    """What one word of a shorthand stands for; nothing known under that name leaves no questions."""

    field: str
    at: int | None
    questions: tuple[Question, ...]
    complaint: str = ""


def expand(section: SectionFile, rubric: Rubric, party: Party) -> Iterator[Named]:
    """The questions that a section names instead of writing them out, in the order of its fields."""

    def level_of(criterion: Criterion) -> list[Question]:
        return [level(criterion, party, rubric.language)]

    criteria = {one.id: level_of(one) for one in rubric.criteria()}
    groups = {
        EVERY: list(criteria),
        GATES: [one.id for one in rubric.criteria() if one.is_gate],
        **{dimension.id: [one.id for one in dimension.criteria] for dimension in rubric.dimensions},
    }
    yield from _named("criteria", section.criteria, criteria, groups)
    partner = {one.id: [partner_question(one, rubric.language)] for one in rubric.partner_questions}
    yield from _named("partner_questions", section.partner_questions, partner, {EVERY: list(partner)})
    items = {one.id: [buildability_question(one, rubric.language)] for one in rubric.buildability}
    yield from _named("buildability", section.buildability, items, {EVERY: list(items)})
    seen = {one.id: symptoms(one, rubric.language) for one in rubric.patterns}
    yield from _named("symptoms", section.symptoms, seen, {EVERY: list(seen)})


def _named(
    field: str,
    given: str | Sequence[str] | None,
    known: dict[str, list[Question]],
    groups: dict[str, list[str]],
) -> Iterator[Named]:
    words: Iterable[tuple[int | None, str]] = (
        [(None, given)] if isinstance(given, str) else enumerate(given or ())
    )
    for at, word in words:
        names = groups.get(word) or ([word] if word in known else [])
        found = tuple(question for name in names for question in known[name])
        yield Named(field, at, found, "" if found else _unknown(word, [*groups, *known]))


def _unknown(word: str, known: Sequence[str]) -> str:
    near = get_close_matches(word.upper(), known, n=1)
    return f"{word[:60]!r} is not in the rubric; " + (
        f"did you mean {near[0]}?" if near else f"it knows {known[0]}, and {known[-1]} as the last one"
    )


def level(criterion: Criterion, party: Party, language: str = ENGLISH) -> Question:
    """The question about the level of a criterion, worded for the side that answers."""
    return Question(
        id=criterion.id,
        kind=QuestionKind.LEVEL,
        text=criterion.ask.vendor if party is Party.VENDOR else criterion.ask.internal,
        help=phrases_in(language).shown_by.format(evidence="; ".join(criterion.evidence)),
        criterion=criterion.id,
        applies_to=criterion.applies_to,
        options=tuple(Option(value=str(n), text=criterion.levels[n]) for n in range(5)),
    )


def partner_question(question: PartnerQuestion, language: str = ENGLISH) -> Question:
    """A partner question; its examples and red flags are the assessor's and never reach a respondent."""
    return Question(
        id=question.id,
        kind=QuestionKind.SCALE,
        text=question.question,
        help=phrases_in(language).own_words,
        options=_scores(phrases_in(language).partner_scores),
    )


def buildability_question(item: BuildabilityItem, language: str = ENGLISH) -> Question:
    """A question of week one."""
    return Question(
        id=item.id,
        kind=QuestionKind.SCALE,
        text=item.question,
        help=phrases_in(language).measured_by.format(measure=item.measure),
        options=_scores(phrases_in(language).buildability_scores),
    )


def symptoms(pattern: FailurePattern, language: str = ENGLISH) -> list[Question]:
    """One question for each symptom of a failure pattern, under the id of the symptom."""
    seen = phrases_in(language).seen
    return [
        Question(id=key, kind=QuestionKind.YES_NO, text=seen.format(symptom=text), nature=True)
        for key, text in pattern.symptom_ids().items()
    ]


def _scores(texts: Sequence[str]) -> tuple[Option, ...]:
    return tuple(Option(value=str(n), text=text) for n, text in enumerate(texts))
