"""What a demo figure means in production: intervals, failures to expect, and what lies outside of both.

Rates and shares are 0 to 1, failures are counts in `runs` runs; intervals are at 95%. Every value carries n,
the number of cases that it rests on, where there is one, and in words the limit within which it holds.
"""

from pydantic import Field

from audit.model.base import Value
from audit.model.score import Interval


class ZeroFailures(Value):
    """What no failure in n cases still leaves open; one-sided, at 95%."""

    n: int
    upper: float = Field(description="highest failure rate not excluded: 1 - 0.05^(1/n)")
    rule_of_three: float = Field(description="the same by the rule of thumb: 3/n, at most 1")
    failures: float
    limit: str


class SampleSize(Value):
    """How many cases a statement needs."""

    n: int
    claim: str
    limit: str


class TargetReading(Value):
    """Whether the cases show a target success rate, and how many would; one-sided, at 95%."""

    n: int
    failures: int
    target: float
    shown: bool
    without_failure: int = Field(description="cases needed if none fails")
    with_these_failures: int = Field(description="cases needed if no further one fails")
    to_tell_apart: SampleSize | None = Field(
        default=None, description="cases for each of two versions, one at the rate seen, one at the target"
    )
    limit: str


class Compounding(Value):
    """A run of several steps that all have to succeed, from trials of single steps."""

    n: int
    steps: int
    rate: float
    interval: Interval
    failures: float
    wanted: float = Field(description="success rate of the whole run that is wanted")
    needed_per_step: float
    limit: str


class GroupRepeats(Value):
    """Tasks of one kind, done again and again."""

    n: int
    name: str
    share: float
    rate: float
    all_succeed: float
    interval: Interval


class RepeatReliability(Value):
    """How often the same task succeeds every time (pass^k)."""

    n: int
    repeats: int
    identical: float = Field(description="p^k: if every task were as hard as the next")
    interval: Interval | None = Field(default=None, description="of identical; none: see that of each group")
    mean: float | None = Field(default=None, description="success rate over the groups, by their share")
    by_group: float | None = Field(default=None, description="pass^k over the groups, by their share")
    groups: tuple[GroupRepeats, ...] = ()
    limit: str


class Clustering(Value):
    """What cases count for that came in groups of like ones."""

    n: int
    cluster_size: float
    correlation: float
    effective_n: float
    wilson: Interval
    failures: Interval
    limit: str


class JudgeCorrection(Value):
    """The success rate behind what an imperfect judge reported (Rogan and Gladen)."""

    n: int
    sensitivity: float
    specificity: float
    good_cases: int | None = None
    bad_cases: int | None = None
    observed: float
    rate: float
    interval: Interval
    failures: float
    failures_interval: Interval
    more_failures: float | None = Field(description="true over reported failures; none: none were reported")
    limit: str


class Projection(Value):
    """What a demo figure means over many runs."""

    successes: int
    trials: int
    runs: int
    rate: float
    wilson: Interval
    clopper_pearson: Interval
    failures: float
    failures_wilson: Interval
    failures_predictive: Interval
    shift_share: float = Field(description="share of cases from a segment that was not tested")
    shift_success: float = Field(default=0.0, description="success rate assumed for that segment")
    shift_rate: float
    shift_failures: float
    shift_limit: str = ""
    what: str = ""
    trials_source: str = ""
    held_out: bool | None = None
    limit: str = ""
    zero_failures: ZeroFailures | None = None
    widths: tuple[SampleSize, ...] = ()
    target: TargetReading | None = None
    compounding: Compounding | None = None
    repeats: RepeatReliability | None = None
    clustering: Clustering | None = None
    judge: JudgeCorrection | None = None
