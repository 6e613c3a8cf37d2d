"""Letters as they are drawn: each is put into the words of the file once for its type, size and place.

How far a letter reaches is asked of its type at a size of a thousand, where it is exact. At the size of a
text it is rounded, and which figure stood in the file would depend on the text that came first.
"""

from collections.abc import Iterator
from struct import Struct
from typing import Any, NamedTuple

from weasyprint.draw import text as drawing  # type: ignore[import-untyped]
from weasyprint.text.ffi import FROM_UNITS, TO_UNITS, ffi, gobject, pango  # type: ignore[import-untyped]

INFO = Struct("=IiiiI")
"""A letter of Pango: its number, how far it reaches, how far it is moved to the right and up, what it is."""
EVEN = 1000
SMALLEST = 1e-6
"""Pixels: a smaller text is not drawn."""
EXACT_SIZE = 14802
"""The version of Pango since which a type says its size."""

their_draw = drawing.draw_first_line
Letter = tuple[int, int, int, int, int]


class Run(NamedTuple):
    """Letters of one type that follow each other."""

    item: Any
    font: Any
    size: float
    letters: list[Letter]

    @property
    def usual(self) -> bool:
        """Whether the letters stand on the line, and are no pictures."""
        font = self.font
        if font.bitmap or font.png or font.svg or font.colr:
            return False
        return not any(up or glyph >= pango.PANGO_GLYPH_EMPTY for glyph, _, _, up, _ in self.letters)


def draw_first_line(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
    """Draw a line of text; returns the pictures in it."""
    style, layout = textbox.style, textbox.pango_layout
    if not textbox.text.strip() or style["font_size"] < SMALLEST:
        return []
    if not getattr(layout, "kept", False):
        pango.pango_layout_set_single_paragraph_mode(layout.layout, True)
    runs = list(_runs(stream, layout, style["font_size"]))
    if text_overflow == "ellipsis" or block_ellipsis != "none" or not all(run.usual for run in runs):
        return their_draw(stream, textbox, text_overflow, block_ellipsis, matrix)
    stream.set_text_matrix(*matrix.values)
    before, words = None, ""
    for run in runs:
        own = run.item.item.analysis.font
        if own != before:
            if words:
                stream.show_text(words)
            stream.set_font_size(run.font.hash, run.size)
            before, words = own, ""
        words += f"<{_words(run, layout)}"
        words = words[:-1] if words[-1] == "<" else f"{words}>"
    stream.show_text(words)
    return []


def _runs(stream: Any, layout: Any, size: float) -> Iterator[Run]:
    """What a line is made of."""
    line, _ = layout.get_first_line()
    node = line.runs[0]
    while node != ffi.NULL:
        own, glyphs = node.data.item.analysis.font, node.data.glyphs
        font, exact = stream.add_font(own)
        if font.png or pango.pango_version() < EXACT_SIZE:
            exact = size
        letters = list(INFO.iter_unpack(ffi.buffer(glyphs.glyphs, glyphs.num_glyphs * INFO.size)))
        _measure(font, own, letters)
        yield Run(node.data, font, exact, letters)
        node = node.next


def _words(run: Run, layout: Any) -> str:
    """The letters of a run as the file has them, with what they are moved by."""
    kept = vars(run.font).setdefault("put", {}).setdefault(run.size, {})
    found = []
    for number, (glyph, reach, right, _, _) in enumerate(run.letters):
        key = (glyph, reach, right)
        if key not in kept:
            kept[key] = _put(run.font, run.size, glyph, reach, right)
            if glyph not in run.font.to_unicode:
                run.font.to_unicode[glyph] = _text(run, number, layout)
        found.append(kept[key])
    return "".join(found)


def _put(font: Any, size: float, glyph: int, reach: int, right: int) -> str:
    """A letter as the file has it."""
    moved = right / size
    kerning = font.widths[glyph] + moved - reach * 1000 * FROM_UNITS / size
    return (f">{-moved}<" if moved else "") + f"{glyph:04x}" + (f">{int(kerning)}<" if kerning else "")


def _text(run: Run, number: int, layout: Any) -> str:
    """What a letter stands for."""
    item, clusters, last = run.item.item, run.item.glyphs.log_clusters, len(run.letters) - 1
    first = clusters[number]
    if item.analysis.level % 2:  # from right to left
        end = item.length if number == 0 else clusters[number - 1]
    else:
        end = item.length if number == last else clusters[number + 1]
    text: bytes = layout.text.encode()[item.offset + first : item.offset + end]
    return text.decode()


def _measure(font: Any, own: Any, letters: list[Letter]) -> None:
    """Note how far the letters reach, in thousandths of their size."""
    new = {glyph for glyph, *_ in letters} - font.widths.keys()
    for glyph in sorted(new):
        if glyph < pango.PANGO_GLYPH_EMPTY:
            kept = vars(font)
            if "even" not in kept:
                kept["even"] = _even(font, own)
            ink, logical = ffi.new("PangoRectangle *"), ffi.new("PangoRectangle *")
            pango.pango_font_get_glyph_extents(kept["even"], glyph, ink, logical)
            font.widths[glyph] = round(logical.width * FROM_UNITS * 1000 / EVEN)


def _even(font: Any, own: Any) -> Any:
    """The type at the size at which it is exact; at its own where there is no such size."""
    return loaded(pango.pango_font_get_font_map(own), font, EVEN)


def loaded(font_map: Any, font: Any, size: float) -> Any:
    """A type of a size in pixels."""
    wanted = ffi.gc(pango.pango_font_description_new(), pango.pango_font_description_free)
    family = ffi.new("char[]", font.family.encode())
    pango.pango_font_description_set_family(wanted, family)
    pango.pango_font_description_set_style(wanted, font.style)
    pango.pango_font_description_set_weight(wanted, font.weight)
    pango.pango_font_description_set_absolute_size(wanted, size * TO_UNITS)
    if font.variations:
        said = ",".join(f"{axis}={value}" for axis, value in font.variations.items())
        pango.pango_font_description_set_variations(wanted, ffi.new("char[]", said.encode()))
    context = ffi.gc(pango.pango_font_map_create_context(font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    found = pango.pango_font_map_load_font(font_map, context, wanted)
    return ffi.gc(found, gobject.g_object_unref)
