"""A file that is handed over: kept once, whole or not at all, and what was left out is told with what was found."""

import os
import shutil
import subprocess
import zipfile
from datetime import date
from pathlib import Path

import pytest

from audit.assessment import Desk, Jobs, JobState, begin_with_upload, inspect, job_of
from audit.assessment.receiving import receive, received_folder
from audit.model.assessment import Assessment, Subject
from audit.model.base import InputError
from audit.model.finding import Outcome
from audit.model.inspection import Limitation
from audit.model.repository_ref import RepositoryRef
from audit.model.rubric import SystemKind
from audit.storage import Ledger
from tests.assessment.test_jobs import until

pytestmark = pytest.mark.usefixtures("home")

AGENT = (
    "from openai import OpenAI\n\nclient = OpenAI()\nwhile True:\n"
    '    reply = client.responses.create(model="gpt-4.1", input="next")\n'
    "    if not reply.output_text:\n        break\n"
)
OUT = Limitation(scope="../evil", reason="in the archive: its name leads out of the archive")


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    with zipfile.ZipFile(tmp_path / "delivery-main.zip", "w") as made:
        for name, text in {
            "delivery-main/agent.py": AGENT,
            "delivery-main/CODEOWNERS": "* @mara\n",
            "../evil": "",
        }.items():
            made.writestr(zipfile.ZipInfo(name, (2026, 5, 1, 0, 0, 0)), text)
    return tmp_path / "delivery-main.zip"


def silent(phase: str, done: int, total: int) -> None:
    assert (phase, done <= total) == ("unpacking", True)


def test_an_archive_becomes_a_repository_that_tells_what_was_left_out(archive: Path, tmp_path: Path) -> None:
    held = receive(archive, "delivery-main.zip", silent)
    assert held.name == "delivery-main"
    assert Path(held.path).is_relative_to(tmp_path / "home")
    found = inspect(held, tmp_path, cache=False)
    assert OUT in found.coverage.limitations
    assert found.history.shallow is True
    [loops] = [one for one in found.checks if one.id == "bounded-agent-loops"]
    assert (loops.outcome, loops.evidence[0].place) == (Outcome.NOT_MET, f"agent.py:4@{found.commit[:8]}")
    [owners] = [one for one in found.checks if one.id == "active-owners"]
    assert owners.outcome is Outcome.INCONCLUSIVE


def test_the_same_file_is_kept_once_and_others_apart(archive: Path, tmp_path: Path) -> None:
    first = receive(archive, "delivery-main.zip", silent)
    place = Path(first.path)
    before = place.stat().st_mtime_ns
    assert receive(archive, "again.zip", silent) == first.model_copy(update={"name": "again"})
    assert place.stat().st_mtime_ns == before
    shutil.rmtree(place)
    assert receive(archive, "again.zip", silent).path == first.path
    assert (place / "agent.py").is_file()


def test_a_bundle_brings_its_history(repository_of_two: Path, tmp_path: Path) -> None:
    bundle = tmp_path / "all.bundle"
    subprocess.run(["git", "bundle", "create", "-q", bundle, "--all"], cwd=repository_of_two, check=True)
    found = inspect(receive(bundle, "all.bundle", silent), tmp_path, cache=False)
    assert (found.repository, found.history.commits, found.history.shallow) == ("all", 2, False)


@pytest.fixture
def repository_of_two(tmp_path: Path) -> Path:
    folder = tmp_path / "two"
    folder.mkdir()
    who = {
        f"GIT_{one}_{part}": f"{one}@example.invalid"
        for one in ("AUTHOR", "COMMITTER")
        for part in ("NAME", "EMAIL")
    }
    for name in ("one.py", "two.py"):
        (folder / name).write_text("x = 1\n")
        for command in (["init", "-q"], ["add", "."], ["commit", "-q", "-m", name]):
            subprocess.run(["git", *command], cwd=folder, env={**os.environ, **who}, check=True)
    return folder


def test_of_what_cannot_be_read_nothing_stays(tmp_path: Path) -> None:
    (tmp_path / "a.zip").write_bytes(b"PK\x03\x04 no archive")
    with pytest.raises(InputError, match=r"a\.zip: cannot be read as a zip or tar archive"):
        receive(tmp_path / "a.zip", "a.zip", silent)
    assert list(received_folder().iterdir()) == []


def test_an_upload_is_inspected_in_the_background(archive: Path, tmp_path: Path) -> None:
    ledger = Ledger()
    kinds = (SystemKind.AGENT_WITH_TOOLS,)
    opened = Desk(ledger).open(
        Assessment(subject=Subject(name="Harbour Desk", kinds=kinds), as_of=date(2026, 11, 22))
    )
    jobs = Jobs()
    begin_with_upload(
        jobs,
        opened.key,
        "Mara Lind",
        archive.read_bytes(),
        archive.name,
        RepositoryRef(path="", name="reorder"),
    )
    key = job_of(opened.key)
    until(lambda: (job := jobs.look(key)) is not None and not job.running, 120)
    job = jobs.look(key)
    assert job is not None
    assert (job.state, job.message) == (JobState.DONE, "reorder")
    held = opened.read().assessment
    assert [one.repository for one in held.inspections] == ["reorder"]
    assert OUT in held.inspections[0].coverage.limitations
    assert [entry.actor for entry in opened.history()][1:] == ["Mara Lind", "Mara Lind"]
    ledger.close()
