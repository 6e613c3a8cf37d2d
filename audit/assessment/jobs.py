"""Work that takes long, in a process of its own: it can be looked at, survives the page, and can be ended.

How far it is stands in a file, so that a reloaded page, a second tab or the application started anew finds
it. The process ends itself when the one that began it is gone.
"""

import json
import os
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Mapping
from contextlib import suppress
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any

from pydantic import Field, ValidationError

from audit.assessment.folders import folder_for
from audit.model.base import InputError, Value
from audit.model.speech import _, spoken

GRACE = 3.0
"""Seconds that work has to put its things away before it is ended without asking."""
STATE, REQUEST, PID = "state.json", "request.json", "pid"
LANGUAGE = "language"
"""Under which name a request says in which language the work speaks to whoever asked for it."""
ERROR_LOG = "stderr"


class JobState(StrEnum):
    """What became of the work."""

    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"
    ENDED = "ended"
    LOST = "lost"


class Job(Value):
    """How far a piece of work is: the phase it is in, and what is done of it."""

    state: JobState = JobState.RUNNING
    phase: str = ""
    done: int = 0
    total: int = 0
    began: datetime
    changed: datetime
    message: str = Field(default="", description="its result, or why there is none")

    @property
    def running(self) -> bool:
        """Whether it is still being worked on."""
        return self.state is JobState.RUNNING

    @property
    def share(self) -> float:
        """How much of the phase is done, from 0 to 1."""
        return min(1.0, self.done / self.total) if self.total else 0.0


class Jobs:
    """The work under way in this process, and the files that say how far any work is."""

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder
        self._processes: dict[str, subprocess.Popen[bytes]] = {}
        self._lock = threading.Lock()

    def folder(self, key: str) -> Path:
        """Where the files of a piece of work lie."""
        if self._folder is None:
            from audit.storage.connection import data_folder  # brings SQLAlchemy, which the work may not need

            self._folder = data_folder() / "jobs"
        return self._folder / key

    def start(
        self,
        key: str,
        module: str,
        request: Mapping[str, Any],
        files: Mapping[str, bytes] | None = None,
        keep: str = "",
    ) -> None:
        """Begin work in a new process of a module; raises InputError while that of this key goes on.

        Of work before it, only what it left under the name `keep` stays.
        """
        with self._lock:
            before = self.look(key)
            if before and before.running:
                raise InputError(_("this is being worked on already; wait for it, or end it first"))
            folder = self.folder(key)
            try:
                with folder_for(folder):
                    self._begin(key, module, request, files or {}, keep)
            except OSError as error:
                raise InputError(
                    _(
                        "{folder}: cannot be written to: {strerror}; make room there, and try again",
                        folder=str(folder),
                        strerror=str(error.strerror),
                    )
                ) from error

    def _begin(
        self, key: str, module: str, request: Mapping[str, Any], files: Mapping[str, bytes], keep: str
    ) -> None:
        folder = self.folder(key)
        try:
            _empty(folder, keep)
            (folder / "scratch").mkdir(mode=0o700)
            for name, content in files.items():
                (folder / name).write_bytes(content)
            asked = {**request, LANGUAGE: spoken().language}
            (folder / REQUEST).write_text(json.dumps(asked), encoding="utf-8")
            now = datetime.now(UTC)
            write(folder, Job(began=now, changed=now))
            self._processes[key] = process = self._begun(module, folder)
            (folder / PID).write_text(str(process.pid))
        except OSError:
            if begun := self._processes.get(key):
                begun.kill()
            self._clean(key)
            _empty(folder, keep)
            raise

    def _begun(self, module: str, folder: Path) -> "subprocess.Popen[bytes]":
        with (folder / ERROR_LOG).open("wb") as errors:
            return subprocess.Popen(
                [sys.executable, "-P", "-m", module, str(folder)],
                # Open as long as this process lives: when it is closed, the work ends itself.
                stdin=subprocess.PIPE,
                stdout=subprocess.DEVNULL,
                stderr=errors,
                cwd=folder,
                env={**os.environ, "TMPDIR": str(folder / "scratch")},
                start_new_session=True,
            )

    def look(self, key: str) -> Job | None:
        """How far the work of this key is; none where there was none, or it was put away."""
        folder = self.folder(key)
        found = read(folder)
        if found is None or not found.running:
            self._clean(key)
            return found
        if self._alive(key, folder):
            return found
        found = read(folder) or found  # it may have ended between the two looks
        if found.running:
            lost = _("it ended without a word: memory ran out, or somebody ended it; start it again")
            if key not in self._processes:
                lost = _("the application was stopped while it was worked on; start it again")
            found = found.model_copy(update={"state": JobState.LOST, "message": lost})
            write(folder, found)
        self._clean(key)
        return found

    def end(self, key: str) -> None:
        """End the work of this key with all processes that it began; nothing where there is none."""
        process = self._processes.get(key)
        found = self.look(key)
        if found is None or not found.running:
            return
        if process is None:
            raise InputError(_("another copy of the application works on this; end it there"))
        process.terminate()
        with suppress(subprocess.TimeoutExpired):
            process.wait(GRACE)
        with suppress(ProcessLookupError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        folder = self.folder(key)
        after = read(folder) or found
        if after.running:
            write(folder, after.model_copy(update={"state": JobState.ENDED, "message": _("it was ended")}))
        self._clean(key)

    def put_away(self, key: str) -> None:
        """Forget work that is over."""
        found = self.look(key)
        if found and not found.running:
            shutil.rmtree(self.folder(key), ignore_errors=True)

    def forget_oldest(self, beginning: str, most: int) -> None:
        """Forget the work of keys that begin so, but for the most recent."""
        folders = [one for one in self.folder("").glob(f"{beginning}*") if read(one) is not None]
        by_age = sorted(folders, key=lambda one: (one / STATE).stat().st_mtime, reverse=True)
        for one in by_age[most:]:
            self.put_away(one.name)

    def _alive(self, key: str, folder: Path) -> bool:
        process = self._processes.get(key)
        if process is not None:
            return process.poll() is None
        try:
            pid = int((folder / PID).read_text())
            os.kill(pid, 0)
        except (OSError, ValueError):
            return False
        return not _over(pid)

    def _clean(self, key: str) -> None:
        process = self._processes.pop(key, None)
        if process is not None:
            if process.stdin is not None:
                with suppress(OSError):
                    process.stdin.close()
            process.wait()
        shutil.rmtree(self.folder(key) / "scratch", ignore_errors=True)


def _empty(folder: Path, keep: str) -> None:
    """Take everything out of a folder but what is to be kept."""
    for one in folder.iterdir() if folder.is_dir() else ():
        if one.name == keep:
            continue
        shutil.rmtree(one) if one.is_dir() else one.unlink()


def _over(pid: int) -> bool:
    """Whether a process has ended and only waits to be fetched, where the system tells."""
    try:
        return (Path("/proc") / str(pid) / "stat").read_text().rpartition(")")[2].split()[0] == "Z"
    except (OSError, IndexError):
        return False


def read(folder: Path) -> Job | None:
    """What the file of a piece of work says; none where there is none."""
    try:
        return Job.model_validate_json((folder / STATE).read_bytes())
    except (OSError, ValidationError):
        return None


def write(folder: Path, job: Job) -> None:
    """Say how far the work is, in one step; nothing where its folder is gone."""
    fresh = folder / f".{STATE}.{os.getpid()}.{threading.get_ident()}"
    try:
        with suppress(FileNotFoundError):
            fresh.write_text(job.model_dump_json(), encoding="utf-8")
            fresh.replace(folder / STATE)
    finally:
        fresh.unlink(missing_ok=True)
