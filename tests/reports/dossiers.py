"""Dossiers made by hand, so that a report can be tested without inspecting or judging anything."""

from datetime import date
from functools import cache
from typing import Any

from audit.model.assessment import Answer, Assessment, Subject
from audit.model.conclusion import Conclusion, Verdict
from audit.model.dossier import Dossier
from audit.model.evidence import Evidence, Grade
from audit.model.examination import Agreement, Contradiction, CrossExamination
from audit.model.exposure import Exposure
from audit.model.finding import Confidence
from audit.model.gap import Gap, Severity
from audit.model.pattern import CausalChain, PatternReading, PatternState
from audit.model.plan import Action, Decision, EvidenceRequest
from audit.model.projection import Projection
from audit.model.rubric import Link, SystemKind
from audit.model.score import DimensionScore, Interval, Robustness
from audit.model.stage import StageReading
from audit.model.standing import Gates, GateState, Standing
from tests.reports.case import ALIAS, ANSWERS, ASSESSMENT, CLAIMS, EXTRACT, FAILED, KINDS, LOOP, RUBRIC


def standings() -> dict[str, Standing]:
    """Levels of every applicable criterion: as answered, less what is contradicted."""
    stated = {key: level for key, (level, _) in ANSWERS.items()} | {"PROV-01": 2}
    found: dict[str, Standing] = {}
    for criterion in RUBRIC.criteria():
        if not criterion.applies(KINDS):
            continue
        key, answered = criterion.id, criterion.id in stated
        level = stated.get(key, 0)
        low, high = (0, 1) if key == "PROV-01" else (level, level) if answered else (0, 4)
        gate = GateState.FAILED if key in FAILED else GateState.UNVERIFIED
        found[key] = Standing(
            criterion=key,
            low=low,
            high=high,
            claimed=level,
            grade=Grade.DOCUMENTED if answered else Grade.NONE,
            answered=answered,
            gate=gate if criterion.is_gate else None,
        )
    return found


def gap(number: int, key: str, severity: Severity, *evidence: Evidence) -> Gap:
    criterion = RUBRIC.by_id[key]
    return Gap(
        id=f"G-{number:02}",
        criterion=key,
        severity=severity,
        rule="a failed gate that belongs to a failure pattern that is present",
        silent=key not in ANSWERS and not evidence,
        confidence=Confidence.STRONG if evidence else Confidence.WEAK,
        condition=f"Purchasing team states: {ANSWERS.get(key, (0, 'nothing'))[1]}",
        consequence=criterion.why,
        cause="Not established by this audit.",
        recommendation=criterion.remediation,
        effort=Interval(*criterion.effort_person_days),
        findings=("some-check",) if evidence else (),
        evidence=evidence,
    )


def action(key: str, horizon: Any, why: str) -> Action:
    criterion = RUBRIC.by_id[key]
    return Action(
        criterion=key,
        title=criterion.name,
        text=criterion.remediation,
        effort=Interval(*criterion.effort_person_days),
        horizon=horizon,
        why=why,
        unlocks=(f"gate {key}",),
    )


PRESENT = {"FP-01", "FP-02", "FP-03", "FP-04", "FP-07", "FP-09", "FP-15"}


def patterns() -> tuple[PatternReading, ...]:
    return tuple(
        PatternReading(
            id=p.id,
            name=p.name,
            state=PatternState.PRESENT if p.id in PRESENT else PatternState.NOT_EXCLUDED,
            link=p.link,
            symptoms=p.symptoms[:1] if p.id in PRESENT else (),
            root_cause=p.root_cause,
            typical_cost=p.typical_cost,
            recovery=p.recovery,
            leads_to=p.leads_to,
            settling_test=p.settling_test,
            criteria=p.core + p.supporting,
        )
        for p in RUBRIC.patterns
    )


def contradiction(number: int, claim: Answer, check: str, *evidence: Evidence) -> Contradiction:
    return Contradiction(
        id=f"C-{number:02}",
        criterion=claim.criterion,
        check=check,
        respondent=claim.by,
        level=claim.level or 0,
        statement=f"“{claim.quote}”",
        place=claim.place,
        finding=evidence[0].note if evidence else "none among 42 files",
        evidence=evidence,
        searched="" if evidence else "42 files; Python read whole",
        repository="reorder-agent",
        strength=Confidence.STRONG if evidence else Confidence.WEAK,
    )


GAPS = (
    gap(1, "DATA-03", Severity.CRITICAL, EXTRACT),
    gap(2, "OWN-01", Severity.CRITICAL),
    gap(3, "PROV-01", Severity.HIGH, ALIAS),
    gap(4, "REL-03", Severity.MEDIUM, LOOP),
    gap(5, "SCALE-03", Severity.LOW),
)
ORDER = list(Link)
CONCLUSION = Conclusion(
    engine="1.0",
    rubric="0.1 05f0f5f8d679",
    conclusion=Verdict.PHASE_1,
    because="9 of 21 gates are failed for certain; four are enough.",
    published=Interval(1.04, 29.0),
    uncapped=Interval(1.04, 54.36),
    cap=29,
    as_claimed=6.25,
    evidence_gap=5.21,
    coverage=0.3364,
    gates=Gates(
        failed=FAILED,
        unverified=tuple(k for k, s in standings().items() if s.gate is GateState.UNVERIFIED),
    ),
    dimensions={d.id: DimensionScore(2.5 if d.id == "EVAL" else 0.0, 45.5, 9.1) for d in RUBRIC.dimensions},
    standings=standings(),
    cross_examination=(
        CrossExamination(
            criterion="DEP-02", check="lockfile", agreement=Agreement.NOMINATED, note="a lock file"
        ),
    ),
    contradictions=(
        contradiction(1, CLAIMS[0], "pinned-model-version", ALIAS),
        contradiction(2, CLAIMS[1], "tracing-or-metrics"),
    ),
    pattern_readings=patterns(),
    chain=CausalChain(
        links=tuple(p.id for p in sorted(patterns(), key=lambda p: ORDER.index(p.link)) if p.id in PRESENT),
        text="One thing led to another.",
        break_criterion="DATA-03",
        break_effort=Interval(2, 5),
    ),
    stage=StageReading(
        real=None,
        possible=None,
        declared="S5",
        inflation=5,
        skipped_hardening=True,
        next_stage="S1",
        missing=("EVAL-01: level 2, credited 1", "OWN-01: level 1, credited 0"),
        missing_effort=Interval(3, 6),
    ),
    projection=Projection(
        successes=188,
        trials=200,
        runs=50000,
        rate=0.94,
        wilson=Interval(0.8981, 0.9653),
        clopper_pearson=Interval(0.8978, 0.9687),
        failures=3000,
        failures_wilson=Interval(1733.4, 5096.6),
        failures_predictive=Interval(1658, 4973),
        shift_share=0.05,
        shift_rate=0.893,
        shift_failures=5350,
        what="reorder date within five days",
    ),
    exposure=Exposure(
        currency="USD",
        per_month=4000,
        per_day=131.42,
        per_year=48000,
        months_so_far=4.73,
        spent_so_far=18924,
        months_without_value=1.74,
        spent_without_value=6965,
        cost_per_run=0.2,
        cost_per_success=0.2128,
    ),
    gaps=GAPS,
    actions=(
        action("HUM-01", "now", "stops the damage while the rest is repaired"),
        action("DATA-03", "now", "the cheapest break in the causal chain"),
        action("PROV-01", "30 days", "a failed gate"),
        action("REL-03", "90 days", "a gate that is not verified"),
    ),
    requests=(
        EvidenceRequest(
            criterion="SEC-01",
            show=RUBRIC.by_id["SEC-01"].evidence,
            question=RUBRIC.by_id["SEC-01"].ask.internal,
            who="head of purchasing",
            by="before the next meeting",
            changes="from unverified to met",
        ),
    ),
    decision=Decision(
        decision="partial rebuild",
        rule="at least one component has to be replaced",
        facts=("data and lineage: replace", "code: repair"),
    ),
    robustness=Robustness(draws=1000, share_same=1.0, borderline=False, low=Interval(0.8, 1.3)),
    limitations=("Code was read, never run.",),
)


@cache
def failed_project() -> Dossier:
    """A case with everything in it that a report can print."""
    return Dossier(assessment=ASSESSMENT, conclusion=CONCLUSION, rubric=RUBRIC)


def with_changes(
    *, assessment: dict[str, Any] | None = None, conclusion: dict[str, Any] | None = None
) -> Dossier:
    """The same case with some fields changed."""
    return Dossier(
        assessment=ASSESSMENT.model_copy(update=assessment or {}),
        conclusion=CONCLUSION.model_copy(update=conclusion or {}),
        rubric=RUBRIC,
    )


def unanswered() -> Dossier:
    """A subject that was named, and nothing else."""
    empty = Conclusion(
        engine="1.0",
        rubric=CONCLUSION.rubric,
        conclusion=None,
        because="Nobody has answered anything: an inspection alone shows open gates, it concludes nothing.",
        published=None,
        uncapped=None,
        cap=100,
        as_claimed=None,
        evidence_gap=None,
        coverage=0.0,
        gates=Gates(unverified=("EVAL-01",)),
        dimensions={},
        standings={
            "EVAL-01": Standing(
                criterion="EVAL-01",
                low=0,
                high=4,
                claimed=0,
                grade=Grade.NONE,
                answered=False,
                gate=GateState.UNVERIFIED,
            )
        },
    )
    subject = Subject(name="Unnamed pilot", kinds=(SystemKind.LLM_APP,))
    return Dossier(
        assessment=Assessment(subject=subject, as_of=date(2026, 11, 22)), conclusion=empty, rubric=RUBRIC
    )
