"""The plan with what was agreed on it: owners, days, how far, and what is no longer asked for."""

from datetime import date
from pathlib import Path

import pytest
from pydantic import ValidationError

from audit.assessment import Desk, due, plan
from audit.model.assessment import Assessment, Subject
from audit.model.base import InputError
from audit.model.commitment import Commitment, Status
from audit.model.ledger import Kind
from audit.model.plan import Action
from audit.model.rubric import SystemKind
from audit.model.score import Interval
from audit.storage import Ledger

TODAY = date(2026, 11, 22)
EMPTY = Assessment(subject=Subject(name="Tidewater Desk", kinds=(SystemKind.LLM_APP,)), as_of=TODAY)


def action(criterion: str, horizon: str = "now", after: tuple[str, ...] = ()) -> Action:
    return Action.model_validate(
        {
            "criterion": criterion,
            "title": f"Mend {criterion}",
            "text": "",
            "effort": Interval(1, 2),
            "horizon": horizon,
            "why": "",
            "after": after,
        }
    )


ACTIONS = (action("REL-03"), action("EVAL-01", after=("REL-03",)), action("OBS-01", "30 days"))


def agreed(criterion: str, **fields: object) -> Commitment:
    return Commitment.model_validate({"criterion": criterion, "title": f"Mend {criterion}", **fields})


@pytest.mark.parametrize(
    ("occasion", "title", "of_action", "is_about"),
    [
        (None, "Mend REL-03", "", True),
        (None, "REL-03 ausbessern", "", False),
        ("", "REL-03 ausbessern", "", True),
        ("spend_without_value", "REL-03 ausbessern", "spend_without_value", True),
        ("spend_without_value", "Mend REL-03", "", False),
        ("", "Mend REL-03", "spend_without_value", False),
    ],
)
def test_what_was_agreed_in_one_language_is_agreed_in_the_other(
    occasion: str | None, title: str, of_action: str, is_about: bool
) -> None:
    made = agreed("REL-03", title=title, occasion=occasion)
    assert made.about(action("REL-03").model_copy(update={"occasion": of_action})) is is_about
    assert not made.about(action("EVAL-01").model_copy(update={"occasion": of_action, "title": title}))


def test_each_action_has_its_commitment_and_what_it_waits_for() -> None:
    held = EMPTY.model_copy(
        update={"commitments": (agreed("EVAL-01", owner="Tom Reed"), agreed("DOC-01", status="done"))}
    )
    found = plan(ACTIONS, held)
    assert [(one.action.criterion, one.waits_for, one.quick) for one in found.actions] == [
        ("REL-03", (), True),
        ("EVAL-01", ("Mend REL-03",), False),
        ("OBS-01", (), False),
    ]
    assert [one.commitment.owner if one.commitment else None for one in found.actions] == [
        None,
        "Tom Reed",
        None,
    ]
    assert [one.criterion for one in found.no_longer] == ["DOC-01"]


@pytest.mark.parametrize(
    ("commitments", "count"),
    [
        ((), (3, 0, 0, 3)),
        ((agreed("REL-03", owner="A"),), (3, 0, 0, 2)),
        ((agreed("REL-03", owner="A", status="done"),), (3, 1, 0, 2)),
        ((agreed("REL-03", due=TODAY),), (3, 0, 0, 3)),
        ((agreed("REL-03", due=date(2026, 11, 21)),), (3, 0, 1, 3)),
        ((agreed("REL-03", due=date(2026, 11, 21), status="dropped", note="sold"),), (3, 1, 0, 2)),
    ],
)
def test_how_the_plan_stands(commitments: tuple[Commitment, ...], count: tuple[int, ...]) -> None:
    assert plan(ACTIONS, EMPTY.model_copy(update={"commitments": commitments})).tally(TODAY) == count


def test_a_horizon_names_a_day() -> None:
    assert [due(one, TODAY) for one in ACTIONS] == [
        date(2026, 11, 29),
        date(2026, 11, 29),
        date(2026, 12, 22),
    ]


def test_what_is_dropped_needs_a_reason() -> None:
    with pytest.raises(ValidationError, match="needs a note that says why"):
        agreed("REL-03", status="dropped")


def test_a_commitment_is_put_on_record_changed_and_taken_back(tmp_path: Path) -> None:
    ledger = Ledger(f"sqlite:///{tmp_path / 'ledger.sqlite3'}")
    case = Desk(ledger).open(EMPTY, actor="Mara Lind")
    case.commit(agreed("REL-03", owner="Tom Reed"))
    case.commit(agreed("REL-03", owner="Tom Reed", status="started"))
    assert [one.status for one in case.read().assessment.commitments] == [Status.STARTED]
    with pytest.raises(InputError, match="there is no criterion REL-99 in the rubric"):
        case.commit(agreed("REL-99"))
    case.withdraw(Kind.COMMITTED, agreed("REL-03"))
    assert case.read().assessment.commitments == ()
    assert "Tom Reed" not in str(ledger.entries(case.key))
    ledger.close()
