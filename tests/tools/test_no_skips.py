"""Where the machine promises everything, a test that is skipped fails the run."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

CONFTEST = Path(__file__).parents[1] / "conftest.py"

RUNS = """
    def test_runs():
        assert True
"""
SKIPS_ITSELF = """
    import pytest
    def test_skips():
        pytest.skip("no browser here")
"""
SKIPS_BY_MARK = """
    import pytest
    @pytest.mark.skipif(True, reason="no browser here")
    def test_skips(): ...
"""
SKIPS_AS_A_MODULE = """
    import pytest
    pytest.importorskip("browser", reason="no browser here")
    def test_skips(): ...
"""
FAILS_AS_EXPECTED = """
    import pytest
    @pytest.mark.xfail(reason="known")
    def test_known():
        assert False
"""


@pytest.mark.parametrize(
    ("tests", "options", "code", "said"),
    [
        (RUNS, ["--no-skips"], 0, "1 passed"),
        (FAILS_AS_EXPECTED, ["--no-skips"], 0, "1 xfailed"),
        (SKIPS_ITSELF, [], 0, "1 skipped"),
        (SKIPS_ITSELF, ["--no-skips"], 1, "may not be skipped here. Skipped: no browser here"),
        (
            SKIPS_ITSELF,
            ["--no-skips", "-p", "xdist", "-n1"],
            1,
            "may not be skipped here. Skipped: no browser here",
        ),
        (SKIPS_BY_MARK, ["--no-skips"], 1, "may not be skipped here. Skipped: no browser here"),
        (SKIPS_AS_A_MODULE, [], 5, "1 skipped"),
        (SKIPS_AS_A_MODULE, ["--no-skips"], 2, "may not be skipped here. Skipped: no browser here"),
        ("", ["--no-skips"], 5, "no tests ran"),
    ],
)
def test_no_skips(tmp_path: Path, tests: str, options: list[str], code: int, said: str) -> None:
    shutil.copy(CONFTEST, tmp_path)
    (tmp_path / "pytest.ini").write_text("[pytest]\n")
    lines = [line.removeprefix("    ") for line in tests.splitlines()]
    (tmp_path / "test_it.py").write_text("\n".join(lines) + "\n")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", *options]
    alone = {**os.environ, "PYTEST_ADDOPTS": "", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    outcome = subprocess.run(command, cwd=tmp_path, env=alone, capture_output=True, text=True, check=False)
    assert outcome.returncode == code, outcome.stdout
    assert said in outcome.stdout
