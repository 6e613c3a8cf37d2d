"""What a check declares about itself, as far as a reader of its findings wants to know it."""

from audit.model.base import Value
from audit.model.finding import Confidence


class Declaration(Value):
    """A check: what it looks for, why, what it misses, and what mends what it finds."""

    id: str
    informs: str
    title: str
    reason: str
    blind_spot: str
    remediation: str
    confidence: Confidence
