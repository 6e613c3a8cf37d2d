"""Set-up: what it finds missing, what it then does or says, and when it does nothing."""

import importlib.util
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from types import ModuleType

import pytest

from audit import doctor

ROOT = Path(__file__).parents[2]
PANGO = doctor.Need(
    "Pango", "sets the PDF", missing="libpango", debian=("libpango-1.0-0", "libpangoft2-1.0-0")
)
GIT = doctor.Need("git", "reads repositories", found="2.39.5")
LINE = "apt-get install -y --no-install-recommends libpango-1.0-0 libpangoft2-1.0-0"

Commands = list[list[str]]


@pytest.fixture
def bootstrap(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> ModuleType:
    """The script, at work in a folder of its own, on a machine that lacks nothing."""
    spec = importlib.util.spec_from_file_location("bootstrap", ROOT / "tools" / "bootstrap.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    monkeypatch.setattr(module, "ENVIRONMENT", tmp_path)
    monkeypatch.setattr(module, "STAMP", tmp_path / "set-up")
    monkeypatch.setattr(doctor, "system_needs", lambda: (GIT,))
    return module


@pytest.fixture
def commands(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> Commands:
    """The commands that would have changed something."""
    ran: Commands = []
    monkeypatch.setattr(bootstrap, "run", lambda command, **_: ran.append(command))
    monkeypatch.setattr(bootstrap, "find_uv", lambda: None)
    return ran


def on_path(monkeypatch: pytest.MonkeyPatch, *present: str) -> None:
    monkeypatch.setattr(shutil, "which", lambda name: f"/usr/bin/{name}" if name in present else None)


@pytest.mark.parametrize(
    ("present", "line"),
    [
        (("apt-get", "sudo"), f"sudo apt-get update && sudo {LINE}"),
        (("apt-get",), f"su -c 'apt-get update && {LINE}'"),
    ],
)
def test_without_root_one_line_says_what_to_run(
    bootstrap: ModuleType,
    commands: Commands,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    present: tuple[str, ...],
    line: str,
) -> None:
    monkeypatch.setattr(doctor, "system_needs", lambda: (GIT, PANGO))
    monkeypatch.setattr(os, "geteuid", lambda: 1000)
    monkeypatch.setattr(bootstrap, "way_to_root", lambda: None)
    on_path(monkeypatch, *present)
    assert bootstrap.main([]) == 2
    assert capsys.readouterr() == (
        "",
        f"Missing on this machine: libpango-1.0-0 libpangoft2-1.0-0. Run: {line}\n",
    )
    assert commands == []


def test_with_a_way_to_root_only_what_is_missing_is_installed(
    bootstrap: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([(GIT, PANGO), (GIT,)])
    monkeypatch.setattr(doctor, "system_needs", lambda: next(answers))
    monkeypatch.setattr(bootstrap, "way_to_root", lambda: ["true"])
    on_path(monkeypatch, "apt-get")
    bootstrap.provide_system_packages(for_pip=False)
    (command,) = commands
    assert command[-5:] == ["install", "-y", "--no-install-recommends", "libpango-1.0-0", "libpangoft2-1.0-0"]


def test_what_apt_get_could_not_mend_is_said(
    bootstrap: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "system_needs", lambda: (PANGO,))
    monkeypatch.setattr(bootstrap, "way_to_root", lambda: ["true"])
    on_path(monkeypatch, "apt-get")
    with pytest.raises(bootstrap.SetUpError, match=r"does not find libpango-1.0-0 libpangoft2-1.0-0"):
        bootstrap.provide_system_packages(for_pip=False)
    assert len(commands) == 1


def test_another_system_is_told_the_names(
    bootstrap: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "system_needs", lambda: (PANGO,))
    on_path(monkeypatch)
    with pytest.raises(bootstrap.SetUpError, match=r"what Debian calls libpango-1.0-0 libpangoft2-1.0-0"):
        bootstrap.provide_system_packages(for_pip=False)
    assert commands == []


@pytest.mark.parametrize(
    ("for_pip", "has_ensurepip", "missing"), [(True, False, True), (True, True, False), (False, False, False)]
)
def test_only_pip_needs_the_venv_package(
    bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch, for_pip: bool, has_ensurepip: bool, missing: bool
) -> None:
    monkeypatch.setattr(bootstrap.importlib.util, "find_spec", lambda _: has_ensurepip or None)
    package = f"python{sys.version_info[0]}.{sys.version_info[1]}-venv"
    assert bootstrap.missing_system_packages(for_pip) == ([package] if missing else [])


def test_what_is_done_is_not_done_again(bootstrap: ModuleType, commands: Commands) -> None:
    assert bootstrap.main([]) == 0
    first = len(commands)
    assert first == 3  # make the environment, fill it, put the project in
    assert bootstrap.main([]) == 0
    assert len(commands) == first
    assert bootstrap.main(["--dev"]) == 0
    assert len(commands) == 2 * first
    assert bootstrap.main([]) == 0  # what testing needs includes what running needs
    assert len(commands) == 2 * first


def test_what_stopped_half_way_is_done_again(
    bootstrap: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert bootstrap.main([]) == 0
    monkeypatch.setattr(bootstrap, "run", refuse(bootstrap))
    assert bootstrap.main(["--dev"]) == 2
    assert not bootstrap.is_done("run")
    assert not bootstrap.is_done("dev")


def refuse(bootstrap: ModuleType) -> Callable[..., None]:
    def run(command: list[str], *, failure: str, counted: str = "") -> None:
        raise bootstrap.SetUpError(failure)

    return run


@pytest.mark.parametrize("changed", ["real_python", "ROOT", "REQUIREMENTS"])
def test_another_python_place_or_lock_is_set_up_anew(
    bootstrap: ModuleType, commands: Commands, monkeypatch: pytest.MonkeyPatch, tmp_path: Path, changed: str
) -> None:
    assert bootstrap.main([]) == 0
    assert bootstrap.is_done("run")
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    (tmp_path / "other.txt").write_text("other==1\n")
    value = {
        "real_python": lambda: "/opt/python",
        "ROOT": tmp_path,
        "REQUIREMENTS": {"run": tmp_path / "other.txt"},
    }[changed]
    monkeypatch.setattr(bootstrap, changed, value)
    assert not bootstrap.is_done("run")


def test_a_failing_command_shows_its_last_lines_and_the_way_out(
    bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(bootstrap.SetUpError, match=r"^Is there a network\?$"):
        bootstrap.run([sys.executable, "-c", "print('no route'); exit(1)"], failure="Is there a network?")
    assert capsys.readouterr().err == "no route\n"


def test_a_working_command_is_silent(bootstrap: ModuleType, capsys: pytest.CaptureFixture[str]) -> None:
    bootstrap.run([sys.executable, "-c", "print('noise')"], failure="")
    assert capsys.readouterr() == ("", "")


def test_nothing_sends_packages_elsewhere(bootstrap: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_TARGET", "/elsewhere")
    monkeypatch.setenv("PIP_USER", "1")
    monkeypatch.setenv("PIP_CERT", "/etc/our-own.crt")
    environment = bootstrap.clean_environment()
    assert "PIP_TARGET" not in environment
    assert environment["PIP_USER"] == "0"
    assert environment["PIP_CERT"] == "/etc/our-own.crt"


def test_it_starts_before_anything_is_installed() -> None:
    """Nothing but the standard library is there: -S leaves site-packages out."""
    code = "import sys; sys.path.insert(0, '.'); import audit.doctor, tools.bootstrap"
    done = subprocess.run(
        [sys.executable, "-S", "-P", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert (done.returncode, done.stderr) == (0, "")
