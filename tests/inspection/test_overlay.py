"""Knowledge of a user's own: what it adds, what it replaces, and what is wrong with it."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.checks import all_checks
from audit.inspection import knowledge
from audit.inspection.engine import inspect
from audit.inspection.knowledge import loading
from audit.model.base import InputError
from audit.model.finding import Finding, Outcome

CHECKS = {check.id: check for check in all_checks()}


@pytest.fixture(autouse=True)
def _own_knowledge_again() -> Iterator[None]:
    yield
    knowledge.use(None)


def overlay(folder: Path, text: str) -> Path:
    path = folder / "own.yaml"
    path.write_text(text)
    return path


def finding(folder: Path, check: str, files: dict[str, str]) -> Finding:
    for name, text in files.items():
        (folder / name).write_text(text)
    (found,) = inspect(folder, [CHECKS[check]]).checks
    return found


TRACER = """
telemetry:
- {id: Watchtower, source: 'https://watchtower.example/docs', python: [watchtower_sdk]}
"""


def test_a_library_is_known_from_then_on(tmp_path: Path) -> None:
    code = {"app.py": "import watchtower_sdk\nwatchtower_sdk.start()\n"}
    repository = tmp_path / "repository"
    repository.mkdir()
    assert finding(repository, "tracing-or-metrics", code).outcome is Outcome.NOT_MET
    before = knowledge.fingerprint()
    knowledge.use(overlay(tmp_path, TRACER))
    found = finding(repository, "tracing-or-metrics", code)
    assert (found.outcome, [(e.path, e.line) for e in found.evidence]) == (Outcome.MET, [("app.py", 1)])
    assert knowledge.fingerprint() != before
    knowledge.use(None)
    assert knowledge.fingerprint() == before
    assert knowledge.VARIABLE not in os.environ


def test_an_entry_with_a_known_id_replaces_it(tmp_path: Path) -> None:
    number = len(knowledge.telemetry())
    knowledge.use(overlay(tmp_path, TRACER.replace("Watchtower", "Sentry")))
    assert len(knowledge.telemetry()) == number
    assert [lib.python for lib in knowledge.telemetry() if lib.id == "Sentry"] == [("watchtower_sdk",)]


def test_names_are_added_under_their_heading(tmp_path: Path) -> None:
    text = "files:\n  owners:\n  - {what: team file, names: [TEAM.yaml], source: 'https://team.example/'}\n"
    knowledge.use(overlay(tmp_path, text))
    kinds = knowledge.files()
    assert kinds["owners"][0].what == "team file"
    assert len(kinds["owners"]) > 1
    assert "lockfile" in kinds


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("telemetri: []\n", "there is no knowledge 'telemetri'; known are acting, "),
        ("telemetry: [{id: A}]\n", "own.yaml: telemetry: 0: a field is missing: `source`"),
        (
            "telemetry: [{id: A, source: 'ftp://x'}]\n",
            "own.yaml: telemetry: 0.source: Expected `str` matching",
        ),
        ("[1, 2]\n", "begins with headings"),
        ("a: [\n", "not valid YAML"),
        (
            "telemetry: [{id: A, source: 'https://x', pyton: [x]}]\n",
            "own.yaml: telemetry: 0: there is no field `pyton`",
        ),
        (
            "telemetry: [{id: A, source: 'https://x', python: [x, 3]}]\n",
            "0.python.1: Expected `str`, got `int`",
        ),
        ("ci: {tests: '('}\n", "own.yaml: ci: tests: not a regular expression: missing ), "),
        ("ci: {tests: 3}\n", "own.yaml: ci: tests: a regular expression is a text"),
        (
            "secrets: {assigned: {pattern: x}}\n",
            "assigned: what the secret is called stands in a group `(?P<name>...)`",
        ),
    ],
)
def test_what_is_wrong_is_said_with_its_place(tmp_path: Path, text: str, why: str) -> None:
    with pytest.raises(InputError) as raised:
        knowledge.use(overlay(tmp_path, text))
    assert why in str(raised.value)


def test_a_file_that_is_not_there_is_said_so(tmp_path: Path) -> None:
    with pytest.raises(InputError, match="there is no such file"):
        knowledge.use(tmp_path / "nowhere.yaml")


@pytest.mark.parametrize("name", loading.names())
def test_every_file_of_knowledge_is_checked_at_once(tmp_path: Path, name: str) -> None:
    with pytest.raises(InputError, match=f"own.yaml: {name}: "):
        knowledge.use(overlay(tmp_path, f"{name}: 3\n"))


def test_a_file_larger_than_any_knowledge_is_not_read(tmp_path: Path) -> None:
    path = tmp_path / "huge.yaml"
    with path.open("wb") as file:
        file.truncate(3_000_000_000)
    with pytest.raises(InputError, match=r"huge\.yaml: larger than 4,000,000 bytes"):
        knowledge.use(path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes with names on this system")
def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    with pytest.raises(InputError, match=r"pipe\.yaml: there is no such file"):
        knowledge.use(tmp_path / "pipe.yaml")
