"""How a report shall look and in which language it shall be: of one system, and of several vendors."""

import tempfile
from pathlib import Path

import streamlit as st

from audit.delivery import documents
from audit.model import wording
from audit.model.base import InputError
from audit.model.brand import Brand
from audit.model.speech import _
from audit.ui import language as languages
from audit.ui import words

MOST = 5
"""Megabytes of the files of a brand."""


def language(key: str) -> str:
    """The language of a report."""
    about = _("Of the report, its numbers and dates. What people wrote stays as it is.")
    return languages.other(_("Language of the report"), key, about)


def choose(key: str) -> Brand | None:
    """The brand whose files are given; none where there are none, or something is wrong with them."""
    with st.expander(_("In a look of your own")):
        given = st.file_uploader(
            _("The file of a brand (YAML), and its logo"),
            accept_multiple_files=True,
            max_upload_size=MOST,
            key=key,
        )
        return _look(tuple((one.name, one.getvalue()) for one in given)) if given else None


def _look(files: tuple[tuple[str, bytes], ...]) -> Brand | None:
    """The look that the files describe, or what is wrong with them."""
    try:
        return _read(files)
    except InputError as error:
        st.error(words.plain(wording.stopped(str(error))))
        return None


@st.cache_resource(max_entries=8, show_spinner=False)
def _read(files: tuple[tuple[str, bytes], ...]) -> Brand:
    named = next((name for name, _ in files if name.lower().endswith((".yaml", ".yml"))), None)
    if named is None:
        raise InputError(_("There is no YAML file among these: it says name, colours and cover text."))
    with tempfile.TemporaryDirectory() as folder:
        for name, content in files:
            (Path(folder) / Path(name).name).write_bytes(content)
        try:
            return documents.brand(Path(folder) / Path(named).name)
        except InputError as error:
            raise InputError(str(error).replace(f"{folder}/", "")) from error
