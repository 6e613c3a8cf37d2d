"""What the tables of small programs share: write the files, run one check, give its finding."""

from pathlib import Path

from audit.checks import all_checks
from audit.inspection.check import example
from audit.inspection.engine import inspect
from audit.model.finding import Confidence, Finding, Outcome

CHECKS = {check.id: check for check in all_checks()}
MET, NOT_MET = Outcome.MET, Outcome.NOT_MET
NA, OPEN = Outcome.NOT_APPLICABLE, Outcome.INCONCLUSIVE
STRONG, WEAK = Confidence.STRONG, Confidence.WEAK


def finding(folder: Path, check: str, files: dict[str, str]) -> Finding:
    """The finding of one check about a folder with these files."""
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(example(text))
    (found,) = inspect(folder, [CHECKS[check]]).checks
    return found
