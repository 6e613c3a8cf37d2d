"""What the audit of the seed case comes to, by the specification alone."""

import pytest

from audit import example, rubric
from audit.model.assessment import ContradictionState
from audit.model.conclusion import Verdict
from audit.model.evidence import Direction
from audit.model.examination import Agreement
from audit.model.finding import Confidence, Outcome
from audit.model.pattern import PatternState
from tests.seed_case.judged import Judged, judge

NOT_MET = {
    "automated-tests",
    "bounded-agent-loops",
    "ci-runs-tests",
    "container-image",
    "current-reference-data",
    "deployable-code",
    "eval-suite",
    "lockfile",
    "model-call-retry",
    "model-call-timeout",
    "named-owners",
    "pinned-model-version",
    "runbook",
    "tracing-or-metrics",
}
CONTRADICTED = {
    "DATA-03", "DEP-01", "DOC-01", "EVAL-02", "HUM-02", "OBS-01", "OWN-01", "PROV-01", "REL-01", "REL-03", "REL-06", "SEC-05",
}  # fmt: skip
CALL = "client.chat.completions.create("
SIGHTED = {
    "bounded-agent-loops": ("agent/planner.py", ["while True:"]),
    "current-reference-data": ("agent/tools.py", ["pd.read_csv(ITEM_MASTER"]),
    "model-call-retry": ("agent/planner.py", ["max_retries=0", CALL]),
    "model-call-timeout": ("agent/planner.py", ["timeout=None", CALL]),
    "pinned-model-version": ("agent/planner.py", ['MODEL = "gpt-4.1"', CALL]),
}
"""Where each weakness stands: what decides it, or the call that it takes effect in."""


@pytest.fixture(scope="module")
def coastal(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    return judge(example.build(tmp_path_factory.mktemp("seed") / "case"))


def test_it_is_a_demo_and_that_is_conclusive(coastal: Judged) -> None:
    conclusion = coastal.conclusion

    assert conclusion.conclusion is Verdict.PHASE_1
    assert conclusion.published is not None
    assert conclusion.published.high == 29
    assert conclusion.gates.met == ()
    assert set(conclusion.gates.failed) >= {
        *(
            "EVAL-01",
            "EVAL-02",
            "EVAL-05",
            "DATA-03",
            "OBS-01",
            "OBS-03",
            "DEP-03",
            "OWN-01",
            "DOC-01",
            "HUM-01",
        )
    }
    assert conclusion.robustness is not None
    assert conclusion.robustness.share_same == 1


def test_the_patterns_of_the_story_are_present(coastal: Judged) -> None:
    assert coastal.patterns(PatternState.PRESENT) == {
        *("FP-01", "FP-02", "FP-03", "FP-04", "FP-07", "FP-09", "FP-15")
    }
    assert coastal.patterns(PatternState.EXPOSED) == {"FP-05"}


def test_the_chain_runs_through_all_of_them_and_breaks_at_the_active_item_check(coastal: Judged) -> None:
    chain = coastal.conclusion.chain

    assert chain is not None
    assert chain.links == ("FP-01", "FP-15", "FP-03", "FP-04", "FP-02", "FP-07", "FP-09")
    assert (chain.break_criterion, chain.break_effort) == ("DATA-03", (2, 5))
    assert "DATA-03" in [action.criterion for action in coastal.conclusion.actions[:3]]


def test_every_check_speaks_and_the_keys_are_in_order(coastal: Judged) -> None:
    outcomes = {key: finding.outcome for key, finding in coastal.findings.items() if key in NOT_MET}

    assert outcomes == dict.fromkeys(NOT_MET, Outcome.NOT_MET)
    assert coastal.findings["no-committed-secrets"].outcome is Outcome.MET
    assert coastal.inspection.coverage.limitations == ()


@pytest.mark.parametrize("check", SIGHTED)
def test_a_weakness_is_cited_where_it_stands(coastal: Judged, check: str) -> None:
    path, texts = SIGHTED[check]
    lines = (example.sources() / example.DELIVERY / path).read_text("utf-8").splitlines()
    places = [(path, n) for n, line in enumerate(lines, start=1) if any(text in line for text in texts)]

    (cited,) = [e for e in coastal.findings[check].evidence if e.direction is Direction.CONTRADICTS]
    assert (cited.path, cited.line) in places
    assert len(places) == len(texts)


def test_the_register_holds_both_sides_of_every_contradiction(coastal: Judged) -> None:
    register = coastal.conclusion.contradictions

    assert {entry.criterion for entry in register} == CONTRADICTED
    assert {entry.respondent for entry in register} == {"agency"}
    for entry in register:
        assert entry.place is not None
        assert entry.place.line or entry.place.page
        assert bool(entry.evidence) != bool(entry.searched)
        assert entry.state in {ContradictionState.OPEN, ContradictionState.UPHELD}
    upheld = [entry for entry in register if entry.state is ContradictionState.UPHELD]
    assert {entry.criterion for entry in upheld} == CONTRADICTED
    assert all(entry.strength is Confidence.STRONG and entry.reason and entry.reply for entry in upheld)
    assert not [
        text for text in coastal.conclusion.limitations if "nothing to rule on" in text or "ruling on" in text
    ]


def test_what_is_true_is_said_to_be_true(coastal: Judged) -> None:
    agreed = {
        c.criterion for c in coastal.conclusion.cross_examination if c.agreement is Agreement.CORROBORATED
    }

    assert agreed == {"SEC-01"}


def test_the_figure_and_the_money(coastal: Judged) -> None:
    projection, exposure = coastal.conclusion.projection, coastal.conclusion.exposure

    assert projection is not None
    assert [round(n) for n in (projection.failures, *projection.failures_wilson)] == [3000, 1733, 5097]
    assert [round(n) for n in projection.failures_predictive] == [1658, 4973]
    assert exposure is not None
    assert (exposure.per_month, exposure.per_year) == (4000, 48000)
    assert exposure.spent_so_far is not None
    assert exposure.spent_without_value is not None
    assert (round(exposure.spent_so_far), round(exposure.spent_without_value)) == (18136, 6177)


def test_five_stages_were_declared_and_none_was_reached(coastal: Judged) -> None:
    stage = coastal.conclusion.stage

    assert stage is not None
    assert (stage.declared, stage.real, stage.inflation, stage.skipped_hardening) == ("S5", None, 5, True)


def test_it_can_be_judged_by_the_rubric_it_names(coastal: Judged) -> None:
    known = rubric.load()

    assert set(coastal.conclusion.standings) == {
        c.id for c in known.criteria() if c.applies(coastal.assessment.subject.kinds)
    }
