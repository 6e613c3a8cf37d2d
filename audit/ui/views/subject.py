"""Subject: what is audited, and the facts about it that figures and decisions rest on."""

from typing import Any, Literal, get_args

import streamlit as st
from pydantic import ValidationError

from audit.model import wording
from audit.model.assessment import Assessment, DemoResult, Operation, Profile, Purpose
from audit.model.base import InputError
from audit.model.ids import STAGES
from audit.model.rubric import SystemKind
from audit.ui import parts, words

Drill = Literal["rollback", "provider_outage", "bad_output_injection"]
DRILLS = {
    "rollback": "Rollback",
    "provider_outage": "Outage of the provider",
    "bad_output_injection": "Bad output fed in",
}
LIVE = {"": "Not known", "yes": "Yes", "no": "No"}


def page() -> None:
    st.title("Subject")
    if not parts.need_case():
        return
    assessment, _ = parts.state()
    _description(assessment)
    _profile(assessment.profile)
    _demo(assessment.demo)
    _operation(assessment.operation)
    _symptoms(assessment)
    parts.next_step("Go on: answer the questions", "answer")


def _keep(values: dict[str, Any]) -> None:
    for key, value in values.items():
        parts.keep(key, value, parts.case_id())


def _held(key: str) -> Any:
    return st.session_state[key]


def _description(assessment: Assessment) -> None:
    subject = assessment.subject
    _keep(
        {
            "s.name": subject.name,
            "s.purpose": assessment.purpose,
            "s.kinds": list(subject.kinds),
            "s.about": subject.description,
            "s.story": assessment.story,
            "s.auditor": assessment.auditor,
            "s.as_of": assessment.as_of,
        }
    )

    def save() -> None:
        with parts.errors():
            if not _held("s.name").strip() or not _held("s.kinds"):
                raise InputError(
                    "a subject needs a name and at least one kind; what was there before is kept"
                )
            changed = {
                "name": _held("s.name"),
                "kinds": tuple(_held("s.kinds")),
                "description": _held("s.about"),
            }
            opened = parts.case()
            now = opened.read().assessment
            opened.describe(
                now.model_copy(
                    update={
                        "subject": now.subject.model_copy(update=changed),
                        "purpose": _held("s.purpose"),
                        "story": _held("s.story"),
                        "auditor": _held("s.auditor"),
                        "as_of": _held("s.as_of"),
                    }
                )
            )

    st.text_input("Name of the system or vendor", key="s.name", on_change=save)
    st.selectbox(
        "What the audit is for",
        list(Purpose),
        format_func=wording.PURPOSES.__getitem__,
        key="s.purpose",
        on_change=save,
    )
    st.pills(
        "What kind of system it is (all that hold)",
        list(SystemKind),
        format_func=words.kind,
        selection_mode="multi",
        key="s.kinds",
        on_change=save,
    )
    st.text_area("What it does", key="s.about", on_change=save)
    st.text_area("What happened", key="s.story", on_change=save, help="Opens the report; a few sentences.")
    with st.container(horizontal=True):
        st.text_input("Auditor", key="s.auditor", on_change=save)
        st.date_input("Evidence is dated against", key="s.as_of", on_change=save)


def _profile(profile: Profile) -> None:
    st.header("Profile")
    _keep(
        {
            "p.stage": profile.declared_stage or "",
            "p.live": {None: "", True: "yes", False: "no"}[profile.takes_live_decisions],
            "p.drills": list(profile.drills or ()),
        }
    )

    def save() -> None:
        with parts.errors():
            opened = parts.case()
            changed = {
                "declared_stage": _held("p.stage") or None,
                "takes_live_decisions": {"": None, "yes": True, "no": False}[_held("p.live")],
                "drills": tuple(_held("p.drills")) or None,
            }
            opened.set_profile(opened.read().assessment.profile.model_copy(update=changed))

    names: dict[str, str] = {stage.id: f"{stage.id} {stage.name}" for stage in parts.rubric().stages}
    st.selectbox(
        "Stage that is said to be reached",
        ["", *STAGES],
        format_func=lambda one: names.get(one, "Not stated"),
        key="p.stage",
        on_change=save,
    )
    st.radio(
        "Takes decisions in live operation",
        list(LIVE),
        format_func=LIVE.__getitem__,
        horizontal=True,
        key="p.live",
        on_change=save,
    )
    st.pills(
        "Drills that were run",
        list(get_args(Drill)),
        format_func=DRILLS.__getitem__,
        selection_mode="multi",
        key="p.drills",
        on_change=save,
    )


def _demo(demo: DemoResult | None) -> None:
    st.header("The figure it was accepted on")
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
            successes, trials = _held("d.successes"), _held("d.trials")
            if successes is None and trials is None:
                opened.set_demo(None)
            elif successes is not None and trials is not None:
                before = opened.read().assessment.demo
                fields = before.model_dump() if before else {}
                fields |= {"successes": successes, "trials": trials, "what": _held("d.what")}
                opened.set_demo(_built(DemoResult, fields))

    with st.container(horizontal=True):
        st.number_input("Successes", min_value=0, step=1, key="d.successes", on_change=save)
        st.number_input("Trials", min_value=1, step=1, key="d.trials", on_change=save)
    if (_held("d.successes") is None) != (_held("d.trials") is None):
        st.caption("It is saved once both numbers are there.")
    st.text_input("What counted as a success", key="d.what", on_change=save)


def _operation(operation: Operation | None) -> None:
    st.header("Volume and spend")
    held = operation or Operation()
    _keep(
        {
            "o.runs": held.runs_per_month,
            "o.spend": held.spend_per_month,
            "o.currency": held.currency,
            "o.since": held.spend_since,
            "o.last": held.last_accepted_output,
        }
    )

    def save() -> None:
        with parts.errors():
            fields = {
                "runs_per_month": _held("o.runs"),
                "spend_per_month": _held("o.spend"),
                "currency": _held("o.currency").upper(),
                "spend_since": _held("o.since"),
                "last_accepted_output": _held("o.last"),
            }
            parts.case().set_operation(_built(Operation, fields))

    with st.container(horizontal=True):
        st.number_input("Runs in a month", min_value=0, step=1, key="o.runs", on_change=save)
        st.number_input("Spend in a month", min_value=0.0, key="o.spend", on_change=save)
        st.text_input("Currency", key="o.currency", max_chars=3, on_change=save)
    with st.container(horizontal=True):
        st.date_input("Paid since", key="o.since", on_change=save)
        st.date_input("Last output that was accepted", key="o.last", on_change=save)


def _symptoms(assessment: Assessment) -> None:
    st.header("Symptoms")
    st.caption("What was observed; each makes a pattern of failure more likely.")

    def save() -> None:
        chosen = [one for pattern in parts.rubric().patterns for one in st.session_state[f"y.{pattern.id}"]]
        with parts.errors():
            parts.case().see_symptoms(chosen)

    for pattern in parts.rubric().patterns:
        texts = pattern.symptom_ids()
        parts.keep(f"y.{pattern.id}", [one for one in texts if one in assessment.symptoms], parts.case_id())
        st.multiselect(
            pattern.name, list(texts), format_func=texts.__getitem__, key=f"y.{pattern.id}", on_change=save
        )


def _built(model: type[Any], fields: dict[str, Any]) -> Any:
    try:
        return model(**fields)
    except ValidationError as error:
        first = error.errors()[0]
        place = " ".join(str(part) for part in first["loc"]).replace("_", " ")
        why = first["msg"].removeprefix("Value error, ")
        raise InputError(f"{place or 'the figure'}: {why}; what was there before is kept") from error
