"""The verdict of week one: build, probe, hold or do not build, by rule (methodology 6)."""

from collections.abc import Iterator, Sequence

from audit.judgement.break_even import break_even
from audit.model import wording
from audit.model.assessment import Assessment
from audit.model.buildability import BreakEven, BuildabilityReading, BuildVerdict, ItemReading, RuleState
from audit.model.business import BusinessCase
from audit.model.response import BuildabilityRating
from audit.model.rubric import BuildabilityItem, Rubric
from audit.model.speech import _, marked

SCALE = (
    marked("scored 0, no or refused"),
    marked("scored 1, believed"),
    marked("scored 2, shown on paper"),
    marked("scored 3, measured this week"),
)

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
    nothing: Decided = (None, _("week one was not scored"), ())
    verdict, rule, decisive = _verdict(by_id, items, even) if ratings or stops else nothing
    facts = [f"{one.item}: {one.why}" for one in decisive]
    if verdict is BuildVerdict.PROBE and even and even.needed is not None and even.pays is None:
        facts.append(_clauses(_needed(even.needed), _probed(even)))
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
        return BuildVerdict.DO_NOT_BUILD, _("a stop rule fires"), stops
    build: Decided = (
        BuildVerdict.BUILD,
        _("no stop or hold rule fires, and what it rests on was measured"),
        (),
    )
    return _hold(by_id, items, fired) or _probe(by_id, items, even) or build


def _hold(
    by_id: dict[str, BuildabilityItem], items: Sequence[ItemReading], fired: Sequence[ItemReading]
) -> Decided | None:
    holds = [one for one in fired if one.rule == "hold"]
    low = [one for one in items if one.score is not None and one.score < by_id[one.item].hold_below]
    unknown = [one for one in items if _open(one) and by_id[one.item].if_open == "hold"]
    said = [
        _("a hold rule fires") if holds else "",
        _("an item that has to be shown before the start is not") if low else "",
        _("an item that could forbid the start is open") if unknown else "",
    ]
    if not any(said):
        return None
    return BuildVerdict.HOLD, _clauses(*said), _in_order(items, holds, low, unknown)


def _probe(
    by_id: dict[str, BuildabilityItem], items: Sequence[ItemReading], even: BreakEven | None
) -> Decided | None:
    unmeasured = [one for one in items if (one.score or 0) < by_id[one.item].build_from]
    unsettled = [one for one in items if _open(one)]
    said = [
        _("not everything that a build rests on was measured") if unmeasured else "",
        _("an item is open") if unsettled else "",
        _("no probe shows that it pays at its lower bound") if even and even.pays is None else "",
    ]
    if not any(said):
        return None
    terms = _("{reasons}: two to four weeks, with a capped budget", reasons=_clauses(*said))
    return BuildVerdict.PROBE, terms, _in_order(items, unmeasured, unsettled)


def _clauses(*said: str) -> str:
    return "; ".join(filter(None, said))


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
    scored = _(SCALE[rating.score]) if rating else _("not answered")
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
        return RuleState.OPEN, _clauses(
            scored, _("not said whether the rule holds: give `fires`, or the numbers")
        )
    if rating.score > 0:
        return RuleState.DOES_NOT_FIRE, scored
    if item.rule == "condition":
        return RuleState.FIRES, f"{item.rule_text} ({scored})"
    return RuleState.OPEN, _clauses(scored, _("not said whether the rule holds: give `fires`"))


def _computed(item: BuildabilityItem, case: BusinessCase | None, even: BreakEven | None) -> Computed | None:
    """Whether the numbers make the rule hold, and in which words; none where they do not tell."""
    if case is None or even is None:
        return None
    baseline, probe = case.baseline_rate, even.probe
    match item.computed:
        case "baseline_suffices" if baseline is not None and case.threshold is not None:
            return _beside_threshold(baseline, case.threshold)
        case "probe_below_baseline" if baseline is not None and probe is not None:
            below = probe.low < baseline
            return below, _clauses(_beside_baseline(baseline, below=below), _probed(even))
        case "cannot_break_even" if even.pays is False:
            return True, _clauses(_needs(even), _probed(even))
        case "cannot_break_even" if probe is not None:
            return False, _clauses(_needs(even), _probed(even))
    return None


def _beside_threshold(baseline: float, threshold: float) -> Computed:
    shown, asked = wording.percent(baseline), wording.percent(threshold)
    if baseline >= threshold:
        return True, _("the baseline of {baseline} reaches {threshold}", baseline=shown, threshold=asked)
    return False, _("the baseline of {baseline} misses {threshold}", baseline=shown, threshold=asked)


def _beside_baseline(baseline: float, *, below: bool) -> str:
    shown = wording.percent(baseline)
    if below:
        return _("the lower bound is below the baseline of {baseline}", baseline=shown)
    return _("the lower bound is at or above the baseline of {baseline}", baseline=shown)


def _needs(even: BreakEven) -> str:
    if even.needed is None or even.needed >= 1:
        return _("no success rate pays")
    return _needed(even.needed)


def _needed(rate: float) -> str:
    return _("break-even needs {rate}", rate=wording.percent(rate))


def _probed(even: BreakEven) -> str:
    """What the probe shows, always with its n."""
    if even.probe is None:
        return ""
    return _(
        "the probe shows {interval} ({successes} of {trials}, 95%)",
        interval=wording.percents(even.probe),
        successes=str(even.probe_successes),
        trials=str(even.probe_trials),
    )


def _conditions(by_id: dict[str, BuildabilityItem], items: Sequence[ItemReading]) -> Iterator[str]:
    for one in items:
        item = by_id[one.item]
        if item.condition and one.state is RuleState.FIRES:
            yield f"{item.condition} ({item.id}: {one.why})"
        elif item.condition and one.state is RuleState.OPEN:
            yield _("{condition}, until {item} is answered", condition=item.condition, item=item.id)


def _disagreements(
    by_id: dict[str, BuildabilityItem],
    ratings: dict[str, BuildabilityRating],
    computed: dict[str, Computed | None],
) -> Iterator[str]:
    for key in by_id:
        rating, found = ratings.get(key), computed[key]
        if rating is None or rating.fires is None or found is None or rating.fires is found[0]:
            continue
        if rating.fires:
            yield _(
                "{item} is rated as a rule that holds, but the numbers say otherwise: {numbers}",
                item=key,
                numbers=found[1],
            )
        else:
            yield _(
                "{item} is rated as a rule that does not hold, but the numbers say otherwise: {numbers}",
                item=key,
                numbers=found[1],
            )
