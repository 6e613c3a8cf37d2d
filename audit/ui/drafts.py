"""Fields whose text is kept from the moment it is typed, until it is put on record: no reload loses it."""

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

import streamlit as st

from audit.ui import parts

_HELD = "_drafts"


def text_area(label: str, field: str, value: str = "", **options: Any) -> str:
    """A text area whose draft is kept; begins with the draft, else with this value."""
    return st.text_area(label, **_widget(field, value), **options) or ""


def text_input(label: str, field: str, value: str = "", **options: Any) -> str:
    """A line of text whose draft is kept; begins with the draft, else with this value."""
    return st.text_input(label, **_widget(field, value), **options) or ""


def choice(label: str, field: str, among: Sequence[Any], value: Any, told: Callable[[Any], Any] = str) -> Any:
    """A choice from a list whose draft is kept; begins with the draft, else with this value."""
    name, texts = key(field), {str(one): one for one in among}
    if name not in st.session_state:
        st.session_state[name] = texts.get(left(field), value)
    kept = partial(_keep, field, "" if value is None else str(value))
    return st.selectbox(label, list(among), format_func=told, key=name, on_change=kept)


def put_on_record(act: Callable[[], object], *fields: str, told: str = "It is on record.") -> None:
    """Do something with what was typed into these fields, and say so; then their drafts are gone.

    To be called from a callback: what cannot be done becomes a message, and what was typed stays.
    """
    done = False
    with parts.errors():
        act()
        done = True
    if done:
        st.toast(told)
        forget(*fields)


def forget(*fields: str) -> None:
    """Forget what was typed into these fields, because it is on record; to be called from a callback."""
    parts.case().drop_drafts(*fields)
    for field in fields:
        _drafts().pop(field, None)
        st.session_state.pop(key(field), None)


def key(field: str) -> str:
    """The key of the widget for a field of the open assessment."""
    return f"draft.{parts.case_id()}.{field}"


def held(field: str) -> Any:
    """What stands in a field now."""
    return st.session_state.get(key(field))


def typed(field: str) -> str:
    """What stands in a field now, without blanks around it."""
    return str(held(field) or "").strip()


def left(field: str) -> str:
    """What was typed and is kept under this name; empty where there is nothing."""
    return _drafts().get(field, "")


def keep(field: str, text: str) -> None:
    """Keep a text under a name, or forget it where the text is empty."""
    if text:
        parts.case().keep_draft(field, text)
        _drafts()[field] = text
    elif _drafts().pop(field, None) is not None:
        parts.case().drop_drafts(field)


def _widget(field: str, value: str) -> dict[str, Any]:
    name = key(field)
    if name not in st.session_state:
        st.session_state[name] = _drafts().get(field, value)
    return {"key": name, "on_change": partial(_keep, field, value)}


def _drafts() -> dict[str, str]:
    """The drafts of the open assessment, read once for this session."""
    by_case: dict[str, dict[str, str]] = st.session_state.setdefault(_HELD, {})
    opened = parts.case_id() or ""
    if opened not in by_case:
        by_case.clear()
        by_case[opened] = parts.case().drafts()
    return by_case[opened]


def _keep(field: str, value: str) -> None:
    found = held(field)
    now = "" if found is None else str(found)
    with parts.errors():
        keep(field, "" if now == value else now)
