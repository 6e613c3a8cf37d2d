"""Several vendors into the documents that are handed over: PDF, HTML and data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit import assessment, delivery
from audit.delivery import documents
from audit.delivery.apart import apart
from audit.model.base import InputError
from audit.model.edition import Audience
from audit.model.speech import ENGLISH, _, speaking
from audit.model.tender import AUDIENCES, TENDER_NAME, Bid, Tender

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path

    from plotly.graph_objects import Figure

    from audit.assessment import Progress
    from audit.delivery import Step
    from audit.model.assessment import Assessment
    from audit.model.brand import Brand

PDF, HTML, SCHEMA = "comparison.pdf", "comparison.html", "comparison.schema.json"
COPY = "vendor-copy-{label}.pdf"
"""What a vendor's own copy is called."""
FIGURES = ("name", "rank", "knock_outs", "shared", "published", "conclusion", "decision", "failed_gates")


def judge(paths: Sequence[Path], what: str = "auto", progress: Progress | None = None) -> Tender:
    """Read assessment files of several vendors, inspect their repositories, and compare."""
    return assessment.tender(paths, assessment.What(what), progress)


def edition(
    tender: Tender,
    audience: Audience = Audience.FULL,
    look: Brand | None = None,
    language: str = ENGLISH,
) -> Tender:
    """The same vendors as this audience may see them, in a language and in the look of a brand.

    `tender` is a full one. What is withheld is gone from the data, and the rest is judged and compared again:
    order and figures are the same. Raises InputError where they would not be, for a language that there is no
    translation to, and for a vendor, who gets a report of its own: `copy_for`.
    """
    if audience is Audience.VENDOR:
        raise InputError(_("a vendor gets no comparison: make a copy for each vendor, on it alone"))
    with speaking(assessment.speech(language)):
        full = tender if language == tender.language else again([bid.assessment for bid in tender.bids])
        shown = full if audience is Audience.FULL else _redacted(full, audience)
    return shown.model_copy(update={"brand": look}) if look else shown


def again(assessments: Sequence[Assessment], audience: Audience = Audience.FULL, of: str = "") -> Tender:
    """Vendors judged and compared anew, in the language spoken now, as a copy of the report with a number."""
    judged = assessment.tender_of(assessments)
    return judged.model_copy(update={"audience": audience, "of": of}) if of else judged


def _redacted(full: Tender, audience: Audience) -> Tender:
    from reports.redaction import redact

    made = again([redact(bid.assessment, audience) for bid in full.bids], audience, full.number)
    if _told(made) != _told(full):
        name = AUDIENCES[audience].name.lower()
        raise InputError(
            _(
                "the {name} would not show the same order as the full report: it rests on what is "
                "withheld; hand over the full report",
                name=name,
            )
        )
    return made


def _told(tender: Tender) -> object:
    """What no copy shows otherwise than the full report."""
    found = tender.comparison
    return found.advice, found.leading, [one.model_dump(include=set(FIGURES)) for one in found.contenders]


def write(
    tender: Tender, folder: Path, step: Step | None = None, *, copies_of: Tender | None = None
) -> tuple[Path, ...]:
    """Write report, data and schema into a folder, all or none; returns where they lie.

    With `copies_of`, the same vendors in full, also a copy for each: its own report, and nothing of others.
    """
    tell = step or (lambda _: None)
    tell("Laying out the pages")
    contents = {
        named(PDF, tender): pdf(tender),
        named(HTML, tender): html(tender),
        named(TENDER_NAME, tender): record_json(tender).encode(),
        SCHEMA: delivery.schema_json("tender").encode(),
    }
    if copies_of:
        for name, bid in copies(copies_of).items():
            tell(f"Laying out the copy for {bid.assessment.subject.name}")
            contents[name] = copy_for(copies_of, bid)
    tell("Saving")
    return delivery.save(contents, folder)


def copy_for(tender: Tender, bid: Bid) -> bytes:
    """The report on one vendor that it may see itself, as PDF; it holds nothing of the others."""
    alone = assessment.conclude(bid.assessment)
    seen = documents.edition(alone, documents.Audience.VENDOR, tender.brand, tender.language)
    return delivery.report_pdf(seen)


def copies(tender: Tender) -> Mapping[str, Bid]:
    """Whose copy is in which file."""
    return {named(COPY.format(label=bid.label), tender): bid for bid in tender.bids}


def named(name: str, tender: Tender) -> str:
    """The name of a file, with the audience and the language where it is not in full or not in English."""
    stem, ending = name.rsplit(".", 1)
    return f"{stem}{tender.suffix}.{ending}"


def pdf(tender: Tender) -> bytes:
    """The report as PDF, laid out in a child process that is ended when it takes too long."""
    from reports import render

    with speaking(assessment.speech(tender.language)):
        return _apart(lambda: render.tender_order(tender).packed(), "print")


def html(tender: Tender) -> bytes:
    """The report as one HTML file that works offline, made in a child process as well."""
    return _apart(documents.told(assessment.speech(tender.language), tender), "tender")


def _apart(content: bytes | Callable[[], bytes], work: str) -> bytes:
    try:
        return apart(content, work)
    except InputError as error:
        raise InputError(
            _(
                "the report on the vendors could not be made: {error}; try phase2 doctor, or compare fewer",
                error=str(error),
            )
        ) from error


def record_json(tender: Tender) -> str:
    """The assessments, their conclusions and the comparison as JSON; the same bytes for the same tender."""
    return tender.record().model_dump_json(indent=2) + "\n"


def figures(tender: Tender) -> Mapping[str, Figure]:
    """The report's charts as Plotly figures, by name; those that there is data for."""
    from reports import plotly_charts, tender_page

    shapes = tender_page.shapes(tender)
    return {name: getattr(plotly_charts, shape.kind)(shape) for name, shape in shapes.items() if shape}
