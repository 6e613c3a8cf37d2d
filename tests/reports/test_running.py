"""How a system is run, who carries what, and efforts in the words of who plans and who pays."""

from datetime import date

import pytest

from audit.model.assessment import Profile, Waiver
from audit.model.commitment import Commitment, Status
from audit.model.dossier import Dossier
from audit.model.imprint import Imprint
from audit.model.repair import Repair
from audit.model.response import Response
from audit.model.score import Interval
from reports import efforts, findings, running
from reports.tables.scores import gates
from tests.reports import kinds
from tests.reports.dossiers import CONCLUSION, failed_project, with_changes

READY = kinds.readiness()


def test_what_operating_takes_stands_beside_what_is_on_record() -> None:
    found = {one.criterion: one for one in running.proofs(failed_project())}
    assert set(found) <= {key for _topic, keys in running.TOPICS for key in keys}
    standings = CONCLUSION.standings
    assert all(standings[key].applicable for key in found)
    assert found["DEP-03"].state.word == "failed"
    assert found["DEP-03"].topic == "Rollback"
    assert all(key.startswith(("Q-", "E-")) for one in found.values() for key in one.shown)


@pytest.mark.parametrize(
    ("held", "words"),
    [
        (None, ["not known", "not known", "not known"]),
        ((), ["not held", "not held", "not held"]),
        (("rollback",), ["held", "not held", "not held"]),
    ],
)
def test_a_drill_that_nobody_spoke_of_is_not_known(held: tuple[str, ...] | None, words: list[str]) -> None:
    row = {"drill": "rollback", "day": "2026-10-02", "minutes": "12", "outcome": "back in time"}
    dossier = with_changes(
        assessment={
            "profile": Profile(drills=held),
            "responses": (Response(question="drills", by="ops", value=(row,)),),
        }
    )
    found = running.drills(dossier)
    assert [one.mark.word for one in found] == words
    assert found[0].told == ("2 October 2026, mastered in 12 minutes, back in time.",)


def loads(dossier: Dossier) -> list[tuple[str, int, int]]:
    found = running.loads(dossier, findings.actions(dossier))
    return [(one.owner, len(one.actions), one.waivers) for one in found]


def test_what_nobody_carries_stands_last() -> None:
    actions = failed_project().conclusion.actions
    assert loads(failed_project()) == [("", len(actions), 0)]
    first = actions[0]
    taken = Commitment(criterion=first.criterion, title=first.title, owner="Rita Lund", status=Status.STARTED)
    waiver = Waiver(
        criterion="DEP-03", owner="Paul Adeyemi", reason="a drill is planned", expires=date(2026, 12, 1)
    )
    both = with_changes(assessment={"commitments": (taken,), "waivers": (waiver,)})
    assert loads(both) == [("Rita Lund", 1, 0), ("Paul Adeyemi", 0, 1), ("", len(actions) - 1, 0)]


def test_a_waiver_that_does_not_count_is_marked_where_loads_and_gates_are_told() -> None:
    waivers = tuple(
        Waiver(criterion=key, owner="Paul Adeyemi", reason="a pilot", expires=day)
        for key, day in (("DEP-03", date(2026, 12, 1)), ("SEC-01", date(2027, 11, 1)))
    )
    dossier = with_changes(assessment={"waivers": waivers})
    (load, *_rest) = running.loads(dossier, ())
    assert (load.owner, load.waivers, load.void) == ("Paul Adeyemi", 2, 1)
    sheet = gates(dossier)
    told = {row[0]: row[10] for row in sheet.rows if row[8]}
    assert told == {
        "DEP-03": "accepted for a time",
        "SEC-01": "accepted for longer than a waiver may last",
    }


@pytest.mark.parametrize(
    ("rate", "told"),
    [
        (None, "10–20 person-days (2–4 person-weeks); what a day costs is not stated"),
        (
            900.0,
            "10–20 person-days (2–4 person-weeks), EUR 9,000 to EUR 18,000 at the day rate that was stated",
        ),
    ],
)
def test_an_effort_has_its_cost_where_a_rate_is_stated(rate: float | None, told: str) -> None:
    repair = Repair(effort=Interval(10, 20), day_rate=rate, currency="EUR")
    dossier = with_changes(conclusion={"repair": repair})
    assert efforts.told(dossier, repair.effort) == told


@pytest.mark.parametrize(
    ("imprint", "told"),
    [
        (Imprint(), ""),
        (Imprint(began=date(2026, 11, 2)), "2 November 2026 to 22 November 2026"),
        (Imprint(person_days=12), "12 person-days (2.4 person-weeks)"),
    ],
)
def test_what_this_audit_took_is_told_as_far_as_it_is_stated(imprint: Imprint, told: str) -> None:
    assert efforts.of_this_audit(with_changes(assessment={"imprint": imprint})) == told
