"""The report as HTML: templates filled from a dossier; every value is escaped, every number worded."""

import re
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup, escape

from audit.model import wording
from audit.model.advice import advised
from audit.model.brand import Brand
from audit.model.dossier import Dossier
from audit.model.edition import Audience
from audit.model.examination import Agreement
from audit.model.history_words import history_lines
from audit.model.palette import LIGHT, Palette
from audit.model.pattern import PatternState
from audit.model.recorded import recorded
from audit.model.speech import _, counted, listed, meant
from audit.model.status import status
from reports import (
    assets,
    audiences,
    board,
    chapters,
    decision,
    drawing,
    efforts,
    figures,
    people,
    standards,
    standouts,
    summary,
)
from reports.kept import Kept
from reports.kinds import KINDS
from reports.parting import HALF
from reports.register import Register
from reports.replies import replies
from reports.sections import sections

ACTING = {
    sign: ascii(chr(sign))[1:-1]
    for sign in (
        *range(9), 11, 12, *range(14, 32), *range(127, 160), *range(0x202A, 0x202F), *range(0x2066, 0x206A)
    )
}  # fmt: skip
"""Signs that no font has or that turn the direction of what follows: as escapes they only stand there."""
BETWEEN_TAGS = re.compile(r">[ \t]*\n\s*<")
ANCHOR, LINK = re.compile(r'\sid="([^"]+)"'), re.compile(r'\shref="#([^"]+)"')
CHAPTER = re.compile(r'<section class="(chapter[^"]*)" id=')
LONG = 6_000
"""Tags of a page, both of an element, that make about twenty sheets; a shorter one stays in one piece."""
TALKING = {PatternState.PRESENT, PatternState.EXPOSED, PatternState.SUSPECTED}

TOLD = set(Agreement) - {Agreement.CONTRADICTED, Agreement.OPEN}


def render(dossier: Dossier, style: str) -> str:
    """The HTML of the whole report with this style sheet in its head."""
    brand = dossier.edition.brand
    text = (
        environment(brand.palette if brand else LIGHT)
        .get_template("report.html.j2")
        .render(_context(dossier, style))
    )
    if dossier.edition.audience is not Audience.FULL:
        text = _without_dead_links(text)
    return close(text, whole=KINDS[dossier.assessment.purpose].close)


def close(text: str, *, whole: bool = False) -> str:
    """The page without the room between its tags, and with the place where two processes may part it.

    A `whole` one has no such place, and with it no chapter that begins a sheet for that alone.
    """
    text = BETWEEN_TAGS.sub(">\n<", text)
    return text if whole else _halved(text)


def _halved(text: str) -> str:
    """The page with the chapter nearest to its middle on a sheet of its own: so two processes print it."""
    begins = {found.end(1): text.count("<", 0, found.start()) for found in CHAPTER.finditer(text)}
    middle = text.count("<") / 2
    if not begins or middle < LONG / 2:
        return text
    place = min(begins, key=lambda place: abs(begins[place] - middle))
    return f"{text[:place]} {HALF}{text[place:]}"


def _without_dead_links(text: str) -> str:
    """The page without links to what an edition leaves out."""
    there = set(ANCHOR.findall(text))
    return LINK.sub(lambda found: found[0] if found[1] in there else "", text)


@lru_cache(maxsize=8)
def environment(palette: Palette = LIGHT) -> Environment:
    """What fills our templates: everything escaped, nothing but text, the same words for the same numbers."""
    made = Environment(
        loader=PackageLoader("reports"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        finalize=_text_only,
        bytecode_cache=Kept(Path(__file__)),
    )
    made.globals.update(_=_in_page, counted=_counted_in_page, meant=meant, listed=listed, recorded=recorded)
    made.globals["w"] = wording
    made.globals["draw"] = drawing
    made.globals["colours"] = palette
    made.globals["figure_tables"] = figures.tables
    made.globals["history_lines"] = history_lines
    made.filters["px"] = lambda value: f"{value:.2f}".rstrip("0").rstrip(".")
    return made


def _in_page(message: str, /, **values: str) -> str:
    """A message; where a place is filled by a piece of page, the rest is escaped and it is one as well."""
    if not any(isinstance(value, Markup) for value in values.values()):
        return _(message, **values)
    return Markup(escape(_(message))).format(**values)  # noqa: S704  # escaped before it becomes one


def _counted_in_page(one: str, many: str, count: float, /, **values: str) -> str:
    """A message about a number of things, as `_in_page`."""
    if not any(isinstance(value, Markup) for value in values.values()):
        return counted(one, many, count, **values)
    kept = {name: f"{{{name}}}" for name in values}
    return Markup(escape(counted(one, many, count, **kept))).format(**values)  # noqa: S704  # as above


def _text_only(value: object) -> str:
    """What a template may print: text. A number that was not put into words is an error of the template."""
    if not isinstance(value, str):
        raise TypeError(f"a template prints {value!r}, which did not come through wording")
    return value.translate(ACTING)


def _context(dossier: Dossier, style: str) -> dict[str, Any]:
    conclusion, rubric = dossier.conclusion, dossier.rubric
    every, shapes = sections(dossier), figures.shapes(dossier)
    profile = audiences.PROFILES[dossier.edition.audience]
    order = audiences.printed(every, profile)
    return {
        "dossier": dossier,
        "language": dossier.edition.language,
        "assessment": dossier.assessment,
        "conclusion": conclusion,
        "rubric": rubric,
        **chapters.values(dossier),
        "status": status(dossier.assessment, conclusion),
        "draft_style": Markup(assets.draft()),  # noqa: S704  # ours as well
        "style": Markup(style),  # noqa: S704  # our own style sheet, no word of which comes from outside
        "sections": order,
        "section": audiences.by_id(every, order),
        "short": profile.short,
        "board": board,
        "register": Register(dossier.assessment),
        "standards": standards,
        "verdict": wording.verdict(conclusion.conclusion),
        "advised": _advised(dossier),
        "decision": decision.page(dossier),
        "people": people,
        "efforts": efforts,
        "rights": rights(dossier.edition.brand, dossier.assessment.auditor, dossier.assessment.as_of),
        "summary": summary,
        "charts": shapes,
        "figures": figures.placed(shapes, order),
        "talking_patterns": [p for p in conclusion.pattern_readings if p.state in TALKING],
        "other_patterns": [p for p in conclusion.pattern_readings if p.state not in TALKING],
        "other_comparisons": [c for c in conclusion.cross_examination if c.agreement in TOLD],
        "unanswered": [s.criterion for s in conclusion.standings.values() if s.applicable and not s.answered],
        "strengths": standouts.strengths(dossier),
        "weaknesses": standouts.gaps(dossier),
        "weights": {d.id: d.weight for d in rubric.dimensions},
        "several": len(dossier.assessment.inspections) > 1,
        "questions_by_id": {question.id: question for question in rubric.partner_questions},
        "items_by_id": {item.id: item for item in rubric.buildability},
        "replies": replies(dossier),
        "clauses_by_id": {clause.id: clause for clause in rubric.clauses},
        "stages_by_id": {stage.id: stage for stage in rubric.stages},
        "patterns_by_id": {p.id: p for p in conclusion.pattern_readings},
    }


def rights(brand: Brand | None, auditor: str, day: date) -> str:
    """Whose the report is, at the foot of every page: of the house, else of the auditor, else of nobody."""
    holder = brand.name if brand else auditor.partition(",")[0]
    return f" · © {day.year} {wording.clipped(holder, 40)}" if holder else ""


def _advised(dossier: Dossier) -> wording.VerdictWords:
    """What leads the decision page: the advice, or the conclusion where there is no advice."""
    advice, verdict = dossier.conclusion.decision, wording.verdict(dossier.conclusion.conclusion)
    if advice:
        return advised(advice.decision, advice.rule)
    return verdict._replace(meaning=f"{verdict.meaning} {dossier.conclusion.because}")
