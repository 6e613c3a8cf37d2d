"""The commands about an assessment: audit a subject, conclude without paper, and compare."""

from __future__ import annotations

from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from audit.cli import options
from audit.cli.command import Command
from audit.cli.options import ENGLISH, JSON

if TYPE_CHECKING:
    from audit.cli.output import Shown
    from audit.model.dossier import Dossier


def _demo_takes(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--output",
        type=Path,
        default=Path("build/coastal_supply"),
        metavar="FOLDER",
        help="folder for report and data (%(default)s)",
    )
    options.of_report(parser)


def demo(output: Path, form: list[str], audience: str, brand: Path | None, language: str) -> None:
    """Audit the example that ships with the project, a failed inventory agent, and write its report."""
    from audit import delivery

    _report(
        lambda shown: delivery.judge_example(output, shown.files), output, form, audience, brand, language
    )


def _audit_takes(parser: ArgumentParser) -> None:
    parser.add_argument(
        "file",
        type=Path,
        help="assessment file in YAML; its repositories may be folders, archives or git bundles",
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FOLDER",
        help="folder for report and data; without it, one beside the file",
    )
    parser.add_argument(
        "--earlier",
        type=Path,
        action="append",
        default=[],
        metavar="FILE",
        help="assessment.json of an earlier report on this subject, for the trend; once for each",
    )
    options.of_knowledge(parser)
    options.of_cache(parser)
    options.of_report(parser)


def audit(
    file: Path,
    output: Path | None,
    earlier: list[Path],
    knowledge: Path | None,
    cache: bool,
    form: list[str],
    audience: str,
    brand: Path | None,
    language: str,
) -> None:
    """Audit a subject: inspect its repositories, judge its answers, and write the report."""
    from audit import delivery

    def judge(shown: Shown) -> Dossier:
        delivery.use_knowledge(knowledge)
        return delivery.judge(file, shown.files, cache=cache, earlier=earlier)

    folder = output or file.with_name(f"{file.stem}_report")
    _report(judge, folder, form, audience, brand, language)


def _report(
    judge: Callable[[Shown], Dossier],
    folder: Path,
    form: list[str],
    audience: str,
    brand: Path | None,
    language: str,
) -> None:
    """Write the report on what is judged into a folder; what cannot be written is said before that."""
    from audit import delivery
    from audit.cli import output, show
    from audit.delivery import documents

    forms, look = documents.forms(form), documents.brand(brand) if brand else None
    documents.check_language(language)
    with output.progress() as shown:
        dossier = judge(shown)
        wanted = documents.edition(dossier, documents.Audience(audience), look, language)
        paths = delivery.write_documents(wanted, folder, shown.step, forms)
    show.dossier(dossier, paths)


def _conclude_takes(parser: ArgumentParser) -> None:
    parser.add_argument("file", type=Path, help="assessment file in YAML")
    options.of_format(parser)


def conclude(file: Path, output_format: str) -> None:
    """Conclude an assessment without writing a report."""
    from audit import delivery
    from audit.cli import output

    with output.progress() as shown:
        dossier = delivery.judge(file, shown.files)
    if output_format == JSON:
        output.json(dossier.conclusion)
    else:
        from audit.cli import show

        show.dossier(dossier)


def _compare_takes(parser: ArgumentParser) -> None:
    parser.add_argument(
        "files", type=Path, nargs="+", help="assessment files, or assessment.json as exported"
    )
    parser.add_argument(
        "--as",
        dest="compared_as",
        choices=("auto", "runs", "vendors"),
        default="auto",
        help="auto: files about one subject are runs, the earlier one first",
    )
    parser.add_argument(
        "--output",
        type=Path,
        metavar="FOLDER",
        help="folder for a report on the vendors: PDF, HTML and data",
    )
    options.of_format(parser)
    said = "with --output: also a copy for each vendor, with its own data only"
    parser.add_argument("--copies", action="store_true", help=said)
    parser.add_argument(
        "--audience",
        choices=("full", "board", "public"),
        default="full",
        help="of the report: board: decision and ranking; public: no quotations, names, prices, negotiation",
    )
    options.of_brand(parser)
    options.of_language(parser)


def compare(
    files: list[Path],
    compared_as: str,
    output: Path | None,
    output_format: str,
    *,
    copies: bool,
    audience: str,
    brand: Path | None,
    language: str,
) -> None:
    """Compare two runs of one subject, or several vendors on the questions that all of them were asked."""
    from audit import delivery
    from audit.cli import output as printed
    from audit.cli import show_comparison
    from audit.model.comparison import RunComparison
    from audit.model.errors import InputError

    if output is not None:
        asked = show_comparison.Asked(output, compared_as, language, brand, audience, copies)
        show_comparison.report(files, asked, output_format)
        return
    if brand is not None or copies:
        raise InputError("--brand and --copies are for the report: name its folder with --output too")
    if audience != "full":
        raise InputError("--audience is that of the report: name its folder with --output too")
    if language != ENGLISH:
        raise InputError("--language is that of the report: name its folder with --output too")
    with printed.progress() as shown:
        found = delivery.compare(files, compared_as, shown.files)
    if output_format == JSON:
        printed.json(found)
    elif isinstance(found, RunComparison):
        show_comparison.runs(found)
    else:
        show_comparison.vendors(found)


COMMANDS = (
    Command("demo", demo, _demo_takes, "phase2 demo --output build/coastal_supply"),
    Command(
        "audit", audit, _audit_takes, "phase2 audit assessment.yaml --output build/vendor_a --format pdf,docx"
    ),
    Command("conclude", conclude, _conclude_takes, "phase2 conclude assessment.yaml --format json"),
    Command("compare", compare, _compare_takes, "phase2 compare vendor_a.yaml vendor_b.yaml"),
)
