"""Texts laid out by Pango: what is the same for all texts of a style is made once for each style."""

import re
from typing import Any, NamedTuple

from weasyprint.text import line_break  # type: ignore[import-untyped]
from weasyprint.text.constants import LST_TO_ISO, PANGO_DIRECTION  # type: ignore[import-untyped]
from weasyprint.text.ffi import TO_UNITS, ffi, gobject, pango  # type: ignore[import-untyped]
from weasyprint.text.fonts import font_features, get_font_description  # type: ignore[import-untyped]

BREAKING = ("anywhere", "break-word")
FEATURES = (
    *("kerning", "variant_ligatures", "variant_position", "variant_caps", "variant_numeric"),
    *("variant_alternates", "variant_east_asian", "feature_settings"),
)
END = 2**31 - 1
"""Where an attribute ends that holds for a text as a whole."""

ENDS = re.compile("[\n\v\f\r\x85\u2028\u2029]")
"""What would end a line of text, and is a sign like others when it is drawn."""

their_strut = line_break.strut


class Type(NamedTuple):
    """What the texts of a style are laid out with."""

    context: Any
    description: Any
    language: Any
    attributes: Any


class Layout(line_break.Layout):  # type: ignore[misc]
    """One text, laid out; with a line under its words, or more space between them, it goes the long way."""

    kept = False
    """Whether it is as it will be drawn."""

    def setup(self, style: Any) -> None:
        """Begin in a style; what is missing is the text."""
        self.short = style["word_spacing"] == 0 and style["text_decoration_line"] == "none"
        if not self.short:
            super().setup(style)
            return
        kept = vars(style)
        if "type" not in kept:
            kept["type"] = _type(style)
        context, description, self.language, attributes = kept["type"]
        self.style = style
        self.first_line_direction = 0
        self.ascent = self.underline_position = self.strikethrough_position = None
        self.layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
        pango.pango_layout_set_auto_dir(self.layout, False)
        pango.pango_layout_set_font_description(self.layout, description)
        if attributes is not None:
            pango.pango_layout_set_attributes(self.layout, attributes)

    def set_text(self, text: str, justify: bool = False) -> None:
        """Lay out this text."""
        if self.short and justify and self.justification_spacing:
            self.short = False
            super().setup(self.style)
        if not self.short:
            super().set_text(text, justify)
            return
        end = text.find("\n")
        self.text = text = text if end < 0 else text[: end + 2]
        pango.pango_layout_set_text(self.layout, text.encode().replace(b"\0", b""), -1)
        if "\t" in text:
            self.set_tabs()

    def deactivate(self) -> None:
        """Let go of what would be laid out again to be drawn; a line of plain text stays as it is."""
        self.kept = self.short and not self.justification_spacing and not ENDS.search(self.text)
        if not self.kept:
            super().deactivate()

    def reactivate(self, style: Any) -> None:
        """Have the text laid out, to draw it."""
        if not self.kept or self.justification_spacing or style is not self.style:
            self.kept = False
            super().reactivate(style)


def _type(style: Any) -> Type:
    context = ffi.gc(pango.pango_font_map_create_context(style.font_config.font_map), gobject.g_object_unref)
    pango.pango_context_set_round_glyph_positions(context, False)
    pango.pango_context_set_base_dir(context, PANGO_DIRECTION[style["direction"]])
    named = style["font_language_override"]
    spoken = style["lang"] if named == "normal" else LST_TO_ISO.get(named.lower(), named)
    language = pango.pango_language_get_default()
    if spoken:
        language = pango.pango_language_from_string(spoken.encode())
        pango.pango_context_set_language(context, language)
    return Type(context, get_font_description(style), language, _attributes(style))


def _attributes(style: Any) -> Any:
    """What holds for every text of a style from its first letter to its last; it is never let go of."""
    made = []
    features = font_features(**{f"font_{name}": style[f"font_{name}"] for name in FEATURES})
    if features:
        named = ",".join(f"{key} {value}" for key, value in features.items()).encode()
        made.append(pango.pango_attr_font_features_new(named))
    if style["letter_spacing"] != "normal":
        made.append(pango.pango_attr_letter_spacing_new(int(style["letter_spacing"] * TO_UNITS)))
    if style["overflow_wrap"] in BREAKING:
        made.append(pango.pango_attr_insert_hyphens_new(False))
    if not made:
        return None
    attributes = pango.pango_attr_list_new()
    for attribute in made:
        attribute.start_index, attribute.end_index = 0, END
        pango.pango_attr_list_change(attributes, attribute)
    return attributes


def strut(style: Any) -> tuple[float, float]:
    """The height of a line of this style and where its letters stand, in pixels."""
    kept = vars(style)
    if "strut" not in kept:
        kept["strut"] = their_strut(style)
    found: tuple[float, float] = kept["strut"]
    return found
