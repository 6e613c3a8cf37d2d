"""The lists for pip say exactly what `uv.lock` says, and that says what `pyproject.toml` asks for."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[2]
PROJECT = "phase2-audit"
STALE = "run: make lock"


class Pin(NamedTuple):
    name: str
    version: str
    hashes: frozenset[str]


def pins_of(requirements: str) -> set[Pin]:
    entries = (ROOT / "tools" / requirements).read_text("utf-8").replace("\\\n", " ").splitlines()
    return {
        Pin(match["name"], match["version"], frozenset(re.findall(r"--hash=(\S+)", entry)))
        for entry in entries
        if (match := re.match(r"(?P<name>[\w.-]+)==(?P<version>[\w.+!]+)", entry))
    }


def locked() -> list[dict[str, Any]]:
    return tomllib.loads((ROOT / "uv.lock").read_text("utf-8"))["package"]  # type: ignore[no-any-return]


def pin(package: dict[str, Any]) -> Pin:
    files = [*package.get("wheels", []), *filter(None, [package.get("sdist")])]
    return Pin(package["name"], package["version"], frozenset(file["hash"] for file in files))


def needed(packages: list[dict[str, Any]], groups: tuple[str, ...]) -> set[str]:
    """The names of all that the project needs, whatever the machine: itself, its groups, and theirs."""
    by_name: dict[str, list[dict[str, Any]]] = {}
    for package in packages:
        by_name.setdefault(package["name"], []).append(package)
    (project,) = by_name[PROJECT]
    waiting = [
        *project["dependencies"],
        *(need for group in groups for need in project["dev-dependencies"][group]),
    ]
    seen: set[tuple[str, str]] = set()
    while waiting:
        need = waiting.pop()
        for extra in ("", *need.get("extra", ())):
            if (need["name"], extra) not in seen:
                seen.add((need["name"], extra))
                waiting += [further for package in by_name[need["name"]] for further in needs(package, extra)]
    return {name for name, _ in seen}


def needs(package: dict[str, Any], extra: str) -> Iterator[dict[str, Any]]:
    yield from package.get("optional-dependencies", {})[extra] if extra else package.get("dependencies", [])


@pytest.mark.parametrize(
    ("requirements", "groups"),
    [("requirements.txt", ("build",)), ("requirements-dev.txt", ("build", "dev"))],
)
def test_pip_installs_what_is_locked(requirements: str, groups: tuple[str, ...]) -> None:
    packages = locked()
    names = needed(packages, groups)
    assert pins_of(requirements) == {pin(package) for package in packages if package["name"] in names}, STALE


def test_testing_needs_all_that_is_locked() -> None:
    assert {pin.name for pin in pins_of("requirements-dev.txt")} == {p["name"] for p in locked()} - {PROJECT}


def test_every_pin_can_be_installed_without_being_built() -> None:
    assert [
        package["name"] for package in locked() if package["name"] != PROJECT and not package.get("wheels")
    ] == []


@pytest.mark.parametrize("group", ["build", "dev"])
def test_the_lock_holds_what_the_groups_ask_for(group: str) -> None:
    wishes = every_wish(declared()["dependency-groups"], group)
    assert held(project()["metadata"]["requires-dev"][group]) == set(wishes), STALE


def test_the_lock_holds_what_the_project_asks_for() -> None:
    wishes = declared()["project"]["dependencies"]
    assert held(project()["metadata"]["requires-dist"]) == set(wishes), STALE


def declared() -> dict[str, Any]:
    return tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))


def project() -> dict[str, Any]:
    (found,) = (package for package in locked() if package["name"] == PROJECT)
    return found


def held(needs: list[dict[str, Any]]) -> set[str]:
    return {need["name"] + need.get("specifier", "") for need in needs}


def every_wish(groups: dict[str, Any], group: str) -> Iterator[str]:
    for wish in groups[group]:
        if isinstance(wish, str):
            yield wish
        else:
            yield from every_wish(groups, wish["include-group"])
