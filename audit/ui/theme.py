"""The look of the application: the colours and the type of the report, by day and by night."""

import json
from collections.abc import Mapping

from audit import delivery
from audit.model.palette import DARK, LIGHT, Palette

FONTS = "/fonts/"
"""Where the browser finds our own fonts."""

SANS, SERIF, MONO = (
    "Report Sans, sans-serif",
    "Report Serif, Report Serif Ext, serif",
    "Report Mono, Report Mono Ext, monospace",
)

SHAPES: Mapping[str, str | bool] = {
    "font": SANS,
    "headingFont": SERIF,
    "codeFont": MONO,
    "headingFontWeights": "500",
    "headingFontSizes": json.dumps(["2.25rem", "1.6rem", "1.25rem"]),
    "metricValueFontSize": "1.75rem",
    "codeFontSize": "0.8125rem",
    "baseRadius": "0.3rem",
    "paddingTop": "2.5rem",
    "showWidgetBorder": True,
    "showSidebarBorder": False,
    "linkUnderline": True,
}
"""What is the same by day and by night."""

TONES = {
    "red": "critical",
    "orange": "high",
    "yellow": "medium",
    "green": "good",
    "blue": "blue",
    "gray": "note",
}
"""The names that Streamlit has for colours, and what they stand for here."""


def options() -> Mapping[str, str | bool]:
    """Every setting of the theme by the name that Streamlit knows it by, `theme.dark.textColor`."""
    found: dict[str, str | bool] = {f"theme.{name}": value for name, value in SHAPES.items()}
    faces = [
        {"family": one.family, "url": FONTS + one.file, "weight": str(one.weight), "style": one.style}
        for one in delivery.fonts()
    ]
    found["theme.fontFaces"] = json.dumps(faces)
    for name, palette in (("light", LIGHT), ("dark", DARK)):
        found |= {f"theme.{name}.{option}": colour for option, colour in _colours(palette).items()}
        found |= {
            f"theme.{name}.sidebar.backgroundColor": palette.pale,
            f"theme.{name}.sidebar.secondaryBackgroundColor": palette.desk,
        }
    return found


def _colours(palette: Palette) -> dict[str, str]:
    found = {
        "primaryColor": palette.button,
        "backgroundColor": palette.paper,
        "secondaryBackgroundColor": palette.pale,
        "textColor": palette.ink,
        "linkColor": palette.blue,
        "codeTextColor": palette.ink,
        "codeBackgroundColor": palette.pale,
        "borderColor": palette.rule,
        "dataframeBorderColor": palette.rule,
        "dataframeHeaderBackgroundColor": palette.pale,
        "dataframeHeaderTextColor": palette.soft,
    }
    for tone, role in TONES.items():
        colour = getattr(palette, role)
        found |= {
            f"{tone}Color": colour,
            f"{tone}TextColor": colour,
            f"{tone}BackgroundColor": palette.pale,
        }
    return found


def style() -> str:
    """What Streamlit has no setting for, as a style sheet."""
    both = [
        f"--{name}: light-dark({by_day}, {by_night});"
        for (name, by_day), (_, by_night) in zip(LIGHT, DARK, strict=True)
    ]
    return f"<style>:root {{ {' '.join(both)} }}\n{_RULES}</style>"


def by_night(drawn: object) -> object:
    """A figure, as the lists and mappings it is made of, with each colour in its role on a dark screen."""
    if isinstance(drawn, dict):
        return {name: by_night(part) for name, part in drawn.items()}
    if isinstance(drawn, list | tuple):
        return [by_night(part) for part in drawn]
    return _NIGHT.get(drawn, drawn) if isinstance(drawn, str) else drawn


_NIGHT = {by_day: by_night for (_, by_day), (_, by_night) in zip(LIGHT, DARK, strict=True)}

_RULES = """
/* Wide enough for tables, narrow enough to read, where Streamlit has only narrow and endless. */
.stMainBlockContainer { max-width: 60rem }
@media (max-width: 640px) {
  .stMainBlockContainer { padding-left: 1rem; padding-right: 1rem }
  [role="tablist"] { gap: 0 0.75rem; flex-wrap: wrap; overflow: visible }
  [role="tab"] p { font-size: 0.8125rem }
  /* What is chosen is read whole: a list has a line to itself. */
  [data-testid="stElementContainer"]:has(> :is(.stSelectbox, .stMultiSelect)) { min-width: 100% }
}
/* Quiet text is quiet by its own colour: thinned ink would fall below what can be read. */
[data-testid="stCaptionContainer"], .stApp kbd { color: var(--soft) !important; opacity: 1 !important }
[data-testid="stWidgetLabel"][disabled], [data-testid="stWidgetLabel"][disabled] * { color: var(--soft) }
/* The colour of the main button is made for white text on it; as a text it is the blue of links. */
[role="tab"][aria-selected="true"], [data-testid="stSliderThumbValue"],
button[data-selected="true"], button[data-selected="true"] p {
  color: var(--blue) !important
}
/* Where one is by keyboard is shown, whatever has the focus. */
:is(a, button, summary, [role="tab"], [tabindex="0"]):focus-visible,
label:has(input:is([type="radio"], [type="checkbox"]):focus-visible) {
  outline: 2px solid var(--blue) !important; outline-offset: 2px; border-radius: 0.2rem
}
.grid { width: 100%; border-collapse: collapse; font-size: 0.875rem; overflow-wrap: anywhere }
.grid :is(th, td) { padding: 0.4rem 0.9rem 0.4rem 0; text-align: left; vertical-align: top;
  border-bottom: 1px solid var(--rule); font-weight: 400; white-space: pre-line }
.grid thead th { font-weight: 600; border-bottom-color: var(--ink); overflow-wrap: normal }
@media (max-width: 640px) {
  .grid, .grid tbody, .grid tr, .grid td { display: block }
  .grid thead { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%) }
  .grid tr { padding: 0.5rem 0; border-bottom: 1px solid var(--rule) }
  .grid td { display: flow-root; border: 0; padding: 0.1rem 0 0.1rem 7rem; min-height: 1.5rem }
  .grid td::before { content: attr(data-of); float: left; width: 6.5rem; margin-left: -7rem;
    color: var(--soft) }
  .grid td:empty { display: none }
}
"""
