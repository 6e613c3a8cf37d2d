"""What the browser does beside Streamlit: hands over what is typed, and sees that a page is reached."""

import streamlit as st

PAUSE = 1200
"""Milliseconds without a further key after which a text is handed over, though its field was not left."""

# Streamlit takes a text over when its field is left, or on Ctrl+Enter. Outside of forms, where that key
# would send the form, it is pressed for whoever pauses, changes the tab, or closes it.
_TYPED = f"""
  const waiting = new Map();
  const done = (field) => {{ clearTimeout(waiting.get(field)); waiting.delete(field); }};
  const keep = (field) => {{
    done(field);
    const press = {{key: 'Enter', code: 'Enter', keyCode: 13, ctrlKey: true, bubbles: true}};
    field.dispatchEvent(new KeyboardEvent('keydown', press));
  }};
  document.addEventListener('input', (event) => {{
    const field = event.target;
    const ours = field.matches?.('[data-testid="stTextArea"] textarea, [data-testid="stTextInput"] input');
    if (!ours || field.closest('[data-testid="stForm"]')) return;
    done(field);
    waiting.set(field, setTimeout(() => keep(field), {PAUSE}));
  }});
  document.addEventListener('focusout', (event) => done(event.target));
  const all = () => [...waiting.keys()].forEach(keep);
  document.addEventListener('visibilitychange', all);
  window.addEventListener('pagehide', all);
"""

# Of two requests that are under way at once Streamlit keeps the page of the later one: what a page asks for
# by itself, or a text taken over as its field is left, would undo a click on the navigation.
_REACHED = """
  let wanted = null;
  const stop = () => { clearInterval(wanted); wanted = null; };
  document.addEventListener('keydown', (event) => { if (event.isTrusted) stop(); }, true);
  document.addEventListener('click', (event) => {
    if (!event.isTrusted) return;
    stop();
    const link = event.target.closest?.('[data-testid="stSidebarNavLink"]');
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    const place = new URL(link.href).pathname;
    let left = 20;
    wanted = setInterval(() => {
      const state = document.querySelector('[data-testid="stApp"]')?.dataset.testScriptState;
      if (location.pathname === place && state === 'notRunning' || left-- === 0) stop();
      else if (location.pathname !== place && state === 'notRunning') {
        [...document.querySelectorAll('[data-testid="stSidebarNavLink"]')]
          .find((one) => new URL(one.href).pathname === place)?.click();
      }
    }, 700);
  }, true);
"""

_SCRIPT = f"""<script>
(() => {{
  if (window.phase2Watches) return;
  window.phase2Watches = true;
{_TYPED}{_REACHED}}})();
</script>"""


def watch() -> None:
    """Let the browser watch over what is typed and where one goes; once for a window."""
    st.html(_SCRIPT, unsafe_allow_javascript=True)
