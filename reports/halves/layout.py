"""The pages of each half, laid out as WeasyPrint lays out those of a whole document."""

from collections.abc import Iterator
from typing import Any

from weasyprint.layout import initialize_page_maker  # type: ignore[import-untyped]
from weasyprint.layout.background import layout_backgrounds  # type: ignore[import-untyped]
from weasyprint.layout.page import make_margin_boxes, remake_page  # type: ignore[import-untyped]
from weasyprint.logger import PROGRESS_LOGGER  # type: ignore[import-untyped]

from reports.parting import Apart

ROUNDS = 8
FOLLOWING = {"break": "page", "page": ""}
"""How the second half begins: on a page of its own, which has no name."""
Names = dict[str, int]
"""Names of places, and on which page of a half they stand, the first being 1."""


class Half:
    """Some pages of a document, one after the other."""

    def __init__(self, context: Any, root: Any, sheet: Any, border: int) -> None:
        self.context, self.root, self.sheet = context, root, sheet
        self.border = {0: {0: {border: None}}}
        self.pages: list[Any] = []
        context.rendered_notes = []
        initialize_page_maker(context, root)

    def _made(self, first: int, until: Any) -> Iterator[Any]:
        """The pages up to a place, beginning with the one of this index; those that did not change stay."""
        maker, index = self.context.page_maker, first
        while True:
            state = maker[index][-1]
            if index - first < len(self.pages) and not (state["content_changed"] or state["pages_wanted"]):
                yield self.pages[index - first]
            else:
                state.update(content_changed=False, pages_wanted=False, anchors=[], content_lookups=[])
                PROGRESS_LOGGER.info("Step 5 - Creating layout - Page %d", index + 1)
                page, _ = remake_page(index, self.context, self.root, self.sheet)
                yield page
            index += 1
            reached = maker[index][0]
            if reached == until:
                return
            if reached is None:
                raise Apart

    def _check(self) -> None:
        """Whether nothing of these pages reaches into others."""
        context = self.context
        rules = [rule for sheet, *_ in context.style_for._sheets for rule in sheet.page_rules]
        kinds = [kind for _, selectors, _ in rules for _, _, kind in selectors]
        names = {page.page_type.name for page in self.pages} - {""}
        if names or any(kind.side or kind.blank or kind.index for kind in kinds):
            raise Apart
        if context.broken_out_of_flow or context.footnotes or context.reported_footnotes:
            raise Apart
        if context.running_elements or any(page.fixed_boxes for page in self.pages):
            raise Apart

    def _collect(self, before: int, total: int) -> None:
        """What the pages say of themselves: their number, what runs along their edges, their outline."""
        context = self.context
        seen: set[Any] = set()
        for number, page in enumerate(self.pages, before + 1):
            context.page_maker[number][3][1]["pages"] = [total]
            for box in page.descendants():
                if box.bookmark_label:
                    place = (box.element, box.element_tag.rpartition("::")[1:])
                    if place in seen:
                        box.bookmark_label = ""
                    seen.add(place)
                if box.string_set and box.string_set != "none":
                    for name, text in box.string_set:
                        context.string_set[name][number].append(text)

    def _edge(self, before: int) -> None:
        """Fill the margins of the pages."""
        context = self.context
        for number, page in enumerate(self.pages, before + 1):
            root, *areas = page.children
            context.current_page = number
            edges = make_margin_boxes(context, page, context.page_maker[number][3])
            page.children = (root, *(area for area in areas if area.children), *edges)
            layout_backgrounds(page, context.get_image_from_uri)


class First(Half):
    """The first half, with the list of contents."""

    def lay_out(self) -> None:
        """Lay the pages out, without the numbers of pages of the second half."""
        self.pages = list(self._made(0, self.border))

    def number(self, count: int, names: Names) -> None:
        """Fill in on which of so many pages of the second half a name stands."""
        context, before = self.context, len(self.pages)
        for name, page in names.items():
            counters = {"pages": [before + count], "page": [before + page]}
            context.target_collector.cache_target_page_counters(
                name, counters, before + page - 1, context.page_maker
            )
        self.total = before + count
        for _ in range(ROUNDS):
            states = [made[-1] for made in context.page_maker[: len(self.pages)]]
            if not any(state["content_changed"] or state["pages_wanted"] for state in states):
                break
            for made in context.page_maker:
                made[3][1]["pages"] = [self.total]
            self.pages = list(self._made(0, self.border))
        self._check()
        lookups = context.target_collector.counter_lookup_items.items()
        if any(kind != "content" or "pages" in one.missing_counters for (_, kind), one in lookups):
            raise Apart
        resumed, following, *_ = context.page_maker[len(self.pages)]
        if len(self.pages) != before or resumed != self.border or following != FOLLOWING:
            raise Apart
        self._collect(0, self.total)

    def running(self) -> dict[str, str]:
        """What runs along the edge of the last page, and so of the next."""
        return {name: texts[max(texts)][-1] for name, texts in self.context.string_set.items() if texts}

    def finish(self) -> None:
        """Fill the margins."""
        self._edge(0)


class Second(Half):
    """The second half: laid out as though one page came before, until their number is known."""

    def lay_out(self) -> None:
        """Lay the pages out."""
        if self.context.target_collector.counter_lookup_items:
            raise Apart
        maker = self.context.page_maker
        state: tuple[Any, ...] = ([0], {"pages": [0], "page": [1]}, [{"pages", "page"}], [])
        remake = {"content_changed": True, "pages_wanted": False, "anchors": [], "content_lookups": []}
        maker.append((self.border, FOLLOWING, False, state, remake))
        self.pages = list(self._made(1, None))
        self._check()

    def names(self) -> Names:
        """The names that stand on these pages."""
        items = self.context.target_collector.target_lookup_items.items()
        return {name: one.page_maker_index for name, one in items if one.page_maker_index}

    def finish(self, before: int, running: dict[str, str]) -> None:
        """Number the pages, so many coming before, and fill their margins."""
        context = self.context
        made = context.page_maker[1:]
        for _, _, _, (_, counters, *_), _ in made:
            counters["page"] = [counters["page"][0] - 1 + before]
        context.page_maker = [made[0]] * before + made
        for name, text in running.items():
            context.string_set[name][before] = [text]
        self._collect(before, before + len(self.pages))
        self._edge(before)
