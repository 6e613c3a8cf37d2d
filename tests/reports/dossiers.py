"""Dossiers made by hand, so that a report can be tested without inspecting or judging anything."""

from datetime import UTC, date, datetime
from functools import cache
from typing import Any

from audit import rubric as rubrics
from audit.model.assessment import (
    Answer,
    Assessment,
    DemoResult,
    Operation,
    Party,
    Place,
    Profile,
    Purpose,
    Respondent,
    Subject,
)
from audit.model.conclusion import (
    Action,
    Agreement,
    CausalChain,
    Conclusion,
    Contradiction,
    CrossExamination,
    Decision,
    DimensionScore,
    EvidenceRequest,
    Exposure,
    Gap,
    Gates,
    GateState,
    Interval,
    PatternReading,
    PatternState,
    Projection,
    Robustness,
    Severity,
    StageReading,
    Standing,
    Verdict,
)
from audit.model.dossier import Dossier
from audit.model.evidence import Direction, Evidence, EvidenceItem, Grade, Source
from audit.model.finding import Confidence, Finding, Outcome
from audit.model.inspection import Author, Coverage, History, Inspection, Limitation, RepositoryProfile
from audit.model.rubric import Link, SystemKind

RUBRIC = rubrics.load()
KINDS = (SystemKind.AGENT_WITH_TOOLS, SystemKind.CLASSIC_ML)
COMMIT = "4f2d9c1be07a5536c8d1f0b3a92e7745d6c80e19"
FAILED = ("EVAL-01", "EVAL-02", "DATA-03", "OBS-01", "OBS-03", "PROV-01", "DEP-03", "OWN-01", "HUM-01")
ANSWERS = {
    "EVAL-01": (1, "The 94% of the acceptance meeting was the only figure."),
    "EVAL-02": (1, "The cases were rows that the model had been fitted on."),
    "DATA-03": (0, "The item list was exported once, in March, and never again."),
    "OBS-01": (0, "There is a log file with dates and nothing else."),
    "OBS-03": (0, "Branches told us; no screen showed it."),
    "DEP-03": (0, "We went back to the spreadsheets."),
    "OWN-01": (0, "The agency has left and nobody was named."),
    "HUM-01": (1, "One would have to ask the developer."),
    "COST-05": (0, "The invoice is paid because it arrives."),
    "DOC-02": (2, "A two-page description of the forecast exists."),
}


def sighting(
    path: str, line: int | None, note: str, excerpt: str = "", *, supports: bool = False
) -> Evidence:
    direction = Direction.SUPPORTS if supports else Direction.CONTRADICTS
    return Evidence(path=path, line=line, commit=COMMIT, direction=direction, note=note, excerpt=excerpt)


ALIAS = sighting("agent/planner.py", 41, "a floating alias names the model", 'MODEL = "gpt-latest"')
EXTRACT = sighting(
    "agent/tools.py", 17, "a checked-in extract is read as live data", 'items = pd.read_csv("data/items.csv")'
)
LOOP = sighting("agent/planner.py", 58, "only the model can end this loop", "while True:")


def finding(
    key: str, informs: str, title: str, outcome: Outcome, *evidence: Evidence, **more: Any
) -> Finding:
    reason = evidence[0].note if evidence else "none among 42 files"
    values = {
        "confidence": Confidence.STRONG,
        "examined": 3,
        "searched": "42 files, Python read whole",
    } | more
    return Finding(
        id=key, informs=informs, title=title, outcome=outcome, reason=reason, evidence=evidence, **values
    )


FINDINGS = (
    finding("pinned-model-version", "PROV-01", "Model versions are pinned", Outcome.NOT_MET, ALIAS),
    finding("current-reference-data", "DATA-03", "Reference data is current", Outcome.NOT_MET, EXTRACT),
    finding("bounded-agent-loops", "REL-03", "Agent loops have a step limit", Outcome.NOT_MET, LOOP),
    finding("tracing-or-metrics", "OBS-01", "Runs are traced", Outcome.NOT_MET, confidence=Confidence.WEAK),
    finding(
        "lockfile",
        "DEP-02",
        "Dependencies are locked",
        Outcome.MET,
        sighting("requirements.lock", None, "a lock file", supports=True),
    ),
    finding("container-image", "DEP-01", "A container image is built", Outcome.INCONCLUSIVE),
    finding("ci-runs-tests", "REL-06", "Continuous integration runs the tests", Outcome.NOT_APPLICABLE),
)
INSPECTION = Inspection(
    engine="0.1.0",
    repository="reorder-agent",
    path="delivery",
    revision="main",
    commit=COMMIT,
    checks=FINDINGS,
    profile=RepositoryProfile(ai_surface=("agent",), providers=("openai",), languages={"python": 1834}),
    history=History(
        commits=37,
        first=datetime(2026, 1, 12, tzinfo=UTC),
        last=datetime(2026, 6, 28, tzinfo=UTC),
        authors=(Author(name="R. Vance", commits=35, last=datetime(2026, 6, 28, tzinfo=UTC)),),
    ),
    coverage=Coverage(
        files=42,
        read=40,
        parsed=11,
        limitations=(Limitation(scope="models/forecast.pkl", reason="a binary file is not read"),),
    ),
)
CLAIMS = (
    Answer(
        criterion="PROV-01",
        level=2,
        by="agency",
        quote="All models are pinned to a tested version.",
        place=Place(document="README.md", line=24),
        asserts="pinned-model-version",
    ),
    Answer(
        criterion="OBS-01",
        level=3,
        by="agency",
        quote="Full monitoring & tracing of every decision.",
        place=Place(document="handover.pdf", page=3),
        asserts="tracing-or-metrics",
    ),
)
ASSESSMENT = Assessment(
    subject=Subject(name="Harbour Foods reorder agent", kinds=KINDS, description="Orders stock every night."),
    purpose=Purpose.FAILED_PROJECT_AUDIT,
    as_of=date(2026, 11, 22),
    auditor="A. Auditor",
    profile=Profile(declared_stage="S5", takes_live_decisions=True),
    story="An agency delivered an agent with 94% accuracy on test data. Three months later it orders "
    "items that are no longer sold, and nobody can say why.",
    respondents=(
        Respondent(id="ops", name="Purchasing team", role="head of purchasing", party=Party.CLIENT),
        Respondent(id="agency", name="Larkfield Labs", role="builder", party=Party.VENDOR),
    ),
    answers=tuple(
        Answer(
            criterion=key, level=level, grade=Grade.DOCUMENTED, by="ops", narrative=text, at=date(2026, 11, 2)
        )
        for key, (level, text) in ANSWERS.items()
    ),
    claims=CLAIMS,
    evidence=(
        EvidenceItem(
            id="E-01",
            title="Acceptance sheet of 28 June",
            grade=Grade.DOCUMENTED,
            source=Source.DOCUMENT,
            place="acceptance.pdf, page 2",
            date=date(2026, 6, 28),
            seen_by="A. Auditor",
        ),
    ),
    symptoms=("FP-01.1", "FP-03.1"),
    demo=DemoResult(successes=188, trials=200, what="reorder date within five days"),
    operation=Operation(runs_per_month=20000, spend_per_month=4000, spend_since=date(2026, 7, 1)),
    inspections=(INSPECTION,),
)


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
        statement=claim.quote,
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
    rubric=f"{RUBRIC.version} {RUBRIC.content_hash[:12]}",
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
    patterns=patterns(),
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
