"""Figures of the subject: the one it was accepted on, volume and spend, and what it has to bring."""

from collections.abc import Iterable
from typing import Any

import streamlit as st
from pydantic import ValidationError

from audit.model.base import InputError
from audit.model.business import BusinessCase
from audit.model.demo import DemoResult
from audit.model.operation import Operation
from audit.model.speech import _, marked
from audit.ui import drafts, parts, words

BUSINESS = (
    (("runs_per_month", marked("Runs in a month")), ("months", marked("Months it is to live"))),
    (("benefit_per_success", marked("A success brings")), ("loss_per_failure", marked("A failure costs"))),
    (
        ("cost_per_run", marked("A run costs, review included")),
        ("build_cost", marked("Still to be spent on building")),
    ),
)
"""What a business case cannot do without."""
DEMO = ("d.successes", "d.trials", "d.what")
REBUILD = ("o.rebuild_low", "o.rebuild_high")
PAIRED = (
    "b.probe_successes",
    "b.probe_trials",
    "b.baseline",
    "b.threshold",
    "b.repair_low",
    "b.repair_high",
)


def keep(values: dict[str, Any]) -> None:
    """Let the widgets with these keys show what the ledger holds."""
    for key, value in values.items():
        parts.keep(key, value, parts.case_id())


def _keep(values: dict[str, Any]) -> None:
    """The same where figures are saved together: what waits for the others is shown."""
    keep({key: drafts.figure(key, value) for key, value in values.items()})


def _wait(keys: Iterable[str]) -> None:
    """Keep what these widgets hold until the figures that are missing are there as well."""
    for key in keys:
        drafts.keep_figure(key, held(key))


def _saved(keys: Iterable[str]) -> None:
    for key in keys:
        drafts.keep(key, "")


def held(key: str) -> Any:
    """What a widget holds."""
    return st.session_state[key]


def demo(demo: DemoResult | None) -> None:
    """The figure that the system was accepted on."""
    st.header(_("The figure it was accepted on"))
    _keep(
        {
            "d.successes": demo.successes if demo else None,
            "d.trials": demo.trials if demo else None,
            "d.what": demo.what if demo else "",
        }
    )

    def save() -> None:
        with parts.errors():
            opened = parts.case()
            successes, trials = held("d.successes"), held("d.trials")
            if (successes is None) != (trials is None):
                _wait(DEMO)
                return
            _saved(DEMO)
            if successes is None:
                opened.set_demo(None)
            else:
                before = opened.read().assessment.demo
                fields = before.model_dump() if before else {}
                fields |= {"successes": successes, "trials": trials, "what": held("d.what")}
                opened.set_demo(_built(DemoResult, fields))

    with st.container(horizontal=True):
        st.number_input(_("Successes"), min_value=0, step=1, key="d.successes", on_change=save)
        st.number_input(_("Trials"), min_value=1, step=1, key="d.trials", on_change=save)
    if (held("d.successes") is None) != (held("d.trials") is None):
        st.caption(_("It is saved once both numbers are there."))
    st.text_input(_("What counted as a success"), key="d.what", on_change=save)


def operation(operation: Operation | None) -> None:
    """What the system does and costs in a month."""
    st.header(_("Volume and spend"))
    before = operation or Operation()
    keep(
        {
            "o.runs": before.runs_per_month,
            "o.spend": before.spend_per_month,
            "o.currency": before.currency,
            "o.since": before.spend_since,
            "o.last": before.last_accepted_output,
            "o.rate": before.day_rate,
        }
    )
    _keep(dict(zip(REBUILD, before.rebuild_cost or (None, None), strict=True)))

    def save() -> None:
        with parts.errors():
            opened = parts.case()
            kept = opened.read().assessment.operation
            fields = (kept.model_dump() if kept else {}) | {
                "runs_per_month": held("o.runs"),
                "spend_per_month": held("o.spend"),
                "currency": held("o.currency").upper(),
                "spend_since": held("o.since"),
                "last_accepted_output": held("o.last"),
                "day_rate": held("o.rate"),
            }
            low, high = map(held, REBUILD)
            halved = (low is None) != (high is None)
            if not halved:
                fields["rebuild_cost"] = None if low is None else (low, high)
            opened.set_operation(_built(Operation, fields))
            if halved:
                _wait(REBUILD)
            else:
                _saved(REBUILD)

    with st.container(horizontal=True):
        st.number_input(_("Runs in a month"), min_value=0, step=1, key="o.runs", on_change=save)
        st.number_input(_("Spend in a month"), min_value=0.0, key="o.spend", on_change=save)
        st.text_input(_("Currency"), key="o.currency", max_chars=3, on_change=save)
    with st.container(horizontal=True):
        for label, key in ((_("Paid since"), "o.since"), (_("Last output that was accepted"), "o.last")):
            st.date_input(label, key=key, format=words.day_format(), on_change=save)
        st.number_input(
            _("A person-day of work on it costs"),
            min_value=0.0,
            value=None,
            format="%g",
            key="o.rate",
            on_change=save,
            help=_("In the same currency. Plan and report then tell efforts in money as well."),
        )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for key, label in zip(REBUILD, (_("Rebuilding it costs at least"), _("and at most")), strict=True):
            st.number_input(
                label,
                min_value=0.0,
                value=None,
                format="%g",
                key=key,
                on_change=save,
                help=_("In the same currency. The report on a failed project sets the plan beside it."),
            )
    if (held(REBUILD[0]) is None) != (held(REBUILD[1]) is None):
        st.caption(_("It is saved once both numbers are there."))


def business(business: BusinessCase | None) -> None:
    """What a success brings, and what building and failing cost; one currency throughout."""
    st.header(_("What it has to bring"))
    names = [name for row in BUSINESS for name, _ in row]
    low, high = (business.repair_cost if business and business.repair_cost else None) or (None, None)
    _keep({f"b.{name}": getattr(business, name) if business else None for name in names})
    _keep(
        {
            "b.probe_successes": business.probe_successes if business else None,
            "b.probe_trials": business.probe_trials if business else None,
            "b.baseline": _percent(business.baseline_rate if business else None),
            "b.threshold": _percent(business.threshold if business else None),
            "b.repair_low": low,
            "b.repair_high": high,
        }
    )

    def save() -> None:
        with parts.errors():
            opened = parts.case()
            given = {name: held(f"b.{name}") for name in names}
            keys = [*(f"b.{name}" for name in names), *PAIRED]
            if all(value is None for value in given.values()):
                _saved(keys)
                opened.set_business(None)
                return
            if _halved() or any(value is None for value in given.values()):
                _wait(keys)
                return
            _saved(keys)
            repair = (held("b.repair_low"), held("b.repair_high"))
            given |= {
                "probe_successes": held("b.probe_successes"),
                "probe_trials": held("b.probe_trials"),
                "baseline_rate": _share(held("b.baseline")),
                "threshold": _share(held("b.threshold")),
                "repair_cost": None if repair == (None, None) else repair,
            }
            opened.set_business(_built(BusinessCase, given))

    for row in BUSINESS:
        with st.container(horizontal=True, vertical_alignment="bottom"):
            for name, label in row:
                st.number_input(_(label), min_value=0.0, format="%g", key=f"b.{name}", on_change=save)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.number_input(
            _("Successes of the probe"), min_value=0, step=1, key="b.probe_successes", on_change=save
        )
        st.number_input(_("Trials of the probe"), min_value=1, step=1, key="b.probe_trials", on_change=save)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for key, label in (
            ("b.baseline", _("The simplest rule achieves, %")),
            ("b.threshold", _("Asked for, %")),
        ):
            st.number_input(label, min_value=0.0, max_value=100.0, format="%g", key=key, on_change=save)
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for key, label in (
            ("b.repair_low", _("A repair costs at least")),
            ("b.repair_high", _("and at most")),
        ):
            st.number_input(label, min_value=0.0, format="%g", key=key, on_change=save)
    missing = [_(label) for row in BUSINESS for name, label in row if held(f"b.{name}") is None]
    if 0 < len(missing) < len(names):
        st.caption(_("It is saved once these are there as well: {fields}.", fields=", ".join(missing)))
    elif _halved():
        st.caption(_("It is saved once both numbers are there: of the probe, and of the repair."))


def _halved() -> bool:
    """Whether one number of a pair is missing."""
    pairs = (("b.probe_successes", "b.probe_trials"), ("b.repair_low", "b.repair_high"))
    return any((held(one) is None) != (held(other) is None) for one, other in pairs)


def _percent(share: float | None) -> float | None:
    return None if share is None else round(share * 100, 6)


def _share(percent: float | None) -> float | None:
    return None if percent is None else percent / 100


def _built(model: type[Any], fields: dict[str, Any]) -> Any:
    try:
        return model(**fields)
    except ValidationError as error:
        raise InputError(words.refused(error, keeps=True)) from error
