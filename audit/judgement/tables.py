"""How a decision table is read: the first row that holds decides, and what is not known is named."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date
from typing import NamedTuple

from audit.model.advice import UNDECIDABLE, decided
from audit.model.decision_tables import DecisionRow
from audit.model.plan import Decision
from audit.model.speech import _, counted


class Condition(NamedTuple):
    """Whether a named condition of a table holds, none where the assessment does not say; and from what."""

    holds: bool | None
    why: tuple[str, ...] = ()


Conditions = Mapping[str, Condition]
"""Each condition by its name in the tables."""


def any_of(conditions: Iterable[Condition]) -> Condition:
    """Holds if one holds, with what fired it; open if none does and one is open, with what is not known."""
    known = list(conditions)
    if fired := [c for c in known if c.holds]:
        return Condition(True, tuple(line for c in fired for line in c.why))
    if missing := [c for c in known if c.holds is None]:
        return Condition(None, tuple(line for c in missing for line in c.why))
    return Condition(False)


def gates_in_words(failed: int, unverified: int) -> tuple[str, str]:
    """How many gates are failed and how many are not verified, as facts of a decision."""
    return (
        counted("{count} failed gate", "{count} failed gates", failed) if failed else _("no failed gates"),
        counted("{count} unverified gate", "{count} unverified gates", unverified)
        if unverified
        else _("no unverified gates"),
    )


def first(
    rows: tuple[DecisionRow, ...],
    conditions: Conditions,
    facts: Iterable[str],
    tied_to: Mapping[str, tuple[str, ...]] | None = None,
    expires: date | None = None,
) -> Decision:
    """The first row that holds; a row that might hold if more were known is skipped and named.

    `tied_to` holds the conditions of a decision by its name; `expires` is the day on which those end.
    """
    told, open_rows = list(facts), list[str]()
    for row in rows:
        holds = _holds(row, conditions)
        if holds:
            fired = [line for name in (*row.when_any, *row.when_all) for line in _fired(conditions[name])]
            tied = (tied_to or {}).get(row.decision, ())
            return Decision(
                decision=row.decision,
                rule=row.rule,
                facts=tuple(dict.fromkeys([*fired, *told, *open_rows])),
                conditions=tied,
                expires=expires if tied else None,
            )
        if holds is None:
            missing = "; ".join(dict.fromkeys(_unknown(row, conditions)))
            if row.if_open == "undecided":
                return Decision(decision=UNDECIDABLE, rule=missing, facts=tuple(told))
            open_rows.append(
                _("“{decision}” stays possible: {missing}", decision=decided(row.decision), missing=missing)
            )
    raise ValueError("a decision table has to end with a row that always holds")


def _holds(row: DecisionRow, conditions: Conditions) -> bool | None:
    """Three-valued: any of `when_any` and all of `when_all`; none where the answer is open."""
    any_of = [conditions[name].holds for name in row.when_any]
    all_of = [conditions[name].holds for name in row.when_all]
    if any_of and not any(any_of):
        return None if None in any_of and False not in all_of else False
    if False in all_of:
        return False
    return None if None in all_of else True


def _fired(condition: Condition) -> tuple[str, ...]:
    return condition.why if condition.holds else ()


def _unknown(row: DecisionRow, conditions: Conditions) -> Iterator[str]:
    for name in row.when_any + row.when_all:
        if conditions[name].holds is None:
            yield from conditions[name].why or (_("not known whether {rule}", rule=name.replace("_", " ")),)
