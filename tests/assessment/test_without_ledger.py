"""What the command line does with an assessment, without a ledger."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from audit.assessment import conclude, inspect_repositories
from audit.model.assessment import Answer
from audit.model.base import InputError
from audit.model.conclusion import Verdict
from audit.model.repository_ref import RepositoryRef
from tests.storage.examples import EMPTY, INSPECTION

ENVIRONMENT = {**os.environ, "GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}


@pytest.fixture
def base(tmp_path: Path) -> Path:
    for name in ("one", "two"):
        folder = tmp_path / name
        folder.mkdir()
        (folder / "main.py").write_text("print('hello')\n")
        for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", "Say hello"]):
            who = ["-c", "user.name=A", "-c", "user.email=a@example.invalid"]
            subprocess.run(["git", *who, *command], cwd=folder, env=ENVIRONMENT, check=True)
    return tmp_path


def test_every_repository_is_inspected_relative_to_the_base(base: Path) -> None:
    refs = (RepositoryRef(path="one"), RepositoryRef(path=str(base / "two"), name="second", revision="HEAD"))
    told: list[tuple[str, int, int]] = []
    before = EMPTY.model_copy(update={"repositories": refs, "inspections": (INSPECTION,)})
    after = inspect_repositories(before, base, lambda *said: told.append(said))
    assert [found.repository for found in after.inspections] == ["one", "second"]
    assert [len(found.commit) for found in after.inspections] == [40, 40]
    assert after.model_copy(update={"inspections": before.inspections}) == before
    assert told


def test_a_path_that_does_not_exist_is_named_before_anything_is_inspected(base: Path) -> None:
    refs = (RepositoryRef(path="one"), RepositoryRef(path="three", name="third"))
    told: list[object] = []
    with pytest.raises(
        InputError, match=f"repository 'third': there is no folder {base}/three; give the path"
    ):
        inspect_repositories(
            EMPTY.model_copy(update={"repositories": refs}), base, lambda *said: told.append(said)
        )
    assert told == []


def test_without_answers_nothing_is_concluded() -> None:
    dossier = conclude(EMPTY)
    assert dossier.assessment is EMPTY
    assert dossier.conclusion.conclusion is None


def test_answers_are_concluded_from_with_the_bundled_rubric() -> None:
    gates = ("EVAL-01", "EVAL-02", "OBS-01", "REL-01")
    answers = tuple(Answer(criterion=gate, level=0, by="ops", at=date(2026, 11, 20)) for gate in gates)
    assert conclude(EMPTY.model_copy(update={"answers": answers})).conclusion.conclusion is Verdict.PHASE_1
