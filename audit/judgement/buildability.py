"""The verdict of week one: build, probe, hold or do not build, by rule (methodology 6)."""

from collections.abc import Iterator, Sequence

from audit.judgement.break_even import break_even
from audit.model import wording
from audit.model.assessment import Assessment
from audit.model.buildability import BreakEven, BuildabilityReading, BuildVerdict, ItemReading, RuleState
from audit.model.business import BusinessCase
from audit.model.response import BuildabilityRating
from audit.model.rubric import BuildabilityItem, Rubric

SCALE = ("no or refused", "believed", "shown on paper", "measured this week")
PROBE_TERMS = "two to four weeks, with a capped budget"

BUILD_RULE = "no stop or hold rule fires, and what it rests on was measured"

Computed = tuple[bool, str]
Decided = tuple[BuildVerdict | None, str, Sequence[ItemReading]]


def read_buildability(assessment: Assessment, rubric: Rubric) -> BuildabilityReading | None:
    """The reading of week one; none where neither an item was scored nor a business case given.

    A rule that the numbers of the business case decide fires if they or the rating say so, and a difference
    between the two is told. An item without an answer is open: it never counts as 0 and never as no.
    """
    if not assessment.buildability and assessment.business is None:
        return None
    case = assessment.business
    even = break_even(case) if case else None
    ratings = {rating.item: rating for rating in assessment.buildability}
    computed = {item.id: _computed(item, case, even) for item in rubric.buildability}
    items = tuple(_item(item, ratings.get(item.id), computed[item.id]) for item in rubric.buildability)
    by_id = {item.id: item for item in rubric.buildability}
    stops = tuple(one.item for one in items if one.rule == "stop" and one.state is RuleState.FIRES)
    nothing: Decided = (None, "week one was not scored", ())
    verdict, rule, decisive = _verdict(by_id, items, even) if ratings or stops else nothing
    facts = [f"{one.item}: {one.why}" for one in decisive]
    if verdict is BuildVerdict.PROBE and even and even.needed is not None and even.pays is None:
        facts.append(f"break-even needs {wording.percent(even.needed)}{_beside(even)}")
    return BuildabilityReading(
        verdict=verdict,
        rule=rule,
        decided_by=tuple(one.item for one in decisive),
        facts=tuple(facts),
        conditions=tuple(_conditions(by_id, items)) if ratings else (),
        disagreements=tuple(_disagreements(by_id, ratings, computed)),
        stops=stops,
        unanswered=tuple(one.item for one in items if one.score is None),
        items=items,
        break_even=even,
    )


def _verdict(
    by_id: dict[str, BuildabilityItem], items: Sequence[ItemReading], even: BreakEven | None
) -> Decided:
    """The first verdict whose rule holds, the rule in words, and the items that it rests on."""
    fired = [one for one in items if one.state is RuleState.FIRES]
    if stops := [one for one in fired if one.rule == "stop"]:
        return BuildVerdict.DO_NOT_BUILD, "a stop rule fires", stops
    return _hold(by_id, items, fired) or _probe(by_id, items, even) or (BuildVerdict.BUILD, BUILD_RULE, ())


def _hold(
    by_id: dict[str, BuildabilityItem], items: Sequence[ItemReading], fired: Sequence[ItemReading]
) -> Decided | None:
    holds = [one for one in fired if one.rule == "hold"]
    low = [one for one in items if one.score is not None and one.score < by_id[one.item].hold_below]
    unknown = [one for one in items if _open(one) and by_id[one.item].if_open == "hold"]
    said = [
        *(["a hold rule fires"] if holds else []),
        *(["an item that has to be shown before the start is not"] if low else []),
        *(["an item that could forbid the start is open"] if unknown else []),
    ]
    if not said:
        return None
    return BuildVerdict.HOLD, "; ".join(said), _in_order(items, holds, low, unknown)


def _probe(
    by_id: dict[str, BuildabilityItem], items: Sequence[ItemReading], even: BreakEven | None
) -> Decided | None:
    unmeasured = [one for one in items if (one.score or 0) < by_id[one.item].build_from]
    unsettled = [one for one in items if _open(one)]
    said = [
        *(["not everything that a build rests on was measured"] if unmeasured else []),
        *(["an item is open"] if unsettled else []),
        *(
            ["no probe shows that it pays at its lower bound"]
            if even is not None and even.pays is None
            else []
        ),
    ]
    if not said:
        return None
    return BuildVerdict.PROBE, f"{'; '.join(said)}: {PROBE_TERMS}", _in_order(items, unmeasured, unsettled)


def _open(one: ItemReading) -> bool:
    return one.score is None or one.state is RuleState.OPEN


def _in_order(items: Sequence[ItemReading], *groups: Sequence[ItemReading]) -> Sequence[ItemReading]:
    wanted = {one.item for group in groups for one in group}
    return [one for one in items if one.item in wanted]


def _item(
    item: BuildabilityItem, rating: BuildabilityRating | None, computed: Computed | None
) -> ItemReading:
    state, why = _state(item, rating, computed)
    return ItemReading(item=item.id, rule=item.rule, score=rating and rating.score, state=state, why=why)


def _state(
    item: BuildabilityItem, rating: BuildabilityRating | None, computed: Computed | None
) -> tuple[RuleState, str]:
    """Whether the rule of an item holds, and why that is known or not."""
    scored = f"scored {rating.score}, {SCALE[rating.score]}" if rating else "not answered"
    if computed is not None:
        if computed[0] or (rating is not None and rating.fires):
            return RuleState.FIRES, f"{item.rule_text} ({scored}; {computed[1]})"
        return RuleState.DOES_NOT_FIRE, f"{scored}; {computed[1]}"
    if rating is None:
        return RuleState.OPEN, scored
    if rating.fires is not None:
        if rating.fires:
            return RuleState.FIRES, f"{item.rule_text} ({scored})"
        return RuleState.DOES_NOT_FIRE, scored
    if item.computed:
        return RuleState.OPEN, f"{scored}; not said whether the rule holds: give `fires`, or the numbers"
    if rating.score > 0:
        return RuleState.DOES_NOT_FIRE, scored
    if item.rule == "condition":
        return RuleState.FIRES, f"{item.rule_text} ({scored})"
    return RuleState.OPEN, f"{scored}; not said whether the rule holds: give `fires`"


def _computed(item: BuildabilityItem, case: BusinessCase | None, even: BreakEven | None) -> Computed | None:
    """Whether the numbers make the rule hold, and in which words; none where they do not tell."""
    if case is None or even is None:
        return None
    baseline, probe = case.baseline_rate, even.probe
    match item.computed:
        case "baseline_suffices" if baseline is not None and case.threshold is not None:
            reaches = "reaches" if baseline >= case.threshold else "misses"
            asked = wording.percent(case.threshold)
            return (
                baseline >= case.threshold,
                f"the baseline of {wording.percent(baseline)} {reaches} {asked}",
            )
        case "probe_below_baseline" if baseline is not None and probe is not None:
            side = "below" if probe.low < baseline else "at or above"
            said = f"the lower bound is {side} the baseline of {wording.percent(baseline)}{_beside(even)}"
            return probe.low < baseline, said
        case "cannot_break_even" if even.pays is False:
            return True, f"{_needs(even)}{_beside(even)}"
        case "cannot_break_even" if probe is not None:
            return False, f"{_needs(even)}{_beside(even)}"
    return None


def _needs(even: BreakEven) -> str:
    if even.needed is None or even.needed >= 1:
        return "no success rate pays"
    return f"break-even needs {wording.percent(even.needed)}"


def _beside(even: BreakEven) -> str:
    """The probe beside the figure, always with its n."""
    if even.probe is None:
        return ""
    shown = wording.percents(even.probe)
    return f"; the probe shows {shown} ({even.probe_successes} of {even.probe_trials}, 95%)"


def _conditions(by_id: dict[str, BuildabilityItem], items: Sequence[ItemReading]) -> Iterator[str]:
    for one in items:
        item = by_id[one.item]
        if item.condition and one.state is RuleState.FIRES:
            yield f"{item.condition} ({item.id}: {one.why})"
        elif item.condition and one.state is RuleState.OPEN:
            yield f"{item.condition}, until {item.id} is answered"


def _disagreements(
    by_id: dict[str, BuildabilityItem],
    ratings: dict[str, BuildabilityRating],
    computed: dict[str, Computed | None],
) -> Iterator[str]:
    for key in by_id:
        rating, found = ratings.get(key), computed[key]
        if rating is None or rating.fires is None or found is None or rating.fires is found[0]:
            continue
        rated = "holds" if rating.fires else "does not hold"
        yield f"{key} is rated as a rule that {rated}, but the numbers say otherwise: {found[1]}"
