"""What counts as a test, and as a run of tests."""

from pathlib import Path

import pytest

from audit.model.finding import Outcome
from tests.checks.cases import MET, NOT_MET, OPEN, finding

SCRIPT = "import sys\nfrom app import f\nif f(1) != 2:\n    sys.exit(1)\n"
FILES: dict[str, tuple[str, Outcome]] = {
    "a case": ("def test_a():\n    assert True\n", MET),
    "a case that asserts nothing": ("def test_a():\n    print('fine')\n", OPEN),
    "a case with a helper": ("def test_a():\n    check_sum(3)\n", MET),
    "a script that may fail": (SCRIPT, OPEN),
    "a script that prints": ("print('test')\n", NOT_MET),
}


@pytest.mark.parametrize("case", FILES)
def test_cases_assert_something(case: str, tmp_path: Path) -> None:
    text, outcome = FILES[case]
    files = {"app.py": "def f(x): return x + 1\n", "test_app.py": text}
    assert finding(tmp_path, "automated-tests", files).outcome is outcome


FLOW = "on: [push]\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n    - run: {}\n"
RUNS = {
    "a run": ("pytest -q", "def test_a():\n    assert True\n", MET),
    "only said": ('echo "pytest"', "def test_a():\n    assert True\n", NOT_MET),
    "only collected": ("pytest --collect-only", "def test_a():\n    assert True\n", NOT_MET),
    "a script by its name": ("python test_app.py", SCRIPT, OPEN),
    "another script": ("python app.py", SCRIPT, NOT_MET),
}


@pytest.mark.parametrize("case", RUNS)
def test_a_step_runs_tests(case: str, tmp_path: Path) -> None:
    command, text, outcome = RUNS[case]
    files = {"app.py": "x = 1\n", "test_app.py": text, ".github/workflows/ci.yml": FLOW.format(command)}
    assert finding(tmp_path, "ci-runs-tests", files).outcome is outcome


def test_cases_beside_code_count_as_well(tmp_path: Path) -> None:
    text = "fn f() {}\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn a() { assert!(true) }\n}\n"
    assert finding(tmp_path, "automated-tests", {"src/lib.rs": text}).outcome is MET
