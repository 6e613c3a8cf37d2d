"""Several vendors on the page that compares: their figures, and the report to hand over."""

from collections.abc import Callable
from typing import Any

import streamlit as st

from audit import assessment as use_cases
from audit.delivery import making_tenders, tenders
from audit.model import wording
from audit.model.base import InputError
from audit.model.brand import Brand
from audit.model.edition import Audience
from audit.model.speech import ENGLISH, _
from audit.model.tender import AUDIENCES, MOST_VENDORS, Tender
from audit.ui import appearance, background, parts, words
from audit.ui import language as languages

MEDIA = {"pdf": "application/pdf", "html": "text/html", "json": "application/json"}
HASHED: dict[str | type[Any], Callable[[Any], Any]] = {
    Tender: lambda one: one.content_hash,
    Brand: lambda one: one.model_dump_json(),
}
SHOWN = ("contenders", "sensitivity", "matrix", "prices")


@st.cache_resource(max_entries=8, show_spinner=False)
def tender(chosen: tuple[tuple[str, str], ...], language: str = ENGLISH) -> Tender:  # noqa: ARG001 - a key
    """The vendors side by side, computed once for each state of their assessments and each language."""
    given = [parts.desk().case(key).read().assessment for key, _ in chosen]
    return use_cases.tender_of(given, parts.rubric())


def draw(chosen: tuple[tuple[str, str], ...]) -> None:
    """The figures of the comparison, and its report."""
    if len(chosen) > MOST_VENDORS:
        st.caption(
            _("Figures and a report are made for up to {most} vendors at a time.", most=str(MOST_VENDORS))
        )
        return
    with parts.errors():
        with parts.waiting(_("Judging each as a vendor"), *map(str, chosen)):
            found = tender(chosen, languages.chosen())
        _figures(found)
        _report(found)


def _figures(found: Tender) -> None:
    figures = tenders.figures(found)
    for name in SHOWN:
        if name in figures:
            parts.chart(figures[name], key=f"vendors-{name}")


def _report(found: Tender) -> None:
    st.header(_("The report on these vendors"))
    st.caption(
        _(
            "Knock-outs first, then the ranking and how sure it is, gates, claims against proof, what to "
            "negotiate with each, and the clauses to demand. Each is judged as a vendor, whatever its "
            "assessment is for."
        )
    )
    audience = st.radio(
        _("For whom"),
        list(AUDIENCES),
        format_func=lambda one: AUDIENCES[one].title,
        captions=[one.holds for one in AUDIENCES.values()],
        key="tender-audience",
        persist_state="session",
    )
    language, brand = appearance.language("tender-language"), appearance.choose("tender-brand")
    copies = audience is Audience.VENDOR
    try:
        wanted = _edition(found, Audience.FULL if copies else audience, brand, language)
    except InputError as error:
        st.error(words.plain(wording.stopped(str(error))))
        return
    _documents(wanted, copies=copies)


@st.cache_resource(
    max_entries=8,
    show_spinner=False,
    hash_funcs=HASHED,
)
def _edition(found: Tender, audience: Audience, brand: Brand | None, language: str) -> Tender:
    """The edition, judged once and not whenever the page is drawn."""
    return tenders.edition(found, audience, brand, language)


def _documents(wanted: Tender, *, copies: bool) -> None:
    """What is made of an edition, or the button that has it made."""
    phases = making_tenders.phases(wanted, copies=copies)
    key = making_tenders.job_of(wanted, copies=copies)
    title = _("The copies are being made") if copies else _("The report is being made")
    job = background.draw(key, title, phases)
    there = making_tenders.made(background.jobs(), wanted, copies=copies)
    if not there and not (job and job.running):
        st.button(
            _("Make a copy for each vendor") if copies else _("Make the report on these vendors"),
            type="primary",
            key="make-tender",
            on_click=_make,
            args=(wanted, copies),
        )
        st.caption(_("It takes a few seconds; you can go on working meanwhile."))
    with st.container(horizontal=True):
        for name, place in there.items():
            stem, ending = name.rsplit(".", 1)
            st.download_button(
                words.plain(_("Download {form}", form=phases[name])),
                place.read_bytes(),
                name if copies else f"{wanted.number}{wanted.suffix}.{ending}",
                MEDIA[ending],
                key=f"download-tender-{stem if copies else ending}",
                on_click="ignore",
                type="primary" if ending == "pdf" and not copies else "secondary",
            )


def _make(wanted: Tender, copies: bool) -> None:
    with parts.errors():
        making_tenders.begin(background.jobs(), wanted, copies=copies)
