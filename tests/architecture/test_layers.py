"""The arrows between the rooms: the contracts hold, and each forbidden arrow is caught when it is drawn."""

import ast
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]

MAY_SEE = {
    "audit.cli": {"audit.ui", "audit.delivery", "audit.assessment", "audit.doctor", "audit.model"},
    "audit.ui": {"audit.delivery", "audit.assessment", "audit.doctor", "audit.model"},
    "audit.delivery": {"audit.assessment", "audit.example", "reports", "audit.model"},
    "audit.assessment": {
        "audit.checks",
        "audit.exchange",
        "audit.inspection",
        "audit.judgement",
        "audit.rubric",
        "audit.storage",
        "audit.yamlfile",
        "audit.model",
    },
    "audit.doctor": set(),
    "audit.example": {"audit.model"},
    "audit.checks": {"audit.inspection", "audit.model"},
    "audit.judgement": {"audit.model"},
    "audit.exchange": {"audit.yamlfile", "audit.model"},
    "audit.rubric": {"audit.yamlfile", "audit.model"},
    "audit.storage": {"audit.model"},
    "audit.inspection": {"audit.model", "audit.pycache"},
    "audit.yamlfile": {"audit.model"},
    "audit.model": set(),
    "audit.pycache": set(),
    "reports": {"audit.model", "audit.pycache"},
    "questionnaires": set(),
}
INPUT_AND_OUTPUT = {"os", "pathlib", "sqlalchemy", "subprocess", "yaml"}


FORBIDDEN = [(room, seen) for room in MAY_SEE for seen in MAY_SEE if seen not in (room, *MAY_SEE[room])]


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    return copy_of_the_house(tmp_path)


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> str:
    """What is said about a copy of the house in which every forbidden arrow is drawn."""
    copy = copy_of_the_house(tmp_path_factory.mktemp("broken"))
    for room, seen in [*FORBIDDEN, *(("audit.judgement", name) for name in INPUT_AND_OUTPUT)]:
        plant(copy, room, {seen})
    outcome = lint(copy)
    assert outcome.returncode == 1
    return outcome.stdout


def test_the_contracts_hold(copy: Path) -> None:
    outcome = lint(copy)
    assert outcome.returncode == 0, outcome.stdout
    assert " 0 broken." in outcome.stdout


def test_every_arrow_that_is_drawn_in_the_house_is_allowed(copy: Path) -> None:
    for room, seen in MAY_SEE.items():
        plant(copy, room, seen)
    outcome = lint(copy)
    assert outcome.returncode == 0, outcome.stdout


@pytest.mark.parametrize(("room", "seen"), FORBIDDEN)
def test_every_other_arrow_is_caught(broken: str, room: str, seen: str) -> None:
    assert f"{room} -> {seen} (l." in broken


@pytest.mark.parametrize("name", sorted(INPUT_AND_OUTPUT))
def test_judgement_does_no_input_or_output(broken: str, name: str) -> None:
    assert f"audit.judgement -> {name} (l." in broken


def test_every_contract_is_broken_by_some_arrow(broken: str) -> None:
    assert " 0 kept, " in broken


def test_a_new_room_needs_a_place(copy: Path) -> None:
    (copy / "audit" / "attic.py").write_text('"""A room that nobody gave a place."""\n')
    outcome = lint(copy)
    assert outcome.returncode == 1
    assert "attic" in outcome.stdout


def test_app_sees_only_the_web_pages() -> None:
    ours = {name for name in imported_by(ROOT / "app.py") if name.split(".")[0] in ("audit", "reports")}
    assert {".".join(name.split(".")[:2]) for name in ours} == {"audit.ui"}


def copy_of_the_house(place: Path) -> Path:
    """The real rooms and the real contracts, at another place."""
    for package in ("audit", "questionnaires", "reports"):
        shutil.copytree(ROOT / package, place / package, ignore=shutil.ignore_patterns("__pycache__"))
    shutil.copy(ROOT / "pyproject.toml", place)
    return place


def plant(copy: Path, room: str, seen: set[str]) -> None:
    place = copy / Path(*room.split("."))
    module = place / "__init__.py" if place.is_dir() else place.with_suffix(".py")
    with module.open("a", encoding="utf-8") as file:
        file.writelines(f"import {name}\n" for name in sorted(seen))


def lint(copy: Path) -> subprocess.CompletedProcess[str]:
    command = Path(sys.executable).with_name("lint-imports")
    wide = {**os.environ, "COLUMNS": "300", "NO_COLOR": "1"}
    return subprocess.run(
        [command, "--no-cache"], cwd=copy, env=wide, capture_output=True, text=True, check=False
    )


def imported_by(module: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(module.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found |= {f"{node.module}.{alias.name}" for alias in node.names}
    return found
