"""What a report says about itself, what happened when, and who signed, as a file tells it."""

from datetime import date

import pytest

from audit import rubric as rubrics
from audit.exchange import assessment_file
from audit.model.base import InputError
from audit.model.response import Nature
from audit.model.signature import Role

RUBRIC = rubrics.load()
HEAD = "subject: {name: X, kinds: [llm_app]}\nas_of: 2026-11-20\n"


def test_imprint_events_and_signatures_are_read_and_written_back() -> None:
    given = assessment_file.parse(
        HEAD + "imprint: {version: 1.1, distribution: [the board], mandate: Say whether to go on.}\n"
        "events: [{at: 2026-07-01, what: It went live, nature: inference}]\n"
        "signatures: [{name: Ada Cole, role: data_owner, at: 2026-12-01, statement: none}]\n",
        "a.yaml",
        RUBRIC,
    )
    assert (given.imprint.version, given.imprint.distribution) == ("1.1", ("the board",))
    assert (given.events[0].at, given.events[0].nature) == (date(2026, 7, 1), Nature.INFERENCE)
    assert (given.signatures[0].role, given.signatures[0].at) == (Role.DATA_OWNER, date(2026, 12, 1))
    assert assessment_file.parse(assessment_file.write(given), "b.yaml", RUBRIC) == given


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "events: [{at: 2026-12-01, what: later}]",
            r"a\.yaml:3 events\.0\.at: 2026-12-01 lies after the as-of",
        ),
        ("events: [{what: no day}]", r"a\.yaml:3 events\.0\.at: is required"),
        (
            "signatures: [{name: A, role: boss, at: 2026-11-20}]",
            r"signatures\.0\.role: input should be 'lead'",
        ),
        ("signatures: [{name: '', at: 2026-11-20}]", r"a\.yaml:3 signatures\.0\.name"),
        ("imprint: {edition: x}", r"a\.yaml:3 imprint\.edition: is not a field that is known here"),
    ],
)
def test_what_cannot_be_meant_is_refused_at_its_line(text: str, why: str) -> None:
    with pytest.raises(InputError, match=why):
        assessment_file.parse(HEAD + text, "a.yaml", RUBRIC)
