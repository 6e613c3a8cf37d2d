"""Short ways to build assessments and findings for tables of examples."""

from datetime import date
from typing import Any

from audit import rubric
from audit.model.assessment import Answer, Assessment, Subject
from audit.model.evidence import Direction, Evidence
from audit.model.finding import Confidence, Finding, Outcome
from audit.model.inspection import Coverage, Inspection, RepositoryProfile
from audit.model.rubric import SystemKind

RUBRIC = rubric.load()
AGENT = (SystemKind.AGENT_WITH_TOOLS, SystemKind.CLASSIC_ML)
AS_OF = date(2026, 10, 1)


def answer(criterion: str, level: int, grade: int = 1, by: str = "", **more: Any) -> Answer:
    return Answer(criterion=criterion, level=level, grade=grade, by=by, **more)


def assessment(*answers: Answer, kinds: tuple[SystemKind, ...] = AGENT, **more: Any) -> Assessment:
    return Assessment(subject=Subject(name="Subject", kinds=kinds), as_of=AS_OF, answers=answers, **more)


def finding(
    check: str, informs: str, outcome: Outcome, *, sighted: bool = False, strong: bool = False
) -> Finding:
    """A finding; `sighted` gives it the evidence that its outcome rests on."""
    direction = Direction.SUPPORTS if outcome is Outcome.MET else Direction.CONTRADICTS
    place = Evidence(path="agent.py", line=7, commit="c" * 40, direction=direction, note="seen")
    return Finding(
        id=check,
        informs=informs,
        title=f"About {check}",
        outcome=outcome,
        confidence=Confidence.STRONG if strong else Confidence.WEAK,
        examined=3,
        searched="3 files, read whole",
        reason=f"{check} is {outcome.value}",
        evidence=(place,) if sighted else (),
    )


def inspection(*checks: Finding, name: str = "delivery") -> Inspection:
    return Inspection(
        engine="test",
        repository=name,
        path=name,
        revision="HEAD",
        commit="c" * 40,
        checks=tuple(f.model_copy(update={"repository": name}) for f in checks),
        profile=RepositoryProfile(),
        coverage=Coverage(files=3, read=3, parsed=3),
    )
