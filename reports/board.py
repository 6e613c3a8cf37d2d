"""The second page of a board's copy: what the advice rests on, what is known and not, and the plan."""

from typing import NamedTuple

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.plan import Action
from audit.model.speech import _, counted, marked
from reports import summary

LINES = 3
LONGEST = 120
HORIZONS = (
    ("now", marked("Now"), 4),
    ("30 days", marked("Within 30 days"), 4),
    ("90 days", marked("Within 90 days"), 1),
)
"""How many lines of each part of the plan the page takes."""


class Row(NamedTuple):
    """A line of the plan."""

    when: str
    what: str
    days: str


class BoardPage(NamedTuple):
    """What the page says."""

    facts: tuple[str, ...]
    conditions: tuple[str, ...]
    strengths: tuple[str, ...]
    unknowns: tuple[str, ...]
    rows: tuple[Row, ...]


def board(dossier: Dossier) -> BoardPage:
    """The page of a dossier, cut to what fits."""
    advice = dossier.conclusion.decision
    return BoardPage(
        facts=_lines(advice.facts if advice else ()),
        conditions=_lines(advice.conditions if advice else ()),
        strengths=_lines(summary.strengths(dossier)),
        unknowns=_lines(summary.unknowns(dossier)),
        rows=tuple(row for horizon in HORIZONS for row in _rows(dossier, *horizon)),
    )


def _lines(texts: tuple[str, ...]) -> tuple[str, ...]:
    shown = [wording.sentence(wording.clipped(text, LONGEST)) for text in texts[:LINES]]
    more = len(texts) - LINES
    if more <= 0:
        return tuple(shown)
    rest = counted("And {count} more in the full report.", "And {count} more in the full report.", more)
    return (*shown, rest)


def _rows(dossier: Dossier, horizon: str, title: str, most: int) -> tuple[Row, ...]:
    actions = [action for action in dossier.conclusion.actions if action.horizon == horizon]
    when = _(title)
    shown = [Row(when, _order(dossier, one), wording.effort(one.effort)) for one in actions[:most]]
    rest = actions[most:]
    if rest:
        what = counted(
            "and {count} more action in the full report",
            "and {count} more actions in the full report",
            len(rest),
        )
        shown.append(Row(when, what, wording.effort(summary.total_effort(rest))))
    return tuple(shown)


def _order(dossier: Dossier, action: Action) -> str:
    """An action as an order: where its title only names a criterion, its text tells more."""
    named = action.title == dossier.rubric.by_id[action.criterion].name
    return wording.clipped(f"{action.title}: {action.text}" if named else action.title, 88)
