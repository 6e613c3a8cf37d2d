"""Names of settings: which of them choose the model that answers."""

import re

from audit.inspection import knowledge

_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_LENGTH = 80


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
