"""Assessments: open one, create one, import a file, or look at the example."""

from datetime import date

import streamlit as st

from audit import delivery
from audit.assessment import data_folder
from audit.model import wording
from audit.model.assessment import Assessment, Purpose, Subject
from audit.model.base import InputError
from audit.model.rubric import SystemKind
from audit.ui import parts, words

SHOWN = 10


def page() -> None:
    st.title("Assessments")
    kept = parts.desk().summaries()
    if not kept:
        st.markdown(
            "Is this AI system ready for production, and how do we know? Answer questions about it, let its "
            "repositories be inspected, and hand over a report in which every figure can be followed back."
        )
        st.info("There is no assessment yet. Create one, or look at the example first.")
    else:
        _list()
    create, bring, example = st.tabs(["Create an assessment", "Import a file", "Look at the example"])
    with create:
        _create()
    with bring:
        _import()
    with example:
        _example()


def _list() -> None:
    kept = parts.desk().summaries()
    wanted = ""
    if len(kept) > SHOWN:
        wanted = st.text_input("Search", placeholder="Name of the subject", key="search").strip().lower()
    found = [one for one in kept if wanted in one.name.lower()]
    for one in found[:SHOWN]:
        with st.container(border=True, horizontal=True, vertical_alignment="center"):
            with st.container(gap=None):
                st.markdown(f"**{words.plain(one.name)}**")
                st.caption(f"{wording.PURPOSES[Purpose(one.purpose)]} · changed {words.moment(one.updated)}")
            if one.conclusion:
                later = " (before the last changes)" if one.outdated else ""
                st.caption(words.plain(f"{one.conclusion}{later}"), width="content")
            if st.button("Open", key=f"open-{one.id}", help=f"Open the assessment of {one.name}"):
                parts.choose(one.id)
                parts.go("answer")
    if len(found) > SHOWN:
        st.caption(f"{len(found) - SHOWN} more: search for them by name.")
    elif not found:
        st.caption("No subject has this name.")


def _create() -> None:
    with st.form("create", border=False):
        name = st.text_input("Name of the system or vendor", key="new-name")
        purpose = st.radio(
            "What the audit is for",
            list(Purpose),
            format_func=wording.PURPOSES.__getitem__,
            captions=[words.PURPOSE_CAPTIONS[one] for one in Purpose],
            key="new-purpose",
        )
        kinds = st.pills(
            "What kind of system it is (all that hold)",
            list(SystemKind),
            format_func=words.kind,
            selection_mode="multi",
            key="new-kinds",
        )
        auditor = st.text_input(
            "Auditor", key="new-auditor", help="Who does the audit; stands in the report."
        )
        if st.form_submit_button("Create assessment", type="primary", key="create-assessment"):
            if not name.strip() or not kinds:
                st.error("An assessment needs the name of its subject and at least one kind of system.")
                return
            subject = Subject(name=name, kinds=tuple(kinds), is_vendor=purpose is Purpose.VENDOR_EVALUATION)
            today = date.today()  # noqa: DTZ011 - an audit is dated where it is made
            _open(Assessment(subject=subject, purpose=purpose, as_of=today, auditor=auditor))


def _open(assessment: Assessment, page: str = "answer") -> None:
    parts.choose(parts.desk().open(assessment, actor=assessment.auditor).key)
    parts.go(page)


def _import() -> None:
    st.markdown("An assessment file in YAML, or an `assessment.json` that was handed over with a report.")
    given = st.file_uploader("Assessment file", type=["yaml", "yml", "json"], key="import-file")
    if given is None:
        return
    try:
        text = given.getvalue().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(f"{given.name}: is not text in UTF-8; give an assessment file") from None
    assessment = parts.desk().read_file(text, given.name)
    same = parts.desk().same(assessment)
    if same is None:
        if st.button("Import as a new assessment", type="primary", key="import-new"):
            _open(assessment)
        return
    st.warning(
        f"There is already an assessment of {words.plain(assessment.subject.name)} for this purpose and day. "
        "Bringing it to the state of the file appends what differs; its history stays."
    )
    with st.container(horizontal=True):
        if st.button("Bring it to the state of the file", type="primary", key="import-into"):
            parts.choose(same)
            parts.desk().case(same, actor=assessment.auditor).bring_to(assessment)
            parts.go("answer")
        if st.button("Import as a new assessment", key="import-new"):
            _open(assessment)


def _example() -> None:
    st.markdown(
        "**Coastal Supply**: an agency delivered an inventory agent that was right in 94% of its test cases. "
        "Three months later it orders discontinued items, and nobody can say why. All names are invented."
    )
    if not st.button("Open the example", key="open-example"):
        return
    folder = data_folder() / "examples" / "coastal_supply"
    with st.status("Building and inspecting the example", expanded=True) as status:
        progress = parts.bar()
        judged = delivery.judge_example(folder, progress)
        status.update(label="The example is ready", state="complete")
    example = judged.assessment
    absolute = [one.model_copy(update={"path": str(folder / one.path)}) for one in example.repositories]
    _open(example.model_copy(update={"repositories": tuple(absolute)}), "scorecard")
