"""What changed between two runs of one subject, both judged by the same rubric."""

from collections.abc import Iterator
from dataclasses import dataclass

from audit.model import advice
from audit.model.assessment import Assessment
from audit.model.comparison import FindingChange, LevelChange, PatternChange, Run, RunComparison
from audit.model.conclusion import Conclusion
from audit.model.examination import Contradiction
from audit.model.finding import Outcome
from audit.model.rubric import Rubric
from audit.model.score import Interval
from audit.model.speech import _
from audit.model.standing import Standing


@dataclass(frozen=True)
class Judged:
    """An assessment with its conclusion by the rubric at hand, and the one that was printed, if there is."""

    label: str
    assessment: Assessment
    conclusion: Conclusion
    printed: Conclusion | None = None


def compare_runs(before: Judged, after: Judged, rubric: Rubric) -> RunComparison:
    """Levels, gates, findings, patterns and contradictions that differ, in the order of the rubric."""
    old, new = _register(before.conclusion), _register(after.conclusion)
    return RunComparison(
        rubric=after.conclusion.rubric,
        before=_run(before),
        after=_run(after),
        levels=tuple(_levels(before, after, rubric)),
        findings=tuple(_findings(before.assessment, after.assessment)),
        patterns=tuple(_patterns(before.conclusion, after.conclusion)),
        contradictions_new=tuple(text for key, text in new.items() if key not in old),
        contradictions_gone=tuple(text for key, text in old.items() if key not in new),
        limitations=tuple(_limitations(before, after, rubric)),
    )


def _run(one: Judged) -> Run:
    found, printed = one.conclusion, one.printed
    rescored = printed is not None and (printed.rubric, printed.engine) != (found.rubric, found.engine)
    return Run(
        label=one.label,
        subject=one.assessment.subject.name,
        as_of=one.assessment.as_of,
        conclusion=found.conclusion,
        reservation=advice.reserved(found),
        published=found.published,
        uncapped=found.uncapped,
        coverage=found.coverage,
        stage=found.stage.real if found.stage else None,
        rescored=rescored,
        printed=printed.published if printed and rescored else None,
        printed_rubric=_("rubric {rubric}, engine {engine}", rubric=printed.rubric, engine=printed.engine)
        if printed and rescored
        else "",
    )


def _levels(before: Judged, after: Judged, rubric: Rubric) -> Iterator[LevelChange]:
    for criterion in rubric.criteria():
        old = _counting(before.conclusion, criterion.id)
        new = _counting(after.conclusion, criterion.id)
        if (_bounds(old), old and old.gate) == (_bounds(new), new and new.gate):
            continue
        yield LevelChange(
            criterion=criterion.id,
            before=_bounds(old),
            after=_bounds(new),
            gate_before=old.gate if old else None,
            gate_after=new.gate if new else None,
            why=_why(after.assessment, criterion.id, new),
        )


def _counting(conclusion: Conclusion, criterion: str) -> Standing | None:
    standing = conclusion.standings.get(criterion)
    return standing if standing and standing.applicable else None


def _bounds(standing: Standing | None) -> Interval | None:
    return Interval(standing.low, standing.high) if standing else None


def _why(assessment: Assessment, criterion: str, standing: Standing | None) -> str:
    """The auditor's rationale, else what was said, else what the standing notes."""
    rationale = [r.rationale for r in assessment.ratings if r.criterion == criterion]
    said = [s.narrative or s.quote or s.reason for s in assessment.statements() if s.criterion == criterion]
    notes = list(standing.notes) if standing else []
    return next((text for text in (*rationale, *reversed(said), *notes) if text), "")


def _findings(before: Assessment, after: Assessment) -> Iterator[FindingChange]:
    old, new = _outcomes(before), _outcomes(after)
    for key in sorted({*old, *new}):
        repository, criterion, check = key
        if old.get(key) is not new.get(key):
            yield FindingChange(
                check=check,
                criterion=criterion,
                repository=repository,
                before=old.get(key),
                after=new.get(key),
            )


def _outcomes(assessment: Assessment) -> dict[tuple[str, str, str], Outcome]:
    return {
        (inspection.repository, finding.informs, finding.id): finding.outcome
        for inspection in assessment.inspections
        for finding in inspection.checks
    }


def _patterns(before: Conclusion, after: Conclusion) -> Iterator[PatternChange]:
    old = {reading.id: reading.state for reading in before.pattern_readings}
    for reading in after.pattern_readings:
        if old.get(reading.id) is not reading.state:
            yield PatternChange(
                id=reading.id, name=reading.name, before=old.get(reading.id), after=reading.state
            )


def _register(conclusion: Conclusion) -> dict[tuple[str, ...], str]:
    """The contradictions that count, each by what makes it that very one."""
    return {_key(one): _told(one) for one in conclusion.contradictions if one.counts}


def _key(one: Contradiction) -> tuple[str, ...]:
    return (one.criterion, one.check, one.respondent, one.repository)


def _told(one: Contradiction) -> str:
    check = one.check or _("stated in the assessment")
    return f"{one.criterion} ({check}): {one.statement}"


def _limitations(before: Judged, after: Judged, rubric: Rubric) -> Iterator[str]:
    """What makes the two less comparable than they look."""
    old, new = before.assessment, after.assessment
    if old.subject.name != new.subject.name:
        yield _(
            "The subject is called {old} in one and {new} in the other.",
            old=repr(old.subject.name),
            new=repr(new.subject.name),
        )
    if set(old.subject.kinds) != set(new.subject.kinds):
        yield _("The kinds of the system differ, and with them the criteria that apply.")
    if new.as_of < old.as_of:
        yield _("The later file is dated before the earlier one.")
    if bool(old.inspections) != bool(new.inspections):
        yield _("Repositories were inspected in one of the two only.")
    if old.auditor != new.auditor:
        yield _("The auditors differ.")
    gone = sorted({s.criterion for s in (*old.statements(), *new.statements())} - set(rubric.by_id))
    if gone:
        yield _("Not in this rubric, and in no figure: {criteria}.", criteria=", ".join(gone))
