"""The page renderer as it is, but working out once what it would work out for every line, box and letter.

Each part stands in for one of WeasyPrint 70.0; tests hold what is printed with ours and with
theirs against each other. Any other version is left as it is.
"""

import sys
from collections.abc import Iterable
from typing import Any, NamedTuple

import pydyf  # type: ignore[import-untyped]
import weasyprint  # type: ignore[import-untyped]
from cssselect2 import Matcher  # type: ignore[import-untyped]
from weasyprint.css import ComputedStyle  # type: ignore[import-untyped]
from weasyprint.formatting_structure.boxes import Box  # type: ignore[import-untyped]
from weasyprint.layout import percent  # type: ignore[import-untyped]
from weasyprint.svg import SVG  # type: ignore[import-untyped]
from weasyprint.text import line_break  # type: ignore[import-untyped]

from reports.quick import boxes, drawings, glyphs, styles, texts, writing

KNOWN = "70.0"


class Part(NamedTuple):
    """Where a part of the renderer is kept, its name there, and what stands in for it."""

    owner: Any
    name: str
    ours: Any
    theirs: Any


def quicken() -> None:
    """Let our parts stand in for the renderer's, if it is the version that they were made for."""
    if weasyprint.__version__ == KNOWN:
        for part in PARTS:
            setattr(part.owner, part.name, part.ours)


def _parts(ours: Any, *owners: Any) -> Iterable[Part]:
    """Our part for each owner that has one of this name."""
    name: str = getattr(ours, "fget", ours).__name__
    return (Part(owner, name, ours, vars(owner)[name]) for owner in owners if name in vars(owner))


def _users(theirs: Any) -> list[Any]:
    """The modules of the renderer that took in one of its own parts by name."""
    modules = [module for key, module in sys.modules.items() if key.startswith("weasyprint.")]
    return [module for module in modules if vars(module).get(theirs.__name__) is theirs]


PARTS: tuple[Part, ...] = (
    *_parts(styles.match, Matcher),
    *_parts(styles.__missing__, ComputedStyle),
    *_parts(texts.Layout, line_break),
    *_parts(texts.strut, *_users(line_break.strut)),
    *_parts(boxes.is_in_normal_flow, Box),
    *_parts(boxes.resolve_percentages, *_users(percent.resolve_percentages)),
    *_parts(boxes.resolve_radii_percentages, *_users(boxes.their_radii)),
    *_parts(boxes.draw_outline, *_users(boxes.their_outline)),
    *_parts(glyphs.draw_first_line, *_users(glyphs.their_draw)),
    *_parts(drawings.draw_node, SVG),
    *_parts(writing._to_bytes, pydyf),
    *_parts(writing.zlib, pydyf),
    *_parts(writing.page_references, pydyf.PDF),
    *_parts(writing.write, pydyf.PDF),
)
