"""What the linter looks for in a questionnaire."""

import re
from collections.abc import Callable, Iterator

from audit.model.lint import Flaw, Remark
from audit.model.questionnaire import Question, QuestionKind
from audit.rubric.conditions import circles, strangers
from audit.rubric.draft import Draft
from audit.rubric.lint.anchors import unobservable
from audit.rubric.lint.reach import impossible, reach

Remarks = Iterator[Remark]


def lint(made: Draft) -> Remarks:
    """Every flaw of a questionnaire, together with what its overlays make of it."""
    for look in _LOOKS:
        yield from look(made)


def _at(made: Draft, question: Question, flaw: Flaw, why: str, *field: str | int) -> Remark:
    return Remark(flaw=flaw, text=made.places[question.id].error(why, *field))


def invalid(made: Draft) -> Remarks:
    """What cannot be read at all."""
    yield from (Remark(flaw=Flaw.INVALID, text=text) for text in made.complaints)
    if not made.questions and not made.complaints:
        yield Remark(flaw=Flaw.INVALID, text=made.top.error("has no question"))


def unknown_ids(made: Draft) -> Remarks:
    """Criteria that the rubric does not have, and questions that nobody asks."""
    yield from (Remark(flaw=Flaw.UNKNOWN_ID, text=text) for text in made.unknown)
    for key, other in strangers(made.questions):
        why = f"{key} hangs on {other}, which is no question of it"
        yield _at(made, made.questions[key], Flaw.UNKNOWN_ID, why, "when")
    for question in made.questions.values():
        if question.criterion and question.criterion not in made.rubric.by_id:
            why = f"{question.criterion} is not a criterion of the rubric"
            yield _at(made, question, Flaw.UNKNOWN_ID, why, "criterion")


def cyclic_conditions(made: Draft) -> Remarks:
    """Questions that wait for each other, so that none of them is ever asked."""
    for circle in circles(made.questions):
        why = f"asked only after itself: {' → '.join((*circle, circle[0]))}"
        yield _at(made, made.questions[circle[0]], Flaw.CYCLIC_CONDITION, why, "when")


def unreachable_questions(made: Draft) -> Remarks:
    """Questions whose condition no combination of replies meets."""
    circular = {key for circle in circles(made.questions) for key in circle}
    lost = {key for key, _ in strangers(made.questions)}
    for key, question in made.questions.items():
        if question.when is None or key in circular | lost:
            continue
        found = reach(key, made.questions)
        if found and not found.asked:
            yield _at(
                made,
                question,
                Flaw.UNREACHABLE_QUESTION,
                f"{key} is never asked, whatever is replied",
                "when",
            )
        elif found and not found.left_out:
            yield _at(made, question, Flaw.DEAD_RULE, f"the condition of {key} always holds; drop it", "when")


def dead_comparisons(made: Draft) -> Remarks:
    """Values that no reply to the compared question can have."""
    for question in made.questions.values():
        for comparison in question.when.comparisons() if question.when else ():
            compared = made.questions.get(comparison.question or "")
            for value in comparison.among if compared else ():
                if compared and impossible(compared, value):
                    why = f"no reply to {compared.id} can be {value!r}"
                    yield _at(made, question, Flaw.DEAD_RULE, why, "when")


def levels_without_anchor(made: Draft) -> Remarks:
    """Levels in words of one's own that two people would not see alike."""
    for question in made.questions.values():
        criterion = made.rubric.by_id.get(question.criterion or "")
        if question.kind is not QuestionKind.LEVEL:
            continue
        for n, option in enumerate(question.options):
            if criterion and option.text == criterion.levels[n]:
                continue
            if why := unobservable(option.text, n):
                yield _at(
                    made,
                    question,
                    Flaw.LEVEL_WITHOUT_ANCHOR,
                    f"level {n} of {question.id} {why}",
                    "options",
                    n,
                )


def duplicate_wording(made: Draft) -> Remarks:
    """Two questions, or two choices of one question, in the same words."""
    first: dict[str, str] = {}
    for question in made.questions.values():
        words = plain(question.text)
        if words in first:
            why = f"{question.id} is asked in the same words as {first[words]}"
            yield _at(made, question, Flaw.DUPLICATE_WORDING, why, "text")
        first.setdefault(words, question.id)
        texts = [plain(option.text) for option in question.options]
        for n, text in enumerate(texts):
            if text in texts[:n]:
                why = f"{question.id} offers the same words twice"
                yield _at(made, question, Flaw.DUPLICATE_WORDING, why, "options", n)


def plain(text: str) -> str:
    """A text without what makes no difference to a reader: case, blanks, punctuation."""
    return " ".join(re.findall(r"\w+", text.casefold()))


_LOOKS: tuple[Callable[[Draft], Remarks], ...] = (
    invalid,
    unknown_ids,
    cyclic_conditions,
    unreachable_questions,
    dead_comparisons,
    levels_without_anchor,
    duplicate_wording,
)
