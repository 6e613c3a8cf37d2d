"""Which conditions can hold, found by trying every kind of reply to the questions that they hang on."""

from collections.abc import Mapping
from itertools import chain, combinations, product
from math import prod
from typing import NamedTuple

from audit.model.condition import told
from audit.model.questionnaire import Question, QuestionKind
from audit.model.response import ReplyState

MOST_TRIED = 50_000
_WITHOUT = tuple(state.value for state in ReplyState if state is not ReplyState.ANSWERED)


class Reach(NamedTuple):
    """Whether a question can be asked, and whether it can be left out."""

    asked: bool
    left_out: bool


def reach(key: str, questions: Mapping[str, Question]) -> Reach | None:
    """What the condition of a question can come to; none where there is too much to try."""
    involved = _involved(key, questions)
    compared: dict[str, set[str]] = {one: set() for one in involved}
    for one in involved:
        condition = questions[one].when
        for comparison in condition.comparisons() if condition else ():
            if comparison.question in compared:
                compared[comparison.question] |= {told(value) for value in comparison.among}
    replies = {one: _replies(questions[one], compared[one]) for one in involved if one != key}
    if prod(map(len, replies.values())) > MOST_TRIED:
        return None
    tries = (dict(zip(replies, tried, strict=True)) for tried in product(*replies.values()))
    seen = {_shown(key, involved, questions, tried) for tried in tries}
    return Reach(asked=True in seen, left_out=False in seen)


def impossible(question: Question, value: bool | float | str) -> bool:
    """Whether no reply to this question could ever equal the value."""
    return told(value) not in chain.from_iterable(_replies(question, {told(value)}))


def _involved(key: str, questions: Mapping[str, Question]) -> list[str]:
    """The question and all that its condition hangs on, each behind those that it hangs on itself."""
    order: list[str] = []

    def visit(one: str, above: frozenset[str]) -> None:
        if one in order or one in above or one not in questions:
            return
        condition = questions[one].when
        for other in condition.questions() if condition else ():
            visit(other, above | {one})
        order.append(one)

    visit(key, frozenset())
    return order


def _shown(
    key: str, involved: list[str], questions: Mapping[str, Question], tried: Mapping[str, frozenset[str]]
) -> bool:
    given: dict[str, frozenset[str]] = {}
    for one in involved:
        condition = questions[one].when
        holds = condition is None or condition.holds(given)
        if one == key:
            return holds
        if holds and tried[one]:
            given[one] = tried[one]
    return False


def _replies(question: Question, compared: set[str]) -> list[frozenset[str]]:
    """The replies that conditions can tell apart; the empty one stands for all that they do not name."""
    possible = [value for value in sorted(compared) if _possible(question, value)]
    single = [frozenset({value}) for value in (*possible, *_WITHOUT) if value in compared]
    if question.kind is QuestionKind.CHOICES:
        chosen = [value for value in possible if value not in _WITHOUT]
        sizes = range(2, len(chosen) + 1)
        single += [frozenset(some) for size in sizes for some in combinations(chosen, size)]
    return [frozenset(), *dict.fromkeys(single)]


def _possible(question: Question, value: str) -> bool:
    match question.kind:
        case QuestionKind.LEVEL | QuestionKind.SCALE | QuestionKind.CHOICE | QuestionKind.CHOICES:
            return value in {option.value for option in question.options}
        case QuestionKind.YES_NO:
            return value in {"yes", "no"}
        case QuestionKind.NUMBER:
            return _within(question, value)
        case _:
            return False


def _within(question: Question, value: str) -> bool:
    try:
        number = float(value)
    except ValueError:
        return False
    low = float("-inf") if question.minimum is None else question.minimum
    high = float("inf") if question.maximum is None else question.maximum
    return low <= number <= high
