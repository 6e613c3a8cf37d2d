"""How a vendor dealt with the questions, and who vouches for it, as its own report tells it."""

from collections import Counter
from typing import NamedTuple

from audit.model import wording
from audit.model.assessment import Party
from audit.model.dossier import Dossier
from audit.model.handling import FULLEST, Handling, handling, replied
from audit.model.response import PartnerRating, ReplyState
from audit.model.speech import _, counted, listed, marked
from reports import told
from reports.proof import Proof, proof
from reports.replies import Reply

REFERENCES = "reference_clients"
"""The question for clients who may be called."""
STATES = {
    ReplyState.ANSWERED: marked("{count} answered"),
    ReplyState.NOT_APPLICABLE: marked("{count} said not to apply"),
    ReplyState.DECLINED: marked("{count} declined"),
    ReplyState.UNKNOWN: marked("{count} not known"),
}


class Handled(NamedTuple):
    """All of it: figures, claims against proof, and the references."""

    figures: Handling
    replies: str
    everybody: bool
    """Whether replies of everybody are counted, as nobody is named as the vendor's."""
    proof: Proof
    references: tuple[told.Line, ...]
    instead: tuple[Reply, ...]
    """What was replied to the question for references by those who name none."""
    confirmed: str
    ratings: tuple[PartnerRating, ...]
    """Of the partner questions whose reply a reference confirmed."""


def handled(dossier: Dossier) -> Handled:
    """How the vendor of this report dealt with the questions."""
    assessment = dossier.assessment
    figures = handling(assessment)
    references = told.lines(dossier, REFERENCES)
    ratings = {one.question: one for one in assessment.partner}
    return Handled(
        figures=figures,
        replies=_replies(dossier),
        everybody=not any(one.party is Party.VENDOR for one in assessment.respondents),
        proof=proof(assessment.subject.name, assessment, dossier.conclusion),
        references=references,
        instead=tuple(reply for reply in told.said(dossier, REFERENCES) if not reply.table),
        confirmed=_confirmed(figures.references),
        ratings=tuple(
            ratings[one.id]
            for one in dossier.rubric.partner_questions
            if one.id in ratings and ratings[one.id].reference_confirmed
        ),
    )


def _replies(dossier: Dossier) -> str:
    """How many questions have a reply, and of which kind; empty where none has."""
    states = Counter(replied(dossier.assessment).values())
    if not states:
        return ""
    parts = listed(_(STATES[state], count=wording.count(states[state])) for state in FULLEST if states[state])
    return _("{count}: {parts}", count=wording.count(states.total()), parts=parts)


def _confirmed(references: int | None) -> str:
    """How many references stand behind the vendor, and what of that is not on record."""
    if references is None:
        return _("Whether any reference was called is not on record.")
    if not references:
        return _("No reference is on record as called and in agreement with what the vendor says.")
    return counted(
        "{count} reference was called and agreed with what the vendor says. Who it was, and in which words, "
        "is not on record.",
        "{count} references were called and agreed with what the vendor says. Who they were, and in which "
        "words, is not on record.",
        references,
    )
