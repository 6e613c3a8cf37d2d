"""A report against itself: its data is judged and printed again, and has to give what stands in it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError

from audit import assessment, delivery
from audit.delivery import documents, tenders
from audit.delivery.apart import apart
from audit.model.base import InputError
from audit.model.comparison import VendorComparison
from audit.model.conclusion import Conclusion
from audit.model.dossier import Record
from audit.model.edition import AUDIENCES, Audience
from audit.model.speech import speaking
from audit.model.tender import TENDER_NAME, TenderRecord
from audit.model.verification import Point, Printed, Verification

MOST_BYTES = 200_000_000
MOST_PLACES = 8
AROUND = 24


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
            f"{path}: holds no assessment, so there is nothing to recompute it from; "
            "give a report that phase2 audit or phase2 compare has made"
        )
    try:
        found = _tender(printed.record) if printed.name == TENDER_NAME else _assessment(printed.record)
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(str(part) for part in first["loc"])
        point = Point(name="Embedded data", holds=False, why=f"cannot be read: {place}: {first['msg']}")
        return Verification(document=path.name, points=(point,))
    from reports.appended import adds_signatures_only

    points = [
        _data(found.record),
        *_edition(found.record),
        _rubric(found.theirs, found.ours),
        _judgement(found),
    ]
    appended = pdf.startswith(found.made) and pdf != found.made
    more = appended and not adds_signatures_only(pdf, found.made)
    if pdf.startswith(found.made):
        points.append(_bytes(appended, more))
    else:
        points += _pages(_read(path, pdf, "text"), _read(path, found.made, "text"))
    points += _signatures(pdf, more, roots)
    return Verification(document=path.name, number=found.record.number, points=tuple(points))


class Again(NamedTuple):
    """A record as it was embedded, what is concluded from it now, and the report printed from that."""

    record: Record | TenderRecord
    theirs: tuple[Conclusion, ...]
    ours: tuple[Conclusion, ...]
    compared: tuple[VendorComparison | None, VendorComparison | None]
    made: bytes


def _assessment(data: str) -> Again:
    record = Record.model_validate_json(data)
    with speaking(assessment.speech(record.edition.language)):
        again = documents.as_printed(assessment.conclude(record.assessment), record.edition)
    made = delivery.report_pdf(again)
    return Again(record, (record.conclusion,), (again.conclusion,), (None, None), made)


def _tender(data: str) -> Again:
    record = TenderRecord.model_validate_json(data)
    with speaking(assessment.speech(record.language)):
        given = [bid.assessment for bid in record.bids]
        judged = tenders.again(given, record.audience, record.of)
        again = judged.model_copy(update={"brand": record.brand})
    return Again(
        record,
        tuple(bid.conclusion for bid in record.bids),
        tuple(bid.conclusion for bid in again.bids),
        (record.comparison, again.comparison),
        tenders.pdf(again),
    )


def sign(path: Path, certificate: Path, passphrase: str, output: Path) -> None:
    """Write the report with a signature; raises InputError where report or certificate cannot be read."""
    from reports import signing

    delivery.save_bytes(signing.sign(_content(path), certificate, passphrase), output)


def _content(path: Path) -> bytes:
    try:
        if path.stat().st_size > MOST_BYTES:
            raise InputError(f"{path}: is larger than {MOST_BYTES:,} bytes, which no report of ours is")
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            f"{path}: cannot be read: {error.strerror}; give the path of a report.pdf"
        ) from error


def _read(path: Path, pdf: bytes, what: Literal["data", "text"]) -> Printed:
    try:
        return Printed.model_validate_json(apart(pdf, what))
    except InputError as error:
        raise InputError(f"{path}: {error}; give a report.pdf of phase2 audit or phase2 compare") from error


def _data(record: Record | TenderRecord) -> Point:
    """Whether number and hash fit what they name."""
    name = "Embedded data"
    if not record.fits:
        return Point(name=name, holds=False, why="assessment and conclusion do not fit their own hash")
    return Point(name=name, holds=True, why=f"fits its hash {record.content_hash[:12]}")


def _edition(record: Record | TenderRecord) -> Iterator[Point]:
    """Whether a copy for some audience holds nothing that it says it withholds."""
    from reports.redaction import redact

    if isinstance(record, TenderRecord):
        audience, of, language = record.audience, record.of, record.language
        given = [bid.assessment for bid in record.bids]
    else:
        audience, of, language = record.edition.audience, record.edition.of, record.edition.language
        given = [record.assessment]
    if audience is Audience.FULL:
        return
    with speaking(assessment.speech(language)):
        holds = all(redact(one, audience) == one for one in given)
    why = (
        f"{AUDIENCES[audience].name} of report {of}; "
        f"{'holds nothing' if holds else 'holds something'} that such a copy withholds"
    )
    yield Point(name="Edition", holds=holds, why=why)


def _rubric(printed: Sequence[Conclusion], made: Sequence[Conclusion]) -> Point:
    """Whether it was judged by the rubric and the engine that are at hand."""
    name, ours = "Rubric and engine", made[0]
    other = next((one for one in printed if (one.rubric, one.engine) != (ours.rubric, ours.engine)), None)
    if other is None:
        return Point(name=name, holds=True, why=f"rubric {ours.rubric}, engine {ours.engine}")
    why = (
        f"made with rubric {other.rubric} and engine {other.engine}, here are {ours.rubric} and "
        f"{ours.engine}; verify it with the version of phase2-audit that made it"
    )
    return Point(name=name, holds=False, why=why)


def _judgement(found: Again) -> Point:
    """Whether each assessment leads to the conclusion that it is embedded with, and all to the ranking."""
    name = "Conclusion"
    if isinstance(found.record, Record):
        theirs, ours = (side[0].model_dump(mode="json") for side in (found.theirs, found.ours))
    else:
        theirs, ours = (
            {"vendors": [one.model_dump(mode="json") for one in side], "comparison": table}
            for side, table in zip(
                (found.theirs, found.ours),
                (one and one.model_dump(mode="json") for one in found.compared),
                strict=True,
            )
        )
    places = tuple(_differences(theirs, ours, ""))
    if places:
        why = "the embedded assessment leads to another conclusion"
        return Point(name=name, holds=False, why=why, places=places[:MOST_PLACES])
    return Point(name=name, holds=True, why="recomputed from the assessment: the same in every figure")


def _differences(theirs: Any, ours: Any, at: str) -> Iterator[str]:
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key in sorted(theirs.keys() | ours.keys()):
            yield from _differences(theirs.get(key), ours.get(key), f"{at}.{key}".strip("."))
    elif isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        for n, (one, other) in enumerate(zip(theirs, ours, strict=True)):
            yield from _differences(one, other, f"{at}[{n}]")
    elif theirs != ours:
        yield f"{at}: embedded {str(theirs)[:60]}, recomputed {str(ours)[:60]}"


def _bytes(appended: bool, more: bool) -> Point:
    """That the printed bytes are all there, and what comes after them."""
    name = "Printed pages"
    if more:
        why = "all bytes are there, but what was appended to them can cover or replace any page"
        return Point(name=name, holds=None, why=why)
    after = ", with signatures after them that no page shows" if appended else ""
    return Point(name=name, holds=True, why=f"the very same, byte by byte{after}")


def _pages(printed: Printed, expected: Printed) -> Iterator[Point]:
    """Whether every page says what the recomputed report says, and whether it looks the same."""
    name = "Printed pages"
    if len(printed.pages) != len(expected.pages):
        why = f"it has {len(printed.pages)} pages, its data gives {len(expected.pages)}"
        yield Point(name=name, holds=False, why=why)
        return
    both = enumerate(zip(printed.pages, expected.pages, strict=True), start=1)
    places = tuple(
        f"page {n}: {_first_difference(found, wanted)}" for n, (found, wanted) in both if found != wanted
    )
    if places:
        why = f"{len(places)} of {len(printed.pages)} pages say something else than the data"
        yield Point(name=name, holds=False, why=why, places=places[:MOST_PLACES])
        return
    yield Point(name=name, holds=True, why=f"all {len(printed.pages)} pages say what the data leads to")
    if printed.creator == expected.creator:
        yield Point(name="Lines and colours", holds=False, why="drawings, structure or data were changed")
    else:
        why = f"not compared: laid out by {printed.creator or 'unknown software'}, here is {expected.creator}"
        yield Point(name="Lines and colours", holds=None, why=why)


def _first_difference(found: str, wanted: str) -> str:
    pairs = enumerate(zip(found, wanted, strict=False))
    start = next((n for n, (one, other) in pairs if one != other), min(len(found), len(wanted)))
    begin = max(0, start - AROUND)
    one, other = (" ".join(text[begin : start + AROUND].split()) for text in (found, wanted))
    return f"printed “{one}”, recomputed “{other}”"


def _signatures(pdf: bytes, more: bool, roots: Path | None) -> Iterator[Point]:
    """What each signature is worth, and whether `more` than signatures was appended to the report."""
    from reports import signing

    found = signing.signatures(pdf, roots) if b"/ByteRange" in pdf else ()
    if more:
        yield Point(name="Signature", holds=False, why="something was appended that is no signature")
    elif not found:
        yield Point(name="Signature", holds=None, why="none; sign with phase2 sign")
    for one in found:
        trust = "trusted" if one.trusted else "its certificate was not compared with any you trust"
        if roots and not one.trusted:
            trust = f"no certificate in {roots.name} vouches for it"
        state = "intact" if one.intact else "broken"
        whole = "" if one.whole else "; the document was changed after it was signed"
        holds = one.intact and one.whole and (one.trusted or roots is None)
        yield Point(name="Signature", holds=holds, why=f"{state}, by {one.signer}; {trust}{whole}")
