"""An assessment with something in every field, and a strategy for the answers in it."""

from datetime import UTC, date, datetime

from hypothesis import strategies as st

from audit.model.assessment import (
    Acceptance,
    Answer,
    AnswerState,
    Assessment,
    ContradictionState,
    Party,
    Profile,
    Purpose,
    Rating,
    Respondent,
    Ruling,
    Subject,
    Waiver,
)
from audit.model.commitment import Commitment, Status
from audit.model.demo import DemoResult
from audit.model.event import Event
from audit.model.evidence import Direction, Evidence, Grade
from audit.model.finding import Confidence, Finding, Outcome
from audit.model.history import Author, History
from audit.model.imprint import Imprint
from audit.model.inspection import Coverage, Inspection, Limitation, RepositoryProfile
from audit.model.operation import Operation
from audit.model.place import Place
from audit.model.register import EvidenceItem, Source
from audit.model.repository_ref import RepositoryRef
from audit.model.rubric import SystemKind
from audit.model.signature import Signature

EMPTY = Assessment(
    subject=Subject(name="Tidewater Desk", kinds=(SystemKind.LLM_APP,)), as_of=date(2026, 11, 22)
)

INSPECTION = Inspection(
    engine="1",
    repository="delivery",
    path="delivery",
    revision="HEAD",
    commit="ab" * 20,
    checks=(
        Finding(
            id="model-call-timeout",
            informs="REL-01",
            title="Model calls have a timeout",
            outcome=Outcome.NOT_MET,
            confidence=Confidence.STRONG,
            examined=2,
            searched="2 model calls in Python",
            reason="1 of 2 model calls waits for ever",
            evidence=(
                Evidence(
                    path="agent/ünit.py",
                    line=12,
                    commit="ab" * 20,
                    direction=Direction.CONTRADICTS,
                    note="no timeout is set",
                    excerpt="client = OpenAI(timeout=None)\x00",
                ),
            ),
        ),
    ),
    profile=RepositoryProfile(ai_surface=("model_api",), providers=("openai",), languages={"python": 120}),
    history=History(
        commits=3, authors=(Author(name="Ada Quill", commits=3, last=datetime(2026, 8, 1, tzinfo=UTC)),)
    ),
    coverage=Coverage(
        files=4, read=4, parsed=2, limitations=(Limitation(scope="big.csv", reason="too large"),)
    ),
)

FULL = Assessment(
    subject=Subject(name="Reorder agent", kinds=(SystemKind.AGENT_WITH_TOOLS,), description="orders stock"),
    purpose=Purpose.FAILED_PROJECT_AUDIT,
    as_of=date(2026, 11, 22),
    auditor="Mara Lind",
    profile=Profile(declared_stage="S4", takes_live_decisions=True, drills=("rollback",)),
    story="It worked on the day of the demo.",
    respondents=(
        Respondent(id="ops", name="Jon Farrow", role="operations", party=Party.CLIENT),
        Respondent(id="agency", role="agency", party=Party.VENDOR),
    ),
    answers=(
        Answer(criterion="EVAL-01", level=1, by="ops", at=date(2026, 11, 20), narrative="a notebook"),
        Answer(criterion="EVAL-02", state=AnswerState.UNKNOWN, by="ops"),
        Answer(
            criterion="SEC-08",
            state=AnswerState.NOT_APPLICABLE,
            reason="no personal data",
            second_person="Iris Bow",
            by="ops",
        ),
    ),
    claims=(
        Answer(
            criterion="OBS-01",
            level=3,
            by="agency",
            quote="Full monitoring is in place.",
            place=Place(document="README.md", line=9),
            asserts="tracing-or-metrics",
        ),
        Answer(criterion="OBS-01", level=2, by="agency", place=Place(document="offer.pdf", page=2)),
    ),
    ratings=(Rating(criterion="EVAL-01", level=1, grade=Grade.DOCUMENTED, rationale="seen", by="Mara Lind"),),
    rulings=(
        Ruling(
            criterion="OBS-01",
            check="tracing-or-metrics",
            by="agency",
            state=ContradictionState.UPHELD,
            reason="nothing found",
        ),
    ),
    accepted=(Acceptance(criterion="DEP-01", check="lockfile", by="Mara Lind", reason="read it"),),
    waivers=(Waiver(criterion="SEC-01", owner="Tom Reed", reason="pilot", expires=date(2027, 1, 1)),),
    commitments=(
        Commitment(
            criterion="REL-03",
            title="Agent loops end",
            owner="Tom Reed",
            due=date(2026, 12, 24),
            status=Status.STARTED,
            note="the limit is written, the alert is not",
        ),
    ),
    events=(Event(at=date(2026, 7, 1), what="It went live", source="a message to all branches"),),
    imprint=Imprint(version="2", distribution=("the board",), mandate="Say whether to go on."),
    signatures=(Signature(name="Mara Lind", at=date(2026, 11, 23), statement="No interests."),),
    evidence=(
        EvidenceItem(
            id="EV-1",
            title="Acceptance protocol",
            grade=Grade.DOCUMENTED,
            source=Source.DOCUMENT,
            date=date(2026, 5, 1),
            seen_by="Mara Lind",
        ),
    ),
    symptoms=("FP-01.1",),
    demo=DemoResult(successes=47, trials=50, place=Place(document="protocol.pdf", page=3)),
    operation=Operation(runs_per_month=50_000, spend_per_month=4000.5, spend_since=date(2026, 6, 1)),
    repositories=(RepositoryRef(path="delivery", name="delivery"),),
    inspections=(INSPECTION,),
)

NAMES = ("Ada Quill", "Mara Lind", "Jon Farrow", "Iris Bow", "Tom Reed")

CRITERIA = st.sampled_from(("EVAL-01", "EVAL-02", "REL-01", "SEC-08"))
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
ANSWERS = st.one_of(
    st.builds(
        Answer,
        criterion=CRITERIA,
        level=st.integers(0, 4),
        grade=st.sampled_from(Grade),
        by=st.sampled_from(("ops", "agency", "")),
        narrative=TEXT,
        second_person=TEXT,
        at=st.none() | st.dates(date(1970, 1, 1), date(2026, 11, 22)),
    ),
    st.builds(
        Answer,
        criterion=CRITERIA,
        state=st.sampled_from((AnswerState.UNKNOWN, AnswerState.DECLINED)),
        by=st.sampled_from(("ops", "agency", "")),
    ),
)
