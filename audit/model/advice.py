"""How an advice is shown: its words, the shape around it and its tone; one that nobody knows stays open."""

from audit.model.wording import VerdictWords, capital

_SHAPES = {
    "go": ("pass", "good"),
    "go with conditions": ("warn", "medium"),
    "no-go": ("stop", "critical"),
    "select": ("pass", "good"),
    "select with conditions": ("warn", "medium"),
    "reject": ("stop", "critical"),
    "salvage": ("pass", "good"),
    "partial rebuild": ("warn", "medium"),
    "rebuild": ("warn", "high"),
    "stop": ("stop", "critical"),
}


def advised(decision: str, rule: str) -> VerdictWords:
    """The decision with a capital letter, the rule that fired as its meaning, and its badge."""
    shape, tone = _SHAPES.get(decision, ("open", "medium"))
    return VerdictWords(capital(decision), rule, shape, tone)
