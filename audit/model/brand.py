"""A brand: whose report it is to the eye; it changes the look and some fixed words, and no figure."""

import base64
import binascii
import colorsys
from typing import Annotated, Literal

from pydantic import Field, field_validator

from audit.model.base import Value
from audit.model.palette import GROUNDS, LEAST_FOR_TEXT, LIGHT, Colour, Palette, contrast
from audit.model.speech import _, grouped

SIGNATURE = b"\x89PNG\r\n\x1a\n"
Line = Annotated[str, Field(max_length=120, pattern=r"^[^\x00-\x1f\x7f]*$")]


class BrandColours(Value):
    """Colours of a brand, each of which has to be read on every ground of the report."""

    accent: Colour = Field(default=LIGHT.blue, description="numbers of chapters, links, surfaces of charts")
    ink: Colour = Field(default=LIGHT.ink, description="text")

    @field_validator("accent", "ink")
    @classmethod
    def _legible(cls, colour: str) -> str:
        ratio, ground = min(
            (contrast(colour, getattr(LIGHT, name)), getattr(LIGHT, name)) for name in GROUNDS
        )
        if ratio < LEAST_FOR_TEXT:
            raise ValueError(
                _(
                    "{colour} has a contrast of {floor}:1 against {ground}, and text needs "
                    "{least}:1 (WCAG 2.2 AA); the nearest that passes is {nearest}",
                    colour=colour,
                    floor=_floor(ratio),
                    ground=ground,
                    least=grouped(f"{LEAST_FOR_TEXT:g}"),
                    nearest=nearest(colour),
                )
            )
        return colour


class Brand(Value):
    """What a house puts on its reports."""

    name: Annotated[str, Field(min_length=1, max_length=80, pattern=r"^[^\x00-\x1f\x7f]+$")]
    logo: str = Field(default="", description="a picture as PNG in base64, made from the file that was given")
    colours: BrandColours = BrandColours()
    headings: Literal["serif", "sans", "mono"] = Field(default="serif", description="of the bundled fonts")
    cover: Annotated[str, Field(max_length=300)] = Field(
        default="", description="a sentence on the first page"
    )
    footer: Line = Field(default="", description="stands at the foot of every page")
    classification: Annotated[str, Field(max_length=40, pattern=r"^[^\x00-\x1f\x7f]*$")] = Field(
        default="", description="in place of Confidential; a public copy stays Public"
    )

    @field_validator("logo")
    @classmethod
    def _picture(cls, logo: str) -> str:
        try:
            known = not logo or base64.b64decode(logo, validate=True).startswith(SIGNATURE)
        except binascii.Error:
            known = False
        if not known:
            raise ValueError(_("has to be a PNG in base64"))
        return logo

    @property
    def palette(self) -> Palette:
        """The colours of paper with those of the brand."""
        own = self.colours
        if own == BrandColours():
            return LIGHT
        return LIGHT.model_copy(update={"blue": own.accent, "ink": own.ink, "faint": _pale(own.accent)})


def nearest(colour: str) -> str:
    """The colour of the same hue and saturation that is darkened least and can be read on every ground."""
    hue, light, full = colorsys.rgb_to_hls(*_shares(colour))
    darker = (_hex(colorsys.hls_to_rgb(hue, light * step / 255, full)) for step in range(255, -1, -1))
    return next(c for c in darker if all(contrast(c, getattr(LIGHT, g)) >= LEAST_FOR_TEXT for g in GROUNDS))


def _pale(colour: str) -> str:
    """A third of the colour on white: a surface that text can stand on."""
    red, green, blue = (1 - (1 - share) / 3 for share in _shares(colour))
    return _hex((red, green, blue))


def _shares(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(shares: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(share * 255):02x}" for share in shares)


def _floor(ratio: float) -> str:
    """A ratio rounded down, so that one below the limit never looks like the limit."""
    return f"{int(ratio * 100) / 100:.2f}"
