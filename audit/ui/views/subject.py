"""Subject: what is audited, and the facts about it that figures and decisions rest on."""

from typing import Literal, get_args

import streamlit as st

from audit.model import wording
from audit.model.assessment import Assessment, Profile, Purpose
from audit.model.base import InputError
from audit.model.ids import STAGES
from audit.model.rubric import SystemKind
from audit.model.speech import Words, _, marked, meant
from audit.ui import chronology, figures, parts, words
from audit.ui.figures import held, keep

Drill = Literal["rollback", "provider_outage", "bad_output_injection"]
DRILLS = Words(
    {
        "rollback": marked("Rollback"),
        "provider_outage": marked("Outage of the provider"),
        "bad_output_injection": marked("Bad output fed in"),
    }
)
LIVE = Words({"": marked("Not known"), "yes": marked("Yes"), "no": marked("No")})
KNOWN = {None: "", True: "yes", False: "no"}
SAID = {said: known for known, said in KNOWN.items()}
FACTS = Words(
    {
        "p.live": marked("Takes decisions in live operation"),
        "p.keys": marked("The vendor alone holds keys or data"),
        "p.rights": marked("Accounts, code and data can be had (failed project)"),
    }
)
COUNTS = Words(
    {
        "p.references": marked("References called that confirmed"),
        "p.weeks": marked("Weeks of live quality measured"),
        "p.removed": marked("Weeks without access of the vendor"),
    }
)


def page() -> None:
    st.title(_("Subject"))
    if not parts.need_case():
        return
    assessment = parts.state().assessment
    _description(assessment)
    _profile(assessment.profile)
    figures.demo(assessment.demo)
    figures.operation(assessment.operation)
    figures.business(assessment.business)
    chronology.draw(assessment)
    _symptoms(assessment)
    parts.next_step(_("Go on: answer the questions"), "answer")


def _description(assessment: Assessment) -> None:
    subject = assessment.subject
    keep(
        {
            "s.name": subject.name,
            "s.purpose": assessment.purpose,
            "s.kinds": list(subject.kinds),
            "s.about": subject.description,
            "s.story": assessment.story,
            "s.auditor": assessment.auditor,
            "s.role": assessment.auditor_role,
            "s.interests": assessment.interests,
            "s.as_of": assessment.as_of,
        }
    )

    def save() -> None:
        with parts.errors():
            if not held("s.name").strip() or not held("s.kinds"):
                raise InputError(
                    _("a subject needs a name and at least one kind; what was there before is kept")
                )
            changed = {
                "name": held("s.name"),
                "kinds": tuple(held("s.kinds")),
                "description": held("s.about"),
            }
            opened = parts.case()
            now = opened.read().assessment
            opened.describe(
                now.model_copy(
                    update={
                        "subject": now.subject.model_copy(update=changed),
                        "purpose": held("s.purpose"),
                        "story": held("s.story"),
                        "auditor": held("s.auditor"),
                        "auditor_role": held("s.role"),
                        "interests": held("s.interests"),
                        "as_of": held("s.as_of"),
                    }
                )
            )

    st.text_input(_("Name of the system or vendor"), key="s.name", on_change=save)
    st.selectbox(
        _("What the audit is for"),
        list(Purpose),
        format_func=wording.PURPOSES.__getitem__,
        key="s.purpose",
        on_change=save,
    )
    st.pills(
        _("What kind of system it is (all that hold)"),
        list(SystemKind),
        format_func=words.kind,
        selection_mode="multi",
        key="s.kinds",
        on_change=save,
    )
    st.text_area(meant("subject", "What it does"), key="s.about", on_change=save)
    st.text_area(
        _("What happened"), key="s.story", on_change=save, help=_("Opens the report; a few sentences.")
    )
    with st.container(horizontal=True):
        st.text_input(_("Auditor"), key="s.auditor", on_change=save)
        st.text_input(_("Role of the auditor"), key="s.role", on_change=save)
        st.date_input(
            _("Evidence is dated against"), key="s.as_of", format=words.day_format(), on_change=save
        )
    st.text_area(
        _("Interests of the auditor"),
        key="s.interests",
        on_change=save,
        placeholder=_("Paid by whom, bound to whom; or that there are none."),
        help=_("Printed in the report, so that its reader can weigh it."),
    )


def _profile(profile: Profile) -> None:
    st.header(_("Profile"))
    keep(
        {
            "p.stage": profile.declared_stage or "",
            "p.live": KNOWN[profile.takes_live_decisions],
            "p.drills": list(profile.drills or ()),
            "p.weeks": profile.live_quality_weeks,
            "p.removed": profile.vendor_access_removed_weeks,
            "p.references": profile.references_confirmed,
            "p.keys": KNOWN[profile.vendor_alone_holds_keys_or_data],
            "p.rights": KNOWN[profile.rights_can_be_had],
        }
    )

    def save() -> None:
        with parts.errors():
            opened = parts.case()
            changed = {
                "declared_stage": held("p.stage") or None,
                "takes_live_decisions": SAID[held("p.live")],
                "drills": tuple(held("p.drills")) or None,
                "live_quality_weeks": held("p.weeks"),
                "vendor_access_removed_weeks": held("p.removed"),
                "references_confirmed": held("p.references"),
                "vendor_alone_holds_keys_or_data": SAID[held("p.keys")],
                "rights_can_be_had": SAID[held("p.rights")],
            }
            opened.set_profile(opened.read().assessment.profile.model_copy(update=changed))

    names: dict[str, str] = {stage.id: f"{stage.id} {stage.name}" for stage in parts.rubric().stages}
    st.selectbox(
        _("Stage that is said to be reached"),
        ["", *STAGES],
        format_func=lambda one: names.get(one) or _("Not stated"),
        key="p.stage",
        on_change=save,
    )
    for key, question in FACTS.items():
        st.radio(question, list(LIVE), format_func=LIVE.__getitem__, horizontal=True, key=key, on_change=save)
    st.pills(
        _("Drills that were run"),
        list(get_args(Drill)),
        format_func=DRILLS.__getitem__,
        selection_mode="multi",
        key="p.drills",
        on_change=save,
    )
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for key, label in COUNTS.items():
            st.number_input(label, min_value=0, step=1, key=key, on_change=save)


def _symptoms(assessment: Assessment) -> None:
    st.header(_("Symptoms"))
    st.caption(_("What was observed; each makes a pattern of failure more likely."))

    def save() -> None:
        chosen = [one for pattern in parts.rubric().patterns for one in st.session_state[f"y.{pattern.id}"]]
        with parts.errors():
            parts.case().see_symptoms(chosen)

    for pattern in parts.rubric().patterns:
        texts = pattern.symptom_ids()
        parts.keep(f"y.{pattern.id}", [one for one in texts if one in assessment.symptoms], parts.case_id())
        st.multiselect(
            pattern.name,
            list(texts),
            format_func=texts.__getitem__,
            placeholder=_("Choose"),
            key=f"y.{pattern.id}",
            on_change=save,
        )
