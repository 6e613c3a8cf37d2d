"""Fields whose text is kept from the moment it is typed, until it is put on record: no reload loses it."""

import json
import re
from collections.abc import Callable, Sequence
from contextlib import suppress
from datetime import date
from functools import partial
from typing import Any

import streamlit as st

from audit.model.speech import _
from audit.ui import parts

_HELD, _BEGUN = "_drafts", "begun"
_ID = r"new-[0-9a-f]{12}"
NEW = "new."
"""How the fields begin in which an assessment is described that is not created yet."""


def text_area(label: str, field: str, value: str = "", **options: Any) -> str:
    """A text area whose draft is kept; begins with the draft, else with this value."""
    return st.text_area(label, **widget(field, value), **options) or ""


def text_input(label: str, field: str, value: str = "", **options: Any) -> str:
    """A line of text whose draft is kept; begins with the draft, else with this value."""
    return st.text_input(label, **widget(field, value), **options) or ""


def choice(
    label: str, field: str, among: Sequence[Any], value: Any, told: Callable[[Any], Any] = str, **options: Any
) -> Any:
    """A choice from a list whose draft is kept; begins with the draft, else with this value."""
    texts = {str(one): one for one in among}
    if st.session_state.get(key(field), value) not in (*among, value):
        del st.session_state[key(field)]  # what was chosen is not there any more
    kept = widget(field, value, read=lambda text: texts.get(text, value))
    return st.selectbox(label, list(among), format_func=told, **kept, **options)


def day(label: str, field: str, value: date | None = None, **options: Any) -> date | None:
    """A day whose draft is kept; begins with the draft, else with this value.

    A draft that lies outside of `min_value` and `max_value`, because these have moved, is left out.
    """
    if not _within(held(field), **options) or not _within(_day(left(field)), **options):
        st.session_state.pop(key(field), None)
        keep(field, "")
    found = st.date_input(label, **widget(field, value, read=date.fromisoformat), **options)
    return found if isinstance(found, date) else None


def _day(text: str) -> date | None:
    with suppress(ValueError):
        return date.fromisoformat(text)
    return None


def _within(
    when: date | None, min_value: date | None = None, max_value: date | None = None, **_options: object
) -> bool:
    return when is None or not ((min_value and when < min_value) or (max_value and when > max_value))


def widget(
    field: str,
    value: Any,
    write: Callable[[Any], str] = str,
    read: Callable[[str], Any] = str,
    key_: str = "",
) -> dict[str, Any]:
    """Key and callback of a widget whose draft is kept; it begins with the draft, else with this value.

    `write` makes a text of what it holds, `read` makes that of the text again.
    """
    name = key_ or key(field)
    if name not in st.session_state:
        st.session_state[name] = value
        if text := left(field):
            with suppress(ValueError):  # a version before may have kept what this one does not know
                st.session_state[name] = read(text)
    empty = "" if value is None else write(value)
    return {"key": name, "on_change": partial(_keep, field, name, write, empty)}


def figure(field: str, value: object) -> object:
    """The figure that is left under a name, or else this value; see `keep_figure`."""
    text = left(field)
    return json.loads(text) if text else value


def keep_figure(field: str, value: object) -> None:
    """Keep a figure under a name, also that there is none."""
    keep(field, json.dumps(value))


def put_on_record(act: Callable[[], object], *fields: str, told: str = "") -> None:
    """Do something with what was typed into these fields, and say so; then their drafts are gone.

    To be called from a callback: what cannot be done becomes a message, and what was typed stays.
    """
    with parts.errors():
        act()
        st.toast(told or _("It is on record."))
        forget(*fields)


def forget(*fields: str) -> None:
    """Forget what was typed into these fields, because it is on record; to be called from a callback."""
    for field in fields:
        keep(field, "")
        st.session_state.pop(key(field), None)


def key(field: str) -> str:
    """The key of the widget for a field of the open assessment, or of the one that is not created yet."""
    return f"draft.{field}" if field.startswith(NEW) else f"draft.{parts.case_id()}.{field}"


def held(field: str) -> Any:
    """What stands in a field now."""
    return st.session_state.get(key(field))


def typed(field: str) -> str:
    """What stands in a field now, without blanks around it."""
    return str(held(field) or "").strip()


def left(field: str) -> str:
    """What was typed and is kept under this name; empty where there is nothing."""
    return _drafts(_scope(field)).get(field, "")


def names(beginning: str) -> tuple[str, ...]:
    """The fields of the open assessment with a draft whose names begin so."""
    return tuple(name for name in _drafts(_scope(beginning)) if name.startswith(beginning))


def keep(field: str, text: str) -> None:
    """Keep a text under a name, or forget it where it is empty; without an assessment, for this session."""
    scope = _scope(field, begin=bool(text))
    if text:
        _drafts(scope)[field] = text
        if scope:
            parts.desk().case(scope).keep_draft(field, text)
    elif _drafts(scope).pop(field, None) is not None and scope:
        parts.desk().case(scope).drop_drafts(field)


def _scope(field: str, *, begin: bool = False) -> str:
    """Whose field it is: the open assessment's, or that of the one that is not created yet; empty: nobody's.

    The address carries the latter, so that a reload or a second tab has it too.
    """
    if not field.startswith(NEW):
        return parts.case_id() or ""
    found = st.session_state.get(_BEGUN) or st.query_params.get(_BEGUN) or ""
    if not re.fullmatch(_ID, found):
        found = ""  # an address can be made up, and may not lead to the drafts of an assessment
    if begin and not found:
        found = parts.desk().begun()
    if found:
        st.session_state[_BEGUN] = found
        if st.query_params.get(_BEGUN) != found:
            st.query_params[_BEGUN] = found
    return str(found)


def created() -> None:
    """Forget what was typed about an assessment that is created now."""
    if scope := _scope(NEW):
        fields = tuple(_drafts(scope))
        parts.desk().case(scope).drop_drafts(*fields)
        st.session_state[_HELD].pop(scope, None)
        for field in fields:
            st.session_state.pop(key(field), None)
    st.session_state.pop(_BEGUN, None)
    st.query_params.pop(_BEGUN, None)


def _drafts(scope: str) -> dict[str, str]:
    """The drafts of an assessment, read once for this session."""
    by_case: dict[str, dict[str, str]] = st.session_state.setdefault(_HELD, {})
    if scope not in by_case:
        by_case.clear()
        by_case[scope] = parts.desk().case(scope).drafts() if scope else {}
    return by_case[scope]


def _keep(field: str, name: str, write: Callable[[Any], str], value: str) -> None:
    found = st.session_state.get(name)
    now = "" if found is None else write(found)
    with parts.errors():
        keep(field, "" if now == value else now)
