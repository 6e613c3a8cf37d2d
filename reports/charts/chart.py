"""What every chart has: a message, words in place of the picture, and its data as a table."""

from abc import ABC, abstractmethod
from dataclasses import dataclass
from typing import ClassVar, NamedTuple


class Column(NamedTuple):
    """A column: its title, whether figures stand in it, and its share of the width where it is unusual."""

    title: str
    figures: bool = True
    share: float = 0.0


class DataTable(NamedTuple):
    """The data behind a chart, in words: nothing in the drawing that is not in here."""

    columns: tuple[Column, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def numeric(self) -> frozenset[int]:
        """The places of the columns in which figures stand."""
        return frozenset(n for n, column in enumerate(self.columns) if column.figures)

    @property
    def widths(self) -> tuple[float, ...]:
        """Per cent of the width of each column: words take three times what figures do, unless told."""
        shares = [column.share or (1 if column.figures else 3) for column in self.columns]
        return tuple(100 * share / sum(shares) for share in shares)


@dataclass(frozen=True, slots=True)
class Chart(ABC):
    """A title that states its message, a description that replaces the picture, and the data behind it."""

    kind: ClassVar[str]
    """What its drawing is called."""

    title: str
    description: str

    @property
    @abstractmethod
    def data(self) -> DataTable:
        """The data as a table in words."""
