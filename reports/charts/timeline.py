"""Dated events on a line: what happened when, and how each is known."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import ClassVar, Literal, NamedTuple

from audit.model import wording
from audit.model.speech import _, counted, marked, meant
from reports.charts.chart import Chart, Column, DataTable
from reports.drawing import fit, lanes, spaced, width

Known = Literal["fact", "statement", "inference"]
KNOWN: dict[Known, wording.Mark] = {
    "fact": wording.Mark("●", marked("fact"), "good"),
    "statement": wording.Mark("◆", marked("statement"), "plain"),
    "inference": wording.Mark("○", marked("inference"), "open"),
}
LEFT, RIGHT, WIDE = 12.0, 552.0, 680.0
"""Where the line begins and ends, and the whole drawing: the last label stands behind its end."""
LETTERS, APART = 8.5, 16.0
LANES = 3
"""Rows of labels on either side of the line."""


class Event(NamedTuple):
    """Something that happened on a day, and how it is known: as a fact, from a statement, or inferred."""

    day: date
    what: str
    known: Known = "fact"
    source: str = ""


class Flag(NamedTuple):
    """An event as it is drawn: its number, its place on the line, and the row of its label if any."""

    number: int
    event: Event
    x: float
    label: str
    above: bool
    lane: int | None


@dataclass(frozen=True, slots=True)
class TimelineChart(Chart):
    """Events by day, numbered as they stand in the data."""

    kind: ClassVar[str] = "timeline"

    events: tuple[Event, ...]

    @property
    def spacing(self) -> float:
        """How far two marks stand apart at least."""
        return min(APART, (RIGHT - LEFT) / max(len(self.events) - 1, 1))

    @property
    def flags(self) -> tuple[Flag, ...]:
        """Every event at its place, labels by turns above and below the line."""
        first, last = self.events[0].day, self.events[-1].day
        days = max((last - first).days, 1)
        wanted = [LEFT + (event.day - first).days / days * (RIGHT - LEFT) for event in self.events]
        places = spaced(wanted, LEFT, RIGHT, APART)
        labels = [fit(event.what, WIDE - RIGHT - 8, LETTERS) for event in self.events]
        wide = [
            max(width(label, LETTERS), width(wording.day(event.day), LETTERS))
            for label, event in zip(labels, self.events, strict=True)
        ]
        rows: dict[int, int | None] = {}
        for side in (0, 1):
            ours = range(side, len(self.events), 2)
            spans = [(places[n], places[n] + wide[n]) for n in ours]
            rows |= dict(zip(ours, lanes(spans, LANES), strict=True))
        return tuple(
            Flag(n + 1, event, places[n], labels[n], n % 2 == 0, rows[n])
            for n, event in enumerate(self.events)
        )

    def rows(self, *, above: bool) -> int:
        """How many rows of labels stand on one side of the line."""
        taken = [flag.lane for flag in self.flags if flag.above is above and flag.lane is not None]
        return max(taken, default=-1) + 1

    @property
    def data(self) -> DataTable:
        """A row for each event."""
        columns = (
            Column(meant("number", "No."), share=0.6),
            Column(_("Day"), figures=False, share=1.7),
            Column(_("Event"), figures=False, share=4),
            Column(_("Known as"), figures=False, share=1.1),
            Column(_("Source"), figures=False),
        )
        rows = (
            (
                wording.count(n),
                wording.day(event.day),
                wording.clipped(event.what, 300),
                KNOWN[event.known].word,
                wording.clipped(event.source, 160) or wording.NONE,
            )
            for n, event in enumerate(self.events, start=1)
        )
        return DataTable(columns, tuple(rows))


def timeline(events: Sequence[Event]) -> TimelineChart | None:
    """Events in the order of their days; none with fewer than two, since one has no order."""
    if len(events) < 2:
        return None
    ordered = tuple(sorted(events, key=lambda event: event.day))
    first, last = ordered[0].day, ordered[-1].day
    facts = sum(event.known == "fact" for event in ordered)
    if first != last:
        many = counted(
            "{count} dated event from {first} to {last}",
            "{count} dated events from {first} to {last}",
            len(ordered),
            first=wording.day(first),
            last=wording.day(last),
        )
    else:
        many = counted(
            "{count} dated event on {day}",
            "{count} dated events on {day}",
            len(ordered),
            day=wording.day(first),
        )
    each = (f"{wording.day(event.day)}: {wording.clipped(event.what, 120)}" for event in ordered)
    return TimelineChart(
        title=counted(
            "{events}; {number} of them is a fact", "{events}; {number} of them are facts", facts, events=many
        ),
        description=wording.stopped("; ".join(each)),
        events=ordered,
    )
