"""The report on several vendors as HTML: the same furniture as a report on one."""

from typing import Any

from markupsafe import Markup

from audit.model import wording
from audit.model.edition import Audience
from audit.model.palette import LIGHT
from audit.model.speech import _, listed
from audit.model.tender import TENDER_NAME, Tender
from reports import audiences, charts, figures, page, tender_rows
from reports.charts import Chart
from reports.sections import Section

PLACES = (
    ("contenders", "ranking"),
    ("sensitivity", "ranking"),
    ("matrix", "dimensions"),
    ("prices", "prices"),
)
SHAPES = {"select": "pass", "select with conditions": "warn", "reject": "stop"}
TONES = {"select": "good", "select with conditions": "medium", "reject": "critical"}


def render(tender: Tender, style: str) -> str:
    """The HTML of the whole report with this style sheet in its head."""
    filled = page.environment(tender.brand.palette if tender.brand else LIGHT)
    text = filled.get_template("tender.html.j2").render(_context(tender, style))
    return page.close(text)


def shapes(tender: Tender) -> dict[str, Chart | None]:
    """Every chart of a tender by its name; none where there is nothing to draw."""
    found = tender.comparison
    return {
        "contenders": charts.contenders(found),
        "sensitivity": charts.sensitivity(found),
        "matrix": charts.matrix(found, tender.rubric),
        "prices": charts.prices(tender),
    }


def sections(tender: Tender) -> tuple[Section, ...]:
    """The chapters that have something to say, numbered in order; appendices by letter."""
    priced = any(one.price for one in tender.comparison.contenders)
    open_points = any(tender_rows.points(tender, bid) for bid in tender.bids)
    chapters = (
        ("ranking", _("Ranking, and how sure it is"), True),
        ("dimensions", _("Dimension by dimension"), bool(tender.comparison.shared)),
        ("gates", _("Gates and must-haves"), True),
        ("proof", _("Claims against proof"), True),
        ("handling", _("How each dealt with the questions"), True),
        ("prices", _("Prices beside the score"), priced),
        (
            "negotiation",
            _("What to negotiate with each"),
            open_points,
        ),
        ("clauses", _("Clauses to demand"), any(bid.conclusion.clauses for bid in tender.bids)),
        ("parity", _("Were all asked the same"), True),
        ("limits", _("Limits of this comparison"), True),
    )
    appendices = (
        ("vendors", _("The vendors and their assessments"), True),
        ("figures", _("Data behind the figures"), any(shapes(tender).values())),
        ("method", _("Method and versions"), True),
    )
    main = [(anchor, title) for anchor, title, wanted in chapters if wanted]
    rest = [(anchor, title) for anchor, title, wanted in appendices if wanted]
    return (
        *(Section(anchor, str(n), title) for n, (anchor, title) in enumerate(main, start=1)),
        *(
            Section(anchor, letter, title, appendix=True)
            for letter, (anchor, title) in zip("ABC", rest, strict=False)
        ),
    )


def badge(tender: Tender) -> wording.VerdictWords:
    """The outcome as it is shown: what may be selected, or that the evidence does not tell."""
    found = tender.comparison
    leading = [one for one in found.contenders if one.label in found.leading]
    if not leading:
        nobody = all(one.knock_outs for one in found.contenders)
        return wording.VerdictWords(
            found.advice, "", *(("stop", "critical") if nobody else ("open", "plain"))
        )
    if len(leading) > 1 and any(one.decision != "reject" for one in leading):
        return wording.VerdictWords(found.advice, "", "open", "medium")
    advice = leading[0].decision
    return wording.VerdictWords(found.advice, "", SHAPES.get(advice, "open"), TONES.get(advice, "plain"))


def _context(tender: Tender, style: str) -> dict[str, Any]:
    chapters = sections(tender)
    shown = audiences.printed(chapters, audiences.TENDERS[tender.audience])
    called = tender_rows.names(tender)
    return {
        "tender": tender,
        "language": tender.language,
        "TENDER_NAME": TENDER_NAME,
        "found": tender.comparison,
        "rubric": tender.rubric,
        "style": Markup(style),  # noqa: S704  # our own style sheet, no word of which comes from outside
        "sections": shown,
        "section": audiences.by_id(chapters, shown),
        "figures": figures.placed(shapes(tender), shown, PLACES),
        "called": called,
        "brand": tender.brand,
        "rights": page.rights(tender.brand, _auditor(tender), tender.as_of),
        "classification": tender.classification,
        "telling": tender_rows.telling(tender),
        "rows": tender_rows,
        "badge": badge(tender),
        "title": listed(wording.clipped(name, 40) for name in called.values()),
        "first_points": []
        if tender.audience is Audience.PUBLIC
        else [
            (called[one.label], point)
            for one, bid in tender.rows
            if not one.knock_outs and one.decision != "reject"
            for point in tender_rows.points(tender, bid)[:3]
        ][:5],
    }


def _auditor(tender: Tender) -> str:
    """Who audited them, where it was one and the same, and is named."""
    if tender.audience is Audience.PUBLIC:
        return ""
    names = {bid.assessment.auditor for bid in tender.bids}
    return names.pop() if len(names) == 1 else ""
