from datetime import date

import pytest

from audit.model import wording
from audit.model.conclusion import Verdict
from audit.model.finding import Outcome
from audit.model.gap import Severity
from audit.model.pattern import PatternState
from audit.model.score import Interval
from audit.model.standing import GateState


@pytest.mark.parametrize(
    ("value", "printed"),
    [
        (0.0, "0.0"),
        (0.25, "0.2"),
        (0.35, "0.4"),
        (64.05, "64.0"),
        (29, "29.0"),
        (54.3604, "54.4"),
        (24.999999999999996, "25.0"),
        (-0.04, "0.0"),
        (1234.56, "1,234.6"),
        (None, "–"),
    ],
)
def test_scores_have_one_decimal_rounded_half_to_even(value: float | None, printed: str) -> None:
    assert wording.score(value) == printed


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        (wording.interval(Interval(1.04, 29.0)), "1.0–29.0"),
        (wording.interval(Interval(64.01, 64.04)), "64.0"),
        (wording.interval(None), "–"),
        (wording.counts(Interval(1733.4, 5096.6)), "1,733–5,097"),
        (wording.percents(Interval(0.8981, 0.9653)), "89.8–96.5%"),
        (wording.percent(0.94), "94%"),
        (wording.percent(0.3364), "33.6%"),
        (wording.count(2.5), "2"),
        (wording.count(1234567), "1,234,567"),
        (wording.levels(0, 4), "0–4"),
        (wording.levels(2, 2), "2"),
        (wording.effort(Interval(2, 5)), "2–5 person-days"),
        (wording.effort(Interval(0.5, 1)), "0.5–1 person-days"),
        (wording.effort(Interval(1, 1)), "1 person-day"),
        (wording.money(4000, "USD"), "USD 4,000"),
        (wording.money(0.2128, "EUR"), "EUR 0.21"),
        (wording.money(1e28, "USD"), "USD 10" + ",000" * 9),
        (wording.day(date(2026, 11, 2)), "2 November 2026"),
        (wording.plural(0, "gate"), "no gates"),
        (wording.plural(1, "gate"), "1 gate"),
        (wording.plural(1200, "reply", "replies"), "1,200 replies"),
        (wording.listed(["a", "b", "c"]), "a, b and c"),
        (wording.listed(["a"], "or"), "a"),
        (wording.clipped("one two three", 20), "one two three"),
        (wording.clipped("one two three four", 12), "one two…"),
        (wording.clipped("x" * 30, 10), "x" * 9 + "…"),
        (wording.tail("a/very/long/path.py:17@abc", 12), "…h.py:17@abc"),
        (wording.sentence("said twice"), "Said twice."),
        (wording.stopped("gpt-4.1 is an alias"), "gpt-4.1 is an alias."),
        (wording.sentence("Why?"), "Why?"),
        (wording.sentence(""), ""),
    ],
)
def test_phrases(printed: str, expected: str) -> None:
    assert printed == expected


def test_every_state_has_its_words() -> None:
    assert set(wording.VERDICTS) == set(Verdict)
    assert set(wording.SEVERITIES) == set(Severity)
    assert set(wording.GATES) == set(GateState)
    assert set(wording.OUTCOMES) == set(Outcome)
    assert set(wording.PATTERNS) == set(PatternState)


@pytest.mark.parametrize("marks", [wording.SEVERITIES, wording.GATES, wording.OUTCOMES])
def test_states_differ_without_colour(marks: dict[object, wording.Mark]) -> None:
    assert len({mark.glyph for mark in marks.values()}) == len(marks)
    assert len({mark.word for mark in marks.values()}) == len(marks)


def test_no_conclusion_is_worded_too() -> None:
    assert wording.verdict(None).words == "No conclusion"
    assert wording.verdict(Verdict.PHASE_1).words == "Phase 1 (demo)"


@pytest.mark.parametrize(
    ("text", "most", "opening"),
    [
        ("One. Two.", 9, "One. Two."),
        ("One. Two. Three.", 10, "One. Two."),
        ("One. Two. Three.", 4, "One."),
        ("Version 1.2 came. Then 1.3.", 20, "Version 1.2 came."),
        ("A very long first sentence without an end", 20, "A very long first…"),
    ],
)
def test_an_opening_ends_with_a_sentence(text: str, most: int, opening: str) -> None:
    assert wording.opening(text, most) == opening
