"""A logo that somebody gave, drawn anew as a picture of ours: nothing of the file goes into a report."""

import base64
import re
import struct
from typing import NamedTuple
from xml.etree import ElementTree

from audit.model.base import InputError
from audit.model.speech import marked
from reports import pictures

WIDTH, HEIGHT = 600, 200
"""Pixels that a logo is drawn into."""
MOST_SIDE = 4_096
PNG, JPEG = b"\x89PNG\r\n\x1a\n", b"\xff\xd8\xff"
FRAMES = frozenset(range(0xC0, 0xD0)) - {0xC4, 0xC8, 0xCC}
"""Markers of a JPEG that give its size."""
LEADING_OUT = frozenset(
    {"image", "feimage", "foreignobject", "script", "a", "iframe", "audio", "video", "text"}
)
OUTSIDE = re.compile(r"@import|url\(\s*['\"]?(?!#)", re.IGNORECASE)
WAY_OUT = marked("give an SVG without links, pictures, scripts and text (texts as paths), a PNG or a JPEG")


class Size(NamedTuple):
    """Pixels."""

    width: int
    height: int


def _told(why: str, error: object = "") -> str:
    """Why a file is refused, and the way out; who asked for it says both in his language."""
    return f"{why}{f': {error}' if error else ''}; {WAY_OUT}"


def picture(content: bytes) -> bytes:
    """The logo as PNG; raises InputError where it is not what its bytes say, or leads elsewhere."""
    try:
        return pictures.png(_drawing(content), zoom=1.0)
    except ValueError as error:
        raise InputError(_told(marked("cannot be drawn"), str(error)[:120])) from error


def _drawing(content: bytes) -> str:
    if content.startswith(PNG):
        return _framed(content, "image/png", _png_size(content))
    if content.startswith(JPEG):
        return _framed(content, "image/jpeg", _jpeg_size(content))
    if re.match(rb"\s*(?:\xef\xbb\xbf)?\s*(?:<\?xml|<!--|<svg)", content):
        return _checked(content)
    raise InputError(_told(marked("its bytes are neither SVG nor PNG nor JPEG, whatever it is called")))


def _framed(content: bytes, media: str, size: Size) -> str:
    """A picture in a drawing: drawn anew, whatever else the file carries stays behind."""
    if not (0 < size.width <= MOST_SIDE and 0 < size.height <= MOST_SIDE):
        raise InputError(f"it is {size.width:,} by {size.height:,} pixels; at most {MOST_SIDE:,} on a side")
    data = base64.b64encode(content).decode()
    return _sized(
        f'<image width="{size.width}" height="{size.height}" href="data:{media};base64,{data}"/>', size
    )


def _sized(inner: str, size: Size) -> str:
    scale = min(WIDTH / size.width, HEIGHT / size.height)
    width, height = max(1, round(size.width * scale)), max(1, round(size.height * scale))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}" '
        f'viewBox="0 0 {size.width:g} {size.height:g}">{inner}</svg>'
    )


def _png_size(content: bytes) -> Size:
    if content[12:16] != b"IHDR" or len(content) < 24:
        raise InputError(_told(marked("it begins like a PNG and is none")))
    return Size(*struct.unpack(">II", content[16:24]))


def _jpeg_size(content: bytes) -> Size:
    at = 2
    while at + 9 < len(content) and content[at] == 0xFF:
        marker, length = content[at + 1], int.from_bytes(content[at + 2 : at + 4])
        if marker in FRAMES:
            height, width = struct.unpack(">HH", content[at + 5 : at + 9])
            return Size(width, height)
        at += 2 + length
    raise InputError(_told(marked("it begins like a JPEG and is none")))


def _checked(content: bytes) -> str:
    """An SVG that leads nowhere."""
    text = content.decode("utf-8-sig", "replace")
    if "<!DOCTYPE" in text.upper() or "<!ENTITY" in text.upper():
        raise InputError(_told(marked("it declares a document type or entities")))
    try:
        root = ElementTree.fromstring(text)  # noqa: S314 - entities are refused above
    except ElementTree.ParseError as error:
        raise InputError(_told(marked("it is no SVG that can be read"), error)) from error
    for element in root.iter():
        name = str(element.tag).rpartition("}")[2].lower()
        if name in LEADING_OUT:
            raise InputError(f"it holds <{name}>; {WAY_OUT}")
        for key, value in element.attrib.items():
            address = key.rpartition("}")[2].lower() == "href" and not value.startswith("#")
            if address or key.lower().startswith("on") or OUTSIDE.search(value):
                raise InputError(f"its <{name}> has {key.rpartition('}')[2]}={value[:40]!r}; {WAY_OUT}")
        if name == "style" and OUTSIDE.search(element.text or ""):
            raise InputError(_told(marked("its style leads elsewhere")))
    return _scaled(root)


def _scaled(root: ElementTree.Element) -> str:
    """The SVG in the size of a logo; it has to say how large it is."""
    if str(root.tag).rpartition("}")[2] != "svg":
        raise InputError(_told(marked("it is XML and no SVG")))
    box = [float(n) for n in re.findall(r"-?\d+(?:\.\d+)?", root.get("viewBox", ""))]
    sides = [re.match(r"\d+(?:\.\d+)?", root.get(name, "")) for name in ("width", "height")]
    if len(box) != 4 and not all(sides):
        raise InputError("its <svg> has neither a viewBox nor width and height; add one")
    width, height = (box[2], box[3]) if len(box) == 4 else (float(m[0]) for m in sides if m)
    if width <= 0 or height <= 0 or not 1 / 20 <= width / height <= 20:
        raise InputError(f"it is {width:g} by {height:g}; a logo is at most 20 times as long as it is high")
    if len(box) != 4:
        root.set("viewBox", f"0 0 {width:g} {height:g}")
    scale = min(WIDTH / width, HEIGHT / height)
    root.set("width", f"{max(1, round(width * scale))}")
    root.set("height", f"{max(1, round(height * scale))}")
    return ElementTree.tostring(root, encoding="unicode")
