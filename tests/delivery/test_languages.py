"""A report in another language says every word of ours in it."""

import re
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


SAME = re.compile(
    r"phase2 verify( report\.pdf)?|lockfile|openai|Own,|FinOps|HECVAT|[\w-]+:.*|(.*, )?v1\.0-C.*"
)
"""Commands, ids of checks, names of providers and standards: they are called so in every language."""
RECORDED = {
    "main, ⓒⓞⓜⓜⓘⓣ": "the name of a branch",
    "python 1.834 ⓛⓘⓝⓔⓢ": "the name of a programming language",
    "stranger": "somebody who is known by his key alone",
    "Who · What": "the columns of a question that is not ours, by their keys",
    "Maria Lopez · signs": "what somebody wrote in reply to it",
}
"""What stands in a report as others wrote it, and why."""


def printed(given: Assessment) -> str:
    with speaking(circled.speech_about(given)):
        asked = circled.questions(use_cases.questions_replied(given))
        judged = use_cases.conclude(circled.assessment(given), circled.rubric(), asked)
        return render.html(judged)


def left(kind: str) -> dict[str, list[str]]:
    """What stands in English in the report of a kind, by the id of its section."""
    found = defaultdict(list)
    for section, text in circled.plain_words(printed(KINDS[kind]())):
        if not SAME.fullmatch(text) and text not in RECORDED:
            found[section].append(text)
    return dict(found)


@pytest.mark.parametrize("kind", KINDS)
def test_no_word_of_ours_is_left_in_english(kind: str) -> None:
    assert left(kind) == {}
