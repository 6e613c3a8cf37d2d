"""What the word of a conclusion means, and where it stands among all of them: one line on the first page."""

from audit.model import wording
from audit.model.conclusion import Verdict
from audit.model.dossier import Dossier
from audit.model.speech import _

STEPS = (
    Verdict.PHASE_1,
    Verdict.NEEDS_HARDENING,
    Verdict.CONDITIONAL,
    Verdict.PRODUCTION_READY,
    Verdict.INFRASTRUCTURE,
)
"""From the lowest to the highest; what cannot be concluded stands on none of them."""


def meaning(dossier: Dossier) -> str:
    """The word, what it says of the system, and which step that is; empty where it leads the page."""
    found = dossier.conclusion.conclusion
    if dossier.conclusion.decision is None:
        return ""
    words = wording.verdict(found)
    told = f"{words.words}: {words.meaning}"
    if found not in STEPS:
        return told
    place = _(
        "Step {number} of {all}, up to “{highest}”.",
        number=wording.count(STEPS.index(found) + 1),
        all=wording.count(len(STEPS)),
        highest=wording.verdict(STEPS[-1]).words,
    )
    return f"{told} {place}"
