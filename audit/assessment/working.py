"""The other side of a job: a process that does the work, says how far it is, and ends when it is told to."""

import errno
import json
import os
import shutil
import signal
import sys
import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import FrameType
from typing import Any

from audit.assessment import jobs
from audit.assessment.jobs import Job, JobState
from audit.model.base import InputError
from audit.model.speech import ENGLISH, Speech, _, speaking

Progress = Callable[[str, int, int], None]
Work = Callable[[Path, dict[str, Any], Progress], str]
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""Why nothing more can be written: there is no room, or one's share of it is used up."""
TICK = 0.2
"""Seconds between two notes of progress within one phase."""


def work(folder: Path, do: Work) -> None:
    """Do the work that a folder asks for, and leave the result or the reason for none in it."""
    signal.signal(signal.SIGTERM, _stop)
    threading.Thread(target=_end_with_the_other, daemon=True).start()
    request = json.loads((folder / jobs.REQUEST).read_text(encoding="utf-8"))
    now = datetime.now(UTC)
    job = jobs.read(folder) or Job(began=now, changed=now)
    noted = 0.0

    def progress(phase: str, done: int, total: int) -> None:
        nonlocal job, noted
        clock = time.monotonic()
        if phase == job.phase and done != total and clock - noted < TICK:
            return
        noted = clock
        job = _changed(job, phase=phase, done=done, total=total)
        jobs.write(folder, job)

    with speaking(_speech(request.pop(jobs.LANGUAGE, ENGLISH))):
        try:
            result = do(folder, request, progress)
            job = _changed(job, message=result, state=JobState.DONE)
        except InputError as error:
            job = _changed(job, message=str(error), state=JobState.FAILED)
        except MemoryError:
            job = _changed(job, message=_("it takes more memory than there is"), state=JobState.FAILED)
        except Exception as error:
            if not (isinstance(error, OSError) and error.errno in FULL):
                why = _(
                    "it could not be done ({kind}); this is a mistake in Phase 2 Audit",
                    kind=type(error).__name__,
                )
                jobs.write(folder, _changed(job, message=why, state=JobState.FAILED))
                raise
            shutil.rmtree(folder / "scratch", ignore_errors=True)  # room enough to say so
            job = _changed(
                job,
                message=_("{why}; make room, and start it again", why=str(error.strerror)),
                state=JobState.FAILED,
            )
    jobs.write(folder, job)


def _speech(language: str) -> Speech:
    if language == ENGLISH:
        return Speech()
    from audit.assessment.language import speech  # brings the rubric, which English has no need of

    return speech(language)


def _changed(job: Job, **fields: object) -> Job:
    return job.model_copy(update={**fields, "changed": datetime.now(UTC)})


def _stop(_number: int, _frame: FrameType | None) -> None:
    """Leave in order: what is open is closed, what was begun is ended."""
    sys.exit(1)


def _end_with_the_other() -> None:
    """End this process and all that it began, as soon as the one that began it is gone."""
    sys.stdin.buffer.read()
    os.killpg(os.getpgrp(), signal.SIGKILL)
