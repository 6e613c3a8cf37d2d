"""The report on several vendors made in the background, once for each content."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.delivery import tenders
from audit.model.tender import TENDER_NAME, Tender

if TYPE_CHECKING:
    from collections.abc import Callable

    from audit.assessment import Jobs, Progress

MODULE = "audit.delivery.making_tenders"
MADE, GIVEN, TENDERS = "made", "tender.json", "tender-"
MOST_KEPT = 10
"""Of how many tenders the documents are kept; the oldest go first, and are made again when asked for."""
PHASES = {tenders.PDF: "PDF", tenders.HTML: "HTML", TENDER_NAME: "Data (JSON)"}
"""The files in the order in which they are made, as they are called on screen."""


def job_of(tender: Tender) -> str:
    """The key under which the report on these vendors is made."""
    return f"{TENDERS}{tender.content_hash[:24]}"


def begin(jobs: Jobs, tender: Tender) -> None:
    """Begin to make the report on these vendors, in every form."""
    jobs.forget_oldest(TENDERS, MOST_KEPT)
    jobs.start(job_of(tender), MODULE, {}, {GIVEN: tender.model_dump_json().encode()}, keep=MADE)


def forget(jobs: Jobs) -> None:
    """Forget every report on vendors that was made; they can be made again."""
    jobs.forget_oldest(TENDERS, 0)


def made(jobs: Jobs, tender: Tender) -> dict[str, Path]:
    """The files of this very content that are there, by name; none before all of them are."""
    folder = jobs.folder(job_of(tender)) / MADE
    places = {name: folder / name for name in PHASES}
    return places if all(place.is_file() for place in places.values()) else {}


def _work(folder: Path, request: dict[str, Any], progress: Progress) -> str:
    del request  # whatever is asked for, all of it is made
    tender = Tender.model_validate_json((folder / GIVEN).read_bytes())
    contents: dict[str, Callable[[], bytes]] = {
        tenders.PDF: lambda: tenders.pdf(tender),
        tenders.HTML: lambda: tenders.html(tender),
        TENDER_NAME: lambda: tenders.record_json(tender).encode(),
    }
    target = folder / MADE
    target.mkdir(exist_ok=True)
    for name, make in contents.items():
        progress(name, 0, 1)
        fresh = folder / f"{name}.new"
        fresh.write_bytes(make())
        fresh.replace(target / name)
        progress(name, 1, 1)
    (folder / GIVEN).unlink()
    return tender.number


if __name__ == "__main__":
    from audit.assessment.working import work

    work(Path(sys.argv[1]), _work)
