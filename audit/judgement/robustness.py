"""Whether the conclusion hangs on the exact weights: it is drawn again under others (methodology 7.1a)."""

import numpy as np
from numpy.typing import NDArray

from audit.judgement.score import (
    LOWEST_COUNT,
    LOWEST_SHARE,
    MEAN_SHARE,
    TOP_LEVEL,
    Figures,
    Levels,
    counts,
    verdict,
)
from audit.model.conclusion import Verdict
from audit.model.rubric import Rubric
from audit.model.score import Interval, Robustness
from audit.model.standing import Gates

DRAWS, SPREAD, SEED, BORDERLINE = 1000, 0.25, 0, 0.05
DIGITS = 9
"""Weights that cancel leave rounding errors, which must not decide at a threshold."""

Floats = NDArray[np.float64]


def robustness(levels: Levels, rubric: Rubric, gates: Gates, reached: Verdict) -> Robustness:
    """Draw all weights 1,000 times, each times a factor in [0.75, 1.25], and count the same conclusion.

    At least one dimension has to be scorable.
    """
    draw = np.random.default_rng(SEED)
    lows, highs, shares, asked, answered = [], [], [], [], []
    for dimension in rubric.dimensions:
        inside = [(c.weight, levels[c.id]) for c in dimension.criteria if counts(c.id, levels)]
        if not inside:
            continue
        weights = _vary(draw, [weight for weight, _ in inside])
        whole = weights.sum(axis=1)
        lows.append(100 * (weights @ [standing.low for _, standing in inside]) / (TOP_LEVEL * whole))
        highs.append(100 * (weights @ [standing.high for _, standing in inside]) / (TOP_LEVEL * whole))
        shares.append(dimension.weight)
        asked.append(whole)
        answered.append(weights @ [standing.answered for _, standing in inside])
    varied = _vary(draw, shares)
    low, high = overall(np.array(lows), varied), overall(np.array(highs), varied)
    each = np.array(lows).min(axis=0)
    coverage = np.sum(answered, axis=0) / np.sum(asked, axis=0)
    same = sum(
        verdict(Figures(*(round(float(figure), DIGITS) for figure in figures)), gates) is reached
        for figures in zip(low, high, each, coverage, strict=True)
    )
    return Robustness(
        draws=DRAWS,
        share_same=same / DRAWS,
        borderline=DRAWS - same > BORDERLINE * DRAWS,
        low=Interval(float(low.min()), float(low.max())),
    )


def _vary(draw: np.random.Generator, weights: list[int]) -> Floats:
    """The weights in every draw, as an array of draws by weights."""
    return np.array(weights) * draw.uniform(1 - SPREAD, 1 + SPREAD, size=(DRAWS, len(weights)))


def overall(values: Floats, weights: Floats) -> Floats:
    """The overall figure of each draw; `values` is dimensions by draws, `weights` draws by dimensions."""
    mean = (weights * values.T).sum(axis=1) / weights.sum(axis=1)
    lowest = np.sort(values, axis=0)[:LOWEST_COUNT].mean(axis=0)
    overall: Floats = float(MEAN_SHARE) * mean + float(LOWEST_SHARE) * lowest
    return overall
