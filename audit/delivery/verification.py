"""A report against itself: its data is judged and printed again, and has to give what stands in it."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, Literal, NamedTuple

from pydantic import ValidationError

from audit import assessment, delivery
from audit.delivery import documents, tenders
from audit.delivery.apart import apart
from audit.model import complaint, wording
from audit.model.base import InputError
from audit.model.comparison import VendorComparison
from audit.model.conclusion import Conclusion
from audit.model.dossier import Record
from audit.model.edition import AUDIENCES, Audience
from audit.model.speech import _, marked, meant, speaking
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
            _(
                "{path}: holds no assessment, so there is nothing to recompute it from; give a report "
                "that phase2 audit or phase2 compare has made",
                path=str(path),
            )
        )
    try:
        found = _tender(printed.record) if printed.name == TENDER_NAME else _assessment(printed.record)
    except ValidationError as error:
        place, why = complaint.first(error)
        said = _("cannot be read: {place}: {first}", place=place, first=why)
        point = Point(name=marked("Embedded data"), holds=False, why=said)
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
            raise InputError(
                _(
                    "{path}: is larger than {most} bytes, which no report of ours is",
                    path=str(path),
                    most=wording.count(MOST_BYTES),
                )
            )
        return path.read_bytes()
    except OSError as error:
        raise InputError(
            _(
                "{path}: cannot be read: {strerror}; give the path of a report.pdf",
                path=str(path),
                strerror=str(error.strerror),
            )
        ) from error


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


def _data(record: Record | TenderRecord) -> Point:
    """Whether number and hash fit what they name."""
    name = marked("Embedded data")
    if not record.fits:
        return Point(name=name, holds=False, why=_("assessment and conclusion do not fit their own hash"))
    return Point(
        name=name, holds=True, why=_("fits its hash {content_hash}", content_hash=record.content_hash[:12])
    )


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
    told = {"audience": _(AUDIENCES[audience].name), "number": of}
    why = (
        _("{audience} of report {number}; holds nothing that such a copy withholds", **told)
        if holds
        else _("{audience} of report {number}; holds something that such a copy withholds", **told)
    )
    yield Point(name=marked("Edition"), holds=holds, why=why)


def _rubric(printed: Sequence[Conclusion], made: Sequence[Conclusion]) -> Point:
    """Whether it was judged by the rubric and the engine that are at hand."""
    name, ours = marked("Rubric and engine"), made[0]
    other = next((one for one in printed if (one.rubric, one.engine) != (ours.rubric, ours.engine)), None)
    if other is None:
        return Point(
            name=name,
            holds=True,
            why=_("rubric {rubric}, engine {engine}", rubric=ours.rubric, engine=ours.engine),
        )
    why = _(
        "made with rubric {rubric} and engine {engine}, here are {our_rubric} and {our_engine}; verify it "
        "with the version of phase2-audit that made it",
        rubric=other.rubric,
        engine=other.engine,
        our_rubric=ours.rubric,
        our_engine=ours.engine,
    )
    return Point(name=name, holds=False, why=why)


def _judgement(found: Again) -> Point:
    """Whether each assessment leads to the conclusion that it is embedded with, and all to the ranking."""
    name = marked("Conclusion")
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
        why = _("the embedded assessment leads to another conclusion")
        return Point(name=name, holds=False, why=why, places=places[:MOST_PLACES])
    return Point(name=name, holds=True, why=_("recomputed from the assessment: the same in every figure"))


def _differences(theirs: Any, ours: Any, at: str) -> Iterator[str]:
    if isinstance(theirs, dict) and isinstance(ours, dict):
        for key in sorted(theirs.keys() | ours.keys()):
            yield from _differences(theirs.get(key), ours.get(key), f"{at}.{key}".strip("."))
    elif isinstance(theirs, list) and isinstance(ours, list) and len(theirs) == len(ours):
        for n, (one, other) in enumerate(zip(theirs, ours, strict=True)):
            yield from _differences(one, other, f"{at}[{n}]")
    elif theirs != ours:
        yield _(
            "{place}: embedded {theirs}, recomputed {ours}",
            place=at,
            theirs=str(theirs)[:60],
            ours=str(ours)[:60],
        )


def _bytes(appended: bool, more: bool) -> Point:
    """That the printed bytes are all there, and what comes after them."""
    name = marked("Printed pages")
    if more:
        why = _("all bytes are there, but what was appended to them can cover or replace any page")
        return Point(name=name, holds=None, why=why)
    if appended:
        why = _("the very same, byte by byte, with signatures after them that no page shows")
        return Point(name=name, holds=True, why=why)
    return Point(name=name, holds=True, why=_("the very same, byte by byte"))


def _pages(printed: Printed, expected: Printed) -> Iterator[Point]:
    """Whether every page says what the recomputed report says, and whether it looks the same."""
    name = marked("Printed pages")
    if len(printed.pages) != len(expected.pages):
        why = _(
            "it has {pages} pages, its data gives {expected}",
            pages=str(len(printed.pages)),
            expected=str(len(expected.pages)),
        )
        yield Point(name=name, holds=False, why=why)
        return
    both = enumerate(zip(printed.pages, expected.pages, strict=True), start=1)
    places = tuple(
        _("page {number}: {difference}", number=str(n), difference=_first_difference(found, wanted))
        for n, (found, wanted) in both
        if found != wanted
    )
    if places:
        why = _(
            "{count} of {pages} pages say something else than the data",
            count=str(len(places)),
            pages=str(len(printed.pages)),
        )
        yield Point(name=name, holds=False, why=why, places=places[:MOST_PLACES])
        return
    yield Point(
        name=name,
        holds=True,
        why=_("all {pages} pages say what the data leads to", pages=str(len(printed.pages))),
    )
    if printed.creator == expected.creator:
        yield Point(
            name=marked("Lines and colours"), holds=False, why=_("drawings, structure or data were changed")
        )
    else:
        why = _(
            "not compared: laid out by {theirs}, here is {ours}",
            theirs=printed.creator or _("unknown software"),
            ours=expected.creator,
        )
        yield Point(name=marked("Lines and colours"), holds=None, why=why)


def _first_difference(found: str, wanted: str) -> str:
    pairs = enumerate(zip(found, wanted, strict=False))
    start = next((n for n, (one, other) in pairs if one != other), min(len(found), len(wanted)))
    begin = max(0, start - AROUND)
    one, other = (" ".join(text[begin : start + AROUND].split()) for text in (found, wanted))
    return _("printed “{one}”, recomputed “{other}”", one=one, other=other)


def _signatures(pdf: bytes, more: bool, roots: Path | None) -> Iterator[Point]:
    """What each signature is worth, and whether `more` than signatures was appended to the report."""
    from reports import signing

    found = signing.signatures(pdf, roots) if b"/ByteRange" in pdf else ()
    if more:
        yield Point(
            name=marked("Signature"), holds=False, why=_("something was appended that is no signature")
        )
    elif not found:
        yield Point(name=marked("Signature"), holds=None, why=_("none; sign with phase2 sign"))
    for one in found:
        trust = _("trusted") if one.trusted else _("its certificate was not compared with any you trust")
        if roots and not one.trusted:
            trust = _("no certificate in {file} vouches for it", file=roots.name)
        state = meant("signature", "intact") if one.intact else meant("signature", "broken")
        whole = "" if one.whole else _("; the document was changed after it was signed")
        holds = one.intact and one.whole and (one.trusted or roots is None)
        yield Point(
            name=marked("Signature"),
            holds=holds,
            why=_(
                "{state}, by {signer}; {trust}{whole}",
                state=state,
                signer=one.signer,
                trust=trust,
                whole=whole,
            ),
        )
