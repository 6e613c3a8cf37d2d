"""Several vendors side by side: knock-outs, the questions that all were asked, and how sure a ranking is."""

from collections.abc import Iterator, Mapping, Sequence
from itertools import combinations

import numpy as np

from audit.judgement.comparison import Judged
from audit.judgement.robustness import DIGITS, DRAWS, SEED, SPREAD, Floats, overall
from audit.judgement.score import TOP_LEVEL, Levels, cap, counts, gates, score
from audit.judgement.vendor import knock_outs, not_compared
from audit.model import advice, wording
from audit.model.asking import other_questions
from audit.model.assessment import Assessment, Purpose
from audit.model.comparison import Contender, Pairing, SharedDimension, VendorComparison
from audit.model.evidence import Grade
from audit.model.handling import handling
from audit.model.rubric import Rubric
from audit.model.score import Interval
from audit.model.speech import _, listed

LONGEST_NAME, MOST_QUESTIONS = 60, 5
SELECT, CONDITIONAL, REJECT = "select", "select with conditions", "reject"


def compare_vendors(vendors: Sequence[Judged], rubric: Rubric) -> VendorComparison:
    """Rank by the lower bound of the published score on shared questions; overlap is too close to call.

    A lead that holds in every one of 1,000 draws of the weights counts in spite of the overlap. At least
    two vendors; knocked-out ones are listed and not ranked (decision table of vendor evaluation). The order
    in which vendors are given changes nothing.
    """
    vendors = sorted(vendors, key=lambda one: (one.assessment.subject.name.casefold(), one.label))
    asked = [_asked(vendor.assessment) for vendor in vendors]
    shared = tuple(
        c.id
        for c in rubric.criteria()
        if all(c.id in one for one in asked)
        if all(counts(c.id, vendor.conclusion.standings) for vendor in vendors)
    )
    rows = [_contender(v, rubric, shared, own) for v, own in zip(vendors, asked, strict=True)]
    lows = {
        row.label: _drawn(vendor.conclusion.standings, rubric, shared)
        for row, vendor in zip(rows, vendors, strict=True)
        if row.shared is not None and not row.knock_outs
    }
    ranked = sorted((row for row in rows if row.label in lows), key=_lower, reverse=True)
    places = {row.label: 1 + sum(_lower(other) > _lower(row) for other in ranked) for row in ranked}
    placed = [row.model_copy(update={"rank": places.get(row.label)}) for row in rows]
    order = sorted(placed, key=lambda row: (row.rank is None, row.rank or 0))
    table = np.array([lows[row.label] for row in ranked]) if ranked else np.empty((0, DRAWS))
    same = (np.diff(table, axis=0) <= 0).all(axis=0) if len(ranked) > 1 else np.ones(DRAWS, dtype=bool)
    pairings = tuple(_pairing(one, two, lows) for one, two in combinations(ranked, 2))
    leading = _leading(ranked, pairings)
    return VendorComparison(
        rubric=vendors[0].conclusion.rubric,
        shared=shared,
        contenders=tuple(order),
        advice=_advice(order, leading, shared),
        leading=tuple(row.label for row in leading),
        pairings=pairings,
        draws=DRAWS,
        same_order=float(same.mean()),
        first_in=_first_in(ranked, table),
        limitations=tuple(_limitations(vendors, asked, shared, rubric)),
    )


def _lower(row: Contender) -> float:
    return row.shared.low if row.shared else 0.0


def _leading(ranked: Sequence[Contender], pairings: Sequence[Pairing]) -> list[Contender]:
    """The first that is not to be rejected, or the first at all, and those that are too close to it."""
    open_ = [row for row in ranked if row.decision != REJECT] or list(ranked)
    close = {frozenset({one.first, one.second}) for one in pairings if one.too_close}
    return [row for row in open_ if row is open_[0] or frozenset({row.label, open_[0].label}) in close]


def _advice(rows: Sequence[Contender], leading: Sequence[Contender], shared: Sequence[str]) -> str:
    """What follows for the buyer, in a sentence or two; never more than the evidence tells apart."""
    if not shared:
        return _("Nothing can be ranked: no question was asked of all.")
    if not leading:
        knocked = all(row.knock_outs for row in rows)
        return _("No vendor is left: each is knocked out.") if knocked else _("No vendor could be scored.")
    names = listed(map(_called, leading))
    if all(row.decision == REJECT for row in leading):
        if len(leading) == 1:
            return _("No vendor can be selected as it stands; {vendor} comes closest.", vendor=names)
        return _("No vendor can be selected as it stands; {vendors} come closest.", vendors=names)
    if len(leading) > 1:
        return _("Too close to call between {vendors}: the evidence does not tell them apart.", vendors=names)
    (first,) = leading
    if first.decision in {SELECT, CONDITIONAL}:
        return f"{_called(first)}: {advice.decided(first.decision)}."
    return _("{vendor} comes first; whether to select it cannot be decided yet.", vendor=_called(first))


def _asked(assessment: Assessment) -> frozenset[str]:
    """Criteria that somebody was asked about, whatever the reply, or that the auditor rated."""
    said = {statement.criterion for statement in assessment.answers}
    return frozenset(said | {rating.criterion for rating in assessment.ratings})


def _within(levels: Levels, shared: Sequence[str]) -> Levels:
    return {key: levels[key] for key in shared}


def _contender(vendor: Judged, rubric: Rubric, shared: tuple[str, ...], asked: frozenset[str]) -> Contender:
    found, levels = vendor.conclusion, _within(vendor.conclusion.standings, shared)
    conditions = knock_outs(vendor.assessment, rubric, found.contradictions)
    states = gates(levels)
    not_known = (line for c in conditions if c.holds is None for line in c.why)
    return Contender(
        label=vendor.label,
        name=vendor.assessment.subject.name,
        rank=None,
        knock_outs=tuple(line for c in conditions if c.holds for line in c.why),
        not_known=tuple(filter(None, (*not_known, not_compared(vendor.assessment)))),
        conclusion=found.conclusion,
        reservation=advice.reserved(found),
        published=found.published,
        shared=score(levels, rubric).published,
        failed_gates=states.failed,
        unverified_gates=states.unverified,
        left_out=tuple(c.id for c in rubric.criteria() if c.id in asked and c.id not in shared),
        dimensions=_dimensions(levels, rubric),
        other_questions=tuple(sorted(other_questions(vendor.assessment, rubric))),
        decision=_decision(vendor),
        price=_price(vendor.assessment),
        handling=handling(vendor.assessment),
    )


def _decision(vendor: Judged) -> str:
    found, purpose = vendor.conclusion.decision, vendor.assessment.purpose
    return found.decision if found and purpose is Purpose.VENDOR_EVALUATION else ""


def _dimensions(levels: Levels, rubric: Rubric) -> dict[str, SharedDimension]:
    scored = score(levels, rubric).printed()
    found = {}
    for dimension in rubric.dimensions:
        inside = [(c.weight, levels[c.id]) for c in dimension.criteria if counts(c.id, levels)]
        if dimension.id in scored:
            whole = sum(weight for weight, _ in inside)
            found[dimension.id] = SharedDimension(
                score=Interval(scored[dimension.id].low, scored[dimension.id].high),
                coverage=sum(weight for weight, one in inside if one.answered) / whole,
                shown=sum(weight for weight, one in inside if one.grade >= Grade.DOCUMENTED) / whole,
            )
    return found


def _price(assessment: Assessment) -> str:
    monthly = assessment.operation.spend_per_month if assessment.operation else None
    if assessment.operation is None or monthly is None:
        return ""
    return _("{amount} a month", amount=wording.money(monthly, assessment.operation.currency))


def _drawn(levels: Levels, rubric: Rubric, shared: Sequence[str]) -> Floats:
    """The lower bound of the published score in every draw; a draw has the same weights for every vendor."""
    draw = np.random.default_rng(SEED)
    rows, weights = [], []
    for dimension in rubric.dimensions:
        inside = [c for c in dimension.criteria if c.id in shared]
        factors = draw.uniform(1 - SPREAD, 1 + SPREAD, size=(DRAWS, len(inside) + 1))
        if inside:
            own = factors[:, 1:] * np.array([c.weight for c in inside])
            low = np.array([levels[c.id].low for c in inside])
            rows.append(100 * (own @ low) / (TOP_LEVEL * own.sum(axis=1)))
            weights.append(factors[:, 0] * dimension.weight)
    most = cap(len(gates(_within(levels, shared)).failed))
    return np.minimum(overall(np.array(rows), np.array(weights).T).round(DIGITS), most)


def _called(row: Contender) -> str:
    """What a vendor is called in a sentence."""
    return wording.clipped(row.name, LONGEST_NAME)


def _pairing(one: Contender, two: Contender, lows: Mapping[str, Floats]) -> Pairing:
    leads = float((lows[one.label] > lows[two.label]).mean())
    a, b = one.shared or Interval(0, 0), two.shared or Interval(0, 0)
    overlap = b.high >= a.low
    too_close = overlap and leads < 1
    same = bool((lows[one.label] == lows[two.label]).all())
    told = {
        "first": _called(one),
        "second": _called(two),
        "own": wording.interval(a),
        "other": wording.interval(b),
    }
    if too_close and same:
        words = _(
            "{first} and {second} are too close to call: the intervals {own} and {other} overlap, "
            "and their lower bounds are the same under all weights",
            **told,
        )
    elif too_close:
        words = _(
            "{first} and {second} are too close to call: the intervals {own} and {other} overlap, "
            "and {first} leads in {share} of the draws of the weights only",
            share=wording.percent(leads),
            **told,
        )
    elif overlap:
        words = _("{first} leads {second}: the intervals overlap, but under all weights it leads", **told)
    else:
        words = _("{first} leads {second}: {own} lies above {other}", **told)
    return Pairing(
        first=one.label, second=two.label, overlap=overlap, leads_in=leads, too_close=too_close, words=words
    )


def _first_in(ranked: Sequence[Contender], table: Floats) -> dict[str, float]:
    """The share of draws in which each is first; who is level with another is first with it."""
    if not ranked:
        return {}
    best = table.max(axis=0)
    return {row.label: float((table[n] == best).mean()) for n, row in enumerate(ranked)}


def _uneven(others: Sequence[Mapping[str, str]]) -> list[str]:
    """The questions that were not put to all, by their words; of many the first."""
    every: dict[str, str] = {}
    for one in others:
        every |= one
    names = [wording.named(key, every[key]) for key in sorted(every) if not all(key in one for one in others)]
    more = len(names) - MOST_QUESTIONS
    return [*names[:MOST_QUESTIONS], _("{count} more", count=str(more))] if more > 0 else names


def _limitations(
    vendors: Sequence[Judged], asked: Sequence[frozenset[str]], shared: tuple[str, ...], rubric: Rubric
) -> Iterator[str]:
    left = sorted(frozenset().union(*asked) - set(shared))
    if left:
        yield _(
            "Not asked of all, or not applicable to all, and left out: {criteria}.", criteria=", ".join(left)
        )
    others = [other_questions(vendor.assessment, rubric) for vendor in vendors]
    if uneven := _uneven(others):
        yield _("Other questions that were not put to all: {questions}.", questions=listed(uneven))
    if not shared:
        yield _("No question was asked of all: nothing can be ranked.")
    if len({vendor.assessment.as_of for vendor in vendors}) > 1:
        yield _("The assessments are dated on different days.")
    inspected = [bool(vendor.assessment.inspections) for vendor in vendors]
    if any(inspected) and not all(inspected):
        without = [v.assessment.subject.name for v, seen in zip(vendors, inspected, strict=True) if not seen]
        yield _(
            "No repository of {vendors} was inspected, so its answers met no code.", vendors=listed(without)
        )
