"""The colours of the house by what each is for: one source for paper and screen, for light and dark."""

from collections.abc import Mapping
from typing import Annotated

from pydantic import Field

from audit.model.base import Value

Colour = Annotated[str, Field(pattern=r"^#[0-9a-f]{6}$")]
"""Red, green and blue as `#rrggbb`."""

LEAST_FOR_TEXT, LEAST_FOR_SHAPES = 4.5, 3.0
"""The lowest contrast at which text, and the edge of a field, can be seen (WCAG 2.2 AA, 1.4.3 and 1.4.11)."""

TEXTS = ("ink", "soft", "blue", "critical", "high", "medium", "low", "note", "good")
"""What text is set in; each can be read on each of the grounds."""
GROUNDS = ("paper", "pale", "desk")
SHAPES = ("edge", "button")
"""What has to be seen though it is no text: on paper and on pale ground."""


class Palette(Value):
    """Colours that belong together; a colour never says alone what a sign or a word does not say as well."""

    paper: Colour
    """What text stands on."""
    pale: Colour
    """The ground of what is set apart: a field, a quotation, the list of pages."""
    shade: Colour
    """A surface in a chart."""
    desk: Colour
    """What lies around the paper."""
    ink: Colour
    soft: Colour
    """Text that is less important."""
    edge: Colour
    """The edge of something that one can click or fill in."""
    rule: Colour
    """A line that only divides."""
    button: Colour
    """The main button, a ticked box: a surface under white text."""
    blue: Colour
    """Links, and what is chosen."""
    faint: Colour
    """The pale companion of blue, as a surface."""
    critical: Colour
    high: Colour
    medium: Colour
    low: Colour
    note: Colour
    good: Colour

    def variables(self) -> Mapping[str, str]:
        """The colours by their names in a style sheet: `--ink`."""
        return {f"--{name}": colour for name, colour in self}


LIGHT = Palette(
    paper="#ffffff",
    pale="#f3f1ec",
    shade="#eceae5",
    desk="#e9e6df",
    ink="#1b2733",
    soft="#5a6672",
    edge="#7f8a94",
    rule="#c9cdd1",
    button="#2b5a78",
    blue="#2b5a78",
    faint="#b9cad6",
    critical="#8c2330",
    high="#9a3d14",
    medium="#7d5a00",
    low="#3b5f73",
    note="#5a6672",
    good="#2c684b",
)
"""The colours of paper, and of a screen by day."""

DARK = Palette(
    paper="#14191e",
    pale="#1d242b",
    shade="#2a323a",
    desk="#262e36",
    ink="#e9e7e2",
    soft="#aab4bd",
    edge="#77828d",
    rule="#3d4751",
    button="#3a7ca5",
    blue="#8dbfdf",
    faint="#35536a",
    critical="#f0959f",
    high="#eea57f",
    medium="#dcb75f",
    low="#9cbfd4",
    note="#aab4bd",
    good="#86cba8",
)
"""The same roles on a dark screen."""


def contrast(one: Colour, other: Colour) -> float:
    """How far two colours stand apart: 1 (the same) to 21 (black and white).

    The contrast ratio of WCAG 2.2: relative luminances, each with 0.05 added, the lighter over the darker.
    """
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(colour: Colour) -> float:
    """Relative luminance of an sRGB colour, 0 to 1 (WCAG 2.2)."""
    shares = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4 for share in shares
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
