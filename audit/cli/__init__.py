"""The command `phase2`: parses what was asked, shows what came of it, and knows no rule of the domain."""

import atexit
import gc
import sys
from enum import StrEnum
from io import TextIOWrapper
from pathlib import Path
from typing import Annotated

import typer

from audit.cli import questionnaire
from audit.cli.options import (
    AudienceName,
    AudienceOption,
    BrandOption,
    Format,
    FormatOption,
    FormsOption,
    LanguageOption,
)

ENGLISH = "en"

app = typer.Typer(
    name="phase2",
    help="Audit whether an AI system is ready for production, with proof.",
    no_args_is_help=True,
    add_completion=False,
    rich_markup_mode=None,
    pretty_exceptions_enable=False,
)
app.add_typer(questionnaire.app, name="questionnaire")


class InspectionFormat(StrEnum):
    """How an inspection is printed."""

    TEXT = "text"
    JSON = "json"
    MARKDOWN = "markdown"
    SARIF = "sarif"
    MLBOM = "mlbom"


class HandbookFormat(StrEnum):
    """How the checks are printed."""

    TEXT = "text"
    MARKDOWN = "markdown"


class Compared(StrEnum):
    """What files are compared as."""

    AUTO = "auto"
    RUNS = "runs"
    VENDORS = "vendors"


class SchemaName(StrEnum):
    """The documents that have a JSON Schema."""

    INSPECTION = "inspection"
    CONCLUSION = "conclusion"
    ASSESSMENT = "assessment"
    GATE = "gate"
    VERIFICATION = "verification"
    RUN_COMPARISON = "run-comparison"
    VENDOR_COMPARISON = "vendor-comparison"
    TENDER = "tender"
    INPUT = "input"
    BRAND = "brand"


CacheOption = Annotated[bool, typer.Option("--cache/--no-cache", help="use what was read before")]
KnowledgeOption = Annotated[
    Path | None, typer.Option(help="YAML with libraries, file names and words of your own")
]


@app.command(epilog="Example: phase2 demo --output build/coastal_supply")
def demo(
    output: Annotated[Path, typer.Option(help="folder for report and data")] = Path("build/coastal_supply"),
    form: FormsOption = [],  # noqa: B006
    audience: AudienceOption = AudienceName.FULL,
    brand: BrandOption = None,
    language: LanguageOption = ENGLISH,
) -> None:
    """Audit the example that ships with the project, a failed inventory agent, and write its report."""
    from audit import delivery
    from audit.cli import show
    from audit.delivery import documents

    forms, look = documents.forms(form), documents.brand(brand) if brand else None
    documents.check_language(language)
    with show.progress() as progress:
        dossier = delivery.judge_example(output, progress.files)
        wanted = documents.edition(dossier, documents.Audience(audience), look, language)
        paths = delivery.write_documents(wanted, output, progress.step, forms)
    show.dossier(dossier, paths)


@app.command(epilog="Example: phase2 inspect ~/src/agent --revision v1.2 --format sarif --output agent.sarif")
def inspect(
    path: Annotated[Path, typer.Argument(help="a repository, a folder in one, or a bare git directory")],
    revision: Annotated[
        str | None, typer.Option(help="commit, tag or branch; without it the files as they are")
    ] = None,
    output_format: Annotated[
        InspectionFormat,
        typer.Option("--format", help="sarif: for code scanning; mlbom: CycloneDX list of models and data"),
    ] = InspectionFormat.TEXT,
    output: Annotated[Path | None, typer.Option(help="file to write; without it, print")] = None,
    knowledge: KnowledgeOption = None,
    cache: CacheOption = True,
    history: Annotated[
        bool, typer.Option("--history", help="look for secrets in everything that was ever committed, too")
    ] = False,
) -> None:
    """Inspect a repository: what it shows of production readiness, with file and line."""
    from audit import delivery
    from audit.cli import show

    delivery.use_knowledge(knowledge)
    with show.progress() as progress:
        inspection = delivery.inspect(path, revision, progress.files, cache=cache, past=history)
    if output_format is InspectionFormat.TEXT and output is None:
        show.inspection(inspection)
        return
    plain = output_format is InspectionFormat.TEXT
    text = show.plain(inspection) if plain else delivery.inspection_text(inspection, output_format.value)
    if output is None:
        show.text(text)
    else:
        delivery.save_text(text, output)


@app.command(epilog="Example: phase2 gate . --policy gate.yaml --baseline main.json")
def gate(
    policy: Annotated[Path, typer.Option(help="conditions and waivers, in YAML")],
    path: Annotated[
        Path, typer.Argument(help="a repository, or an inspection written with --format json")
    ] = Path(),
    baseline: Annotated[
        Path | None, typer.Option(help="an earlier inspection in JSON: only what is new since counts")
    ] = None,
    output_format: FormatOption = Format.TEXT,
    knowledge: KnowledgeOption = None,
) -> None:
    """Hold a repository against a policy, for continuous integration: ends with 1 if it is not met."""
    from audit import delivery
    from audit.cli import show

    delivery.use_knowledge(knowledge)
    with show.progress() as progress:
        result = delivery.gate(path, policy, baseline, progress.files)
    if output_format is Format.JSON:
        show.json(result)
    else:
        show.gate(result)
    if not result.met:
        raise typer.Exit(1)


@app.command(epilog="Example: phase2 audit assessment.yaml --output build/vendor_a --format pdf,docx")
def audit(
    file: Annotated[Path, typer.Argument(help="assessment file in YAML")],
    output: Annotated[
        Path | None, typer.Option(help="folder for report and data; without it, one beside the file")
    ] = None,
    knowledge: KnowledgeOption = None,
    cache: CacheOption = True,
    form: FormsOption = [],  # noqa: B006
    audience: AudienceOption = AudienceName.FULL,
    brand: BrandOption = None,
    language: LanguageOption = ENGLISH,
) -> None:
    """Audit a subject: inspect its repositories, judge its answers, and write the report."""
    from audit import delivery
    from audit.cli import show
    from audit.delivery import documents

    forms, look = documents.forms(form), documents.brand(brand) if brand else None
    documents.check_language(language)
    delivery.use_knowledge(knowledge)
    folder = output or file.with_name(f"{file.stem}_report")
    with show.progress() as progress:
        dossier = delivery.judge(file, progress.files, cache=cache)
        wanted = documents.edition(dossier, documents.Audience(audience), look, language)
        paths = delivery.write_documents(wanted, folder, progress.step, forms)
    show.dossier(dossier, paths)


@app.command(epilog="Example: phase2 conclude assessment.yaml --format json")
def conclude(
    file: Annotated[Path, typer.Argument(help="assessment file in YAML")],
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Conclude an assessment without writing a report."""
    from audit import delivery
    from audit.cli import show

    with show.progress() as progress:
        dossier = delivery.judge(file, progress.files)
    if output_format is Format.JSON:
        show.json(dossier.conclusion)
    else:
        show.dossier(dossier)


@app.command(epilog="Example: phase2 verify report.pdf --trust company-ca.pem")
def verify(
    report: Annotated[Path, typer.Argument(help="a report.pdf")],
    trust: Annotated[
        Path | None, typer.Option(help="certificates (PEM) that may vouch for a signature")
    ] = None,
    output_format: FormatOption = Format.TEXT,
) -> None:
    """Verify a report: judge its embedded data again, print it again, and compare every page."""
    from audit.cli import show
    from audit.delivery import verification

    found = verification.verify(report, trust)
    if output_format is Format.JSON:
        show.json(found)
    else:
        show.verification(found)
    if not found.verified:
        raise typer.Exit(1)


@app.command(epilog="Example: phase2 sign report.pdf --certificate me.p12 --output report.signed.pdf")
def sign(
    report: Annotated[Path, typer.Argument(help="a report.pdf")],
    certificate: Annotated[Path, typer.Option(help="your certificate with its key: PKCS#12, .p12 or .pfx")],
    output: Annotated[Path, typer.Option(help="file to write")],
    passphrase: Annotated[
        str, typer.Option(envvar="PHASE2_PASSPHRASE", prompt=True, hide_input=True, help="of the certificate")
    ],
) -> None:
    """Sign a report with your certificate (PAdES); what was there before stays the same, byte by byte."""
    from audit.cli import show
    from audit.delivery import verification

    verification.sign(report, certificate, passphrase, output)
    show.text(f"{output}\n")


@app.command(epilog="Example: phase2 compare vendor_a.yaml vendor_b.yaml")
def compare(
    files: Annotated[list[Path], typer.Argument(help="assessment files, or assessment.json as exported")],
    compared_as: Annotated[
        Compared, typer.Option("--as", help="auto: files about one subject are runs, the earlier one first")
    ] = Compared.AUTO,
    output: Annotated[
        Path | None, typer.Option(help="folder for a report on the vendors: PDF, HTML and data")
    ] = None,
    output_format: FormatOption = Format.TEXT,
    language: LanguageOption = ENGLISH,
) -> None:
    """Compare two runs of one subject, or several vendors on the questions that all of them were asked."""
    from audit import delivery
    from audit.cli import show, show_comparison
    from audit.model.comparison import RunComparison

    if output is not None:
        show_comparison.report(files, output, compared_as.value, output_format, language)
        return
    if language != ENGLISH:
        raise typer.BadParameter("it is the language of the report: name its folder with --output too")
    with show.progress() as progress:
        found = delivery.compare(files, compared_as.value, progress.files)
    if output_format is Format.JSON:
        show.json(found)
    elif isinstance(found, RunComparison):
        show_comparison.runs(found)
    else:
        show_comparison.vendors(found)


@app.command(name="app", epilog="Example: phase2 app --port 8600")
def open_app(
    port: Annotated[int | None, typer.Option(min=1, max=65535, help="port; without it, a free one")] = None,
) -> None:
    """Open the web application, reachable from this machine only."""
    from audit.ui import launch

    sys.exit(launch.run(port))


@app.command(epilog="Example: phase2 doctor")
def doctor() -> None:
    """Say what is installed, what is missing, and the one line that mends it."""
    from audit import assessment
    from audit import doctor as examination
    from audit.cli import show

    needs = examination.examine(assessment.data_folder())
    show.needs(needs)
    if any(not need.met and not need.optional for need in needs):
        raise typer.Exit(2)


@app.command(epilog="Example: phase2 checks model-call-timeout")
def checks(
    check: Annotated[str | None, typer.Argument(help="id of one check; without it, all")] = None,
    output_format: Annotated[
        HandbookFormat, typer.Option("--format", help="markdown: the whole handbook")
    ] = HandbookFormat.TEXT,
    accuracy: Annotated[
        Path | None, typer.Option(help="measured numbers to print with it, from benchmarks/accuracy.py")
    ] = None,
) -> None:
    """List the checks, or print what one looks for, what its outcomes mean and what it misses."""
    from audit import delivery
    from audit.cli import show

    if check is None and output_format is HandbookFormat.TEXT:
        show.declarations(delivery.declarations())
    else:
        show.text(delivery.handbook(accuracy, check))


@app.command(epilog="Example: phase2 schema conclusion > conclusion.schema.json")
def schema(name: Annotated[SchemaName, typer.Argument(help="which document")]) -> None:
    """Print the JSON Schema of a document: an output, or the assessment file as editors complete it."""
    from audit import delivery

    typer.echo(delivery.schema_json(name.value), nl=False)


def main() -> None:
    """Run the command line: 0 fine, 1 a gate that was asked for is not met, 2 misuse or bad input."""
    # A command makes a hundred thousand values, keeps nearly all, and ends: looking for garbage finds none.
    gc.set_threshold(50_000, 20, 100)
    atexit.register(gc.freeze)
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that cannot show a sign shows its number
            stream.reconfigure(errors="backslashreplace")
    try:
        app()
    except Exception as error:
        from audit.model import wording
        from audit.model.base import InputError  # brings pydantic, which help does not need

        if not isinstance(error, InputError):
            raise
        typer.echo(f"phase2: {wording.visible_lines(str(error))}", err=True)
        sys.exit(2)
