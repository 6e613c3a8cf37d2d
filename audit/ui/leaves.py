"""The report page by page, as it is printed."""

from functools import partial
from pathlib import Path

import streamlit as st

from audit.delivery import leaves
from audit.ui import pieces


def draw(pdf: Path, title: str) -> None:
    """One page of a printed report at a time; turning it draws nothing else."""
    if st.toggle("Show its pages, as they are printed", key="leaves"):
        pieces.piece("leaves-shown", partial(_leaf, pdf, title))


def _leaf(pdf: Path, title: str) -> None:
    of = _count(pdf)
    at = st.pagination(of, key=f"leaf-{pdf.parents[1].name}")
    with st.container(border=True):
        st.image(_picture(pdf, at), width="stretch", alt=f"Page {at} of {of} of the report: {title}")


@st.cache_data(max_entries=8, show_spinner=False)
def _count(pdf: Path) -> int:
    return leaves.count(pdf)


@st.cache_data(max_entries=32, show_spinner="Drawing the page")
def _picture(pdf: Path, number: int) -> bytes:
    return leaves.picture(pdf, number)
