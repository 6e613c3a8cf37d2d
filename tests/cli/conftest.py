"""What the tests of the command line share: the command itself."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from audit import cli

Run = Callable[..., tuple[int, str, str]]
ONE_ANSWER = """\
subject: {name: Vendor A, kinds: [agent_with_tools]}
as_of: 2026-10-01
answers:
  EVAL-01: {level: 1, grade: claimed}
"""


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """An assessment with one answer, in a folder of its own."""
    path = tmp_path / "a.yaml"
    path.write_text(ONE_ANSWER)
    return path


@pytest.fixture
def phase2(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    """Runs the command in this process: exit code, standard output, standard error."""

    def run(*arguments: str | Path) -> tuple[int, str, str]:
        monkeypatch.setattr(sys, "argv", ["phase2", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            cli.main()
        out, err = capsys.readouterr()
        return int(ended.value.code or 0), out, err

    return run
