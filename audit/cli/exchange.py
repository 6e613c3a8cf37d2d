"""The commands that send questionnaires out, and take them back."""

from __future__ import annotations

import re
from argparse import ArgumentParser
from pathlib import Path

from audit.cli import options
from audit.cli.command import Command
from audit.cli.options import JSON
from audit.cli.questionnaire import PARTIES, of_name, side


def _export_takes(parser: ArgumentParser) -> None:
    of_name(parser)
    parser.add_argument(
        "--format",
        dest="form",
        choices=("xlsx", "yaml", "html"),
        default="xlsx",
        help="workbook, YAML, or one HTML file (%(default)s)",
    )
    parser.add_argument("--respondent", default="", help="id of the one who fills it in, such as agency")
    parser.add_argument("--name", dest="person", default="", help="name of the one who fills it in")
    parser.add_argument(
        "--assessment", help="assessment file, or id: what the respondent said already is filled in"
    )
    parser.add_argument(
        "--output", type=Path, metavar="FILE", help="file to write; without it, one in this folder"
    )


def export(
    name: str,
    party: str | None,
    language: str,
    form: str,
    respondent: str,
    person: str,
    assessment: str | None,
    output: Path | None,
) -> None:
    """Write a questionnaire to send out: it is filled in without a network and comes back as a file.

    Workbook, form and file speak the language altogether; what comes back is read in any of them.
    """
    from audit import delivery
    from audit.assessment import Case, held, questionnaire
    from audit.cli import output as printed

    found = held(assessment) if assessment else None
    content = questionnaire(
        name,
        form,
        respondent,
        person,
        assessment=found.read().assessment if isinstance(found, Case) else found,
        party=side(party),
        language=language,
    )
    stem = "_".join(filter(None, (Path(name).stem, re.sub(r"[^\w.-]+", "_", respondent))))
    path = output or Path(f"{stem}.{form}")
    delivery.save_bytes(content, path)
    printed.line(f"wrote {path}")


def _filled(parser: ArgumentParser) -> None:
    """Files that came back, and what they do not say of themselves."""
    parser.add_argument(
        "files", type=Path, nargs="+", help="filled: .xlsx, .yaml, or .json from the HTML form"
    )
    parser.add_argument("--respondent", help="id of the respondent, in place of the file's")
    parser.add_argument("--party", choices=PARTIES, help="who answered, for a file that does not say so")
    parser.add_argument("--language", help="in which it asked, for a file that does not say so")
    parser.add_argument(
        "--questionnaire",
        dest="own",
        metavar="FILE",
        help="file of a questionnaire that does not ship with this version",
    )


def _preview_takes(parser: ArgumentParser) -> None:
    _filled(parser)
    parser.add_argument("--into", help="assessment file, or id in the ledger; without it, what the file says")
    options.of_format(parser)


def preview(
    files: list[Path],
    into: str | None,
    respondent: str | None,
    party: str | None,
    language: str | None,
    own: str | None,
    output_format: str,
) -> int:
    """Show what filled questionnaires would change, and change nothing: ends with 1 if replies are wrong."""
    from audit import assessment
    from audit.assessment import Case
    from audit.cli import output, show_preview

    found = assessment.held(into) if into else assessment.nobody()
    beside = found.read().assessment if isinstance(found, Case) else found
    previews = [
        assessment.preview(
            assessment.signed(assessment.read_filled(file), respondent, side(party), language), beside, own
        )
        for file in files
    ]
    for one in previews:
        if output_format == JSON:
            output.json(one)
        else:
            output.line(show_preview.preview(one))
    return 1 if any(one.errors for one in previews) else 0


def _import_takes(parser: ArgumentParser) -> None:
    _filled(parser)
    parser.add_argument("--into", required=True, help="assessment file, or id of an assessment in the ledger")
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FILE",
        help="new assessment file; needed with a file, which is left as it is",
    )
    parser.add_argument(
        "--take",
        action="append",
        default=[],
        help="in a conflict: theirs (the file's), ours, or QUESTION=theirs",
    )
    parser.add_argument("--skip-errors", action="store_true", help="leave out replies that are wrong")


def take_in(
    files: list[Path],
    into: str,
    output: Path | None,
    respondent: str | None,
    party: str | None,
    language: str | None,
    own: str | None,
    take: list[str],
    skip_errors: bool,
) -> None:
    """Take filled questionnaires into an assessment: whole or not at all, and never over other replies."""
    from audit import assessment, delivery
    from audit.assessment import Case
    from audit.cli import output as printed
    from audit.cli import show_preview
    from audit.model.errors import InputError

    sides = show_preview.sides(take)
    sheets = [
        assessment.signed(assessment.read_filled(file), respondent, side(party), language) for file in files
    ]
    found = assessment.held(into)
    if isinstance(found, Case):
        if output:
            raise InputError("--output is for an assessment file; the ledger keeps the replies itself")
        brought = assessment.record(found, sheets, sides, own, skip_errors)
        where = f"the ledger, assessment {into}"
    else:
        if output is None or output.exists():
            why = f"{output} is there already" if output else f"{into} is left as it is, with its comments"
            raise InputError(f"{why}; name a new file: --output {Path(into).stem}_2.yaml")
        brought = assessment.bring(sheets, found, sides, own, skip_errors=skip_errors)
        delivery.save_text(assessment.assessment_text(brought.assessment, str(output)), output)
        where = str(output)
    for one in brought.previews:
        printed.line(show_preview.preview(one))
    printed.line(f"taken into {where}")


COMMANDS = (
    Command(
        "export",
        export,
        _export_takes,
        "phase2 questionnaire export vendor_evaluation --respondent agency --language de",
    ),
    Command("preview", preview, _preview_takes, "phase2 questionnaire preview agency.xlsx --into case.yaml"),
    Command(
        "import",
        take_in,
        _import_takes,
        "phase2 questionnaire import agency.xlsx --into case.yaml --output case_2.yaml",
    ),
)
