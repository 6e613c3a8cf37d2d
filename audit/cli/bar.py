"""How far a command is, as a bar on a terminal that is drawn when something is done."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn

from audit.cli.screen import err


class Bar:
    """A bar; it stands until it is told that something is done."""

    def __init__(self, bar: Progress) -> None:
        self.bar, self.task = bar, bar.add_task("Starting", total=None)

    def files(self, what: str, done: int, total: int) -> None:
        """So many files of so many."""
        self.bar.update(self.task, description=what, completed=done, total=total, refresh=True)

    def step(self, what: str) -> None:
        """A step without a count."""
        self.bar.update(self.task, description=what, completed=0, total=None, refresh=True)


@contextmanager
def shown() -> Iterator[Bar]:
    """A bar for as long as this lasts; it leaves nothing behind."""
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(
        *columns, console=err, transient=True, auto_refresh=False, disable=not err.is_terminal
    ) as bar:
        yield Bar(bar)
