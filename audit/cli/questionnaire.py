"""The commands about questionnaires: which there are, what they ask, and what is wrong with one."""

from pathlib import Path
from typing import Annotated

import typer

from audit.cli.options import Format, FormatOption

app = typer.Typer(
    help="See, check and write questionnaires.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
)
NameArgument = Annotated[str, typer.Argument(help="name of a questionnaire, or a file (.yaml) of your own")]


@app.command("list", epilog="Example: phase2 questionnaire list")
def list_packs() -> None:
    """List the questionnaires: what each is for, whom it asks, and how long it takes."""
    from audit import assessment

    for name in assessment.pack_names():
        pack = assessment.pack(name)
        asked = sum(1 for _ in pack.questions())
        typer.echo(f"{name:<22} {pack.title}: {asked} questions, {pack.party.value}, {pack.minutes} minutes")


@app.command(epilog="Example: phase2 questionnaire show vendor_evaluation")
def show(name: NameArgument, output_format: FormatOption = Format.TEXT) -> None:
    """Show what a questionnaire asks, with the id of every question."""
    from audit import assessment
    from audit.cli import outline

    pack = assessment.pack(name)
    typer.echo(pack.model_dump_json(indent=2) if output_format is Format.JSON else outline.outline(pack))


@app.command(epilog="Example: phase2 questionnaire lint our_vendor_evaluation.yaml")
def lint(
    files: Annotated[
        list[Path] | None,
        typer.Argument(help="questionnaires, overlays, translations, folders of a rubric; without any, ours"),
    ] = None,
) -> None:
    """Say what is wrong with questionnaires: ends with 1 if there is anything."""
    from audit import assessment

    remarks = assessment.lint(files or ())
    for remark in remarks:
        typer.echo(f"{remark.text} [{remark.flaw.value}]")
    if remarks:
        raise typer.Exit(1)
    typer.echo("nothing to remark")


@app.command(epilog="Example: phase2 questionnaire schema > questionnaire.schema.json")
def schema() -> None:
    """Print the JSON Schema of questionnaire files, against which editors complete and check."""
    import json

    from audit import assessment

    typer.echo(json.dumps(assessment.pack_schema(), indent=2))
