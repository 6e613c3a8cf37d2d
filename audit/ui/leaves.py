"""The report page by page, as it is printed."""

from functools import partial
from pathlib import Path

import streamlit as st

from audit.delivery import leaves
from audit.model.speech import _
from audit.ui import parts, pieces


def draw(pdf: Path, title: str) -> None:
    """One page of a printed report at a time; turning it draws nothing else."""
    if st.toggle(_("Show its pages, as they are printed"), key="leaves"):
        pieces.piece("leaves-shown", partial(_leaf, pdf, title))


def _leaf(pdf: Path, title: str) -> None:
    of = _count(pdf)
    at = st.pagination(of, key=f"leaf-{pdf.parents[1].name}")
    alt = _("Page {number} of {all} of the report: {title}", number=str(at), all=str(of), title=title)
    with st.container(border=True):
        with parts.waiting(_("Drawing the page"), str(pdf), str(at)):
            drawn = _picture(pdf, at)
        st.image(drawn, width="stretch", alt=alt)


@st.cache_data(max_entries=8, show_spinner=False)
def _count(pdf: Path) -> int:
    return leaves.count(pdf)


@st.cache_data(max_entries=32, show_spinner=False)
def _picture(pdf: Path, number: int) -> bytes:
    return leaves.picture(pdf, number)
