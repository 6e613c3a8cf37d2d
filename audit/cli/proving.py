"""The commands about a report that was handed over: verify it, and sign it."""

import os
from argparse import ArgumentParser
from pathlib import Path

from audit.cli import options
from audit.cli.command import Command
from audit.cli.options import JSON

PASSPHRASE = "PHASE2_PASSPHRASE"  # noqa: S105 - the name of the variable


def _verify_takes(parser: ArgumentParser) -> None:
    parser.add_argument("report", type=Path, help="a report.pdf")
    parser.add_argument(
        "--trust", type=Path, metavar="FILE", help="certificates (PEM) that may vouch for a signature"
    )
    options.of_format(parser)


def verify(report: Path, trust: Path | None, output_format: str) -> int:
    """Verify a report: judge its embedded data again, print it again, and compare every page."""
    from audit.cli import output
    from audit.delivery import verification

    found = verification.verify(report, trust)
    if output_format == JSON:
        output.json(found)
    else:
        from audit.cli import show

        show.verification(found)
    return 0 if found.verified else 1


def _sign_takes(parser: ArgumentParser) -> None:
    parser.add_argument("report", type=Path, help="a report.pdf")
    parser.add_argument(
        "--certificate",
        type=Path,
        required=True,
        metavar="FILE",
        help="your certificate with its key: PKCS#12, .p12 or .pfx",
    )
    parser.add_argument("--output", type=Path, required=True, metavar="FILE", help="file to write")
    parser.add_argument(
        "--passphrase",
        help=f"of the certificate; without it, that of the variable {PASSPHRASE}, or it is asked for",
    )


def sign(report: Path, certificate: Path, output: Path, passphrase: str | None) -> None:
    """Sign a report with your certificate (PAdES); what was there before stays the same, byte by byte."""
    from audit.cli import output as printed
    from audit.delivery import verification

    if passphrase is None:
        passphrase = os.environ.get(PASSPHRASE) or _asked()
    verification.sign(report, certificate, passphrase, output)
    printed.line(str(output))


def _asked() -> str:
    from getpass import getpass

    from audit.model.errors import InputError

    try:
        return getpass("Passphrase of the certificate: ")
    except EOFError as error:
        raise InputError(f"nobody is there to be asked for the passphrase; set {PASSPHRASE}") from error


COMMANDS = (
    Command("verify", verify, _verify_takes, "phase2 verify report.pdf --trust company-ca.pem"),
    Command(
        "sign", sign, _sign_takes, "phase2 sign report.pdf --certificate me.p12 --output report.signed.pdf"
    ),
)
