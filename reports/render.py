"""Documents from a dossier: one HTML file that works offline, and a tagged PDF; same input, same bytes."""

from collections.abc import Callable

from audit.model.dossier import RECORD_NAME, Dossier
from audit.model.tender import TENDER_NAME, Tender
from reports import assets, page
from reports.order import Embedded, Order


def make(dossier: Dossier, form: str) -> bytes:
    """The report in one of its forms but on paper, by name."""
    match form:
        case "html":
            return html(dossier).encode()
        case "interactive":
            from reports import interactive

            return interactive.render(dossier).encode()
        case "docx":
            from reports import word  # each form brings its own library

            return word.render(dossier)
        case "xlsx":
            from reports import workbook

            return workbook.render(dossier)
        case "markdown":
            from reports import markdown_report

            return markdown_report.render(dossier).encode()
    raise ValueError(f"a report has no form {form!r}")


def html(dossier: Dossier) -> str:
    """The whole report as one HTML file, with its style and fonts inside."""
    return page.render(dossier, assets.style(inline=True, brand=dossier.edition.brand))


def order(dossier: Dossier) -> Order:
    """What has to be printed for the report as PDF."""
    text = page.render(dossier, assets.style(inline=False, brand=dossier.edition.brand))
    record = Embedded(RECORD_NAME, dossier.record().model_dump_json(indent=2), dossier.assessment.as_of)
    return Order(text, bytes.fromhex(dossier.content_hash)[:16], record)


def pdf(dossier: Dossier, progress: Callable[[str], None] | None = None) -> bytes:
    """The whole report as a PDF, made in this process; tells `progress` each step in words."""
    from reports import paper  # brings WeasyPrint, which takes a second

    tell = progress or (lambda _: None)
    tell("Composing the report")
    html, identifier, embedded = order(dossier)
    return paper.print_pdf(html, identifier, embedded=embedded, progress=tell)


def tender_html(found: Tender) -> str:
    """The report on several vendors as one HTML file."""
    from reports import tender_page

    return tender_page.render(found, assets.style(inline=True, brand=found.brand))


def tender_order(found: Tender) -> Order:
    """What has to be printed for the report on several vendors as PDF."""
    from reports import tender_page

    text = tender_page.render(found, assets.style(inline=False, brand=found.brand))
    record = Embedded(TENDER_NAME, found.record().model_dump_json(indent=2), found.as_of)
    return Order(text, bytes.fromhex(found.content_hash)[:16], record)
