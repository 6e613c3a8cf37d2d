"""The texts of a rubric that people read, each under a key, and the rubric worded by others."""

from collections.abc import Callable, Mapping
from typing import Any, TypeVar

from audit.model.base import Value
from audit.model.decision_tables import (
    ComponentRow,
    DecisionRow,
    ImmediateRow,
    KnockOut,
    Precedence,
    SeverityRow,
)
from audit.model.rubric import (
    Anchors,
    Ask,
    BuildabilityItem,
    ContractClause,
    Criterion,
    Dimension,
    FailurePattern,
    PartnerQuestion,
    Rubric,
    Stage,
)
from audit.model.shocks import Shock
from audit.rubric.phrases import Phrases

Say = Callable[[str, str], str]
"""What a text under a key becomes; given are the key and the text that is there."""
V = TypeVar("V", bound=Value)

_READ: Mapping[type[Value], tuple[str, ...]] = {
    Dimension: ("name", "question"),
    Criterion: ("name", "why", "evidence", "remediation"),
    Ask: ("vendor", "internal"),
    Anchors: ("L0", "L1", "L2", "L3", "L4"),
    FailurePattern: (
        "name",
        "symptoms",
        "root_cause",
        "typical_cost",
        "recovery",
        "leads_to",
        "settling_test",
    ),
    Stage: ("name", "entry", "activities", "exit_in_words", "deliverable"),
    PartnerQuestion: ("question", "vague", "specific", "evidenced", "follow_ups", "red_flags"),
    BuildabilityItem: ("question", "measure", "rule_text", "condition"),
    ContractClause: ("title", "text"),
    SeverityRow: ("when", "rule"),
    ImmediateRow: ("title", "text"),
    DecisionRow: ("rule",),
    KnockOut: ("rule",),
    ComponentRow: ("keep", "repair", "replace"),
    Precedence: ("why",),
    Shock: ("name",),
    Phrases: tuple(Phrases.model_fields),
}
"""The fields in words, by what has them; everything else decides, and is the same in every language."""

_NAMED: Mapping[type[Value], str] = {SeverityRow: "severity", ImmediateRow: "when", Precedence: "criterion"}
_FIELDS = {
    "failure_patterns": "patterns",
    "stages": "stages",
    "partner_questions": "partner_questions",
    "week_one": "buildability",
    "contract_clauses": "clauses",
    "decisions": "decisions",
    "order_of_work": "order",
    "cost_shocks": "cost_shocks",
    "rubric": "frameworks",
}
"""The files of a rubric beside its dimensions, and the field that each fills."""


def part_names(rubric: Rubric) -> tuple[str, ...]:
    """The files of a rubric that have texts, such as `rubric/eval` and `stages`."""
    return (*(f"rubric/{one.id.lower()}" for one in rubric.dimensions), *_FIELDS)


def texts(rubric: Rubric, part: str) -> dict[str, str]:
    """Every text of one file of a rubric, by key."""
    found: dict[str, str] = {}

    def note(key: str, text: str) -> str:
        found[key] = text
        return text

    for dimension in rubric.dimensions:
        if part == f"rubric/{dimension.id.lower()}":
            reworded(dimension, note)
    if part in _FIELDS:
        _other(getattr(rubric, _FIELDS[part]), "" if part != "rubric" else "frameworks", note)
    return found


def with_texts(rubric: Rubric, given: Mapping[str, str]) -> Rubric:
    """The rubric with these texts, by key, in the place of its own; nothing but words can change."""

    def say(key: str, text: str) -> str:
        return given.get(key) or text

    fields = {
        field: _other(getattr(rubric, field), "" if part != "rubric" else "frameworks", say)
        for part, field in _FIELDS.items()
    }
    dimensions = tuple(reworded(one, say) for one in rubric.dimensions)
    held = {name: getattr(rubric, name) for name in Rubric.model_fields}
    return Rubric(**{**held, **fields, "dimensions": dimensions})


def reworded(value: V, say: Say, key: str = "") -> V:
    """A value with its texts as `say` words them; `key` is where it stands."""
    here = str(getattr(value, "id", "") or key)
    read = _READ.get(type(value), ())
    return value.model_copy(
        update={
            field: (_words if field in read else _other)(getattr(value, field), _under(here, field), say)
            for field in type(value).model_fields
        }
    )


def _words(held: Any, key: str, say: Say) -> Any:
    """A text, or several: each under its number from 1, or under its name."""
    match held:
        case str():
            return say(key, held) if held else held
        case tuple():
            return tuple(say(f"{key}.{n}", one) for n, one in enumerate(held, start=1))
    return {name: say(f"{key}.{name}", one) for name, one in held.items()}


def _other(held: Any, key: str, say: Say) -> Any:
    """What lies within a value and may have texts itself."""
    match held:
        case Value():
            return reworded(held, say, key)
        case tuple():
            return tuple(_entry(one, key, n, say) for n, one in enumerate(held, start=1))
        case dict() if key == "frameworks":
            return _words(held, key, say)
    return held


def _entry(held: Any, key: str, n: int, say: Say) -> Any:
    if not isinstance(held, Value):
        return held
    named = _NAMED.get(type(held))
    return reworded(held, say, _under(key, str(getattr(held, named) if named else n)))


def _under(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name
