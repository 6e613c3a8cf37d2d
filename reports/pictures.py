"""Drawings as pictures, for documents that cannot hold SVG; nothing is read beside our own fonts."""

import tempfile
from contextlib import ExitStack
from importlib.resources import as_file, files

SCALE = 2.5
"""Pixels for each unit of a drawing: sharp on paper when it is as wide as the text."""
SANS = "Inter"
FONTS = ("inter-400.ttf", "inter-600.ttf")


def png(svg: str, zoom: float = SCALE) -> bytes:
    """A drawing as PNG in the report's own type; `zoom` is pixels for each unit of it.

    Raises ValueError where it is no drawing.
    """
    import resvg_py  # a report as PDF or HTML needs no picture

    with ExitStack() as stack:
        fonts = [
            str(stack.enter_context(as_file(files("reports").joinpath("fonts", name)))) for name in FONTS
        ]
        nowhere = stack.enter_context(tempfile.TemporaryDirectory())  # where addresses in a drawing lead
        made: bytes = resvg_py.svg_to_bytes(
            svg_string=_whole(svg),
            zoom=zoom,
            background="#ffffff",
            font_files=fonts,
            font_family=SANS,
            sans_serif_family=SANS,
            resources_dir=nowhere,
        )
    return bytes(made)


def _whole(svg: str) -> str:
    """The drawing with the name space that it may leave out within a page."""
    head, rest = svg[: svg.find(">")], svg[svg.find(">") :]
    return (
        svg if "xmlns=" in head else head.replace("<svg", '<svg xmlns="http://www.w3.org/2000/svg"', 1) + rest
    )
