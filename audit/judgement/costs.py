"""What a month of calls costs, what changes it most, and what one accepted result costs (methodology 7.5)."""

from collections.abc import Iterator
from math import ceil, expm1, isfinite, log
from typing import NamedTuple

from audit.judgement.exposure import DAYS_A_YEAR, MONTHS_A_YEAR
from audit.model import wording
from audit.model.business import BusinessCase, CostModel
from audit.model.costs import CostProjection, MonthlyCost, ShockedCost
from audit.model.operation import Operation
from audit.model.projection import Projection
from audit.model.score import Interval
from audit.model.shocks import Shock, Shocks
from audit.model.speech import _

MILLION = 1_000_000


def project_costs(
    model: CostModel,
    shocks: Shocks,
    projection: Projection | None = None,
    business: BusinessCase | None = None,
    operation: Operation | None = None,
) -> CostProjection:
    """A month by its parts, under each shock and under the combined case; amounts in the model's currency.

    The cost of wrong results needs a success rate: the model's own, else that of the demo.
    """
    success = _success(model, projection)
    base = monthly_cost(model, success.rate)
    single = [_shocked(model, shock, success.rate, base.total) for shock in shocks.shocks]
    combined = _shocked(model, shocks.combined, success.rate, base.total)
    bill = operation.spend_per_month if operation and operation.currency == model.currency else None
    return CostProjection(
        currency=model.currency,
        priced_on=model.priced_on,
        input_tokens=input_tokens(model),
        output_tokens=output_tokens(model),
        attempts=attempts(model.failure_rate, model.retries, model.retry_layers),
        attempts_in_outage=attempts(1.0, model.retries, model.retry_layers),
        monthly=base,
        success_rate=success.rate,
        success_from=success.source,
        errors_between=_errors_between(model, success),
        shocks=tuple(sorted(single, key=lambda shock: -abs(shock.change))),
        combined=combined,
        per_accepted=cost_per_accepted(model, base.total),
        break_even_acceptance=_break_even(model, business, base.total),
        cap_per_day=model.highest_day,
        cap_owner=model.cap_owner,
        mean_day=a_day(base.total),
        share_of_bill=_over(base.calls, bill),
        notes=tuple(_notes(model, base, combined, operation)),
        limit=_(
            "Prices, tokens and volume are inputs, prices as of {day}; shocks are scenarios, not forecasts. "
            "Review time and fixed costs stay as they are under them.",
            day=wording.day(model.priced_on),
        ),
    )


def input_tokens(model: CostModel) -> float:
    """Input tokens of a run whose every call sends the history again: k s + a k (k - 1) / 2."""
    k = model.calls_per_run
    return k * model.fixed_tokens + model.added_tokens * k * (k - 1) / 2


def output_tokens(model: CostModel) -> float:
    """Output tokens of a run: k o."""
    return model.calls_per_run * model.output_tokens


def attempts(failure: float, retries: int, layers: int = 1) -> float:
    """Mean attempts a call: (1 - f^n) / (1 - f) with n = (r + 1)^layers; n when every attempt fails."""
    most = float((retries + 1) ** layers)
    if failure in {0.0, 1.0}:
        return most if failure else 1.0
    mean = -expm1(most * log(failure)) / (1 - failure)
    return min(max(mean, 1.0), most)  # the last digit may stray past what is possible


def cost_per_run(model: CostModel) -> float:
    """Calls of one run with their retries and their share of evaluation, monitoring and shadow traffic."""
    cached = (1 - model.cached_share) + model.cached_share * model.cached_price_ratio
    paid = input_tokens(model) * model.price_input * cached + output_tokens(model) * model.price_output
    tried = attempts(model.failure_rate, model.retries, model.retry_layers)
    return tried * paid / MILLION * (1 + model.overhead)


def monthly_cost(model: CostModel, success: float | None) -> MonthlyCost:
    """The month by its parts.

    N A [input P_in ((1-h) + h d) + output P_out] / 10^6 (1+x) + fixed + review + N (1-p) l.
    """
    calls = model.runs_per_month * cost_per_run(model)
    errors = 0.0 if model.loss_per_failure == 0 else None
    if success is not None:
        errors = model.runs_per_month * (1 - success) * model.loss_per_failure
    return MonthlyCost(
        calls=calls,
        fixed=model.fixed,
        review=model.review,
        errors=errors,
        total=calls + model.fixed + model.review + (errors or 0.0),
    )


def under(model: CostModel, shock: Shock) -> CostModel:
    """The model with the inputs of a shock; a run has whole calls, so a part of one counts as one."""
    inputs: dict[str, float] = {name: getattr(model, name) * by for name, by in shock.times.items()}
    if "calls_per_run" in inputs:
        inputs["calls_per_run"] = ceil(round(inputs["calls_per_run"], 6))
    return model.model_copy(update=inputs | dict(shock.becomes))


def cost_per_accepted(model: CostModel, total: float) -> float | None:
    """The month over the results that people accept; none where nothing is accepted, or nobody knows."""
    return _over(total, model.runs_per_month * (model.acceptance or 0.0))


def a_day(monthly: float) -> float:
    """The part of a day of a monthly amount, a month being a twelfth of 365.25 days."""
    return monthly * MONTHS_A_YEAR / DAYS_A_YEAR


class Success(NamedTuple):
    """The success rate of a run, its interval at 95% where it was sampled, and where it comes from."""

    rate: float | None
    interval: Interval | None
    source: str


def _success(model: CostModel, projection: Projection | None) -> Success:
    """The model's own rate, else the demo's: of the whole run, behind the judge, or as it was reported."""
    if model.success_rate is not None:
        return Success(model.success_rate, None, _("stated with the costs, without n"))
    if projection is None:
        return Success(None, None, "")
    seen = {"successes": str(projection.successes), "trials": str(projection.trials)}
    if run := projection.compounding:
        text = _("the demo figure, {successes} of {trials}, over {steps} steps", steps=str(run.steps), **seen)
        return Success(run.rate, run.interval, text)
    if judged := projection.judge:
        text = _("the demo figure, {successes} of {trials}, corrected for its judge", **seen)
        return Success(judged.rate, judged.interval, text)
    if clusters := projection.clustering:
        text = _("the demo figure, {successes} of {trials}, clustered", **seen)
        return Success(projection.rate, clusters.wilson, text)
    text = _("the demo figure, {successes} of {trials}", **seen)
    return Success(projection.rate, projection.wilson, text)


def _errors_between(model: CostModel, success: Success) -> Interval | None:
    """The cost of wrong results a month at the bounds of the success rate."""
    if success.interval is None:
        return None
    all_wrong = model.runs_per_month * model.loss_per_failure
    return Interval(all_wrong * (1 - success.interval.high), all_wrong * (1 - success.interval.low))


def _shocked(model: CostModel, shock: Shock, success: float | None, base: float) -> ShockedCost:
    changed = under(model, shock)
    total = monthly_cost(changed, success).total
    names = [*shock.times, *shock.becomes]
    return ShockedCost(
        name=shock.name,
        inputs={name: float(getattr(changed, name)) for name in names},
        total=total,
        change=total - base,
        factor=_over(total, base),
    )


def _break_even(model: CostModel, business: BusinessCase | None, total: float) -> float | None:
    """The share of results to accept so that they bring what the month costs."""
    return _over(total, model.runs_per_month * business.benefit_per_success if business else None)


def _over(amount: float, by: float | None) -> float | None:
    """One amount over another; none over nothing, or over so little that no number says it."""
    ratio = amount / by if by else None
    return ratio if ratio is not None and isfinite(ratio) else None


def _notes(
    model: CostModel, base: MonthlyCost, combined: ShockedCost, operation: Operation | None
) -> Iterator[str]:
    """What is not known, and what goes beyond what was accepted."""
    if base.errors is None:
        yield _("wrong results cost money, but their rate is not known: their cost is left out")
    if model.retries == 0:
        yield _(
            "no retries are given: a call that fails costs no further call; what its run loses is not here"
        )
    if model.acceptance is None:
        yield _("the share of results that people accept is not known: no cost of an accepted result")
    elif model.acceptance == 0:
        yield _("nothing is accepted: there is a cost, and no result to divide it by")
    yield from _cap(model, base, combined)
    if operation is None:
        return
    if operation.currency != model.currency:
        yield _(
            "the spend is stated in {spend}, the costs in {costs}: not compared",
            spend=operation.currency,
            costs=model.currency,
        )
    runs = operation.runs_per_month
    if runs is not None and runs != model.runs_per_month:
        yield _(
            "the costs are for {assumed} runs a month, the operation states {stated}",
            assumed=wording.count(model.runs_per_month),
            stated=wording.count(runs),
        )


def _cap(model: CostModel, base: MonthlyCost, combined: ShockedCost) -> Iterator[str]:
    if model.highest_day is None:
        yield _("nobody has said which is the highest acceptable day: that figure is the hard cap needed")
        return
    if not model.cap_owner:
        yield _("the highest acceptable day has no named owner")
    cap = wording.money(model.highest_day, model.currency)
    usual, worst = (wording.money(a_day(total), model.currency) for total in (base.total, combined.total))
    if a_day(base.total) > model.highest_day:
        yield _("a mean day costs {cost}, above the cap of {cap}", cost=usual, cap=cap)
    if a_day(combined.total) > model.highest_day:
        yield _("a mean day of the combined case costs {cost}, above the cap of {cap}", cost=worst, cap=cap)
