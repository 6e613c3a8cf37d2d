"""A table as the screen shows it: letter by letter as it was given, its cells in a list on a narrow one."""

from collections.abc import Mapping, Sequence
from html import escape


def html(rows: Sequence[Mapping[str, object]]) -> str:
    """The rows as HTML, with the columns of the first row; every word of them is text, whoever wrote it."""
    names = [escape(name) for name in rows[0]]
    head = "".join(f'<th role="columnheader" scope="col">{name}</th>' for name in names)
    body = "".join(_row(row, list(rows[0])) for row in rows)
    # The roles stay where a narrow screen shows the cells below each other, which takes a table apart.
    return (
        f'<table class="grid" role="table"><thead role="rowgroup"><tr role="row">{head}</tr></thead>'
        f'<tbody role="rowgroup">{body}</tbody></table>'
    )


def _row(row: Mapping[str, object], names: Sequence[str]) -> str:
    cells = (f'<td role="cell" data-of="{escape(name)}">{escape(str(row[name]))}</td>' for name in names)
    return f'<tr role="row">{"".join(cells)}</tr>'
