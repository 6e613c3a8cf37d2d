"""The types that another process has used: those of the file hold the letters of both."""

from typing import Any, NamedTuple

from weasyprint.pdf.fonts import Font  # type: ignore[import-untyped]
from weasyprint.text.fonts import get_pango_font_key  # type: ignore[import-untyped]

from reports.parting import Apart
from reports.quick import glyphs


class Used(NamedTuple):
    """A type by what it is found with again, and the letters used: their widths, texts, those it lacks."""

    key: int
    family: str
    style: int
    weight: int
    variations: dict[str, float]
    size: float
    widths: dict[int, int]
    texts: dict[int, str]
    missing: dict[int, int]


def told(fonts: dict[int, Any]) -> list[Used]:
    """The types used, in the order of their first letter."""
    return [
        Used(key, f.family, f.style, f.weight, f.variations, f.font_size, f.widths, f.to_unicode, f.missing)
        for key, f in fonts.items()
    ]


def take_in(types: list[Used], fonts: dict[int, Any], font_config: Any) -> None:
    """Add the letters to those that are used already. Raises Apart where they cannot be told apart."""
    for one in types:
        if one.key not in fonts:
            fonts[one.key] = _found(one, font_config)
        font = fonts[one.key]
        if one.missing and font.missing:
            raise Apart
        font.missing |= one.missing
        for glyph, width in one.widths.items():
            font.widths.setdefault(glyph, width)
        for glyph, text in one.texts.items():
            font.to_unicode.setdefault(glyph, text)


def _found(one: Used, font_config: Any) -> Any:
    """The type, as this process has it."""
    loaded = glyphs.loaded(font_config.font_map, one, one.size)
    key, description, size = get_pango_font_key(loaded)
    if key != one.key:
        raise Apart
    return Font(loaded, description, size)
