"""What the tables of small programs share: write the files, run one check, give its finding."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

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


Table = Mapping[str, tuple[Any, ...]]


def of_calls(timeouts: Table, retries: Table, models: Table, loops: Table) -> dict[str, Table]:
    """The tables about model calls by the check each is about."""
    return {
        "model-call-timeout": timeouts,
        "model-call-retry": retries,
        "pinned-model-version": models,
        "bounded-agent-loops": loops,
    }


def rows(tables: Mapping[str, Table]) -> list[tuple[str, str]]:
    """Check and name of every row, for tables that are kept by the check they are about."""
    return [(check, name) for check, table in tables.items() for name in table]


def told(found: Finding, expected: tuple[Any, ...]) -> tuple[Any, ...]:
    """As much of a finding as a row expects: the outcome, and the confidence where it matters."""
    return (found.outcome, found.confidence)[: len(expected)]
