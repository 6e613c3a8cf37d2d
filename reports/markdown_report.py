"""The report as Markdown, for a wiki or a repository; nothing that others wrote acts in it."""

from collections.abc import Iterator

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.speech import _
from reports import page
from reports.blocks import Block, Bullets, Cell, Code, Contents, Figure, Heading, Paragraph, Run, Runs, Table
from reports.markdown import code, plain
from reports.outline import outline


def render(dossier: Dossier) -> str:
    """The whole report; the same bytes for the same dossier."""
    blocks = outline(page.render(dossier, ""))
    return "\n".join((*(line for block in blocks for line in lines(block, blocks)), ""))


def lines(block: Block, blocks: tuple[Block, ...]) -> Iterator[str]:
    """A block as lines, with an empty one after it; `blocks` is what a list of chapters is made of."""
    match block:
        case Heading():
            number = f"{block.number} " if block.number else ""
            yield f"{'#' * (block.level + 1)} {number}{plain(block.text)}"
        case Paragraph():
            text = _text(block.runs)
            yield f"> {text}" if block.kind == "caution" else _guarded(text)
        case Bullets():
            for n, item in enumerate(block.items, start=1):
                mark = f"{n}. " if block.ordered else "- "
                yield mark + _text(item, f"  \n{' ' * len(mark)}")
        case Code():
            yield from (f"    {wording.visible(line)}" for line in block.text.split("\n"))
        case Table():
            yield from _table(block)
        case Figure():
            title = _("Figure: {title}", title=plain(block.title))
            yield f"**{title}**"
            if block.description:
                yield ""
                yield _guarded(plain(block.description))
        case Contents():
            yield from (f"- {head.number} {plain(head.text)}" for head in _chapters(blocks))
    yield ""


def _chapters(blocks: tuple[Block, ...]) -> Iterator[Heading]:
    return (block for block in blocks if isinstance(block, Heading) and block.number)


def _table(table: Table) -> Iterator[str]:
    wide = max(len(table.titles), *(len(row) for row in table.rows), 1)
    titles = [_cell(cell) for cell in table.titles] or [""] * wide
    right = [cell.figure for cell in table.titles] or [False] * wide
    yield f"| {' | '.join(titles)} |"
    yield f"|{'|'.join('---:' if figure else '---' for figure in right)}|"
    for row in table.rows:
        yield f"| {' | '.join(map(_cell, row))} |"


def _cell(cell: Cell) -> str:
    return _text(cell.runs, "<br>").replace("|", "\\|")


def _text(runs: Runs, broken: str = "  \n") -> str:
    """Runs as Markdown; a line break stands as `broken`."""
    return broken.join(_line(line) for line in _lines(runs))


def _lines(runs: Runs) -> list[Runs]:
    lines: list[list[Run]] = [[]]
    for run in runs:
        first, *rest = run.text.split("\n")
        lines[-1].append(run._replace(text=first))
        lines += [[run._replace(text=part)] for part in rest]
    return [tuple(line) for line in lines]


def _line(runs: Runs) -> str:
    return "".join(
        code(run.text)
        if run.code and run.text.strip()
        else _marked(run.text, "**" if run.bold else "*" if run.italic else "")
        for run in runs
    )


def _marked(text: str, mark: str) -> str:
    """Text between marks of emphasis, which must not stand beside a space."""
    inner = text.strip()
    if not mark or not inner:
        return plain(text)
    lead, tail = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    return f"{lead}{mark}{plain(inner)}{mark}{tail}"


def _guarded(text: str) -> str:
    """Text at the beginning of a line that is no list, no rule and no heading, whatever it begins with."""
    head = text[:1]
    if head in {"-", "+", "=", ">"}:
        return f"\\{text}"
    number, dot, _ = text.partition(". ")
    return f"{number}\\. {text[len(number) + 2 :]}" if dot and number.isdigit() else text
