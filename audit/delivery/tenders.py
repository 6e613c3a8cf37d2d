"""Several vendors into the documents that are handed over: PDF, HTML and data."""

from __future__ import annotations

from typing import TYPE_CHECKING

from audit import assessment, delivery
from audit.delivery import documents
from audit.delivery.apart import apart
from audit.model.base import InputError
from audit.model.edition import is_english
from audit.model.speech import speaking
from audit.model.tender import TENDER_NAME, Bid, Tender

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from plotly.graph_objects import Figure

    from audit.assessment import Progress
    from audit.delivery import Step
    from audit.model.brand import Brand

PDF, HTML, SCHEMA = "comparison.pdf", "comparison.html", "comparison.schema.json"
COPY = "vendor-copy-{label}.pdf"
"""What a vendor's own copy is called."""


def judge(paths: Sequence[Path], what: str = "auto", progress: Progress | None = None) -> Tender:
    """Read assessment files of several vendors, inspect their repositories, and compare."""
    return assessment.tender(paths, assessment.What(what), progress)


def in_language(tender: Tender, language: str) -> Tender:
    """The same vendors compared again, with every sentence of ours in a language.

    Raises InputError for a language that there is no translation to.
    """
    if language == tender.language:
        return tender
    with speaking(assessment.speech(language)):
        again = assessment.tender_of([bid.assessment for bid in tender.bids])
    return branded(again, tender.brand)


def branded(tender: Tender, look: Brand | None) -> Tender:
    """The same vendors in the look of a brand, which changes no figure."""
    return tender.model_copy(update={"brand": look}) if look else tender


def write(
    tender: Tender, folder: Path, step: Step | None = None, *, copies: bool = False
) -> tuple[Path, ...]:
    """Write report, data and schema into a folder, all or none; returns where they lie.

    With `copies`, also a copy for each vendor: its own report, and nothing of any other vendor.
    """
    tell = step or (lambda _: None)
    tell("Laying out the pages")
    contents = {
        _named(PDF, tender): pdf(tender),
        _named(HTML, tender): html(tender),
        _named(TENDER_NAME, tender): record_json(tender).encode(),
        SCHEMA: delivery.schema_json("tender").encode(),
    }
    for bid in tender.bids if copies else ():
        tell(f"Laying out the copy for {bid.assessment.subject.name}")
        contents[_named(COPY.format(label=bid.label), tender)] = copy_for(tender, bid)
    tell("Saving")
    return delivery.save(contents, folder)


def copy_for(tender: Tender, bid: Bid) -> bytes:
    """The report on one vendor that it may see itself, as PDF; it holds nothing of the others."""
    alone = assessment.conclude(bid.assessment)
    seen = documents.edition(alone, documents.Audience.VENDOR, tender.brand, tender.language)
    return delivery.report_pdf(seen)


def _named(name: str, tender: Tender) -> str:
    """The name of a file, with the language where it is not English: `comparison-de.pdf`."""
    stem, ending = name.rsplit(".", 1)
    return name if is_english(tender.language) else f"{stem}-{tender.language}.{ending}"


def pdf(tender: Tender) -> bytes:
    """The report as PDF, made in a child process that is ended when it takes too long."""
    return _apart(tender, "pdf")


def html(tender: Tender) -> bytes:
    """The report as one HTML file that works offline, made in a child process as well."""
    return _apart(tender, "html")


def _apart(tender: Tender, form: str) -> bytes:
    speech = assessment.speech(tender.language)
    try:
        return apart(documents.told(speech, tender), "tender", form)
    except InputError as error:
        raise InputError(
            f"the report on the vendors could not be made: {error}; try phase2 doctor, or compare fewer"
        ) from error


def record_json(tender: Tender) -> str:
    """The assessments, their conclusions and the comparison as JSON; the same bytes for the same tender."""
    return tender.record().model_dump_json(indent=2) + "\n"


def figures(tender: Tender) -> Mapping[str, Figure]:
    """The report's charts as Plotly figures, by name; those that there is data for."""
    from reports import plotly_charts, tender_page

    shapes = tender_page.shapes(tender)
    return {name: getattr(plotly_charts, shape.kind)(shape) for name, shape in shapes.items() if shape}
