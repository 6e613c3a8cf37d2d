"""Assessments: open one, create one, import a file, or look at the example."""

from collections.abc import Iterator, Sequence
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING

import streamlit as st

from audit import assessment as use_cases
from audit import delivery
from audit.assessment import Order, Sought, Standing, data_folder
from audit.model import wording
from audit.model.assessment import Assessment, Purpose, Subject
from audit.model.base import InputError
from audit.model.rubric import SystemKind
from audit.model.speech import Words, _, listed, marked, meant
from audit.ui import drafts, keeping, parts, pieces, words

if TYPE_CHECKING:
    from audit.assessment.listing import Summary

PER_PAGE = 12
FEW = 5
"""Up to so many assessments there is nothing to filter."""
ARCHIVE = "list-archive"
NAME, PURPOSE, KINDS, AUDITOR = (f"{drafts.NEW}{name}" for name in ("name", "purpose", "kinds", "auditor"))
AGES = Words(
    {
        None: marked("Any time"),
        7: marked("Last 7 days"),
        30: marked("Last 30 days"),
        365: marked("Last year"),
    }
)
ORDERS = Words(
    {
        Order.CHANGED: marked("Last changed first"),
        Order.NAME: marked("By name"),
        Order.CONCLUSION: marked("By conclusion"),
    }
)
STANDINGS = Words(
    {
        Standing.OPEN: marked("Nothing concluded yet"),
        Standing.CONCLUDED: marked("Concluded"),
        Standing.OUTDATED: marked("Changed since it was concluded"),
    }
)


def page() -> None:
    st.title(_("Assessments"))
    kept = parts.desk().summaries()
    if not kept:
        st.markdown(
            _(
                "Is this AI system ready for production, and how do we know? Answer questions about it, let "
                "its repositories be inspected, and hand over a report in which every figure can be "
                "followed back."
            )
        )
        st.info(_("There is no assessment yet. Create one, or look at the example first."))
    else:
        _list(kept)
        st.header(_("Begin another one"))
    create, bring, example = st.tabs(
        [_("Create an assessment"), _("Import a file"), _("Look at the example")]
    )
    with create:
        pieces.piece("create", _create)
    with bring:
        _import()
    with example:
        _example()


def _list(everything: "Sequence[Summary]") -> None:
    away = sum(one.archived for one in everything)
    archive = bool(away) and st.session_state.get(ARCHIVE, False)
    kept = [one for one in everything if one.archived == archive]
    sought = _sought(kept) if len(kept) > FEW else Sought()
    found = use_cases.listed(kept, sought._replace(archived=archive), datetime.now(UTC))
    pages = -(-len(found) // PER_PAGE)
    if len(kept) > FEW:
        told = _(
            "{part} of {whole} assessments", part=wording.count(len(found)), whole=wording.count(len(kept))
        )
        st.caption(told)
    if not kept:
        st.info(_("Every assessment is in the archive."))
    elif not found:
        st.info(_("No assessment is like that. Take a word or a filter away."))
        st.button(_("Show all"), on_click=_show_all)
    at = 1
    if pages > 1:
        at = min(st.session_state.get("assessments-page", 1), pages)
    alike = parts.alike(everything)
    for one in found[(at - 1) * PER_PAGE : at * PER_PAGE]:
        _row(one, parts.as_of(one.id) if one.id in alike else "")
    if pages > 1:
        st.pagination(pages, key="assessments-page")
    if away:
        st.toggle(_("Show the archive ({count})", count=wording.count(away)), key=ARCHIVE)


def _row(one: "Summary", day: str) -> None:
    """An assessment of the list; the day of its evidence tells reviews of one subject apart."""
    with st.container(border=True, horizontal=True, vertical_alignment="center"):
        with st.container(gap=None):
            st.markdown(f"**{words.plain(one.name)}**")
            changed = _("changed {moment}", moment=words.moment(one.updated))
            st.caption(" · ".join(filter(None, (wording.PURPOSES[Purpose(one.purpose)], day, changed))))
        if one.conclusion:
            told = _(one.conclusion)
            if one.reserved:
                told = _("{conclusion}, under a reservation", conclusion=told)
            if one.outdated:
                told = _("{conclusion} (before the last changes)", conclusion=told)
            st.caption(words.plain(told), width="content")
        opens = _("Open the assessment of {name}", name=one.name)
        if st.button(meant("act", "Open"), key=f"open-{one.id}", help=opens):
            parts.choose(one.id)
            parts.go("scorecard" if one.conclusion else "answer")
        keeping.more(one)
    keeping.ask_back(one)


def _sought(kept: "Sequence[Summary]") -> Sought:
    """What is looked for, by the fields above the list."""
    with st.container(horizontal=True, vertical_alignment="bottom"):
        text = st.text_input(_("Search"), placeholder=_("Name or conclusion"), key="search", live=True)
        order = st.selectbox(_("Order"), list(Order), format_func=ORDERS.__getitem__, key="list-order")
    with st.expander(_("Filter")):
        purposes = st.pills(
            _("Purpose"),
            [one.value for one in Purpose],
            format_func=lambda one: wording.PURPOSES[Purpose(one)],
            selection_mode="multi",
            key="list-purposes",
        )
        standings = st.pills(
            _("How far"),
            list(Standing),
            format_func=STANDINGS.__getitem__,
            selection_mode="multi",
            key="list-standings",
        )
        conclusions = st.multiselect(
            _("Conclusion"),
            sorted({one.conclusion for one in kept if one.conclusion}),
            key="list-conclusions",
        )
        days = st.segmented_control(
            _("Changed"), list(AGES), format_func=AGES.__getitem__, default=None, key="list-days"
        )
    return Sought(text, tuple(purposes), tuple(standings), tuple(conclusions), days, order or Order.CHANGED)


def _show_all() -> None:
    st.session_state["search"] = ""
    for name in ("list-purposes", "list-standings", "list-conclusions"):
        st.session_state[name] = []
    st.session_state["list-days"] = None


def _create() -> None:
    drafts.text_input(_("Name of the system or vendor"), NAME)
    st.radio(
        _("What the audit is for"),
        list(Purpose),
        format_func=wording.PURPOSES.__getitem__,
        captions=[words.PURPOSE_CAPTIONS[one] for one in Purpose],
        **drafts.widget(PURPOSE, None, read=Purpose),
    )
    st.pills(
        _("What kind of system it is (all that hold)"),
        list(SystemKind),
        format_func=words.kind,
        selection_mode="multi",
        **drafts.widget(KINDS, [], ",".join, lambda text: [SystemKind(one) for one in text.split(",")]),
    )
    drafts.text_input(_("Auditor"), AUDITOR, help=_("Who does the audit; stands in the report."))
    if st.button(_("Create assessment"), type="primary", key="create-assessment"):
        name, kinds, purpose = drafts.typed(NAME), drafts.held(KINDS), drafts.held(PURPOSE)
        if missing := list(_missing(name, purpose, kinds)):
            st.error(_("Still missing: {parts}.", parts=listed(missing)))
            return
        subject = Subject(name=name, kinds=tuple(kinds), is_vendor=purpose is Purpose.VENDOR_EVALUATION)
        today = date.today()  # noqa: DTZ011 - an audit is dated where it is made
        made = Assessment(subject=subject, purpose=purpose, as_of=today, auditor=drafts.typed(AUDITOR))
        key = parts.desk().open(made, actor=made.auditor).key
        drafts.created()
        parts.choose(key)
        parts.go("answer")


def _missing(name: str, purpose: Purpose | None, kinds: Sequence[SystemKind]) -> Iterator[str]:
    """What an assessment cannot begin without."""
    if not name:
        yield _("the name of the system or vendor")
    if purpose is None:
        yield _("what the audit is for")
    if not kinds:
        yield _("at least one kind of system")


def _open(assessment: Assessment, page: str = "answer") -> None:
    parts.choose(parts.desk().open(assessment, actor=assessment.auditor).key)
    parts.go(page)


def _import() -> None:
    st.markdown(_("An assessment file in YAML, or an `assessment.json` that was handed over with a report."))
    given = st.file_uploader(_("Assessment file"), type=["yaml", "yml", "json"], key="import-file")
    if given is None:
        return
    try:
        text = given.getvalue().decode("utf-8-sig")
    except UnicodeDecodeError:
        raise InputError(
            _("{file}: is not text in UTF-8; give an assessment file", file=given.name)
        ) from None
    assessment = parts.desk().read_file(text, given.name)
    same = parts.desk().same(assessment)
    if same is None:
        if st.button(_("Import as a new assessment"), type="primary", key="import-new"):
            _open(assessment)
        return
    st.warning(
        words.plain(
            _(
                "There is already an assessment of {name} for this purpose and day. "
                "Bringing it to the state of the file appends what differs; its history stays.",
                name=assessment.subject.name,
            )
        )
    )
    with st.container(horizontal=True):
        if st.button(_("Bring it to the state of the file"), type="primary", key="import-into"):
            parts.choose(same)
            parts.desk().case(same, actor=assessment.auditor).bring_to(assessment)
            parts.go("answer")
        if st.button(_("Import as a new assessment"), key="import-new"):
            _open(assessment)


def _example() -> None:
    st.markdown(
        _(
            "**Coastal Supply**: an agency delivered an inventory agent that was right in 94% of its test "
            "cases. Three months later it orders discontinued items, and nobody can say why. All names are "
            "invented."
        )
    )
    if not st.button(_("Open the example"), key="open-example"):
        return
    folder = data_folder() / "examples" / "coastal_supply"
    with st.status(_("Building and inspecting the example"), expanded=True) as status:
        progress = parts.bar()
        judged = delivery.judge_example(folder, progress)
        status.update(label=_("The example is ready"), state="complete")
    example = judged.assessment
    absolute = [one.model_copy(update={"path": str(folder / one.path)}) for one in example.repositories]
    _open(example.model_copy(update={"repositories": tuple(absolute)}), "scorecard")
