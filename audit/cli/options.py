"""Options that several commands have."""

from argparse import ArgumentParser, BooleanOptionalAction
from pathlib import Path

ENGLISH = "en"
TEXT, JSON = "text", "json"


def of_format(parser: ArgumentParser) -> None:
    """How a result is printed."""
    said = "text for people, json for programs"
    parser.add_argument("--format", dest="output_format", choices=(TEXT, JSON), default=TEXT, help=said)


def of_knowledge(parser: ArgumentParser) -> None:
    """Knowledge of one's own."""
    said = "YAML with libraries, file names and words of your own"
    parser.add_argument("--knowledge", type=Path, metavar="FILE", help=said)


def of_cache(parser: ArgumentParser) -> None:
    """Whether what was read before is used."""
    parser.add_argument(
        "--cache", action=BooleanOptionalAction, default=True, help="use what was read before"
    )


def of_brand(parser: ArgumentParser) -> None:
    """The look of a report."""
    said = "YAML with name, logo, colours and words of your house"
    parser.add_argument("--brand", type=Path, metavar="FILE", help=said)


def of_language(parser: ArgumentParser) -> None:
    """The language of a report."""
    said = "of the report, its numbers and dates: en or de"
    parser.add_argument("--language", default=ENGLISH, help=said)


def of_report(parser: ArgumentParser) -> None:
    """The forms in which a report is written, for whom, how it looks, and in which language."""
    parser.add_argument(
        "--format",
        dest="form",
        action="append",
        default=[],
        help="what to write, several with commas: pdf, html, interactive, docx, xlsx, markdown, json; "
        "without it pdf, html and json",
    )
    parser.add_argument(
        "--audience",
        choices=("full", "board", "vendor", "public"),
        default="full",
        help="board: two pages; vendor: nothing of others; public: no quotations, excerpts, names or paths",
    )
    of_brand(parser)
    of_language(parser)
