"""An assessment made by hand: a delivery that failed, with what was said about it and what was sighted."""

from datetime import UTC, date, datetime
from typing import Any

from audit import rubric as rubrics
from audit.model.assessment import Answer, Assessment, Party, Profile, Purpose, Respondent, Subject
from audit.model.demo import DemoResult
from audit.model.evidence import Direction, Evidence, Grade
from audit.model.finding import Confidence, Finding, Outcome
from audit.model.history import Author, History
from audit.model.inspection import Coverage, Inspection, Limitation, RepositoryProfile
from audit.model.operation import Operation
from audit.model.place import Place
from audit.model.register import EvidenceItem, Source
from audit.model.rubric import SystemKind

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
    values: dict[str, Any] = {
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
