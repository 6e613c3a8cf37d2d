"""A table to fill in: rows are added and changed in place, and saved as they are."""

from collections.abc import Mapping, Sequence
from datetime import date
from functools import partial
from typing import Any, NamedTuple

import streamlit as st

from audit.model.condition import told
from audit.model.questionnaire import Column, QuestionKind
from audit.model.response import Response, Row
from audit.model.speech import _
from audit.ui import words
from audit.ui.asking.saving import Asking, save

_OPEN = "_tables"


class _Opened(NamedTuple):
    """What an editor was opened on: its edits count from `base`; `saved` is what the ledger held last."""

    scope: object
    base: tuple[Row, ...]
    saved: tuple[Row, ...]
    turn: int


def draw(asking: Asking, held: Response | None, *, locked: bool) -> None:
    """The editor of a table; while one types, the rows that it began with stay where they are."""
    opened = _opened(asking, _rows(held))
    columns = asking.question.columns
    cells = {column.id: [_shown(column, row) for row in opened.base] for column in columns}
    st.data_editor(
        cells,
        num_rows="dynamic",
        placeholder="",
        hide_index=True,
        column_config={column.id: _config(column) for column in columns},
        key=_key(asking, opened.turn),
        disabled=locked,
        alt=_("Table: {question}", question=asking.question.text),
        on_change=partial(_save, asking, opened),
    )


def _key(asking: Asking, turn: int) -> str:
    return asking.key(f"table.{turn}")


def _rows(held: Response | None) -> tuple[Row, ...]:
    value = held.value if held else None
    return tuple(row for row in value if isinstance(row, dict)) if isinstance(value, tuple) else ()


def _opened(asking: Asking, rows: tuple[Row, ...]) -> _Opened:
    """The editor that is open, or a fresh one: where it is shown anew, or something else is on record."""
    tables: dict[str, _Opened] = st.session_state.setdefault(_OPEN, {})
    before = tables.get(asking.question.id)
    kept = before is not None and (before.scope, before.saved) == (asking.scope, rows)
    if before is None or not kept or _key(asking, before.turn) not in st.session_state:
        # A row to begin with: Streamlit cannot tell what a column without any cell is to hold.
        before = _Opened(asking.scope, rows or ({},), rows, before.turn + 1 if before else 1)
        tables[asking.question.id] = before
    return before


def _save(asking: Asking, opened: _Opened) -> None:
    edits = st.session_state[_key(asking, opened.turn)]
    names = [column.id for column in asking.question.columns]
    rows = tuple(edited(opened.base, edits, names))
    st.session_state[asking.key("rows")] = rows
    tables: dict[str, _Opened] = st.session_state[_OPEN]
    tables[asking.question.id] = opened._replace(saved=rows)
    try:
        save(asking, "rows")
    finally:  # it ends with the card being drawn again
        if asking.refused():
            tables[asking.question.id] = opened


def edited(base: Sequence[Row], edits: Mapping[str, Any], columns: Sequence[str]) -> list[Row]:
    """The rows with the edits of the editor; rows with nothing in them are left out."""
    rows = [dict(row) for row in base]
    for at, cells in edits["edited_rows"].items():
        rows[int(at)] |= {key: _cell(value) for key, value in cells.items()}
    gone = {int(at) for at in edits["deleted_rows"]}
    rows = [row for n, row in enumerate(rows) if n not in gone]
    rows += [{key: _cell(value) for key, value in cells.items()} for cells in edits["added_rows"]]
    kept = ({key: row[key].strip() for key in columns if row.get(key, "").strip()} for row in rows)
    return [row for row in kept if row]


def _cell(value: object) -> str:
    return "" if value is None else told(value) if isinstance(value, bool | int | float) else str(value)


def _shown(column: Column, row: Row) -> object:
    text = row.get(column.id, "")
    try:
        match column.kind:
            case QuestionKind.NUMBER:
                return float(text) if text else None
            case QuestionKind.DATE:
                return date.fromisoformat(text) if text else None
    except ValueError:
        return None
    return text or None


def _config(column: Column) -> Any:
    match column.kind:
        case QuestionKind.NUMBER:
            return st.column_config.NumberColumn(column.text)
        case QuestionKind.DATE:
            return st.column_config.DateColumn(column.text, format=words.day_format())
        case QuestionKind.CHOICE:
            texts = {option.value: option.text for option in column.options}
            return st.column_config.SelectboxColumn(
                column.text, options=list(texts), format_func=lambda one: texts[str(one)]
            )
    return st.column_config.TextColumn(column.text)
