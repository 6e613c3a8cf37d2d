"""Work in a process of its own: seen from anywhere, ended with all that it began, never left behind."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audit.assessment import Jobs, JobState
from audit.assessment.jobs import PID
from audit.model.base import InputError

CODE = """
import subprocess, sys, time
from pathlib import Path
from audit.assessment.working import work
from audit.model.base import InputError

def do(folder, request, progress):
    progress("counting", 1, 3)
    match request["do"]:
        case "answer":
            return f"{request['say']}, {(folder / 'given').read_text()}"
        case "refuse":
            raise InputError("the archive is damaged; ask for it anew")
        case "fill":
            raise OSError(28, "No space left on device")
        case "stumble":
            raise KeyError("secret-name")
        case "die":
            __import__("os").kill(__import__("os").getpid(), 9)
        case "wait":
            child = subprocess.Popen([sys.executable, "-c", "import time; time.sleep(600)"])
            Path(request["children"]).write_text(str(child.pid))
            time.sleep(600)

if __name__ == "__main__":
    work(Path(sys.argv[1]), do)
"""


@pytest.fixture
def module(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    (tmp_path / "modules").mkdir()
    (tmp_path / "modules" / "trial_work.py").write_text(CODE)
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path / 'modules'}{os.pathsep}{Path(__file__).parents[2]}")
    return "trial_work"


@pytest.fixture
def jobs(tmp_path: Path) -> Iterator[Jobs]:
    found = Jobs(tmp_path / "jobs")
    yield found
    found.end("one")


def until(true: Callable[[], object], seconds: float = 60) -> None:
    end = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < end, "it does not come to be"
        time.sleep(0.02)


def over(jobs: Jobs) -> bool:
    found = jobs.look("one")
    return found is not None and not found.running


def gone(pid: int) -> bool:
    """Whether a process has ended; one that nobody has fetched yet has ended, too."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except FileNotFoundError:
        return True


@pytest.mark.parametrize("kept", [False, True])
@pytest.mark.parametrize("full_at", ["given", "request.json", "pid"])
def test_nothing_stays_of_work_that_a_full_disk_does_not_let_begin(
    tmp_path: Path, module: str, monkeypatch: pytest.MonkeyPatch, full_at: str, kept: bool
) -> None:
    def full(path: Path, *content: object, **_: object) -> None:
        if path.name == full_at:
            raise OSError(28, "No space left on device")
        path.touch()

    jobs, folder = Jobs(tmp_path / "jobs"), tmp_path / "jobs" / "one"
    if kept:
        (folder / "made").mkdir(parents=True)
    monkeypatch.setattr(Path, "write_bytes", full)
    monkeypatch.setattr(Path, "write_text", full)
    with pytest.raises(InputError, match="No space left on device; make room there, and try again"):
        jobs.start("one", module, {"do": "wait"}, {"given": b"handed over"}, keep="made")
    assert jobs.look("one") is None
    left = [one.relative_to(tmp_path).as_posix() for one in (tmp_path / "jobs").rglob("*")]
    assert left == (["jobs/one", "jobs/one/made"] if kept else [])
    assert (tmp_path / "jobs").exists() == kept


@pytest.mark.parametrize(
    ("request_", "state", "message"),
    [
        ({"do": "answer", "say": "two files"}, JobState.DONE, "two files, handed over"),
        ({"do": "refuse"}, JobState.FAILED, "the archive is damaged; ask for it anew"),
        (
            {"do": "stumble"},
            JobState.FAILED,
            "it could not be done (KeyError); this is a mistake in Phase 2 Audit",
        ),
        ({"do": "fill"}, JobState.FAILED, "No space left on device; make room, and start it again"),
        (
            {"do": "die"},
            JobState.LOST,
            "it ended without a word: memory ran out, or somebody ended it; start it again",
        ),
    ],
)
def test_what_becomes_of_work(
    jobs: Jobs, module: str, request_: dict[str, str], state: JobState, message: str
) -> None:
    assert jobs.look("one") is None
    jobs.start("one", module, request_, {"given": b"handed over"})
    until(lambda: over(jobs))
    found = jobs.look("one")
    assert found is not None
    assert (found.state, found.message, found.phase, found.done, found.total) == (
        state,
        message,
        "counting",
        1,
        3,
    )
    assert not (jobs.folder("one") / "scratch").exists()
    jobs.put_away("one")
    assert jobs.look("one") is None
    assert not jobs.folder("one").exists()


def waiting(jobs: Jobs, module: str, tmp_path: Path) -> int:
    """Begin work that waits; the id of a process that it began."""
    children = tmp_path / "children"
    jobs.start("one", module, {"do": "wait", "children": str(children)})
    until(lambda: children.is_file() and children.read_text())
    return int(children.read_text())


def test_ended_work_leaves_no_process_behind(jobs: Jobs, module: str, tmp_path: Path) -> None:
    child = waiting(jobs, module, tmp_path)
    worker = int((jobs.folder("one") / PID).read_text())
    with pytest.raises(InputError, match="being worked on already"):
        jobs.start("one", module, {"do": "answer"})
    jobs.put_away("one")  # of no effect while it goes on
    assert not gone(child)
    jobs.end("one")
    until(lambda: gone(child) and gone(worker))
    found = jobs.look("one")
    assert found is not None
    assert (found.state, found.message) == (JobState.ENDED, "it was ended")
    jobs.start("one", module, {"do": "answer", "say": "again"}, {"given": b""})
    until(lambda: over(jobs))
    assert (found := jobs.look("one")) is not None
    assert found.state is JobState.DONE


def test_another_process_sees_the_work_and_cannot_end_it(jobs: Jobs, module: str, tmp_path: Path) -> None:
    waiting(jobs, module, tmp_path)
    elsewhere = Jobs(tmp_path / "jobs")
    found = elsewhere.look("one")
    assert found is not None
    assert (found.running, found.phase, found.done, found.total) == (True, "counting", 1, 3)
    with pytest.raises(InputError, match="another copy of the application works on this"):
        elsewhere.end("one")


STARTER = """
import sys, time
from pathlib import Path
from audit.assessment import Jobs
Jobs(Path(sys.argv[1])).start("one", "trial_work", {"do": "wait", "children": sys.argv[2]})
time.sleep(600)
"""


def test_work_ends_with_the_application_and_says_so(jobs: Jobs, module: str, tmp_path: Path) -> None:
    children = tmp_path / "children"
    with subprocess.Popen([sys.executable, "-c", STARTER, tmp_path / "jobs", children]) as application:
        until(lambda: children.is_file() and children.read_text())
        child, worker = int(children.read_text()), int((jobs.folder("one") / PID).read_text())
        application.kill()
    until(lambda: gone(child) and gone(worker))
    found = jobs.look("one")
    assert found is not None
    assert found.state is JobState.LOST
    assert found.message == "the application was stopped while it was worked on; start it again"


def test_a_file_that_is_no_job_is_none(jobs: Jobs) -> None:
    jobs.folder("one").mkdir(parents=True)
    (jobs.folder("one") / "state.json").write_text(json.dumps({"state": "who knows"}))
    assert jobs.look("one") is None
