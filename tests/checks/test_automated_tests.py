"""What counts as a test, and as a run of tests."""

from pathlib import Path

import pytest

from audit.model.finding import Outcome
from tests.checks.cases import MET, NOT_MET, OPEN, finding

SCRIPT = "import sys\nfrom app import f\nif f(1) != 2:\n    sys.exit(1)\n"
FILES: dict[str, tuple[str, Outcome]] = {
    "a case": ("def test_a():\n    assert f(1) == 2\n", MET),
    "a case that asserts nothing": ("def test_a():\n    print('fine')\n", OPEN),
    "a case with a helper": ("def test_a():\n    check_sum(3)\n", MET),
    "a case that the file only starts": ("def test_a():\n    f(1)\n\ntest_a()\n", OPEN),
    "a case that is always true": ("def test_a():\n    assert True\n", OPEN),
    "a case of unittest that is always true": (
        "import unittest\nclass A(unittest.TestCase):\n    def test_a(self):\n        self.assertTrue(True)\n",
        OPEN,
    ),
    "a comment that speaks of asserting": ("def test_assert():\n    # assert f(1) == 2\n    f(1)\n", OPEN),
    "a fixture by the name of a case": (
        "import pytest\n@pytest.fixture\nasync def test_client(app):\n    assert app\n    return app\n",
        OPEN,
    ),
    "a case that is always skipped": (
        "import pytest\n@pytest.mark.skip\ndef test_a():\n    assert f(1) == 2\n",
        OPEN,
    ),
    "a case that is skipped somewhere": (
        "import pytest\n@pytest.mark.skipif(WINDOWS, reason='')\ndef test_a():\n    assert f(1) == 2\n",
        MET,
    ),
    "a file that is always skipped": (
        "import pytest\npytestmark = pytest.mark.skip(reason='later')\ndef test_a():\n    assert f(1) == 2\n",
        OPEN,
    ),
    "a script that may fail": (SCRIPT, OPEN),
    "a script that prints": ("print('test')\n", NOT_MET),
}


SCRIPTED: dict[str, tuple[str, Outcome]] = {
    "a case": ("it('adds', () => {\n  expect(f(1)).toBe(2);\n});\n", MET),
    "a case on one line": ("test('adds', () => { expect(f(1)).toBe(2) });\n", MET),
    "a case that should, and does not": ("it('should add', () => {\n  f(1);\n});\n", OPEN),
    "a case that is always true": ("it('adds', () => {\n  expect(true).toBe(true);\n});\n", OPEN),
    "only what is done after a case": ("test.afterEach(() => {\n  expect(f(1)).toBe(2);\n});\n", NOT_MET),
    "a case that is skipped": ("it.skip('adds', () => {\n  expect(f(1)).toBe(2);\n});\n", NOT_MET),
}


@pytest.mark.parametrize("case", SCRIPTED)
def test_cases_of_scripts_assert_something(case: str, tmp_path: Path) -> None:
    text, outcome = SCRIPTED[case]
    files = {"app.ts": "export const f = (x: number) => x + 1;\n", "app.test.ts": text}
    assert finding(tmp_path, "automated-tests", files).outcome is outcome


@pytest.mark.parametrize("case", FILES)
def test_cases_assert_something(case: str, tmp_path: Path) -> None:
    text, outcome = FILES[case]
    files = {"app.py": "def f(x): return x + 1\n", "test_app.py": text}
    assert finding(tmp_path, "automated-tests", files).outcome is outcome


FLOW = "on: [push]\njobs:\n  a:\n    runs-on: ubuntu-latest\n    steps:\n    - run: {}\n"
RUNS = {
    "a run": ("pytest -q", "def test_a():\n    assert f(1) == 2\n", MET),
    "only said": ('echo "pytest"', "def test_a():\n    assert f(1) == 2\n", NOT_MET),
    "only the name of a file": (
        'if [ -f "vitest.config.ts" ]; then true; fi',
        "def test_a():\n    assert f(1) == 2\n",
        NOT_MET,
    ),
    "the name of a step over two lines": (
        "true\n      name: >\n        Run tox for\n        all",
        "def test_a():\n    assert f(1) == 2\n",
        NOT_MET,
    ),
    "after the name of a step over two lines": (
        "true\n    - name: >\n        Run\n        all\n      run: pytest -q",
        "def test_a():\n    assert f(1) == 2\n",
        MET,
    ),
    "only installed": ("uv tool install --with tox-uv tox", "def test_a():\n    assert f(1) == 2\n", NOT_MET),
    "given to a command that does nothing": (": pytest -q", "def test_a():\n    assert f(1) == 2\n", NOT_MET),
    "written to a file": (
        "|\n        cat <<'E' > a.txt\n        pytest -q\n        E",
        "def test_a():\n    assert f(1) == 2\n",
        NOT_MET,
    ),
    "cases that assert nothing": ("pytest -q", "def test_a():\n    f(1)\n", OPEN),
    "only collected": ("pytest --collect-only", "def test_a():\n    assert f(1) == 2\n", NOT_MET),
    "a script by its name": ("python test_app.py", SCRIPT, OPEN),
    "another script": ("python app.py", SCRIPT, NOT_MET),
    "a script named by a value": ("python3 -u ${{ env.test-file }} 2>&1", SCRIPT, OPEN),
    "a script named by a variable": ('python "$TEST_FILE"', SCRIPT, OPEN),
    "another script named by a value": ("python3 ${{ env.app-file }} > latest.txt", SCRIPT, NOT_MET),
}


@pytest.mark.parametrize("case", RUNS)
def test_a_step_runs_tests(case: str, tmp_path: Path) -> None:
    command, text, outcome = RUNS[case]
    files = {"app.py": "x = 1\n", "test_app.py": text, ".github/workflows/ci.yml": FLOW.format(command)}
    assert finding(tmp_path, "ci-runs-tests", files).outcome is outcome


def test_cases_beside_code_count_as_well(tmp_path: Path) -> None:
    text = "fn f() {}\n#[cfg(test)]\nmod tests {\n    #[test]\n    fn a() { assert!(true) }\n}\n"
    assert finding(tmp_path, "automated-tests", {"src/lib.rs": text}).outcome is MET


SHELL = {
    "a script that runs them": ("./scripts/unit.sh", "go vet\ngo test ./...\n", MET),
    "a script that speaks of them": ("./scripts/unit.sh", "echo go test ./...\n# go test\n", NOT_MET),
    "another script": ("./scripts/lint.sh", "go test ./...\n", NOT_MET),
}


@pytest.mark.parametrize("case", SHELL)
def test_a_step_runs_a_script_with_tests(case: str, tmp_path: Path) -> None:
    command, text, outcome = SHELL[case]
    files = {
        "a_test.go": "package a\nfunc TestA(t *testing.T) {\n\tt.Fatal()\n}\n",
        "scripts/unit.sh": text,
        ".github/workflows/ci.yml": FLOW.format(command),
    }
    assert finding(tmp_path, "ci-runs-tests", files).outcome is outcome
