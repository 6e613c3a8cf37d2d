"""What the linter says about questionnaires and the rubric."""

from enum import StrEnum

from audit.model.base import Value


class Flaw(StrEnum):
    """What is wrong, in a word that can be looked up."""

    INVALID = "invalid"
    UNKNOWN_ID = "unknown-id"
    UNREACHABLE_QUESTION = "unreachable-question"
    CYCLIC_CONDITION = "cyclic-condition"
    WEIGHT_WITHOUT_EFFECT = "weight-without-effect"
    LEVEL_WITHOUT_ANCHOR = "level-without-anchor"
    GATE_WITHOUT_EVIDENCE = "gate-without-evidence"
    DEAD_RULE = "dead-rule"
    DUPLICATE_WORDING = "duplicate-wording"
    MISSING_TRANSLATION = "missing-translation"


class Remark(Value):
    """One flaw and its place: `file:line field: why`."""

    flaw: Flaw
    text: str
