"""The commands about questionnaires: which there are, what they ask, and what is wrong with one."""

import re
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from audit.cli.options import Format, FormatOption

if TYPE_CHECKING:
    from audit.model.assessment import Party

app = typer.Typer(
    help="See, check, send out and take back questionnaires.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
NameArgument = Annotated[str, typer.Argument(help="name of a questionnaire, or a file (.yaml) of your own")]


class Side(StrEnum):
    """The sides of the table that a questionnaire can be worded for."""

    VENDOR = "vendor"
    CLIENT = "client"


PartyOption = Annotated[
    Side | None, typer.Option("--party", help="who answers; without it, whom the questionnaire is for")
]
LanguageOption = Annotated[str, typer.Option("--language", help="in which it asks: en or de")]


def _party(side: Side | None) -> "Party | None":
    from audit.model.assessment import Party

    return Party(side.value) if side else None


@app.command("list", epilog="Example: phase2 questionnaire list")
def list_packs() -> None:
    """List the questionnaires: what each is for, whom it asks, and how long it takes."""
    from audit import assessment

    for name in assessment.pack_names():
        pack = assessment.pack(name)
        asked = sum(1 for _ in pack.questions())
        typer.echo(f"{name:<22} {pack.title}: {asked} questions, {pack.party.value}, {pack.minutes} minutes")


@app.command(epilog="Example: phase2 questionnaire show vendor_evaluation")
def show(
    name: NameArgument,
    party: PartyOption = None,
    language: LanguageOption = "en",
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Show what a questionnaire asks, with the id of every question."""
    from audit import assessment
    from audit.cli import outline
    from audit.model import wording

    pack = assessment.pack(name, _party(party), language)
    if output_format is Format.JSON:
        typer.echo(pack.model_dump_json(indent=2))
    else:
        typer.echo(wording.visible_lines(outline.outline(pack)))


@app.command(epilog="Example: phase2 questionnaire lint our_vendor_evaluation.yaml")
def lint(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="questionnaires, overlays, translations, folders of a rubric; without any, ours"),
    ] = None,
) -> None:
    """Say what is wrong with questionnaires: ends with 1 if there is anything."""
    from audit import assessment
    from audit.model import wording

    remarks = assessment.lint(files or ())
    for remark in remarks:
        typer.echo(f"{wording.visible_lines(remark.text)} [{remark.flaw.value}]")
    if remarks:
        raise typer.Exit(1)
    typer.echo("nothing to remark")


@app.command(epilog="Example: phase2 questionnaire schema > questionnaire.schema.json")
def schema() -> None:
    """Print the JSON Schema of questionnaire files, against which editors complete and check."""
    import json

    from audit import assessment

    typer.echo(json.dumps(assessment.pack_schema(), indent=2))


class Form(StrEnum):
    """The forms in which a questionnaire goes out."""

    XLSX = "xlsx"
    YAML = "yaml"
    HTML = "html"


FilledArgument = Annotated[
    list[Path], typer.Argument(help="filled: .xlsx, .yaml, or .json from the HTML form")
]
RespondentOption = Annotated[str | None, typer.Option(help="id of the respondent, in place of the file's")]
SheetPartyOption = Annotated[
    Side | None, typer.Option("--party", help="who answered, for a file that does not say so")
]
SheetLanguageOption = Annotated[
    str | None, typer.Option("--language", help="in which it asked, for a file that does not say so")
]
OwnOption = Annotated[
    str | None,
    typer.Option("--questionnaire", help="file of a questionnaire that does not ship with this version"),
]


@app.command(
    epilog="Example: phase2 questionnaire export vendor_evaluation --respondent agency --language de"
)
def export(
    name: NameArgument,
    form: Annotated[Form, typer.Option("--format", help="workbook, YAML, or one HTML file")] = Form.XLSX,
    respondent: Annotated[str, typer.Option(help="id of the one who fills it in, such as agency")] = "",
    person: Annotated[str, typer.Option("--name", help="name of the one who fills it in")] = "",
    assessment: Annotated[
        str | None, typer.Option(help="assessment file, or id: what the respondent said already is filled in")
    ] = None,
    party: PartyOption = None,
    language: LanguageOption = "en",
    output: Annotated[Path | None, typer.Option(help="file to write; without it, one in this folder")] = None,
) -> None:
    """Write a questionnaire to send out: it is filled in without a network and comes back as a file.

    Workbook, form and file speak the language altogether; what comes back is read in any of them.
    """
    from audit import delivery
    from audit.assessment import Case, held, questionnaire

    found = held(assessment) if assessment else None
    content = questionnaire(
        name,
        form.value,
        respondent,
        person,
        assessment=found.read().assessment if isinstance(found, Case) else found,
        party=_party(party),
        language=language,
    )
    stem = "_".join(filter(None, (Path(name).stem, re.sub(r"[^\w.-]+", "_", respondent))))
    path = output or Path(f"{stem}.{form.value}")
    delivery.save_bytes(content, path)
    typer.echo(f"wrote {path}")


@app.command(epilog="Example: phase2 questionnaire preview agency.xlsx --into case.yaml")
def preview(
    files: FilledArgument,
    into: Annotated[
        str | None, typer.Option(help="assessment file, or id in the ledger; without it, what the file says")
    ] = None,
    respondent: RespondentOption = None,
    party: SheetPartyOption = None,
    language: SheetLanguageOption = None,
    own: OwnOption = None,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Show what filled questionnaires would change, and change nothing: ends with 1 if replies are wrong."""
    from audit import assessment
    from audit.assessment import Case
    from audit.cli import show as printed
    from audit.cli import show_preview

    found = assessment.held(into) if into else assessment.nobody()
    beside = found.read().assessment if isinstance(found, Case) else found
    previews = [
        assessment.preview(
            assessment.signed(assessment.read_filled(file), respondent, _party(party), language), beside, own
        )
        for file in files
    ]
    for one in previews:
        if output_format is Format.JSON:
            printed.json(one)
        else:
            typer.echo(show_preview.preview(one))
    if any(one.errors for one in previews):
        raise typer.Exit(1)


@app.command(
    "import",
    epilog="Example: phase2 questionnaire import agency.xlsx --into case.yaml --output case_2.yaml",
)
def take_in(
    files: FilledArgument,
    into: Annotated[str, typer.Option(help="assessment file, or id of an assessment in the ledger")],
    output: Annotated[
        Path | None, typer.Option(help="new assessment file; needed with a file, which is left as it is")
    ] = None,
    respondent: RespondentOption = None,
    party: SheetPartyOption = None,
    language: SheetLanguageOption = None,
    own: OwnOption = None,
    take: Annotated[
        list[str] | None, typer.Option(help="in a conflict: theirs (the file's), ours, or QUESTION=theirs")
    ] = None,
    skip_errors: Annotated[
        bool, typer.Option("--skip-errors", help="leave out replies that are wrong")
    ] = False,
) -> None:
    """Take filled questionnaires into an assessment: whole or not at all, and never over other replies."""
    from audit import assessment, delivery
    from audit.assessment import Case
    from audit.cli import show_preview
    from audit.model.base import InputError

    sides = show_preview.sides(take or [])
    sheets = [
        assessment.signed(assessment.read_filled(file), respondent, _party(party), language) for file in files
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
        typer.echo(show_preview.preview(one))
    typer.echo(f"taken into {where}")
