"""How the people of an assessment are called in a report."""

from audit.model import wording
from audit.model.assessment import Party
from audit.model.dossier import Dossier
from audit.model.speech import _


def who(dossier: Dossier) -> str:
    """Who is to act: the first respondent on the side that has to, by name; else somebody to be named."""
    side = Party.VENDOR if dossier.assessment.subject.is_vendor else Party.CLIENT
    for person in dossier.assessment.respondents:
        if person.party is side and (person.role or person.name):
            return wording.clipped(person.name or person.role, 60)
    return _("the vendor") if side is Party.VENDOR else _("an owner to be named")


def respondent(dossier: Dossier, key: str) -> str:
    """How a respondent is called: by name, else by role, else by the key in the file."""
    person = dossier.assessment.respondent(key)
    return wording.clipped(person.name or person.role or person.id, 60)
