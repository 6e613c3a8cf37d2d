"""The failure patterns in the order in which they act, from what came in to why nobody stopped it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar, NamedTuple

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.pattern import CausalChain, PatternState
from audit.model.rubric import Link, Rubric
from audit.model.speech import _, counted
from reports.charts.chart import Chart, Column, DataTable

AT_WORK = (PatternState.PRESENT, PatternState.EXPOSED)


class Cause(NamedTuple):
    """A failure pattern at its place in the chain."""

    id: str
    name: str
    link: Link
    state: PatternState


@dataclass(frozen=True, slots=True)
class CausesChart(Chart):
    """Six questions in a row, each with the patterns that answer it."""

    kind: ClassVar[str] = "causes"

    causes: tuple[Cause, ...]
    broken: str
    """Id of the pattern at which the chain is cheapest to break; empty where there is none."""
    broken_at: str
    """Id of the criterion that does it."""

    @property
    def columns(self) -> tuple[tuple[str, tuple[Cause, ...]], ...]:
        """Every question in the order in which its answers act, with its patterns, present ones first."""
        return _by_question(self.causes)

    @property
    def data(self) -> DataTable:
        """A row for each pattern, in the order in which they act."""
        titles = (_("Question"), _("Failure pattern"), _("State"), _("Cheapest to break at"))
        rows = (
            (
                question,
                f"{cause.name} ({cause.id})",
                wording.PATTERNS[cause.state].word,
                self.broken_at if cause.id == self.broken else wording.NONE,
            )
            for question, causes in self.columns
            for cause in causes
        )
        return DataTable(tuple(Column(title, figures=False) for title in titles), tuple(rows))


def causes(dossier: Dossier) -> CausesChart | None:
    """The chain of causes; none where no pattern is present: a missing control has hurt nobody yet."""
    chain = dossier.conclusion.chain
    if chain is None:
        return None
    shown = tuple(
        Cause(one.id, one.name, one.link, one.state)
        for one in dossier.conclusion.pattern_readings
        if one.state in AT_WORK
    )
    told = (
        _("{question}: {patterns}.", question=question, patterns="; ".join(map(_in_words, found)))
        for question, found in _by_question(shown)
        if found
    )
    return CausesChart(
        title=_title(chain),
        description=" ".join(told),
        causes=shown,
        broken=_broken(dossier.rubric, chain),
        broken_at=chain.break_criterion or "",
    )


def _by_question(shown: Sequence[Cause]) -> tuple[tuple[str, tuple[Cause, ...]], ...]:
    def answers(link: Link) -> Iterator[Cause]:
        for state in AT_WORK:
            yield from (cause for cause in shown if (cause.link, cause.state) == (link, state))

    return tuple((wording.LINKS[link], tuple(answers(link))) for link in Link)


def _in_words(cause: Cause) -> str:
    return _("{pattern}, {state}", pattern=cause.name, state=wording.PATTERNS[cause.state].word)


def _title(chain: CausalChain) -> str:
    number = len(chain.links)
    if not chain.break_criterion:
        return counted("{count} failure pattern is at work", "{count} failure patterns are at work", number)
    return counted(
        "{count} failure pattern is at work, cheapest to break at {criterion}",
        "{count} failure patterns are at work, cheapest to break at {criterion}",
        number,
        criterion=chain.break_criterion,
    )


def _broken(rubric: Rubric, chain: CausalChain) -> str:
    core = {pattern.id: pattern.core for pattern in rubric.patterns}
    return next((key for key in chain.links if chain.break_criterion in core[key]), "")
