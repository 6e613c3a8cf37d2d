"""What a report consists of in every form: headings, paragraphs, lists, tables and figures."""

from dataclasses import dataclass
from typing import NamedTuple


class Run(NamedTuple):
    """Text of one look; `tone` is that of a mark, such as `critical`."""

    text: str
    bold: bool = False
    italic: bool = False
    code: bool = False
    small: bool = False
    tone: str = ""


Runs = tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: level 0 is the title of the report, 1 a chapter; `number` is that of the chapter."""

    level: int
    text: str
    number: str = ""
    id: str = ""
    appendix: bool = False


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph; `kind` is lead, caution, small, empty, label or nothing."""

    runs: Runs
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list, with numbers or without."""

    items: tuple[Runs, ...]
    ordered: bool = False


@dataclass(frozen=True, slots=True)
class Code:
    """Lines as they stand in a file."""

    text: str


class Cell(NamedTuple):
    """A cell of a table."""

    runs: Runs
    figure: bool = False
    head: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; widths in per cent, none where every column is as wide as the others."""

    titles: tuple[Cell, ...]
    rows: tuple[tuple[Cell, ...], ...]
    widths: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Figure:
    """A chart: its message, the words that replace it, and its drawing as SVG, in the parts that it has."""

    title: str
    description: str
    drawings: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Contents:
    """The place of the list of chapters."""


Block = Heading | Paragraph | Bullets | Code | Table | Figure | Contents


def words(runs: Runs) -> str:
    """The text of several runs."""
    return "".join(run.text for run in runs)
