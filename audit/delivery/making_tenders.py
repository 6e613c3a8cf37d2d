"""The report on several vendors, or a copy for each, made in the background, once for each content."""

from __future__ import annotations

import hashlib
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from audit.delivery import tenders
from audit.model.speech import _, marked
from audit.model.tender import TENDER_NAME, Tender

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from audit.assessment import Jobs, Progress

MODULE = "audit.delivery.making_tenders"
MADE, GIVEN, TENDERS = "made", "tender.json", "tender-"
MOST_KEPT = 10
"""Of how many tenders the documents are kept; the oldest go first, and are made again when asked for."""
FORMS = {tenders.PDF: marked("PDF"), tenders.HTML: marked("HTML"), TENDER_NAME: marked("Data (JSON)")}
"""The files in the order in which they are made, as they are called on screen."""


def phases(tender: Tender, *, copies: bool = False) -> Mapping[str, str]:
    """The files that are made, in order, each as it is called on screen."""
    if not copies:
        return {tenders.named(name, tender): _(title) for name, title in FORMS.items()}
    return {
        name: _("PDF for {vendor}", vendor=bid.assessment.subject.name)
        for name, bid in tenders.copies(tender).items()
    }


def job_of(tender: Tender, *, copies: bool = False) -> str:
    """The key under which the report on these vendors is made, or the copies for them."""
    look = tender.brand.model_dump_json() if tender.brand else ""
    digest = hashlib.sha256(f"{tender.content_hash} {copies} {look}".encode()).hexdigest()
    return f"{TENDERS}{digest[:24]}"


def begin(jobs: Jobs, tender: Tender, *, copies: bool = False) -> None:
    """Begin to make the report on these vendors in every form, or a copy for each of them."""
    jobs.forget_oldest(TENDERS, MOST_KEPT)
    given = {GIVEN: tender.model_dump_json().encode()}
    jobs.start(job_of(tender, copies=copies), MODULE, {"copies": copies}, given, keep=MADE)


def forget(jobs: Jobs) -> None:
    """Forget every report on vendors that was made; they can be made again."""
    jobs.forget_oldest(TENDERS, 0)


def made(jobs: Jobs, tender: Tender, *, copies: bool = False) -> dict[str, Path]:
    """The files of this very content that are there, by name; none before all of them are."""
    folder = jobs.folder(job_of(tender, copies=copies)) / MADE
    places = {name: folder / name for name in phases(tender, copies=copies)}
    return places if all(place.is_file() for place in places.values()) else {}


def _work(folder: Path, request: dict[str, Any], progress: Progress) -> str:
    tender = Tender.model_validate_json((folder / GIVEN).read_bytes())
    target = folder / MADE
    target.mkdir(exist_ok=True)
    for name, make in _contents(tender, copies=request["copies"]).items():
        progress(name, 0, 1)
        fresh = folder / f"{name}.new"
        fresh.write_bytes(make())
        fresh.replace(target / name)
        progress(name, 1, 1)
    (folder / GIVEN).unlink()
    return tender.number


def _contents(tender: Tender, *, copies: bool) -> dict[str, Callable[[], bytes]]:
    if copies:
        return {name: partial(tenders.copy_for, tender, bid) for name, bid in tenders.copies(tender).items()}
    making: dict[str, Callable[[], bytes]] = {
        tenders.PDF: lambda: tenders.pdf(tender),
        tenders.HTML: lambda: tenders.html(tender),
        TENDER_NAME: lambda: tenders.record_json(tender).encode(),
    }
    return {tenders.named(name, tender): make for name, make in making.items()}


if __name__ == "__main__":
    from audit.assessment.working import work

    work(Path(sys.argv[1]), _work)
