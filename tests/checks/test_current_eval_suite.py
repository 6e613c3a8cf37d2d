"""The age of an evaluation suite: what keeps up, what is outrun, and what nobody can tell."""

import subprocess
from pathlib import Path

import pytest

from audit.checks.eval.current_eval_suite import CurrentEvalSuite
from audit.inspection.engine import inspect
from audit.model.finding import Finding, Outcome
from tests.checks.cases import MET, NA, NOT_MET, OPEN
from tests.checks.test_examples import write

APP = {"app.py": "from openai import OpenAI\nOpenAI().responses.create(model='gpt-4o-2024-08-06')\n"}
SUITE = {
    "evals/run.py": "from app import answer\ndef score(expected, reply):\n    return expected in reply\ncases = open('cases.jsonl')\n"
}
CASES = {"evals/cases.jsonl": '{"question": "a", "expected": "b"}\n'}
WHO = "Ada Quill <ada@quill.example>"
CI = {
    ".github/workflows/e.yml": "on: [push]\njobs:\n  e:\n    steps:\n    - run: python evals/run.py\n",
}


def days(month: str, number: int, paths: str = "app.py") -> str:
    return "".join(f"{month}-{day:02} {WHO}: {paths}\n" for day in range(1, number + 1))


START = f"2023-01-10 {WHO}: app.py evals/run.py\n"
LOGS: dict[str, tuple[dict[str, str], str, Outcome]] = {
    "changed ten times since": (APP | SUITE, START + days("2024-06", 10), NOT_MET),
    "changed nine times since": (APP | SUITE, START + days("2024-06", 9), OPEN),
    "within a year": (APP | SUITE, START + days("2023-11", 20), OPEN),
    "within half a year": (APP | SUITE, START + days("2023-05", 20), MET),
    "neither changed": (APP | SUITE, f"{START}2025-01-01 {WHO}:\n", MET),
    "only something else changed": (APP | SUITE | {"a.py": "x = 1\n"}, START + days("2025-01", 20, "a.py"), MET),
    "its cases changed": (
        APP | SUITE | CASES, START + days("2024-06", 12) + f"2024-07-01 {WHO}: evals/cases.jsonl\n", MET,
    ),
    "still run for every change": (APP | SUITE | CI, START + days("2024-06", 12), OPEN),
    "no suite": (APP, days("2024-06", 12), NA),
    "no model": (SUITE | {"app.py": "x = 1\n"}, START + days("2024-06", 12), NA),
    "no log": (APP | SUITE, "", OPEN),
    "cases that it names changed": (
        APP | SUITE | {"data/cases.jsonl": "{}\n"}, START + days("2024-06", 12) + f"2024-07-01 {WHO}: data/cases.jsonl\n",
        MET,
    ),
}  # fmt: skip


def finding(folder: Path) -> Finding:
    (found,) = inspect(folder, [CurrentEvalSuite]).checks
    return found


@pytest.mark.parametrize("case", LOGS)
def test_the_age_of_a_suite(tmp_path: Path, case: str) -> None:
    files, log, outcome = LOGS[case]
    write(tmp_path, files | ({"git log": log} if log else {}))
    found = finding(tmp_path)
    assert found.outcome is outcome, found.reason


def test_a_shallow_copy_cannot_tell(tmp_path: Path) -> None:
    whole, copy = tmp_path / "whole", tmp_path / "copy"
    whole.mkdir()
    write(whole, APP | SUITE | {"git log": START + days("2024-06", 12)})
    subprocess.run(["git", "clone", "-q", "--depth", "2", whole.as_uri(), str(copy)], check=True)
    assert finding(copy).outcome is OPEN


def test_a_folder_of_a_repository_has_a_log_of_its_own(tmp_path: Path) -> None:
    parts = {f"part/{name}": text for name, text in (APP | SUITE).items()}
    log = f"2023-01-10 {WHO}: part/app.py part/evals/run.py\n" + days("2024-06", 12, "part/app.py")
    write(tmp_path, parts | {"git log": log})
    assert finding(tmp_path / "part").outcome is NOT_MET
