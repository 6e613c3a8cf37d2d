"""The right of reply: which entries of the register were answered how, alike ones together."""

from typing import NamedTuple

from audit.model import wording
from audit.model.assessment import ContradictionState
from audit.model.dossier import Dossier
from audit.model.examination import Contradiction
from audit.model.speech import _
from reports.people import respondent


class Replied(NamedTuple):
    """Entries by one speaker that stand alike, with the same reply, ruled on the same day."""

    entries: tuple[str, ...]
    by: str
    state: ContradictionState
    reply: str
    ruled: str


def entries(dossier: Dossier) -> tuple[Replied, ...]:
    """Every contradiction, those together that say the same; in the order of the register."""
    alike: dict[tuple[str, ContradictionState, str, str], list[str]] = {}
    for one in dossier.conclusion.contradictions:
        key = (respondent(dossier, one.respondent), one.state, one.reply, _ruled(one))
        alike.setdefault(key, []).append(one.id)
    return tuple(Replied(tuple(ids), *key) for key, ids in alike.items())


def _ruled(entry: Contradiction) -> str:
    if not entry.reason:
        return _("no ruling yet")
    return wording.day(entry.ruled_at) if entry.ruled_at else _("no day given")
