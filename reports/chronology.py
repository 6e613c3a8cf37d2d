"""The chronology: what happened on which day, how that is known, and what kind of statement it is."""

from collections.abc import Iterator
from datetime import date
from typing import NamedTuple

from audit.model import wording
from audit.model.assessment import Answer, Purpose
from audit.model.dossier import Dossier
from audit.model.response import Nature
from audit.model.speech import _, counted, marked
from reports import statements, told
from reports.charts.timeline import Event, Known
from reports.people import respondent

MOST_RELEASES = 3
MOST_DRAWN = 14
DAYS = {
    "accepted_on": marked("The system was accepted"),
    "last_good_day": marked("Last known to do what it should"),
    "first_sign_day": marked("The first sign was there to be seen"),
    "noticed_day": marked("Somebody noticed it"),
    "last_review_day": marked("The last review"),
    "reference_since": marked("The system first worked on real cases"),
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


def numbers(dossier: Dossier) -> dict[tuple[date, str, str], str]:
    """The number in the timeline of what it draws, by day, words and source."""
    return {
        (event.day, event.what, event.source): wording.count(n)
        for n, event in enumerate(drawn(dossier), start=1)
    }


def undated(dossier: Dossier) -> tuple[told.Line, ...]:
    """What was told for the chronology without a day that can be read."""
    return tuple(line for line in told.lines(dossier, "events") if line.day("day") is None)


def _told(dossier: Dossier) -> Iterator[Dated]:
    assessment = dossier.assessment
    for event in assessment.events:
        by = respondent(dossier, event.by) if event.by else assessment.auditor or _("the auditor")
        yield Dated(event.at, event.what, listed(event.source, by), event.nature)
    for line in told.lines(dossier, "events"):
        if at := line.day("day"):
            source = listed(line.cell("source"), line.cell("told_by") or line.by)
            yield Dated(at, line.cell("event", 500), source, line.nature)
    for line in told.lines(dossier, "scope_changes"):
        if at := line.day("day"):
            asked = _("asked for by {who}", who=line.cell("asked_by")) if line.cell("asked_by") else ""
            what = _("Scope changed: {change}", change=line.cell("change"))
            yield Dated(at, what, listed(line.by, asked), line.nature)
    for line in told.lines(dossier, "incidents"):
        if at := line.day("day"):
            yield Dated(at, _("Incident: {what}", what=line.cell("what")), line.by, line.nature)
    for question, what in DAYS.items():
        for at, given in told.days(dossier, question):
            yield Dated(at, _(what), respondent(dossier, given.by), given.nature)


def _recorded(dossier: Dossier) -> Iterator[Dated]:
    assessment = dossier.assessment
    for item in assessment.evidence:
        yield Dated(item.date, item.title, listed(f"{item.id}, {item.grade.label}", item.place), Nature.FACT)
    yield from _stated(dossier)
    if operation := assessment.operation:
        if operation.spend_since:
            yield Dated(operation.spend_since, _("Its spend begins"), _("as stated"), None)
        if operation.last_accepted_output:
            what = _("The last output that was accepted")
            yield Dated(operation.last_accepted_output, what, _("as stated"), None)


def _stated(dossier: Dossier) -> Iterator[Dated]:
    """Claims by speaker, day and document: one in its words, several by their numbers in the ledger."""
    together: dict[tuple[date, str, str], list[tuple[str, Answer]]] = {}
    claims = dossier.assessment.claims
    for number, claim in statements.numbered(dossier):
        if claim.at and claim in claims:
            document = claim.place.document if claim.place else ""
            together.setdefault((claim.at, claim.by, document), []).append((number, claim))
    for (at, by, document), made in together.items():
        who, source = respondent(dossier, by) or _("A document"), document or _("a statement")
        numbers = [number for number, _claim in made]
        if len(made) == 1:
            claim = made[0][1]
            text = wording.clipped(claim.quote or claim.narrative, 200)
            what = _("{who} states: “{text}”", who=who, text=text)
        else:
            what = counted(
                "{who} makes {count} statement about the system",
                "{who} makes {count} statements about the system",
                len(made),
                who=who,
            )
        yield Dated(at, what, listed(source, _run(numbers)), Nature.FACT)


def _run(numbers: list[str]) -> str:
    """Numbers of the ledger as they stand: `Q-025`, or `Q-025 to Q-037`."""
    whole = len(numbers) == int(numbers[-1][2:]) - int(numbers[0][2:]) + 1
    if len(numbers) > 2 and whole:
        return _("{first} to {last}", first=numbers[0], last=numbers[-1])
    return ", ".join(numbers)


def _from_history(dossier: Dossier) -> Iterator[Dated]:
    for inspection in dossier.assessment.inspections:
        history = inspection.history
        name = _("repository {repository}", repository=wording.clipped(inspection.repository, 60))
        if history.first and not history.shallow:
            yield Dated(history.first.date(), _("The first commit"), name, Nature.FACT)
        if history.last and history.commits > 1:
            what = counted(
                "The last of {count} commit that was inspected",
                "The last of {count} commits that were inspected",
                history.commits,
            )
            yield Dated(history.last.date(), what, name, Nature.FACT)
        for release in history.releases[:MOST_RELEASES]:
            what = _("Version {version} was tagged", version=wording.clipped(release.name, 60))
            yield Dated(release.at.date(), what, name, Nature.FACT)


def _of_this_audit(dossier: Dossier) -> Iterator[Dated]:
    """Answers by respondent and day, rulings by day: the audit itself is a part of the course of things."""
    assessment = dossier.assessment
    answered = [(one.at, one.by) for one in assessment.answers if one.at]
    for at, by in dict.fromkeys(answered):
        what = counted(
            "{who} answers {count} question of this audit",
            "{who} answers {count} questions of this audit",
            answered.count((at, by)),
            who=respondent(dossier, by) or _("A respondent"),
        )
        yield Dated(at, what, _("appendix “Questions and answers”"), Nature.FACT)
    ruled = [ruling.at for ruling in assessment.rulings if ruling.at]
    for day in dict.fromkeys(ruled):
        what = counted(
            "The auditor rules on {count} contradiction",
            "The auditor rules on {count} contradictions",
            ruled.count(day),
        )
        yield Dated(day, what, _("the register of contradictions"), Nature.FACT)
    for milestone in assessment.milestones:
        if milestone.at:
            what = _("Milestone: {name}", name=milestone.name)
            yield Dated(milestone.at, what, milestone.note, Nature.FACT)
    what = _("The day that evidence is dated against")
    yield Dated(assessment.as_of, what, _("this report"), Nature.FACT)


def listed(*parts: str) -> str:
    """Those of the parts that there are, with commas."""
    return ", ".join(part for part in parts if part)
