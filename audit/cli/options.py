"""Options that several commands have."""

from enum import StrEnum
from pathlib import Path
from typing import Annotated

import typer


class Format(StrEnum):
    """How a result is printed."""

    TEXT = "text"
    JSON = "json"


FormsOption = Annotated[
    list[str],
    typer.Option(
        "--format",
        help="what to write, several with commas: pdf, html, interactive, docx, xlsx, markdown, json; "
        "without it pdf, html and json",
    ),
]


class AudienceName(StrEnum):
    """For whom a report is."""

    FULL = "full"
    BOARD = "board"
    VENDOR = "vendor"
    PUBLIC = "public"


AudienceOption = Annotated[
    AudienceName,
    typer.Option(
        "--audience",
        help="board: two pages; vendor: nothing of others; public: no quotations, excerpts, names or paths",
    ),
]
BrandOption = Annotated[
    Path | None, typer.Option("--brand", help="YAML with name, logo, colours and words of your house")
]
LanguageOption = Annotated[
    str, typer.Option("--language", help="of the report, its numbers and dates: en or de")
]
FormatOption = Annotated[Format, typer.Option("--format", help="text for people, json for programs")]
