"""What the browser does beside Streamlit: hands over what is typed, and sees that a page is reached."""

import streamlit as st

PAUSE = 1200
"""Milliseconds without a further key after which a text is handed over, though its field was not left."""
HEARD = 5000
"""Milliseconds after which what was handed over has been heard, if the server is still there and at rest."""

# Streamlit takes a text over when its field is left, or on Ctrl+Enter. Outside of forms, where that key
# would send the form, it is pressed for whoever pauses, changes the tab, or goes back. A page that is loaded
# again sends nothing any more, and one without its server neither: there it is typed again on the next one.
_TYPED = f"""
  const OURS = '[data-testid="stTextArea"] textarea, [data-testid="stTextInput"] input';
  const UNSENT = 'phase2-unsent';
  const unsent = new Map();
  const timers = new Map();
  const place = () => {{
    const asked = new URLSearchParams(location.search);
    return [location.pathname, asked.get('case'), asked.get('who')].join(' ');
  }};
  const name = (field) => [...(field.closest('[class*="st-key-"]')?.classList ?? [])]
    .find((one) => one.startsWith('st-key-'));
  const fieldOf = (key) => [...document.querySelectorAll(OURS)].find((one) => name(one) === key);
  const later = (key, what, pause) => {{
    clearTimeout(timers.get(key));
    timers.set(key, setTimeout(() => what(key), pause));
  }};
  const resting = () => connected() && app().testScriptState === 'notRunning';
  const forget = (key) => resting() ? unsent.delete(key) : later(key, forget, {HEARD});
  const keep = (key) => {{
    if (!connected()) return later(key, keep, {PAUSE});
    const press = {{key: 'Enter', code: 'Enter', keyCode: 13, ctrlKey: true, bubbles: true}};
    fieldOf(key)?.dispatchEvent(new KeyboardEvent('keydown', press));
    later(key, forget, {HEARD});
  }};
  document.addEventListener('input', (event) => {{
    const field = event.target;
    const key = field.matches?.(OURS) && !field.closest('[data-testid="stForm"]') && name(field);
    if (!key) return;
    unsent.set(key, field.value);
    later(key, keep, {PAUSE});
  }});
  document.addEventListener('focusout', (event) => {{
    const key = event.target.matches?.(OURS) && name(event.target);
    if (unsent.has(key)) later(key, forget, {HEARD});
  }});
  const all = () => [...timers.keys()].forEach(keep);
  document.addEventListener('visibilitychange', all);
  window.addEventListener('popstate', all, true);
  window.addEventListener('pagehide', () => {{
    if (unsent.size) sessionStorage.setItem(UNSENT, JSON.stringify([place(), [...unsent]]));
  }});
  const [where, texts] = JSON.parse(sessionStorage.getItem(UNSENT)) ?? [];
  sessionStorage.removeItem(UNSENT);
  const typeAgain = (key, text) => {{
    const field = place() === where && fieldOf(key);  // it may be folded away, or on another page
    if (field?.value === text) unsent.delete(key);
    if (field?.value === text || unsent.get(key) !== text) return;
    if (!field || app().testScriptState !== 'notRunning') {{
      setTimeout(typeAgain, 200, key, text);
      return;
    }}
    Object.getOwnPropertyDescriptor(Object.getPrototypeOf(field), 'value').set.call(field, text);
    field.dispatchEvent(new Event('input', {{bubbles: true}}));
  }};
  for (const [key, text] of where === place() ? texts : []) {{
    unsent.set(key, text);
    typeAgain(key, text);
  }}
"""

# A server that was started again, or has forgotten whoever was away for long, knows nothing of the questions
# on the screen: it would pass over every click on them without a word.
_BACK = """
  const app = () => document.querySelector('[data-testid="stApp"]')?.dataset ?? {};
  const connected = () => app().testConnectionState === 'CONNECTED';
  let away = false;
  setInterval(() => {
    if (away && connected()) location.reload();
    away = !connected();
  }, 250);
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
{_BACK}{_TYPED}{_REACHED}}})();
</script>"""


def watch() -> None:
    """Let the browser watch over what is typed and where one goes; once for a window."""
    st.html(_SCRIPT, unsafe_allow_javascript=True)
