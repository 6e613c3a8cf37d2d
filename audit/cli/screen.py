"""The terminal: what others wrote is shown on it as it stands, so that a name in a file cannot steer it."""

from collections.abc import Iterable

from rich.console import Console, ConsoleOptions, RenderableType
from rich.segment import Segment

from audit.model.text import visible_lines


class _Screen(Console):
    def render(self, renderable: RenderableType, options: ConsoleOptions | None = None) -> Iterable[Segment]:
        for segment in super().render(renderable, options):
            yield segment if segment.control else segment._replace(text=visible_lines(segment.text))


out = _Screen(highlight=False)
err = _Screen(stderr=True, highlight=False)
