"""Fields whose text is kept from the moment it is typed, until it is put on record: no reload loses it."""

from collections.abc import Callable
from functools import partial
from typing import Any

import streamlit as st

from audit.ui import parts

PAUSE = 1200
"""Milliseconds without a further key after which a text is kept, though the field was not left."""
_HELD = "_drafts"

# Streamlit takes over a text when its field is left, or on Ctrl+Enter. Outside of forms, where that key
# would send the form, it is pressed for whoever pauses, changes the tab, or closes it.
_SCRIPT = f"""<script>
(() => {{
  if (window.phase2Keeps) return;
  window.phase2Keeps = true;
  const waiting = new Map();
  const keep = (field) => {{
    clearTimeout(waiting.get(field));
    waiting.delete(field);
    const press = {{key: 'Enter', code: 'Enter', keyCode: 13, ctrlKey: true, bubbles: true}};
    field.dispatchEvent(new KeyboardEvent('keydown', press));
  }};
  document.addEventListener('input', (event) => {{
    const field = event.target;
    const ours = field.matches?.('[data-testid="stTextArea"] textarea, [data-testid="stTextInput"] input');
    if (!ours || field.closest('[data-testid="stForm"]')) return;
    clearTimeout(waiting.get(field));
    waiting.set(field, setTimeout(() => keep(field), {PAUSE}));
  }});
  const all = () => [...waiting.keys()].forEach(keep);
  document.addEventListener('visibilitychange', all);
  window.addEventListener('pagehide', all);
}})();
</script>"""


def watch() -> None:
    """Let the browser hand over what is typed, without waiting until a field is left."""
    st.html(_SCRIPT, unsafe_allow_javascript=True)


def text_area(label: str, field: str, value: str = "", **options: Any) -> str:
    """A text area whose draft is kept; begins with the draft, else with this value."""
    return st.text_area(label, **_widget(field, value), **options) or ""


def text_input(label: str, field: str, value: str = "", **options: Any) -> str:
    """A line of text whose draft is kept; begins with the draft, else with this value."""
    return st.text_input(label, **_widget(field, value), **options) or ""


def put_on_record(act: Callable[[], object], *fields: str) -> None:
    """Do something with what was typed into these fields; when it is done, their drafts are gone.

    To be called from a callback: what cannot be done becomes a message, and what was typed stays.
    """
    done = False
    with parts.errors():
        act()
        done = True
    if done:
        parts.case().drop_drafts(*fields)
        for field in fields:
            _drafts().pop(field, None)
            st.session_state.pop(key(field), None)


def key(field: str) -> str:
    """The key of the widget for a field of the open assessment."""
    return f"draft.{parts.case_id()}.{field}"


def typed(field: str) -> str:
    """What stands in a field now, without blanks around it."""
    return str(st.session_state.get(key(field)) or "").strip()


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
    now = str(st.session_state.get(key(field)) or "")
    with parts.errors():
        if now == value:
            parts.case().drop_drafts(field)
            _drafts().pop(field, None)
        else:
            parts.case().keep_draft(field, now)
            _drafts()[field] = now
