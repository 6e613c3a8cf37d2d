"""The commands about a repository alone: inspect it, hold it against a policy, and say what is looked for."""

from argparse import ArgumentParser
from pathlib import Path

from audit.cli import options
from audit.cli.command import Command
from audit.cli.options import JSON, TEXT


def _inspect_takes(parser: ArgumentParser) -> None:
    parser.add_argument(
        "path",
        type=Path,
        help="a repository, a folder in one, or a bare git directory; or one as it was handed over, "
        "as in phase2 inspect delivery.zip: a zip, a tar (gz, bz2, xz) or a git bundle, unpacked apart "
        "and removed again",
    )
    parser.add_argument("--revision", help="commit, tag or branch; without it the files as they are")
    parser.add_argument(
        "--format",
        dest="output_format",
        choices=(TEXT, JSON, "markdown", "sarif", "mlbom"),
        default=TEXT,
        help="sarif: for code scanning; mlbom: CycloneDX list of models and data",
    )
    parser.add_argument("--output", type=Path, metavar="FILE", help="file to write; without it, print")
    options.of_knowledge(parser)
    options.of_cache(parser)
    parser.add_argument(
        "--history",
        action="store_true",
        help="look for secrets in everything that was ever committed, too",
    )


def inspect(
    path: Path,
    revision: str | None,
    output_format: str,
    output: Path | None,
    knowledge: Path | None,
    cache: bool,
    history: bool,
) -> None:
    """Inspect a repository: what it shows of production readiness, with file and line."""
    from audit import delivery
    from audit.cli import output as printed

    delivery.use_knowledge(knowledge)
    with printed.progress() as progress:
        inspection = delivery.inspect(path, revision, progress.files, cache=cache, past=history)
    if output_format != TEXT:
        text = delivery.inspection_text(inspection, output_format)
    else:
        from audit.cli import show

        if output is None:
            show.inspection(inspection)
            return
        text = show.plain(inspection)
    if output is None:
        printed.text(text)
    else:
        delivery.save_text(text, output)


def _gate_takes(parser: ArgumentParser) -> None:
    parser.add_argument(
        "path",
        type=Path,
        nargs="?",
        default=Path(),
        help="a repository, an archive or bundle of one, or an inspection written with --format json; "
        "without it, this folder",
    )
    parser.add_argument(
        "--policy", type=Path, required=True, metavar="FILE", help="conditions and waivers, in YAML"
    )
    parser.add_argument(
        "--baseline",
        type=Path,
        metavar="FILE",
        help="an earlier inspection in JSON: only what is new since counts",
    )
    options.of_format(parser)
    options.of_knowledge(parser)


def gate(path: Path, policy: Path, baseline: Path | None, output_format: str, knowledge: Path | None) -> int:
    """Hold a repository against a policy, for continuous integration: ends with 1 if it is not met."""
    from audit import delivery
    from audit.cli import output

    delivery.use_knowledge(knowledge)
    with output.progress() as progress:
        result = delivery.gate(path, policy, baseline, progress.files)
    if output_format == JSON:
        output.json(result)
    else:
        from audit.cli import show

        show.gate(result)
    return 0 if result.met else 1


def _checks_takes(parser: ArgumentParser) -> None:
    parser.add_argument("check", nargs="?", help="id of one check; without it, all")
    parser.add_argument(
        "--format",
        dest="output_format",
        choices=(TEXT, "markdown"),
        default=TEXT,
        help="markdown: the whole handbook",
    )
    parser.add_argument(
        "--accuracy",
        type=Path,
        metavar="FILE",
        help="measured numbers to print with it, from benchmarks/accuracy.py",
    )


def checks(check: str | None, output_format: str, accuracy: Path | None) -> None:
    """List the checks, or print what one looks for, what its outcomes mean and what it misses."""
    from audit import delivery
    from audit.cli import output

    if check is None and output_format == TEXT:
        from audit.cli import show

        show.declarations(delivery.declarations())
    else:
        output.text(delivery.handbook(accuracy, check))


COMMANDS = (
    Command(
        "inspect",
        inspect,
        _inspect_takes,
        "phase2 inspect ~/src/agent --revision v1.2 --format sarif --output agent.sarif",
    ),
    Command("gate", gate, _gate_takes, "phase2 gate . --policy gate.yaml --baseline main.json"),
    Command("checks", checks, _checks_takes, "phase2 checks model-call-timeout"),
)
