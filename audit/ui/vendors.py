"""Several vendors on the page that compares: their figures, and the report to hand over."""

import streamlit as st

from audit import assessment as use_cases
from audit.delivery import making_tenders, tenders
from audit.model.tender import MOST_VENDORS, Tender
from audit.ui import background, parts, words

MEDIA = {"pdf": "application/pdf", "html": "text/html", "json": "application/json"}
SHOWN = ("contenders", "sensitivity", "matrix", "prices")


@st.cache_resource(max_entries=8, show_spinner="Judging each as a vendor")
def tender(chosen: tuple[tuple[str, str], ...]) -> Tender:
    """The vendors side by side, computed once for each state of their assessments."""
    given = [parts.desk().case(key).read().assessment for key, _ in chosen]
    return use_cases.tender_of(given, parts.rubric())


def draw(chosen: tuple[tuple[str, str], ...]) -> None:
    """The figures of the comparison, and its report."""
    if len(chosen) > MOST_VENDORS:
        st.caption(f"Figures and a report are made for up to {MOST_VENDORS} vendors at a time.")
        return
    with parts.errors():
        found = tender(chosen)
        _figures(found)
        _report(found)


def _figures(found: Tender) -> None:
    figures = tenders.figures(found)
    for name in SHOWN:
        if name in figures:
            parts.chart(figures[name], key=f"vendors-{name}")


def _report(found: Tender) -> None:
    st.header("The report on these vendors")
    st.caption(
        "Knock-outs first, then the ranking and how sure it is, gates, claims against proof, what to "
        "negotiate with each, and the clauses to demand. Each is judged as a vendor, whatever its "
        "assessment is for."
    )
    key = making_tenders.job_of(found)
    job = background.draw(key, "The report is being made", making_tenders.PHASES)
    there = making_tenders.made(background.jobs(), found)
    if not there and not (job and job.running):
        st.button(
            "Make the report on these vendors",
            type="primary",
            key="make-tender",
            on_click=_make,
            args=(found,),
        )
        st.caption("It takes a few seconds; you can go on working meanwhile.")
    with st.container(horizontal=True):
        for name, place in there.items():
            ending = name.rpartition(".")[2]
            st.download_button(
                words.plain(f"Download {making_tenders.PHASES[name]}"),
                place.read_bytes(),
                f"{found.number}.{ending}",
                MEDIA[ending],
                key=f"download-tender-{ending}",
                on_click="ignore",
                type="primary" if ending == "pdf" else "secondary",
            )


def _make(found: Tender) -> None:
    with parts.errors():
        making_tenders.begin(background.jobs(), found)
