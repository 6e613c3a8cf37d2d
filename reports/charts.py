"""What each chart shows, as frozen values: drawn as SVG on paper and with Plotly on screen."""

from dataclasses import dataclass
from typing import NamedTuple

from audit.model import wording
from audit.model.conclusion import Conclusion
from audit.model.costs import CostProjection
from audit.model.dossier import Dossier
from audit.model.ids import STAGES
from audit.model.projection import Projection
from audit.model.rubric import Rubric
from audit.model.stage import StageReading
from audit.model.standing import GateState


@dataclass(frozen=True, slots=True)
class Chart:
    """What every chart has: a title that states its message, and a description that replaces the picture."""

    title: str
    description: str


@dataclass(frozen=True, slots=True)
class ScoreChart(Chart):
    """The published interval on the scale from 0 to 100, the cap, and the score as claimed."""

    low: float
    high: float
    cap: int
    uncapped_high: float
    claimed: float


class DimensionBar(NamedTuple):
    """One dimension: credited, upper bound and as claimed, 0 to 100."""

    id: str
    name: str
    low: float
    high: float
    claimed: float


@dataclass(frozen=True, slots=True)
class DimensionsChart(Chart):
    """A bar for each dimension, in the order of the rubric."""

    bars: tuple[DimensionBar, ...]


class GateCell(NamedTuple):
    """One gate and its state."""

    id: str
    name: str
    state: GateState


@dataclass(frozen=True, slots=True)
class GatesChart(Chart):
    """A cell for each gate: failed ones first, then unverified, then met."""

    cells: tuple[GateCell, ...]


@dataclass(frozen=True, slots=True)
class FailuresChart(Chart):
    """Failures to expect in a number of runs: the point, two intervals, and a scenario beyond the test."""

    runs: int
    point: float
    low: float
    high: float
    predictive_low: float
    predictive_high: float
    shift: float


class CostBar(NamedTuple):
    """A month under one change of the inputs: its total, and by how much it differs."""

    name: str
    total: float
    change: float
    factor: float | None


@dataclass(frozen=True, slots=True)
class TornadoChart(Chart):
    """What changes the cost of a month most; the bars begin at the month as it is expected."""

    currency: str
    base: float
    bars: tuple[CostBar, ...]
    combined: CostBar


class StageStep(NamedTuple):
    """One delivery stage, and what it is to this subject."""

    id: str
    name: str
    reached: bool
    possible: bool
    declared: bool


@dataclass(frozen=True, slots=True)
class StagesChart(Chart):
    """The five stages in a line, with the real, the possible and the declared one."""

    steps: tuple[StageStep, ...]


def score(conclusion: Conclusion) -> ScoreChart | None:
    """The score with its uncertainty; none where nothing was scored."""
    if conclusion.published is None or conclusion.uncapped is None:
        return None
    published, failed = conclusion.published, len(conclusion.gates.failed)
    title = f"Published score {wording.interval(published)} of 100"
    if failed:
        title += f", held at {wording.count(conclusion.cap)} by {wording.plural(failed, 'failed gate')}"
    return ScoreChart(
        title=title,
        description=(
            f"On a scale from 0 to 100 the evidence supports {wording.interval(conclusion.uncapped)}; "
            f"as claimed it would be {wording.score(conclusion.as_claimed)}; "
            f"the cap is {wording.count(conclusion.cap)}."
        ),
        low=published.low,
        high=published.high,
        cap=conclusion.cap,
        uncapped_high=conclusion.uncapped.high,
        claimed=conclusion.as_claimed or 0.0,
    )


def dimensions(conclusion: Conclusion, rubric: Rubric) -> DimensionsChart | None:
    """The profile over the dimensions; none where nothing was scored."""
    bars = tuple(
        DimensionBar(d.id, d.name, *conclusion.dimensions[d.id])
        for d in rubric.dimensions
        if d.id in conclusion.dimensions
    )
    if not bars:
        return None
    best = max(bars, key=lambda bar: bar.low)
    zero = sum(bar.low == 0 for bar in bars)
    title = f"The strongest dimension is credited with {wording.score(best.low)} of 100: {best.name}"
    if zero == len(bars):
        title = f"None of {wording.plural(len(bars), 'dimension')} has shown anything yet"
    elif zero:
        title = f"{wording.count(zero)} of {wording.plural(len(bars), 'dimension')} have shown nothing yet"
    parts = (
        f"{bar.name} {wording.score(bar.low)} credited, at most {wording.score(bar.high)}, "
        f"{wording.score(bar.claimed)} claimed"
        for bar in bars
    )
    return DimensionsChart(title=title, description=f"{'; '.join(parts)}.", bars=bars)


def gates(conclusion: Conclusion, rubric: Rubric) -> GatesChart | None:
    """The strip of gates; none where no gate applies."""
    states = conclusion.gates
    by_state = (
        (GateState.FAILED, states.failed),
        (GateState.UNVERIFIED, states.unverified),
        (GateState.MET, states.met),
    )
    cells = tuple(GateCell(key, rubric.by_id[key].name, state) for state, keys in by_state for key in keys)
    if not cells:
        return None
    parts = [
        f"{wording.count(len(keys)) if keys else 'none'} {wording.GATES[state].word}"
        for state, keys in by_state
    ]
    named = (f"{wording.GATES[state].word}: {', '.join(keys) or 'none'}" for state, keys in by_state)
    return GatesChart(
        title=f"Of {wording.plural(len(cells), 'gate')}: {wording.listed(parts)}",
        description=f"{wording.sentence('; '.join(named))}",
        cells=cells,
    )


def failures(p: Projection | None) -> FailuresChart | None:
    """What the demo figure means over many runs; none where there is no figure."""
    if p is None:
        return None
    return FailuresChart(
        title=(
            f"{wording.percent(p.rate)} of {wording.plural(p.trials, 'trial')} means "
            f"{wording.counts(p.failures_wilson)} failures in {wording.count(p.runs)} runs"
        ),
        description=(
            f"The point estimate is {wording.count(p.failures)} failures; the predictive interval is "
            f"{wording.counts(p.failures_predictive)}; with {wording.percent(p.shift_share)} of cases from a "
            f"segment that was never tested it is {wording.count(p.shift_failures)}."
        ),
        runs=p.runs,
        point=p.failures,
        low=p.failures_wilson.low,
        high=p.failures_wilson.high,
        predictive_low=p.failures_predictive.low,
        predictive_high=p.failures_predictive.high,
        shift=p.shift_failures,
    )


def tornado(costs: CostProjection | None) -> TornadoChart | None:
    """What a month of calls costs under each shock; none where nobody has said what a run takes."""
    if costs is None or not costs.shocks:
        return None
    bars = tuple(CostBar(s.name, s.total, s.change, s.factor) for s in costs.shocks)
    month, most = wording.money(costs.monthly.total, costs.currency), bars[0]
    together = CostBar(
        costs.combined.name, costs.combined.total, costs.combined.change, costs.combined.factor
    )
    each = (f"{bar.name}: {wording.money(bar.total, costs.currency)}" for bar in (*bars, together))
    return TornadoChart(
        title=f"{month} a month; nothing changes it more than: {most.name}",
        description=f"A month as expected costs {month}. {'; '.join(each)}.",
        currency=costs.currency,
        base=costs.monthly.total,
        bars=bars,
        combined=together,
    )


def stages(dossier: Dossier) -> StagesChart | None:
    """The line of stages; none where nobody has answered, since nothing is reached by silence."""
    reading = dossier.conclusion.stage
    if reading is None or dossier.conclusion.conclusion is None:
        return None
    names = {stage.id: stage.name for stage in dossier.rubric.stages}
    real, possible = _position(reading.real), _position(reading.possible)
    steps = tuple(
        StageStep(key, names[key], n <= real, n <= possible, key == reading.declared)
        for n, key in enumerate(STAGES, start=1)
    )
    reached = f"{reading.real} completed" if reading.real else "no stage completed"
    declared = f"Declared {reading.declared}; " if reading.declared else ""
    return StagesChart(
        title=wording.sentence(f"{declared}evidence shows {reached}").removesuffix("."),
        description=_stages_in_words(reading),
        steps=steps,
    )


def _position(stage: str | None) -> int:
    return STAGES.index(stage) + 1 if stage in STAGES else 0


def _stages_in_words(reading: StageReading) -> str:
    return (
        f"Real stage: {reading.real or 'before the exit of S1'}. "
        f"Possible if everything open turned out well: {reading.possible or 'before the exit of S1'}. "
        f"Declared: {reading.declared or 'not stated'}."
    )
