"""Controls in unusual but common forms are not accused by strong checks; the same programs without them are."""

from pathlib import Path

import pytest

from tests.checks.cases import NOT_MET, STRONG, finding
from tests.checks.unusual import data, limits, models

TABLES = (limits, models, data)
CONTROLLED = [
    pytest.param(check, files, id=f"{check}: {case}")
    for table in TABLES
    for check, programs in table.UNUSUAL.items()
    for case, files in programs.items()
]
BARE = [
    pytest.param(check, files, id=f"{check}: {case}")
    for table in TABLES
    for check, case, files in table.ACCUSED
]


@pytest.mark.parametrize(("check", "files"), CONTROLLED)
def test_no_strong_accusation(tmp_path: Path, check: str, files: dict[str, str]) -> None:
    found = finding(tmp_path, check, files)
    assert (found.outcome, found.confidence) != (NOT_MET, STRONG), found.reason


@pytest.mark.parametrize(("check", "files"), BARE)
def test_without_the_control_the_accusation_is_strong(
    tmp_path: Path, check: str, files: dict[str, str]
) -> None:
    found = finding(tmp_path, check, files)
    assert (found.outcome, found.confidence) == (NOT_MET, STRONG), found.reason
