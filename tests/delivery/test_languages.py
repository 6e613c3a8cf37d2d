"""A report in another language says every word of ours in it."""

from collections import defaultdict
from collections.abc import Callable

import pytest

from audit import assessment as use_cases
from audit.model.assessment import Assessment
from audit.model.speech import speaking
from reports import render
from tests.delivery import circled
from tests.reports import kinds
from tests.reports.everything import base

KINDS: dict[str, Callable[[], Assessment]] = {
    "everything": base,
    "failed": lambda: kinds.failed().assessment,
    "vendor": lambda: kinds.vendor().assessment,
    "readiness": lambda: kinds.readiness().assessment,
}


OPEN = {
    "answers", "assets", "buildability", "checks", "chronology", "clauses", "components", "contradictions", "control",
    "cost", "evidence", "explanations", "figures", "findings", "gates", "glossary", "knock_outs", "limits", "mandate",
    "method", "offer", "page", "partner", "patterns", "plan", "projection", "promises", "reply", "requests",
    "scorecard", "sign_off", "since", "stage", "standards", "summary", "unverified", "waivers",
}  # fmt: skip
"""Sections in which words of ours are not all marked yet."""


def printed(given: Assessment) -> str:
    with speaking(circled.speech()):
        judged = use_cases.conclude(circled.assessment(given), circled.rubric())
        return render.html(judged)


def left(kind: str) -> dict[str, list[str]]:
    """What stands in English in the report of a kind, by the id of its section."""
    found = defaultdict(list)
    for section, text in circled.plain_words(printed(KINDS[kind]())):
        found[section].append(text)
    return dict(found)


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_of_ours_is_left_in_english(kind: str) -> None:
    found = left(kind)
    assert {section: texts for section, texts in found.items() if section not in OPEN} == {}
