"""Document control: what this document is, who signed it, and which versions of everything it rests on."""

from collections.abc import Iterator
from typing import NamedTuple

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.signature import Role, Signature
from audit.model.speech import _, counted, listed, marked
from audit.model.status import valid
from reports.kinds import KINDS, Signatory

CHANGED = marked("signed another state of the assessment than this one")
BEYOND = {
    Role.LEAD: marked("Lead"),
    Role.PANEL: marked("Panel"),
    Role.REVIEWER: marked("Reviewer"),
    Role.PRODUCT: marked("Product"),
    Role.SECURITY: marked("Security"),
    Role.OPERATIONS: marked("Operations"),
    Role.DATA_OWNER: marked("Data owner"),
}
"""How somebody is called who signed beyond the room that a kind of report has."""
PACKS = {
    "vendor_evaluation": marked("Vendor evaluation"),
    "failed_project_audit": marked("Failed project audit"),
    "readiness_review": marked("Readiness review"),
    "gate_triage": marked("Gate triage"),
    "buildability": marked("Buildability"),
    "partner_questions": marked("Partner questions"),
}
"""Our questionnaires; others are called by their keys."""


class Line(NamedTuple):
    """A line to sign on, and who has signed it already."""

    who: Signatory
    signature: Signature | None
    note: str = ""


def to_sign(dossier: Dossier) -> tuple[Line, ...]:
    """Every signature that this kind of report has room for, then the ones that were given beyond them."""
    left = list(dossier.assessment.signatures)
    lines: list[Line] = []
    for who in KINDS[dossier.assessment.purpose].signatories:
        given = next((one for one in left if one.role is who.role), None)
        if given:
            left.remove(given)
        lines.append(_line(dossier, who, given))
    return (*lines, *(_line(dossier, _beyond(one), one) for one in left))


def _line(dossier: Dossier, who: Signatory, given: Signature | None) -> Line:
    changed = given is not None and not valid(dossier.assessment, given)
    named = Signatory(who.role, _(who.title), _(who.declares) if who.declares else "")
    return Line(named, given, _(CHANGED) if changed else "")


def _beyond(given: Signature) -> Signatory:
    return Signatory(given.role, BEYOND[given.role], "")


def packs(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """The questionnaires that replies were given to: name in words and hash of the wording."""
    given = [one.asked for one in dossier.assessment.answers if one.asked]
    given += [one.asked for one in dossier.assessment.responses if one.asked]
    return tuple(dict.fromkeys((_pack(asked.pack), asked.version) for asked in given))


def _pack(name: str) -> str:
    return _(PACKS[name]) if name in PACKS else wording.capital(name.replace("_", " "))


def people(dossier: Dossier) -> tuple[tuple[str, str, str], ...]:
    """Who was heard, by role and side, and how often each is on record; names stand where they were given."""
    return tuple(_people(dossier))


def _people(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    assessment = dossier.assessment
    for person in assessment.respondents:
        answers = sum(one.by == person.id for one in assessment.answers)
        documents = sum(one.by == person.id for one in assessment.claims)
        replies = sum(one.by == person.id for one in assessment.responses)
        counts = (
            counted("{count} answer", "{count} answers", answers) if answers else "",
            counted("{count} claim in documents", "{count} claims in documents", documents)
            if documents
            else "",
            counted("{count} other reply", "{count} other replies", replies) if replies else "",
        )
        name = wording.clipped(person.role or person.name or person.id, 120)
        called = wording.clipped(person.name, 80) if person.role and person.name else ""
        said = listed(filter(None, counts)) or _("nothing on record")
        yield f"{name}{f' ({called})' if called else ''}", wording.PARTIES[person.party], said
