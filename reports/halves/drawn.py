"""Pages that another process has laid out and drawn, as far as the file is concerned."""

import pickle
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from xml.etree.ElementTree import Element, SubElement

import pydyf  # type: ignore[import-untyped]
from weasyprint.css import Style  # type: ignore[import-untyped]
from weasyprint.document import Page  # type: ignore[import-untyped]
from weasyprint.formatting_structure.boxes import Box  # type: ignore[import-untyped]
from weasyprint.layout.absolute import AbsolutePlaceholder  # type: ignore[import-untyped]
from weasyprint.pdf.stream import Stream  # type: ignore[import-untyped]

from reports.halves import typefaces
from reports.parting import Apart

SIDES = ("top", "left")
KEPT = (
    *("element_tag", "element", "style", "children", "colspan", "rowspan", "is_table_wrapper"),
    *("position_x", "position_y", "width", "height", "remove_decoration_sides"),
    *(f"{what}_{side}" for what in ("margin", "padding") for side in SIDES),
    *(f"border_{side}_width" for side in SIDES),
)
"""What the tags of a page are made from."""
SAID = ("display", "list_style_type")
TITLE = "{http://www.w3.org/2000/svg}title"
SCALE = 0.75
"""Points for a pixel."""
Places = list[tuple[int, str, int]]
"""What is marked on a page: the number of its box, the tag, and the number of the mark."""


class _Packer(pickle.Pickler):
    def reducer_override(self, thing: Any) -> Any:
        """How a part of a page is packed."""
        if isinstance(thing, Box):
            own = vars(thing)
            return _box, (type(thing), {name: own[name] for name in KEPT if name in own})
        if type(thing) is AbsolutePlaceholder:
            return AbsolutePlaceholder, (thing._box,)
        if isinstance(thing, Style):
            return dict, ({name: thing[name] for name in SAID},)
        if isinstance(thing, Element):
            return _element, (thing.tag, dict(thing.attrib), thing.findtext(TITLE))
        return NotImplemented


def _box(kind: Any, kept: dict[str, Any]) -> Any:
    made = kind.__new__(kind)
    vars(made).update(kept)
    return made


def _element(tag: str, attributes: dict[str, str], title: str | None) -> Element:
    made = Element(tag, attributes)
    if title is not None:
        SubElement(made, TITLE).text = title
    return made


def packed(pages: list[Any]) -> bytes:
    """The pages for the other process, without what is drawn on them."""
    out = BytesIO()
    _Packer(out, pickle.HIGHEST_PROTOCOL).dump([vars(page) for page in pages])
    return out.getvalue()


def draw(pages: list[Any], profiles: dict[str, Any], options: dict[str, Any]) -> Any:
    """What is drawn on the pages, as it stands in the file; the places that are marked; the types used."""
    names = ("ExtGState", "XObject", "Pattern", "Shading", "ColorSpace")
    resources = {name: pydyf.Dictionary() for name in names}
    images: dict[str, Any] = {}
    fonts: dict[int, Any] = {}
    done = []
    for page in pages:
        tags: dict[Any, Any] = {}
        rectangle = (0, 0, page.width, page.height)
        stream = Stream(
            fonts, rectangle, resources, images, tags, profiles, options["output_intent"], compress=True
        )
        stream.transform(d=-1, f=page.height * SCALE)
        page.paint(stream, SCALE)
        numbers = {id(box): number for number, box in enumerate(_all(page._page_box))}
        places = [(numbers[id(box)], mark["tag"], mark["mcid"]) for box, mark in tags.items()]
        done.append((places, stream.data))
    if images or any(resources[name] for name in names[1:]):
        raise Apart
    states = {name: dict(state) for name, state in resources["ExtGState"].items()}
    return done, states, typefaces.told(fonts)


def _all(box: Any) -> Iterator[Any]:
    """A box and all that is in it, in an order that is the same in both processes."""
    found = box._box if isinstance(box, AbsolutePlaceholder) else box
    yield found
    for child in found.children:
        yield from _all(child)


class _Drawn(Page):  # type: ignore[misc]
    """A page of the other process."""

    def __init__(self, own: dict[str, Any], drawn: "_Work") -> None:
        self.__dict__.update(own)
        self._work = drawn

    def paint(self, stream: Any, scale: float = 1) -> None:
        """Put what is drawn on the page into the file."""
        del scale
        places, vars(stream)["written"] = self._work.next(stream)
        boxes = list(_all(self._page_box))
        stream._tags.update({boxes[number]: {"tag": tag, "mcid": mark} for number, tag, mark in places})


class _Work:
    """What the other process draws, asked for when the first of its pages is written."""

    def __init__(self, hear: Callable[[], Any], font_config: Any) -> None:
        self.hear, self.font_config = hear, font_config
        self.pages: Iterator[Any] | None = None

    def next(self, stream: Any) -> Any:
        """What is drawn on the next page, and the places that are marked."""
        if self.pages is None:
            done, states, types = self.hear()
            self.pages = iter(done)
            for name, state in states.items():
                stream._resources["ExtGState"].setdefault(name, pydyf.Dictionary(state))
            typefaces.take_in(types, stream._fonts, self.font_config)
        return next(self.pages)


def pages(content: bytes, hear: Callable[[], Any], font_config: Any) -> list[Any]:
    """The pages that were packed; what is drawn on them is heard later."""
    work = _Work(hear, font_config)
    return [_Drawn(own, work) for own in pickle.loads(content)]  # noqa: S301  # packed by our own process
