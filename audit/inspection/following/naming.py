"""Names of settings: which of them choose the model that answers, and which limit a time."""

import re

from audit.inspection import knowledge
from audit.inspection.patterns import Pattern

_PARTS = Pattern(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_LENGTH = 80
_TIME_LIMIT = Pattern(
    r"(?:time_?out|deadline|time_?limit)(?:_?(?:ms|s|secs?|seconds|millis|milliseconds))?$", re.IGNORECASE
)


def names_time_limit(name: str) -> bool:
    """Whether a setting of this name says how long something may take: `timeoutMs`, `deadline`."""
    return len(name) <= _LENGTH and _TIME_LIMIT.search(name) is not None


@knowledge.remembered
def names_model(name: str) -> bool:
    """Whether a setting of this name chooses a generating model: `OPENAI_MODEL`, `smart-llm`, `modelId`."""
    known = knowledge.setting_names()
    words = {part.lower() for part in _PARTS.findall(name[:_LENGTH])}
    if not words or not words.isdisjoint(known.others):
        return False
    if not words.isdisjoint(known.models):
        return True
    return not words.isdisjoint(known.served) and not words.isdisjoint(known.served_by)
