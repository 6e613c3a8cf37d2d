"""What if: a demo figure over many runs, and a month of calls under shocks; nothing is saved unasked."""

import json
from collections.abc import Iterable
from datetime import date
from typing import Any

import streamlit as st
from pydantic import ValidationError

from audit import assessment, delivery
from audit.model import wording
from audit.model.assessment import Assessment
from audit.model.business import CostModel
from audit.model.demo import DemoResult
from audit.model.projection import Projection
from audit.model.speech import _, marked
from audit.ui import drafts, parts, words

MOST_COUNT = 10**9
TRIED = "w."
"""How the names of the fields begin in which figures are tried."""
EXAMPLE = CostModel(
    runs_per_month=20_000,
    calls_per_run=6,
    fixed_tokens=4_000,
    added_tokens=1_500,
    output_tokens=400,
    price_input=3,
    price_output=15,
    priced_on=date(2026, 11, 1),
    failure_rate=0.02,
    retries=3,
    overhead=0.05,
)
"""The illustration of the method (7.5): inputs to overwrite, not prices to believe."""


def page() -> None:
    st.title(_("What if"))
    st.caption(
        _("Change a number and see what follows. The assessment stays as it is until you keep a figure.")
    )
    held = parts.state().assessment if parts.case_id() else None
    projection = _demo(held)
    _costs(held, projection)
    if tried := drafts.names(TRIED):
        st.button(_("Begin again with what is on record"), key="w-reset", on_click=_reset, args=(tried,))


def _reset(tried: Iterable[str]) -> None:
    for name in tried:
        drafts.keep(name, "")
        st.session_state.pop(name, None)


def _demo(held: Assessment | None) -> Projection | None:
    st.header(_("From the demo to production"))
    demo = held.demo if held else None
    if demo is None:
        st.caption(_("The numbers are an illustration: overwrite them with those of the demo."))
    with st.container(horizontal=True):
        successes = st.number_input(
            _("Successes"), 0, MOST_COUNT, **_kept("successes", demo.successes if demo else 188)
        )
        trials = st.number_input(_("Trials"), 1, MOST_COUNT, **_kept("trials", demo.trials if demo else 200))
        runs = st.number_input(
            _("Runs"), 1, 10_000_000, help=_("failures are told over these"), **_kept("runs", 50_000)
        )
    with st.container(horizontal=True):
        steps = st.number_input(
            _("Steps of a run"), 1, 1_000, help=_("if the trials were single steps"), **_kept("steps", 1)
        )
        share = st.slider(_("Cases from a segment never tested, %"), 0, 50, **_kept("share", 5))
        fares = st.slider(_("Success there, %"), 0, 100, **_kept("fares", 0))
    fields = (demo.model_dump() if demo else {}) | {
        "successes": successes,
        "trials": trials,
        "steps_per_run": steps if steps > 1 else None,
        "untested_share": share / 100,
        "untested_success": fares / 100,
    }
    built = _built(DemoResult, fields)
    if built is None:
        return None
    found = assessment.project(built, int(runs))
    parts.chart(delivery.failures_figure(found), key="w.failures")
    parts.table(_failures(found))
    st.caption(words.plain(found.limit))
    if held is not None and built != demo:
        st.button(
            _("Keep this figure in the assessment"), key="w.keep-demo", on_click=_keep_demo, args=(built,)
        )
    return found


def _keep_demo(built: DemoResult) -> None:
    with parts.errors():
        parts.case().set_demo(built)


def _failures(found: Projection) -> list[dict[str, object]]:
    reading, success = _("Reading"), _("Success")
    over = _("Failures in {runs} runs", runs=wording.count(found.runs))
    rows: list[dict[str, object]] = [
        {
            reading: _("As in the demo"),
            success: wording.percent(found.rate),
            over: wording.count(found.failures),
        },
        {
            reading: _("By chance alone, 95% (Wilson)"),
            success: wording.percents(found.wilson),
            over: wording.counts(found.failures_wilson),
        },
        {
            reading: _(
                "{share} never tested, {right} right there",
                share=wording.percent(found.shift_share),
                right=wording.percent(found.shift_success),
            ),
            success: wording.percent(found.shift_rate),
            over: wording.count(found.shift_failures),
        },
    ]
    if found.compounding:
        whole = found.compounding
        rows.append(
            {
                reading: _("All {count} steps have to succeed", count=wording.count(whole.steps)),
                success: wording.percent(whole.rate),
                over: wording.count(whole.failures),
            }
        )
    return rows


def _costs(held: Assessment | None, projection: Projection | None) -> None:
    st.header(_("What a month of calls costs"))
    base = (held.costs if held else None) or EXAMPLE
    if held is None or held.costs is None:
        st.caption(_("The numbers are an illustration: overwrite them with yours, prices with their date."))
    fields: dict[str, Any] = base.model_dump()
    for row in ROWS:
        with st.container(horizontal=True):
            for name, label in row:
                fields[name] = _number(name, _(label), getattr(base, name))
    with st.container(horizontal=True):
        fields["currency"] = st.text_input(
            _("Currency"), max_chars=3, **_kept("currency", base.currency)
        ).upper()
        fields["priced_on"] = st.date_input(
            _("Prices as of"), format=words.day_format(), **_day("priced_on", base.priced_on)
        )
    model = _built(CostModel, fields)
    if model is None:
        return
    found = assessment.project_costs(model, projection, held.business if held else None)
    month, currency = found.monthly.total, found.currency
    with st.container(horizontal=True):
        st.metric(_("A month"), wording.money(month, currency), border=True)
        st.metric(_("A mean day"), wording.money(found.mean_day, currency), border=True)
        st.metric(_("Attempts a call in an outage"), wording.count(found.attempts_in_outage), border=True)
    parts.chart(delivery.tornado_figure(found), key="w.tornado")
    st.caption(_("The line is the month as expected; each bar changes one input, the last one several."))
    for note in found.notes:
        st.caption(words.plain(wording.sentence(note)))
    st.caption(words.plain(found.limit))
    if held is not None and model != held.costs:
        st.button(
            _("Keep these costs in the assessment"), key="w.keep-costs", on_click=_keep_costs, args=(model,)
        )


def _keep_costs(model: CostModel) -> None:
    with parts.errors():
        parts.case().set_costs(model)


ROWS = (
    (
        ("runs_per_month", marked("Runs a month")),
        ("calls_per_run", marked("Calls a run")),
        ("output_tokens", marked("Output tokens a call")),
    ),
    (
        ("fixed_tokens", marked("Tokens sent with every call")),
        ("added_tokens", marked("Tokens that each call adds")),
    ),
    (
        ("price_input", marked("Price of a million input tokens")),
        ("price_output", marked("Price of a million output tokens")),
    ),
    (
        ("failure_rate", marked("Failed calls, 0 to 1")),
        ("retries", marked("Retries")),
        ("retry_layers", marked("Layers that retry")),
    ),
    (
        ("cached_share", marked("Cached input, 0 to 1")),
        ("cached_price_ratio", marked("Price of cached input, 0 to 1")),
    ),
)


def _number(name: str, label: str, value: float) -> float:
    """A number field; whole where the input is, from zero on."""
    if isinstance(value, int):
        return int(st.number_input(label, min_value=0, max_value=10_000, step=1, **_kept(name, value)))
    kept = _kept(name, float(value))
    return float(st.number_input(label, min_value=0.0, max_value=1e9, format="%g", **kept))


def _kept(name: str, value: object) -> dict[str, Any]:
    """Key and callback of a field that keeps what was tried, and begins with this value."""
    return drafts.widget(TRIED + name, value, json.dumps, json.loads, TRIED + name)


def _day(name: str, value: date) -> dict[str, Any]:
    return drafts.widget(TRIED + name, value, read=date.fromisoformat, key_=TRIED + name)


def _built(model: type[Any], fields: dict[str, Any]) -> Any:
    """The value, or a message that names the field that cannot be."""
    try:
        return model(**fields)
    except ValidationError as error:
        st.error(words.plain(wording.capital(words.refused(error))))
        return None
