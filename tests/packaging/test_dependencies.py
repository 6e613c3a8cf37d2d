"""What the code imports is what the project asks for: nothing comes in by the side of something else."""

import ast
import re
import sys
import tomllib
from collections.abc import Iterator
from importlib.metadata import packages_distributions
from pathlib import Path

ROOT = Path(__file__).parents[2]
OURS = ("audit", "questionnaires", "reports")
STARTED = {"streamlit"}
"""Started as a program of its own, in case no module imports it."""


def test_what_is_imported_is_declared_and_what_is_declared_is_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    declared = {name_of(requirement) for requirement in project["dependencies"]}
    holders = packages_distributions()
    used = {name_of(name) for module in imported() for name in holders[module]}
    assert used | STARTED == declared


def name_of(requirement: str) -> str:
    return re.split(r"[^\w.-]", requirement)[0].lower().replace("_", "-")


def imported() -> set[str]:
    """The top-level modules that are neither ours nor Python's own."""
    files = [file for package in OURS for file in (ROOT / package).rglob("*.py")]
    names = {name.split(".")[0] for file in files for name in imports(ast.parse(file.read_bytes()))}
    return names - {*OURS, *sys.stdlib_module_names}


def imports(tree: ast.AST) -> Iterator[str]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module:
            yield node.module
