"""A report against itself: its data is judged and printed again, and has to give what stands in it."""

from pathlib import Path
from typing import Literal

from pydantic import ValidationError

from audit import delivery
from audit.assessment import bounded
from audit.delivery import pages, recomputed
from audit.delivery.apart import apart
from audit.model import complaint
from audit.model.base import InputError
from audit.model.speech import _, marked
from audit.model.tender import TENDER_NAME
from audit.model.verification import Point, Printed, Verification

MOST_BYTES = 200_000_000


def verify(path: Path, roots: Path | None = None) -> Verification:
    """Verify a report; raises InputError where there is none to verify.

    What is embedded, one assessment or those of several vendors, is judged again by this version, and the
    report is printed again from it. Every page has to say the same; with the same versions of the layout
    software every byte has to be the same.
    """
    pdf = _content(path)
    printed = _read(path, pdf, "data")
    if printed.record is None:
        raise InputError(
            _(
                "{path}: holds no assessment, so there is nothing to recompute it from; give a report "
                "that phase2 audit or phase2 compare has made",
                path=str(path),
            )
        )
    try:
        again = recomputed.of_tender if printed.name == TENDER_NAME else recomputed.of_assessment
        found = again(printed.record)
    except ValidationError as error:
        place, why = complaint.first(error)
        said = _("cannot be read: {place}: {first}", place=place, first=why)
        point = Point(name=marked("Embedded data"), holds=False, why=said)
        return Verification(document=path.name, points=(point,))
    from reports.appended import adds_signatures_only

    points = [*recomputed.points(found)]
    appended = pdf.startswith(found.made) and pdf != found.made
    more = appended and not adds_signatures_only(pdf, found.made)
    if pdf.startswith(found.made):
        points.append(pages.same_bytes(appended, more))
    else:
        points += pages.same_pages(_read(path, pdf, "text"), _read(path, found.made, "text"))
    points += pages.signatures(pdf, more, roots)
    return Verification(document=path.name, number=found.record.number, points=tuple(points))


def sign(path: Path, certificate: Path, passphrase: str, output: Path) -> None:
    """Write the report with a signature; raises InputError where report or certificate cannot be read."""
    from reports import signing

    delivery.save_bytes(signing.sign(_content(path), certificate, passphrase), output)


def _content(path: Path) -> bytes:
    return bounded.read(path, MOST_BYTES, marked("a report.pdf"))


def _read(path: Path, pdf: bytes, what: Literal["data", "text"]) -> Printed:
    try:
        return Printed.model_validate_json(apart(pdf, what))
    except InputError as error:
        raise InputError(
            _(
                "{path}: {error}; give a report.pdf of phase2 audit or phase2 compare",
                path=str(path),
                error=str(error),
            )
        ) from error
