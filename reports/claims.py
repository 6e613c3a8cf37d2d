"""Claims: what was promised against what was delivered, and what counts less than it says."""

from collections.abc import Iterator
from typing import NamedTuple

from audit.model import wording
from audit.model.assessment import Answer, Party
from audit.model.dossier import Dossier
from audit.model.examination import Agreement, Contradiction, CrossExamination
from audit.model.speech import _, marked
from reports import told
from reports.chronology import listed
from reports.people import respondent

DELIVERED = {
    "whole": wording.Mark("✓", marked("delivered"), "good"),
    "partly": wording.Mark("△", marked("in part"), "medium"),
    "not_delivered": wording.Mark("✗", marked("not delivered"), "bad"),
    "not_known": wording.Mark("?", marked("not known"), "open"),
}
FOUND = {
    Agreement.CONTRADICTED: wording.Mark("✗", marked("contradicted"), "bad"),
    Agreement.CORROBORATED: wording.Mark("✓", marked("supported"), "good"),
    Agreement.UNSUPPORTED: wording.Mark("△", marked("not supported"), "medium"),
    Agreement.CONFIRMED_GAP: wording.Mark("✗", marked("a gap, as stated"), "bad"),
    Agreement.UNDERSTATED: wording.Mark("✓", marked("more than stated"), "good"),
}
NOT_COMPARED = wording.Mark("?", marked("not compared"), "open")


class Promise(NamedTuple):
    """What was promised and where, and what became of it."""

    what: str
    where: str
    mark: wording.Mark
    found: str
    """How that is known; empty where an entry of the register tells it."""
    number: str = ""
    """The contradiction that speaks against it."""


class Unproven(NamedTuple):
    """A claim that counts less than it says: the level claimed, what is credited, and why."""

    statement: Answer
    by: str
    credited: str
    why: str


def promises(dossier: Dossier) -> tuple[Promise, ...]:
    """What respondents list as promised, then the claims of the other side, each with what was found."""
    return (*_listed_promises(dossier), *_claimed(dossier))


def _listed_promises(dossier: Dossier) -> Iterator[Promise]:
    for line in told.lines(dossier, "promises"):
        due = line.day("due")
        where = listed(line.cell("written_in"), _("for {day}", day=wording.day(due)) if due else "")
        mark = DELIVERED.get(line.cells.get("delivered", ""), DELIVERED["not_known"])
        by = line.by or _("a respondent")
        source = (
            _("{nature} told by {who}", nature=told.NATURES[line.nature].word, who=by)
            if line.nature
            else _("told by {who}", who=by)
        )
        found = listed(line.cell("seen_how"), source)
        yield Promise(line.cell("promise", 400), where, mark, wording.sentence(found))


def _claimed(dossier: Dossier) -> Iterator[Promise]:
    assessment = dossier.assessment
    for claim in assessment.claims:
        if not claim.answered or assessment.respondent(claim.by).party is Party.CLIENT:
            continue
        name = dossier.rubric.by_id[claim.criterion].name
        where = listed(str(claim.place) if claim.place else "", respondent(dossier, claim.by))
        quote = wording.quoted(wording.clipped(claim.quote, 300)) if claim.quote else ""
        what = quote or claim.narrative or name
        if entry := _against(dossier, claim):
            yield Promise(what, where, FOUND[Agreement.CONTRADICTED], "", entry.id)
        elif compared := _compared(dossier, claim):
            found = wording.sentence(wording.clipped(compared.note, 300))
            yield Promise(what, where, FOUND[compared.agreement], found)
        else:
            found = _("{criterion}: nothing that was inspected speaks to it.", criterion=name)
            yield Promise(what, where, NOT_COMPARED, found)


def _against(dossier: Dossier, claim: Answer) -> Contradiction | None:
    """The entry of the register about this very claim; one that was withdrawn or explained does not count."""
    said = claim.quote or claim.narrative
    return next(
        (
            entry
            for entry in dossier.conclusion.contradictions
            if (entry.criterion, entry.respondent) == (claim.criterion, claim.by)
            and entry.counts
            and said in entry.statement
        ),
        None,
    )


def _compared(dossier: Dossier, claim: Answer) -> CrossExamination | None:
    return next(
        (
            one
            for one in dossier.conclusion.cross_examination
            if (one.criterion, one.respondent, one.level) == (claim.criterion, claim.by, claim.level)
            and one.agreement in FOUND
        ),
        None,
    )


def unproven(dossier: Dossier) -> tuple[Unproven, ...]:
    """Statements that claim more than is credited and that nothing contradicts: claims until shown."""
    conclusion = dossier.conclusion
    accused = {(c.criterion, c.respondent) for c in conclusion.contradictions if c.counts}
    return tuple(
        Unproven(
            statement=said,
            by=respondent(dossier, said.by) or _("not named"),
            credited=wording.levels(standing.low, standing.high),
            why=_why(dossier, said),
        )
        for said in dossier.assessment.statements()
        if said.level is not None and said.level > 1
        if (standing := conclusion.standings.get(said.criterion)) and standing.applicable
        if standing.low < said.level and (said.criterion, said.by) not in accused
    )


def _why(dossier: Dossier, said: Answer) -> str:
    compared = next(
        (
            c
            for c in dossier.conclusion.cross_examination
            if (c.criterion, c.respondent) == (said.criterion, said.by)
            and c.agreement in {Agreement.UNSUPPORTED, Agreement.UNVERIFIABLE, Agreement.CORROBORATED}
        ),
        None,
    )
    if compared:
        return wording.sentence(
            f"{wording.AGREEMENTS[compared.agreement]}: {wording.clipped(compared.note, 220)}"
        )
    if said.grade < (said.level or 0):
        return _(
            "Its evidence is {grade}; level {level} asks for more.",
            grade=wording.grade(said.grade),
            level=wording.count(said.level),
        )
    return _("Another statement or a rating speaks for less.")
