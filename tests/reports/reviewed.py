"""A review as it is made of a running system every month: all is answered, and half of it falls short."""

from datetime import date
from functools import cache

from audit import assessment
from audit.delivery import documents
from audit.model.assessment import Answer, Waiver
from audit.model.commitment import Commitment, Status
from audit.model.dossier import Dossier
from audit.model.earlier import EarlierRun
from audit.model.edition import Audience
from audit.model.evidence import Grade
from audit.model.register import EvidenceItem, Source
from audit.model.rubric import Criterion, SystemKind
from audit.model.score import Interval
from tests.reports import kinds
from tests.reports.case import ASSESSMENT, RUBRIC

SUBJECT = ASSESSMENT.subject.model_copy(update={"kinds": (SystemKind.LLM_APP,)})
ASKED = tuple(c for c in RUBRIC.criteria() if c.applies(SUBJECT.kinds))
GATES = tuple(c for c in ASKED if c.is_gate)
REST = tuple(c for c in ASKED if not c.is_gate)
OPEN = tuple(c for c in GATES if c.id in {"DATA-03", "PROV-01", "EVAL-02", "HUM-01", "OBS-03"})
SILENT = REST[::5]
SHORT = OPEN + REST[1::5] + REST[2::5] + REST[3::5] + REST[4::10]
"""What falls short, five gates and half of the rest; of a quarter of the rest nobody says anything."""
OWNERS = ("Tom Reed", "Iris Bow", "Ada Cole")
SHOWN = EvidenceItem(
    id="E-02",
    title="Meeting of 2 November, with a tour of the consoles",
    grade=Grade.DEMONSTRATED,
    source=Source.DEMONSTRATION,
    place="minutes.pdf",
    date=date(2026, 11, 2),
    seen_by="A. Auditor",
)
RUNS = (("August", 8, 21.0, 9), ("September", 9, 30.5, 7), ("October", 10, 38.0, 6))


def _answer(criterion: Criterion) -> Answer:
    short = criterion in SHORT
    return Answer(
        criterion=criterion.id,
        level=1 if short else 3,
        grade=Grade.DOCUMENTED if short else Grade.DEMONSTRATED,
        by="ops",
        narrative="Begun; the rest is planned for December."
        if short
        else "Shown at the meeting of 2 November.",
        evidence=("E-01",) if short else ("E-02",),
        at=date(2026, 11, 2),
    )


@cache
def review(language: str = "en") -> Dossier:
    """The review, judged, in a language."""
    given = kinds.readiness().assessment
    changed = {
        "subject": SUBJECT,
        "answers": tuple(_answer(c) for c in ASKED if c not in SILENT),
        "evidence": (*given.evidence, SHOWN),
        "claims": (),
        "inspections": (),
        "demo": None,
        "operation": None,
        "symptoms": (),
        "commitments": (),
        "waivers": tuple(
            Waiver(
                criterion=gate.id, owner=owner, reason="a pilot in two branches", expires=date(2026, 12, day)
            )
            for gate, owner, day in zip(OPEN, OWNERS, (10, 18, 28), strict=False)
        ),
        "earlier": tuple(
            EarlierRun(
                name=f"review of {month}",
                as_of=date(2026, number, 20),
                score=Interval(low, low + 20.0),
                failed=failed,
                unverified=4,
            )
            for month, number, low, failed in RUNS
        ),
    }
    first = assessment.conclude(given.model_copy(update=changed))
    taken = tuple(
        Commitment(
            criterion=action.criterion,
            title=action.title,
            occasion=action.occasion,
            owner=OWNERS[n % len(OWNERS)],
            due=date(2026, 12, 9),
            status=Status.STARTED,
        )
        for n, action in enumerate(first.conclusion.actions[:9])
    )
    judged = assessment.conclude(given.model_copy(update={**changed, "commitments": taken}))
    return judged if language == "en" else documents.edition(judged, Audience.FULL, None, language)
