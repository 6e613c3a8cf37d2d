"""The report as one HTML file whose charts tell their numbers: it works offline and asks no network.

The drawings of the report stay in it for print, and for readers without scripts.
"""

import base64
import hashlib
import html
import json
import re
from functools import cache
from typing import Any

from audit.model.dossier import Dossier
from audit.model.palette import LIGHT, Palette
from reports import assets, figures, page, plotly_charts

FIGURE = re.compile(r'<figure class="chart.*?</figure>', re.DOTALL)
TITLE = re.compile(r"<title>(.*?)</title>", re.DOTALL)
TAGS = re.compile(r"(</?(?:br|b|i|sub|sup)/?>)")
"""What our own charts write into a text; everything else is text."""
TITLE_ROOM = 32
"""Pixels that a title takes above a figure."""
SHOWN = """
@media screen { .drawn > svg { display: none !important; } .live { min-height: 130px; } }
@media print { .live { display: none; } }
"""
DRAW = """
const known = JSON.parse(document.getElementById("live-figures").textContent);
for (const place of document.querySelectorAll("[data-figure]")) {
  const figure = known[place.dataset.figure];
  Plotly.newPlot(place, figure.data, figure.layout, {responsive: true, displaylogo: false})
    .then(() => place.parentElement.classList.add("drawn"));
}
"""


def render(dossier: Dossier) -> str:
    """The whole report with Plotly inside; the same bytes for the same dossier."""
    shapes = {name: shape for name, shape in figures.shapes(dossier).items() if shape is not None}
    by_title = {shape.title: name for name, shape in shapes.items()}
    used: set[str] = set()

    def live(found: re.Match[str]) -> str:
        title = TITLE.search(found[0])
        name = by_title.get(html.unescape(title[1])) if title else None
        if name is None:
            return found[0]
        used.add(name)
        return found[0].replace("<svg", f'<div class="live" data-figure="{name}"></div><svg', 1)

    text = FIGURE.sub(
        live, page.render(dossier, assets.style(inline=True, brand=dossier.edition.brand) + SHOWN)
    )
    drawn = {name: _figure(getattr(plotly_charts, shapes[name].kind)(shapes[name])) for name in sorted(used)}
    brand = dossier.edition.brand
    data = {name: _in_colours(one, brand.palette) for name, one in drawn.items()} if brand else drawn
    scripts = (
        f'<script type="application/json" id="live-figures">{_inert(data)}</script>\n'
        f"<script>{_plotly()}</script>\n<script>{DRAW}</script>\n"
    )
    return text.replace("<head>", f"<head>\n{_policy()}", 1).replace("</body>", f"{scripts}</body>", 1)


def _figure(figure: Any) -> dict[str, Any]:
    """A figure as data; its title stands over it already, in the report's own type."""
    found: dict[str, Any] = _escaped(json.loads(figure.to_json()))
    layout = {key: value for key, value in found["layout"].items() if key not in {"title", "template"}}
    layout["autosize"] = True
    layout["font"] = {"family": "Report Sans, sans-serif", "size": 12} | layout.get("font", {})
    margin = layout.get("margin", {})
    layout["margin"] = margin | {"t": max(margin.get("t", 0) - TITLE_ROOM, 12)}
    return {"data": found["data"], "layout": layout}


def _in_colours(figure: dict[str, Any], palette: Palette) -> dict[str, Any]:
    """A figure in the colours of a brand: each of ours that it changes gives way to its own."""
    pairs = ((getattr(LIGHT, name), getattr(palette, name)) for name in Palette.model_fields)
    ours = {here: theirs for here, theirs in pairs if here != theirs}

    def coloured(value: Any, *, colour: bool) -> Any:
        if isinstance(value, dict):
            return {key: coloured(one, colour=colour or "color" in key) for key, one in value.items()}
        if isinstance(value, list):
            return [coloured(one, colour=colour) for one in value]
        return ours.get(value, value) if colour and isinstance(value, str) else value

    found: dict[str, Any] = coloured(figure, colour=False)
    return found


def _escaped(value: Any) -> Any:
    """Text without markup of others: Plotly takes a few tags in texts for markup, links among them."""
    if isinstance(value, str):
        return "".join(
            part if n % 2 else html.escape(part, quote=False) for n, part in enumerate(TAGS.split(value))
        )
    if isinstance(value, list):
        return [_escaped(one) for one in value]
    if isinstance(value, dict):
        return {key: _escaped(one) for key, one in value.items()}
    return value


def _inert(data: dict[str, Any]) -> str:
    """JSON that cannot end the element that it stands in."""
    return json.dumps(data, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")


@cache
def _plotly() -> str:
    from plotly.offline import get_plotlyjs

    return str(get_plotlyjs()).replace("\r\n", "\n")


@cache
def _policy() -> str:
    """What a browser may do with the file: run these two scripts, and fetch nothing."""
    hashes = (
        base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in (_plotly(), DRAW)
    )
    allowed = " ".join(f"'sha256-{one}'" for one in hashes)
    return (
        '<meta http-equiv="Content-Security-Policy" content="default-src \'none\'; '
        f"script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; font-src data:; "
        "base-uri 'none'; form-action 'none'\">"
    )
