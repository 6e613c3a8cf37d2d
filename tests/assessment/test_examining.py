"""Both sides of a criterion, what is left to decide, and what an act would change before it is done."""

from datetime import date

import pytest
from inline_snapshot import snapshot

from audit import delivery
from audit.assessment import Wanted, conclude, sides, would
from audit.assessment.consequences import NOTHING
from audit.model import wording
from audit.model.assessment import Acceptance, ContradictionState, Rating, Ruling, Waiver
from audit.model.base import Value
from audit.model.dossier import Dossier
from audit.model.evidence import Grade
from audit.model.ledger import Kind
from audit.model.standing import GateState


@pytest.fixture(scope="module")
def dossier(tmp_path_factory: pytest.TempPathFactory) -> Dossier:
    return delivery.judge_example(tmp_path_factory.mktemp("example"))


def test_every_comparison_stands_at_its_criterion_with_both_sides(dossier: Dossier) -> None:
    known = sides(dossier)
    reached = dossier.conclusion
    assert [one.criterion for one in known] == [
        one.id
        for one in dossier.rubric.criteria()
        if any(row.criterion == one.id for row in reached.cross_examination)
    ]
    assert sum(len(one.compared) for one in known) == len(reached.cross_examination)
    assert sum(len(one.contradictions) for one in known) == len(reached.contradictions)
    assert sum(len(one.nominations) for one in known) == len(reached.nominations)
    [loops] = [one for one in known if one.criterion == "REL-03"]
    assert "bounded-agent-loops" in [one.id for one in loops.found]


def test_what_is_looked_at(dossier: Dossier) -> None:
    known = sides(dossier)
    to_decide = [one for one in known if one.fits(Wanted.TO_DECIDE)]
    assert {one.criterion for one in to_decide} == {
        *(one.criterion for one in dossier.conclusion.contradictions if one.state is ContradictionState.OPEN),
        *(one.criterion for one in dossier.conclusion.nominations),
    }
    contradicted = {one.criterion for one in known if one.fits(Wanted.CONTRADICTED)}
    assert {one.criterion for one in dossier.conclusion.contradictions} <= contradicted
    assert all(one.fits(Wanted.ALL) for one in known)


def ruling(dossier: Dossier, state: ContradictionState) -> Ruling:
    one = next(one for one in dossier.conclusion.contradictions if one.criterion == "DATA-03")
    return Ruling(criterion="DATA-03", check=one.check, by=one.respondent, state=state, reason="shown to us")


def test_what_an_act_would_change(dossier: Dossier) -> None:
    now = dossier.conclusion
    acts: list[tuple[Kind, Value]] = [
        (Kind.RULED, ruling(dossier, ContradictionState.EXPLAINED)),
        (
            Kind.ACCEPTED,
            Acceptance(criterion="PROV-02", check="prompt-files", by="Mara Lind", reason="read it"),
        ),
        (
            Kind.RATED,
            Rating(criterion="REL-03", level=3, grade=Grade.DEMONSTRATED, rationale="seen", by="Mara Lind"),
        ),
        (
            Kind.WAIVED,
            Waiver(criterion="SEC-01", owner="Tom Reed", reason="a pilot", expires=date(2027, 1, 1)),
        ),
    ]
    assert [would(dossier.assessment, dossier.rubric, act, now=now).words for act in acts] == snapshot(
        [
            "level of DATA-03: 0–1 → 0–2; gate DATA-03: failed → unverified",
            "level of PROV-02: 0–4 → 2; score: 0.6–29.0 → 1.0–29.0",
            "level of REL-03: 0–1 → 3; grade of REL-03: none → demonstrated; gate REL-03: failed → met; score: 0.6–29.0 → 1.3–29.0",
            "It would change no level, no gate, no score and no advice.",
        ]
    )


def test_what_was_done_is_what_was_foretold(dossier: Dossier) -> None:
    """The words come from the very judgement that follows the act."""
    rating = Rating(criterion="REL-03", level=3, grade=Grade.DEMONSTRATED, rationale="seen", by="Mara Lind")
    told = would(dossier.assessment, dossier.rubric, (Kind.RATED, rating))
    ratings = (*dossier.assessment.ratings, rating)
    after = conclude(dossier.assessment.model_copy(update={"ratings": ratings}))
    [gate] = [shift for shift in told.shifts if shift.what == "gate REL-03"]
    assert gate.then == wording.GATES[after.conclusion.standings["REL-03"].gate or GateState.FAILED].word
    assert dossier.conclusion == conclude(dossier.assessment).conclusion


def test_an_act_that_changes_nothing_says_so(dossier: Dossier) -> None:
    waiver = Waiver(criterion="SEC-01", owner="Tom Reed", reason="a pilot", expires=date(2026, 1, 1))
    assert would(dossier.assessment, dossier.rubric, (Kind.WAIVED, waiver)).words == NOTHING
