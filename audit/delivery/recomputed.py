"""What is embedded in a report, judged and printed again, and held against what it was embedded with."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from audit import assessment, delivery
from audit.delivery import documents, tenders
from audit.model.comparison import VendorComparison
from audit.model.conclusion import Conclusion
from audit.model.dossier import Record
from audit.model.edition import AUDIENCES, Audience
from audit.model.speech import _, marked, speaking
from audit.model.tender import TenderRecord
from audit.model.verification import MOST_PLACES, Point


class Again(NamedTuple):
    """A record as it was embedded, what is concluded from it now, and the report printed from that."""

    record: Record | TenderRecord
    theirs: tuple[Conclusion, ...]
    ours: tuple[Conclusion, ...]
    compared: tuple[VendorComparison | None, VendorComparison | None]
    made: bytes


def of_assessment(data: str) -> Again:
    """The assessment in a report, judged and printed again; raises ValidationError where it is none."""
    record = Record.model_validate_json(data)
    with speaking(assessment.speech(record.edition.language)):
        again = documents.as_printed(assessment.conclude(record.assessment), record.edition)
    made = delivery.report_pdf(again)
    return Again(record, (record.conclusion,), (again.conclusion,), (None, None), made)


def of_tender(data: str) -> Again:
    """Those of several vendors, judged, compared and printed again."""
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


def points(found: Again) -> Iterator[Point]:
    """Whether what is embedded fits itself, and leads to what is embedded with it."""
    yield _data(found.record)
    yield from _edition(found.record)
    yield _rubric(found.theirs, found.ours)
    yield _judgement(found)


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
