"""Success that has to come several times: all steps of a run, the same task again (methodology 7.4)."""

from audit.judgement.sampling import wilson_interval
from audit.model.demo import DemoResult
from audit.model.projection import Compounding, GroupRepeats, RepeatReliability
from audit.model.score import Interval
from audit.model.speech import _, marked

WHOLE_RUN = 0.95
REPEATS = 8
STEPS_LIMIT = marked(
    "A reference line for steps that fail independently; errors can correlate, recover or cascade. "
    "Measure end to end."
)
ALIKE_LIMIT = marked(
    "It holds if every task is as hard as the next. Where tasks differ, more of them succeed every time and "
    "some never do: report by task."
)
GROUPS_LIMIT = marked(
    "Within a group every task counts as equally hard, and repeats as independent: report by task."
)


def compound(demo: DemoResult, runs: int) -> Compounding | None:
    """The success rate of a whole run, p^k, where the trials were single steps."""
    steps = demo.steps_per_run
    if steps is None:
        return None
    whole = all_succeed(demo.successes / demo.trials, steps)
    wanted = demo.target_success or WHOLE_RUN
    return Compounding(
        n=demo.trials,
        steps=steps,
        rate=whole,
        interval=_all_between(demo.successes, demo.trials, steps),
        failures=runs * (1 - whole),
        wanted=wanted,
        needed_per_step=needed_each(wanted, steps),
        limit=_(STEPS_LIMIT),
    )


def all_succeed(rate: float, times: int) -> float:
    """p^k: the probability that k independent attempts at success rate p all succeed."""
    return float(rate**times)


def needed_each(whole: float, times: int) -> float:
    """The success rate that each of k independent attempts needs so that all succeed at rate `whole`."""
    return float(whole ** (1 / times))


def repeat(demo: DemoResult) -> RepeatReliability:
    """How often the same task succeeds every time; by groups of tasks where they are given."""
    times = demo.repeats or REPEATS
    groups = tuple(
        GroupRepeats(
            n=group.trials,
            name=group.name,
            share=group.share,
            rate=group.successes / group.trials,
            all_succeed=all_succeed(group.successes / group.trials, times),
            interval=_all_between(group.successes, group.trials, times),
        )
        for group in demo.groups
    )
    mean = sum(group.share * group.rate for group in groups) if groups else None
    return RepeatReliability(
        n=demo.trials,
        repeats=times,
        identical=all_succeed(demo.successes / demo.trials if mean is None else min(mean, 1.0), times),
        interval=None if groups else _all_between(demo.successes, demo.trials, times),
        mean=mean,
        by_group=sum(group.share * group.all_succeed for group in groups) if groups else None,
        groups=groups,
        limit=_(GROUPS_LIMIT if groups else ALIKE_LIMIT),
    )


def _all_between(successes: int, trials: int, times: int) -> Interval:
    """p^k at the bounds of Wilson's interval."""
    low, high = wilson_interval(successes, trials)
    return Interval(all_succeed(low, times), all_succeed(high, times))
