"""What the tests of the command line share: the command itself."""

import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from audit import cli

Run = Callable[..., tuple[int, str, str]]


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
