"""A repository inspected for an assessment in a process of its own, from where it lies or as an upload."""

import sys
from pathlib import Path
from typing import Any

from audit.assessment.desk import Desk
from audit.assessment.jobs import Job, Jobs
from audit.assessment.receiving import receive, sweep
from audit.assessment.working import Progress, work
from audit.model.repository_ref import RepositoryRef

MODULE = "audit.assessment.inspecting_apart"
UPLOAD = "upload"


def job_of(case: str) -> str:
    """The key of the inspection of an assessment; there is one at a time."""
    return f"inspect-{case}"


def begin(jobs: Jobs, case: str, actor: str, repository: RepositoryRef) -> None:
    """Begin to inspect a repository that lies on this machine."""
    jobs.start(job_of(case), MODULE, {"case": case, "actor": actor, **repository.model_dump(mode="json")})


def begin_with_upload(
    jobs: Jobs, case: str, actor: str, content: bytes, file: str, repository: RepositoryRef
) -> None:
    """Begin to inspect what was handed over as one file; path and name of the repository come from it."""
    request = {"case": case, "actor": actor, "file": file, **repository.model_dump(mode="json")}
    jobs.start(job_of(case), MODULE, request, {UPLOAD: content})


def under_way(jobs: Jobs, case: str) -> Job | None:
    """The inspection of an assessment that is going on, or the last one until it is put away."""
    return jobs.look(job_of(case))


def _inspect(folder: Path, request: dict[str, Any], progress: Progress) -> str:
    repository = RepositoryRef(path=request["path"], revision=request["revision"], name=request["name"])
    desk = Desk()
    if file := request.get("file"):
        held = receive(folder / UPLOAD, file, progress, desk.ledger.place)
        (folder / UPLOAD).unlink()
        named = repository.name or held.name
        repository = repository.model_copy(update={"path": held.path, "name": named})
    found = desk.case(request["case"], actor=request["actor"]).inspect(repository, Path.home(), progress)
    sweep(desk.ledger.place, lambda key: bool(desk.ledger.holding(key)))
    desk.ledger.close()
    return found.repository


if __name__ == "__main__":
    work(Path(sys.argv[1]), _inspect)
