"""The commands about questionnaires: which there are, what they ask, and what is wrong with one."""

from __future__ import annotations

from argparse import ArgumentParser
from pathlib import Path
from typing import TYPE_CHECKING

from audit.cli import options
from audit.cli.command import Command, nothing
from audit.cli.options import ENGLISH, JSON

if TYPE_CHECKING:
    from audit.model.assessment import Party

PARTIES = ("vendor", "client")


def of_name(parser: ArgumentParser) -> None:
    """Which questionnaire, for whom, and in which language."""
    parser.add_argument("name", help="name of a questionnaire, or a file (.yaml) of your own")
    parser.add_argument(
        "--party", choices=PARTIES, help="who answers; without it, whom the questionnaire is for"
    )
    parser.add_argument("--language", default=ENGLISH, help="in which it asks: en or de")


def side(party: str | None) -> Party | None:
    """The side of the table that was asked for."""
    from audit.model.assessment import Party

    return Party(party) if party else None


def list_packs() -> None:
    """List the questionnaires: what each is for, whom it asks, and how long it takes."""
    from audit import assessment
    from audit.cli import output

    for name in assessment.pack_names():
        pack = assessment.pack(name)
        asked = sum(1 for _ in pack.questions())
        output.line(f"{name:<22} {pack.title}: {asked} questions, {pack.party.value}, {pack.minutes} minutes")


def _show_takes(parser: ArgumentParser) -> None:
    of_name(parser)
    options.of_format(parser)


def show(name: str, party: str | None, language: str, output_format: str) -> None:
    """Show what a questionnaire asks, with the id of every question."""
    from audit import assessment
    from audit.cli import outline, output
    from audit.model.text import visible_lines

    pack = assessment.pack(name, side(party), language)
    if output_format == JSON:
        output.json(pack)
    else:
        output.line(visible_lines(outline.outline(pack)))


def _lint_takes(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files",
        type=Path,
        nargs="*",
        help="questionnaires, overlays, translations, folders of a rubric; without any, ours",
    )


def lint(files: list[Path]) -> int:
    """Say what is wrong with questionnaires: ends with 1 if there is anything."""
    from audit import assessment
    from audit.cli import output
    from audit.model.text import visible_lines

    remarks = assessment.lint(files)
    for remark in remarks:
        output.line(f"{visible_lines(remark.text)} [{remark.flaw.value}]")
    if not remarks:
        output.line("nothing to remark")
    return 1 if remarks else 0


def schema() -> None:
    """Print the JSON Schema of questionnaire files, against which editors complete and check."""
    import json

    from audit import assessment
    from audit.cli import output

    output.line(json.dumps(assessment.pack_schema(), indent=2))


COMMANDS = (
    Command("list", list_packs, nothing, "phase2 questionnaire list"),
    Command("show", show, _show_takes, "phase2 questionnaire show vendor_evaluation"),
    Command("lint", lint, _lint_takes, "phase2 questionnaire lint our_vendor_evaluation.yaml"),
    Command("schema", schema, nothing, "phase2 questionnaire schema > questionnaire.schema.json"),
)
