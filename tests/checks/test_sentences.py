"""What a check writes can be said in every language: each sentence is one of the patterns of the catalogue."""

from pathlib import Path
from typing import Any

import pytest

from audit import assessment as use_cases
from audit.checks import all_checks
from audit.inspection.check import Check
from audit.inspection.engine import inspect
from audit.model.recorded import recorded
from audit.model.speech import INSPECTION, Speech, speaking
from tests.checks.test_examples import CASES, write

TRANSLATED = use_cases.languages()[1:]
NAMES = {"DVC", "Incident response"}
"""The name of a tool, and a heading of the repository: they are called so in every language."""


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize(("check", "kind"), CASES, ids=[f"{c.id}-{k}" for c, k in CASES])
def test_what_a_check_writes_is_translated(
    check: type[Check[Any]], kind: str, language: str, tmp_path: Path
) -> None:
    write(tmp_path, dict(getattr(check, kind)))
    (finding,) = inspect(tmp_path, [check]).checks
    with speaking(use_cases.speech(language)):
        written = {finding.title, finding.reason, finding.searched, *(e.note for e in finding.evidence)}
        assert {text for text in written - NAMES if recorded(text) == text} == set()


def speech(**patterns: str) -> Speech:
    said = {f"{INSPECTION}\x04{pattern}": (text,) for pattern, text in patterns.items()}
    return Speech(language="xx", messages=said, decimal=",", group=".")


PATTERNS = {
    "{call} has a time limit {value}": "{call} → {value}",
    "{count} of {total} hold": "{total}/{count}",
    "{count} {thing} among {seen}": "{count} {thing} ∈ {seen}",
    "agent loops": "LOOPS",
    "{count} files": "{count} F",
    "{what}; no code was found that names them": "{what} ∌",
    "a file of prompts": "PROMPTS",
    "it was last changed on {day}": "{day} !",
    "by {how}": "→{how}",
}


@pytest.mark.parametrize(
    ("english", "other"),
    [
        ("client.create has a time limit 30 s", "client.create → 30 s"),
        ("2 of 1,200 hold; client.create has a time limit 30", "1.200/2; client.create → 30"),
        ("3 agent loops among 4,200 files; 2 read", "3 LOOPS ∈ 4.200 F; 2 read"),
        ("a file of prompts; no code was found that names them", "PROMPTS ∌"),
        ("it was last changed on 2026-05-02", "2 May 2026 !"),
        ("it was last changed on 2026-13-45", "2026-13-45 !"),
        ("{call} has a time limit {x.__class__}", "{call} → {x.__class__}"),
        ("by hand", "→hand"),
        (f"{'by ' * 100}hand", f"→→→→→→{'by ' * 94}hand"),
        ("nobody has ever written this", "nobody has ever written this"),
        ("", ""),
    ],
)
def test_a_sentence_is_known_again_by_its_pattern(english: str, other: str) -> None:
    """What was seen stays as it is, braces and all; numbers and days are written as the language does."""
    with speaking(speech(**PATTERNS)):
        assert recorded(english) == other
    assert recorded(english) == english


def test_every_check_has_a_title_in_every_language() -> None:
    for language in TRANSLATED:
        known = use_cases.speech(language).inspected
        assert [check.title for check in all_checks() if check.title not in known] == []
