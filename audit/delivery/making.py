"""Documents made, and reports verified, in the background: each document once for each content."""

from __future__ import annotations

import hashlib
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.delivery import documents
from audit.delivery.documents import Form
from audit.model.base import InputError
from audit.model.verification import Verification

if TYPE_CHECKING:
    from collections.abc import Iterable

    from audit.assessment import Job, Jobs, Progress
    from audit.model.dossier import Dossier

MODULE = "audit.delivery.making"
MADE, DOSSIER, GIVEN = "made", "dossier.json", "report.pdf"
DOCUMENTS, VERIFIED = "documents-", "verify-"
MOST_KEPT = 30
"""Of how many contents the documents are kept; the oldest go first, and are made again when asked for."""


def job_of(dossier: Dossier) -> str:
    """The key under which the documents of a dossier are made."""
    return f"{DOCUMENTS}{dossier.content_hash[:24]}"


def begin(jobs: Jobs, dossier: Dossier, forms: Iterable[Form]) -> None:
    """Begin to make these forms of a report; what was made of the very same content is not made again."""
    request = {"forms": [Form(one).value for one in forms]}
    jobs.forget_oldest(DOCUMENTS, MOST_KEPT)
    jobs.start(job_of(dossier), MODULE, request, {DOSSIER: dossier.model_dump_json().encode()}, keep=MADE)


def made(jobs: Jobs, dossier: Dossier) -> dict[Form, Path]:
    """The documents of this very content that are there, by form."""
    folder = jobs.folder(job_of(dossier)) / MADE
    places = {form: folder / documents.file_name(dossier, form) for form in Form}
    return {form: place for form, place in places.items() if place.is_file()}


def forget(jobs: Jobs) -> None:
    """Forget every document that was made and every verification; they can be made again."""
    for beginning in (DOCUMENTS, VERIFIED):
        jobs.forget_oldest(beginning, 0)


def begin_to_verify(jobs: Jobs, pdf: bytes, name: str) -> str:
    """Begin to verify a report that was handed over; the key of the work."""
    key = f"{VERIFIED}{hashlib.sha256(pdf).hexdigest()[:24]}"
    found = jobs.look(key)
    if found is None or not found.running:
        jobs.forget_oldest(VERIFIED, MOST_KEPT)
        jobs.start(key, MODULE, {"verify": name}, {GIVEN: pdf})
    return key


def verified(job: Job) -> Verification:
    """What the verification found; the work has to be done."""
    return Verification.model_validate_json(job.message)


def _work(folder: Path, request: dict[str, Any], progress: Progress) -> str:
    return _verify(folder, request, progress) if "verify" in request else _make(folder, request, progress)


def _make(folder: Path, request: dict[str, Any], progress: Progress) -> str:
    from audit.model.dossier import Dossier

    dossier = Dossier.model_validate_json((folder / DOSSIER).read_bytes())
    target = folder / MADE
    target.mkdir(exist_ok=True)
    for name in request["forms"]:
        form = Form(name)
        progress(form.value, 0, 1)
        place = target / documents.file_name(dossier, form)
        if not place.is_file():
            fresh = folder / f"{place.name}.new"
            fresh.write_bytes(documents.make(dossier, form))
            fresh.replace(place)
        progress(form.value, 1, 1)
    (folder / DOSSIER).unlink()
    return dossier.number


def _verify(folder: Path, request: dict[str, Any], progress: Progress) -> str:
    from audit.delivery import verification

    progress("verifying", 0, 1)
    try:
        found = verification.verify(folder / GIVEN)
    except InputError as error:
        raise InputError(str(error).replace(str(folder / GIVEN), request["verify"])) from error
    finally:
        (folder / GIVEN).unlink()
    return found.model_copy(update={"document": request["verify"]}).model_dump_json()


if __name__ == "__main__":
    from audit.assessment.working import work

    work(Path(sys.argv[1]), _work)
