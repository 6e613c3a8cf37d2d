"""Judgement speaks the language that is spoken, and judges the same in every one."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from audit import judgement, rubric
from audit.judgement.comparison import Judged, compare_runs
from audit.judgement.ranking import compare_vendors
from audit.model.assessment import Answer, Assessment, Purpose
from audit.model.base import AnyValue
from audit.model.evidence import Grade
from audit.model.rubric import Rubric
from audit.model.speech import Speech, speaking
from audit.model.standing import GateState
from audit.rubric import catalogues, languages
from tests.delivery import circled
from tests.judgement.build import RUBRIC, answer, assessment
from tests.reports import kinds
from tests.reports.everything import base

TEXTS = {
    "Action": {"title", "text", "why", "unlocks", "proof"},
    "BreakEven": {"limit"},
    "BuildabilityReading": {"rule", "facts", "conditions", "disagreements"},
    "CausalChain": {"text"},
    "ClauseDemand": {"why"},
    "Clustering": {"limit"},
    "ComponentFate": {"why"},
    "Compounding": {"limit"},
    "Conclusion": {"because", "limitations"},
    "Contender": {"knock_outs", "not_known", "price", "reservation"},
    "Contradiction": {"statement", "finding"},
    "ContradictionRate": {"note"},
    "CostProjection": {"success_from", "notes", "limit"},
    "CrossExamination": {"note"},
    "Decision": {"rule", "facts", "conditions", "beside"},
    "Effect": {"words"},
    "EvidenceRequest": {"show", "question", "who", "by", "changes", "conclusion"},
    "Exposure": {"limit"},
    "Gap": {"rule", "condition", "consequence", "cause", "recommendation"},
    "ItemReading": {"why"},
    "JudgeCorrection": {"limit"},
    "KnockOutReading": {"rule", "why"},
    "LevelChange": {"why"},
    "Pairing": {"words"},
    "PartnerReading": {"because", "red_flags"},
    "PatternChange": {"name"},
    "PatternReading": {
        *("name", "symptoms", "root_cause", "typical_cost", "recovery", "leads_to", "settling_test"),
    },
    "Projection": {"limit", "shift_limit"},
    "Proposal": {"note"},
    "Query": {"text"},
    "RepeatReliability": {"limit"},
    "Run": {"printed_rubric", "reservation"},
    "RunComparison": {"contradictions_new", "contradictions_gone", "limitations"},
    "SampleSize": {"claim", "limit"},
    "ShockedCost": {"name"},
    "StageReading": {"missing"},
    "Standing": {"notes"},
    "TargetReading": {"limit"},
    "VendorComparison": {"advice", "limitations"},
    "ZeroFailures": {"limit"},
}
"""The fields in words of all that judgement returns; everything else is a number, a state, an id or an order."""

FULL: dict[str, Callable[[], Assessment]] = {
    "everything": base,
    "failed": lambda: kinds.failed().assessment,
    "vendor": lambda: kinds.vendor().assessment,
    "readiness": lambda: kinds.readiness().assessment,
}
MADE = "circled"
SPOKEN = (MADE, *languages.spoken()[1:])
OF_THE_MODEL = {
    *(grade.label for grade in Grade),
    *(state.value for state in GateState),
    *("page", "November"),
}
"""Words that judgement asks the model for, which has not marked them all yet."""
LEVELS = st.tuples(st.integers(0, 4), st.integers(0, 4))
SOME = st.dictionaries(st.sampled_from([c.id for c in RUBRIC.criteria()]), LEVELS, min_size=1)


def unlike(one: Any, other: Any, owner: str = "", field: str = "") -> Iterator[str]:
    """Where two values differ in anything but their texts."""
    if isinstance(one, AnyValue) and type(one) is type(other):
        for name, _ in one:
            yield from unlike(getattr(one, name), getattr(other, name), type(one).__name__, name)
    elif isinstance(one, tuple) and isinstance(other, tuple) and len(one) == len(other):
        for first, second in zip(one, other, strict=True):
            yield from unlike(first, second, owner, field)
    elif isinstance(one, dict) and isinstance(other, dict) and list(one) == list(other):
        for key in one:
            yield from unlike(one[key], other[key], owner, field)
    elif type(one) is str and type(other) is str and field in TEXTS.get(owner, ()):
        if bool(one) is not bool(other):
            yield f"{owner}.{field}: {one!r} and {other!r}"
    elif one != other:
        yield f"{owner}.{field}: {one!r} and {other!r}"


def texts(one: Any, owner: str = "", field: str = "") -> Iterator[tuple[str, str]]:
    """Every text of a value, with where it stands."""
    if isinstance(one, AnyValue):
        for name, _ in one:
            yield from texts(getattr(one, name), type(one).__name__, name)
    elif isinstance(one, tuple | dict):
        for part in one.values() if isinstance(one, dict) else one:
            yield from texts(part, owner, field)
    elif type(one) is str and field in TEXTS.get(owner, ()):
        yield f"{owner}.{field}", one


def judged(given: Assessment, spoken: tuple[Speech, Rubric]) -> Any:
    """All that judgement makes of an assessment: its conclusion, and what it is beside itself."""
    speech, used = spoken
    with speaking(speech):
        found = judgement.conclude(given, used)
        less = given.model_copy(update={"answers": given.answers[1:], "rulings": (), "inspections": ()})
        other = judgement.conclude(less, used)
        one, two = Judged("V1", given, found), Judged("V2", less, other)
        return found, other, compare_runs(one, two, used), compare_vendors([one, two], used)


def in_words(name: str) -> tuple[Speech, Rubric]:
    """How a language is spoken, and the rubric in it."""
    if name == MADE:
        return circled.speech(), circled.rubric()
    return catalogues.speech(name), rubric.load(name)


@pytest.mark.parametrize("name", SPOKEN)
@pytest.mark.parametrize("kind", FULL)
def test_another_language_changes_texts_and_nothing_else(kind: str, name: str) -> None:
    case = FULL[kind]()
    assert list(unlike(judged(case, (Speech(), RUBRIC)), judged(case, in_words(name)))) == []


@given(SOME, st.sampled_from(Purpose), st.sampled_from(SPOKEN))
@settings(max_examples=20, deadline=None)
def test_so_it_does_for_any_answers(pairs: dict[str, tuple[int, int]], purpose: Purpose, name: str) -> None:
    said: tuple[Answer, ...] = tuple(answer(key, *found, by="ops") for key, found in pairs.items())
    case = assessment(*said, purpose=purpose)
    assert list(unlike(judged(case, (Speech(), RUBRIC)), judged(case, in_words(name)))) == []


def recorded(case: Assessment) -> Iterator[str]:
    """The words of what inspections wrote: it is said in another language where it is printed."""
    for found in (one for inspection in case.inspections for one in inspection.checks):
        for text in (found.title, found.reason, found.searched, *(one.note for one in found.evidence)):
            for part in circled.plain_parts(text):
                yield from part.split()


@pytest.mark.parametrize("kind", FULL)
def test_no_word_of_judgement_is_left_in_english(kind: str) -> None:
    case = FULL[kind]()
    ids = {one.id for one in case.respondents} | {one.by for one in case.statements()}
    ids |= {one.check for one in case.accepted} | {one.check for one in case.rulings}
    ids |= set(recorded(case))
    said = texts(judged(circled.assessment(case), in_words(MADE)))
    left = [(where, " ".join(circled.plain_parts(text))) for where, text in said]
    assert [one for one in left if not set(one[1].split()) <= ids | OF_THE_MODEL] == []
