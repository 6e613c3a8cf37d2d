"""The chronology: what happened on which day, how that is known, and what kind of statement it is."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from audit.model import wording
from audit.model.assessment import Purpose
from audit.model.dossier import Dossier
from audit.model.response import Nature
from reports import told
from reports.charts.timeline import Event, Known
from reports.people import respondent

MOST_RELEASES = 3
MOST_DRAWN = 14
DAYS = {
    "accepted_on": "The system was accepted",
    "last_good_day": "Last known to do what it should",
    "first_sign_day": "The first sign was there to be seen",
    "noticed_day": "Somebody noticed it",
    "last_review_day": "The last review",
    "reference_since": "The system first worked on real cases",
}


KNOWN: dict[Nature | None, Known] = {Nature.FACT: "fact", Nature.INFERENCE: "inference"}


class Dated(NamedTuple):
    """Something that happened on a day, how it is known, and what kind of statement it is."""

    at: date
    what: str
    source: str
    nature: Nature | None


def events(dossier: Dossier) -> tuple[Dated, ...]:
    """Everything that is known with its day, the earliest first; what is told twice stands twice."""
    found = [*_told(dossier), *_recorded(dossier), *_from_history(dossier), *_of_this_audit(dossier)]
    return tuple(sorted(found, key=lambda one: one.at))


def drawn(dossier: Dossier) -> tuple[Event, ...]:
    """What the timeline of a failed project draws: what was told first, then what is recorded."""
    if dossier.assessment.purpose is not Purpose.FAILED_PROJECT_AUDIT:
        return ()
    told_of = (*_told(dossier), *_from_history(dossier), *_recorded(dossier))[:MOST_DRAWN]
    return tuple(
        Event(one.at, one.what, KNOWN.get(one.nature, "statement"), one.source)
        for one in sorted(told_of, key=lambda one: one.at)
    )


def undated(dossier: Dossier) -> tuple[told.Line, ...]:
    """What was told for the chronology without a day that can be read."""
    return tuple(line for line in told.lines(dossier, "events") if line.day("day") is None)


def _told(dossier: Dossier) -> Iterator[Dated]:
    assessment = dossier.assessment
    for event in assessment.events:
        by = respondent(dossier, event.by) if event.by else assessment.auditor or "the auditor"
        yield Dated(event.at, event.what, listed(event.source, by), event.nature)
    for line in told.lines(dossier, "events"):
        if at := line.day("day"):
            source = listed(line.cell("source"), line.cell("told_by") or line.by)
            yield Dated(at, line.cell("event", 500), source, line.nature)
    for line in told.lines(dossier, "scope_changes"):
        if at := line.day("day"):
            asked = f"asked for by {line.cell('asked_by')}" if line.cell("asked_by") else ""
            yield Dated(at, f"Scope changed: {line.cell('change')}", listed(line.by, asked), line.nature)
    for line in told.lines(dossier, "incidents"):
        if at := line.day("day"):
            yield Dated(at, f"Incident: {line.cell('what')}", line.by, line.nature)
    for question, what in DAYS.items():
        for at, given in told.days(dossier, question):
            yield Dated(at, what, respondent(dossier, given.by), given.nature)


def _recorded(dossier: Dossier) -> Iterator[Dated]:
    assessment = dossier.assessment
    for item in assessment.evidence:
        yield Dated(item.date, item.title, listed(f"{item.id}, {item.grade.label}", item.place), Nature.FACT)
    for claim in assessment.claims:
        if claim.at:
            by = respondent(dossier, claim.by) or "A document"
            text = wording.clipped(claim.quote or claim.narrative, 200)
            source = str(claim.place) if claim.place else "a statement"
            yield Dated(claim.at, f"{by} states: “{text}”", source, Nature.FACT)
    if operation := assessment.operation:
        if operation.spend_since:
            yield Dated(operation.spend_since, "Its spend begins", "as stated", None)
        if operation.last_accepted_output:
            yield Dated(
                operation.last_accepted_output, "The last output that was accepted", "as stated", None
            )


def _from_history(dossier: Dossier) -> Iterator[Dated]:
    for inspection in dossier.assessment.inspections:
        history, name = inspection.history, f"repository {wording.clipped(inspection.repository, 60)}"
        if history.first and not history.shallow:
            yield Dated(history.first.date(), "The first commit", name, Nature.FACT)
        if history.last and history.commits > 1:
            what = f"The last of {wording.plural(history.commits, 'commit')} that were inspected"
            yield Dated(history.last.date(), what, name, Nature.FACT)
        for release in history.releases[:MOST_RELEASES]:
            what = f"Version {wording.clipped(release.name, 60)} was tagged"
            yield Dated(release.at.date(), what, name, Nature.FACT)


def _of_this_audit(dossier: Dossier) -> Iterator[Dated]:
    """Answers by respondent and day, rulings by day: the audit itself is a part of the course of things."""
    assessment = dossier.assessment
    answered = [(one.at, one.by) for one in assessment.answers if one.at]
    for at, by in dict.fromkeys(answered):
        number = wording.plural(answered.count((at, by)), "question")
        yield Dated(
            at,
            f"{respondent(dossier, by) or 'A respondent'} answers {number} of this audit",
            "appendix “Questions and answers”",
            Nature.FACT,
        )
    ruled = [ruling.at for ruling in assessment.rulings if ruling.at]
    for day in dict.fromkeys(ruled):
        number = wording.plural(ruled.count(day), "contradiction")
        yield Dated(day, f"The auditor rules on {number}", "the register of contradictions", Nature.FACT)
    for milestone in assessment.milestones:
        if milestone.at:
            yield Dated(milestone.at, f"Milestone: {milestone.name}", milestone.note, Nature.FACT)
    yield Dated(assessment.as_of, "The day that evidence is dated against", "this report", Nature.FACT)


def listed(*parts: str) -> str:
    """Those of the parts that there are, with commas."""
    return ", ".join(part for part in parts if part)
