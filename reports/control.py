"""Document control: what this document is, who signed it, and which versions of everything it rests on."""

from collections.abc import Iterator
from typing import NamedTuple

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.signature import Signature
from audit.model.status import valid
from reports.kinds import KINDS, Signatory

CHANGED = "signed another state of the assessment than this one"


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
    return Line(who, given, CHANGED if changed else "")


def _beyond(given: Signature) -> Signatory:
    return Signatory(given.role, wording.capital(given.role.value.replace("_", " ")), "")


def packs(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """The questionnaires that replies were given to: name and hash of the wording."""
    given = [one.asked for one in dossier.assessment.answers if one.asked]
    given += [one.asked for one in dossier.assessment.responses if one.asked]
    return tuple(dict.fromkeys((asked.pack, asked.version) for asked in given))


def people(dossier: Dossier) -> tuple[tuple[str, str, str], ...]:
    """Who was heard, by role and side, and how often each is on record; names stand where they were given."""
    return tuple(_people(dossier))


def _people(dossier: Dossier) -> Iterator[tuple[str, str, str]]:
    assessment = dossier.assessment
    for person in assessment.respondents:
        answers = sum(one.by == person.id for one in assessment.answers)
        documents = sum(one.by == person.id for one in assessment.claims)
        replies = sum(one.by == person.id for one in assessment.responses)
        counts = [
            wording.plural(number, noun, many)
            for number, noun, many in (
                (answers, "answer", ""),
                (documents, "claim in documents", "claims in documents"),
                (replies, "other reply", "other replies"),
            )
            if number
        ]
        name = wording.clipped(person.role or person.name or person.id, 120)
        called = wording.clipped(person.name, 80) if person.role and person.name else ""
        said = wording.listed(counts) or "nothing on record"
        yield f"{name}{f' ({called})' if called else ''}", wording.PARTIES[person.party], said
