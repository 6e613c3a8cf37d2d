"""How many exact versions are enough, and which list is the one that runs."""

from pathlib import Path

import pytest

from tests.checks.cases import MET, NOT_MET, STRONG, WEAK, finding

APP = {"app.py": "x = 1\n"}
CASES = {
    "nearly all": ("".join(f"p{n}==1.0\n" for n in range(9)) + "b\n", MET, STRONG),
    "two of three": ("a==1.0\nb==2.0\nc\n", NOT_MET, WEAK),
    "one of three": ("a==1.0\nb>=2.0\nc\n", NOT_MET, STRONG),
}


@pytest.mark.parametrize("case", CASES)
def test_only_a_list_clearly_below_is_accused_strongly(case: str, tmp_path: Path) -> None:
    text, outcome, confidence = CASES[case]
    found = finding(tmp_path, "pinned-dependencies", APP | {"requirements.txt": text})
    assert (found.outcome, found.confidence) == (outcome, confidence), found.reason


def test_a_list_of_tools_of_development_is_not_the_one_that_runs(tmp_path: Path) -> None:
    files = APP | {
        "requirements/base.txt": "kombu==5.6.0\nclick==8.1.2\n",
        "requirements/pkgutils.txt": "setuptools>=40\nflake8==3.8.3\ntox>=3\nwheel>=1\n",
    }
    found = finding(tmp_path, "pinned-dependencies", files)
    assert (found.outcome, found.evidence[0].path) == (MET, "requirements/base.txt")


def test_a_list_of_tools_counts_where_it_is_the_only_one(tmp_path: Path) -> None:
    found = finding(tmp_path, "pinned-dependencies", APP | {"requirements.txt": "pytest\nmypy\n"})
    assert (found.outcome, found.confidence) == (NOT_MET, STRONG)
