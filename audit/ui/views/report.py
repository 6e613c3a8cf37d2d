"""Report: the decision on one screen, the documents to hand over, the sign-off, and a report verified."""

from pathlib import Path

import streamlit as st

from audit.assessment import JobState
from audit.delivery import documents, making
from audit.delivery.documents import Audience, Form
from audit.model import advice, wording
from audit.model.base import InputError
from audit.model.brand import Brand
from audit.model.dossier import Dossier
from audit.model.speech import Words, _, marked
from audit.model.status import status
from audit.model.verification import Verification
from audit.ui import appearance, background, imprint, leaves, parts, signing, words
from audit.ui.views.scorecard import numbers

MOST_BLOCKERS = 8
PREVIEW_HEIGHT = 900
HOLDS = Words(
    {
        True: marked("✓ holds"),
        False: marked("✗ does not hold"),
        None: marked("? not to be told"),
    }
)
_VERIFYING = "verifying"


def page() -> None:
    st.title(_("Report"))
    if not parts.need_case():
        _verify()
        return
    dossier = parts.dossier()
    parts.state()
    if dossier.conclusion.conclusion is None:
        st.info(_("Nothing is concluded yet: a report of this state says what is open, and no more."))
        if st.button(_("Answer questions"), type="primary"):
            parts.go("answer")
    _decision(dossier)
    imprint.draw(dossier.assessment)
    _documents(dossier)
    signing.draw(dossier)
    _verify()


def _decision(dossier: Dossier) -> None:
    found = dossier.conclusion
    with st.container(border=True):
        st.caption(words.plain(f"{wording.PURPOSES[dossier.assessment.purpose]} · {dossier.number}"))
        st.header(words.plain(dossier.assessment.subject.name))
        with st.container(horizontal=True):
            parts.verdict_badge(found.conclusion)
            standing = status(dossier.assessment, found)
            st.badge(
                _("final") if standing.final else _("draft"), color="green" if standing.final else "gray"
            )
        parts.because(found)
        numbers(dossier)
        if found.decision:
            parts.strong(_("Advice: {advice}", advice=advice.decided(found.decision.decision)))
            st.caption(words.plain(wording.sentence(found.decision.rule)))
        blocking = [dossier.rubric.by_id[one].name for one in found.gates.failed]
        if blocking:
            parts.strong(_("What blocks it"))
            shown = "\n".join(f"- {words.plain(one)}" for one in blocking[:MOST_BLOCKERS])
            more = len(blocking) - MOST_BLOCKERS
            rest = _("and {number} more", number=str(more))
            st.markdown(shown + (f"\n- {rest}" if more > 0 else ""))
        now = [one for one in found.actions if one.horizon == "now"][:3]
        if now:
            parts.strong(_("What to do first"))
            st.markdown("\n".join(f"1. {words.plain(one.title)}" for one in now))


def _documents(dossier: Dossier) -> None:
    st.header(_("Documents"))
    wanted = _edition(dossier)
    forms = st.pills(
        _("Forms"),
        list(Form),
        default=list(documents.DEFAULT),
        selection_mode="multi",
        format_func=lambda one: _(documents.FORMS[one].title),
        key="report-forms",
        help="; ".join(f"{_(one.title)}: {_(one.good_for)}" for one in documents.FORMS.values()),
    )
    titles = {form.value: _(documents.FORMS[form].title) for form in forms}
    job = background.draw(making.job_of(wanted), _("The report is being made"), titles)
    there = making.made(background.jobs(), wanted)
    missing = [form for form in forms if form not in there]
    if missing and not (job and job.running):
        st.button(
            _("Make the report"), type="primary", key="make-report", on_click=_make, args=(wanted, forms)
        )
        st.caption(_("It takes a few seconds; you can go on working meanwhile."))
    shown = {form: there[form] for form in forms if form in there}
    if shown:
        _downloads(wanted, shown)


def _make(dossier: Dossier, forms: list[Form]) -> None:
    with parts.errors():
        making.begin(background.jobs(), dossier, forms)


def _edition(dossier: Dossier) -> Dossier:
    """The report for whom it is meant, in which language and in whose look it is."""
    audience = st.radio(
        _("For whom"),
        list(documents.AUDIENCES),
        format_func=lambda one: documents.AUDIENCES[one].title,
        captions=[one.holds for one in documents.AUDIENCES.values()],
        key="report-audience",
    )
    printed_in = appearance.language("report-language")
    look = appearance.choose("report-brand")
    try:
        return _judged(parts.english(), audience, look, printed_in)
    except InputError as error:
        st.error(words.plain(wording.stopped(str(error))))
        return dossier


@st.cache_resource(
    max_entries=8,
    show_spinner=False,
    hash_funcs={Dossier: lambda one: one.content_hash, Brand: lambda one: one.model_dump_json()},
)
def _judged(dossier: Dossier, audience: Audience, look: Brand | None, spoken: str) -> Dossier:
    """The edition, judged once and not whenever the page is drawn."""
    return documents.edition(dossier, audience, look, spoken)


def _downloads(dossier: Dossier, there: dict[Form, Path]) -> None:
    with st.container(horizontal=True):
        for form, place in there.items():
            about = documents.FORMS[form]
            st.download_button(
                _("Download {form}", form=_(about.title)),
                place.read_bytes(),
                f"{dossier.number}{dossier.edition.suffix}.{about.extension}",
                about.media,
                key=f"download-{form.value}",
                on_click="ignore",
                type="primary" if form is Form.PDF else "secondary",
            )
    if Form.PDF in there:
        leaves.draw(there[Form.PDF], dossier.assessment.subject.name)
    if Form.HTML in there and st.toggle(_("Show it as one page to read"), key="preview"):
        st.iframe(there[Form.HTML].read_text(encoding="utf-8"), height=PREVIEW_HEIGHT)


def _verify() -> None:
    st.header(_("Verify a report"))
    with st.expander(_("Is a report what its own data leads to?")):
        given = st.file_uploader(
            _("A report in PDF, made with Phase 2 Audit"),
            type=["pdf"],
            max_upload_size=100,
            key="verify",
        )
        if given is not None:
            st.button(_("Verify it"), key="verify-it", type="primary", on_click=_begin_to_verify)
        if key := st.session_state.get(_VERIFYING):
            job = background.draw(
                key, _("The report is judged and printed again"), {"verifying": _("Comparing")}
            )
            if job and job.state is JobState.DONE:
                _verification(making.verified(job))


def _begin_to_verify() -> None:
    given = st.session_state["verify"]
    with parts.errors():
        key = making.begin_to_verify(background.jobs(), given.getvalue(), given.name)
        st.session_state[_VERIFYING] = key


def _verification(found: Verification) -> None:
    if found.verified:
        told = _(
            "{file}, report {number}: all that can be told holds.", file=found.document, number=found.number
        )
        st.success(words.plain(told))
    else:
        st.error(words.plain(_("{file}: it is not what its data leads to.", file=found.document)))
    parts.table(
        [
            {
                _("What"): _(one.name),
                _("Holds"): HOLDS[one.holds],
                _("Why"): "; ".join((one.why, *one.places)),
            }
            for one in found.points
        ]
    )
