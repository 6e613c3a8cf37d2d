"""The chapters of a report: which there are for this dossier, in which order, and how they are numbered."""

from collections.abc import Callable, Mapping
from string import ascii_uppercase
from typing import NamedTuple

from audit.model.assessment import Purpose
from audit.model.dossier import Dossier
from audit.model.speech import _, marked
from reports import chronology, claims, negotiation, requests, told
from reports.kinds import KINDS

OPENING_A_PAGE = frozenset({"board", "ranking"})
"""What begins a page: what is taken out by itself; the rest flows on."""


class Section(NamedTuple):
    """A chapter: its anchor, its number or letter, and its title."""

    id: str
    number: str
    title: str
    appendix: bool = False

    @property
    def style(self) -> str:
        """How it stands on paper: whether it begins a page, and whether it is looked up rather than read."""
        if self.id == "sign_off":
            return "chapter signing"
        flowing = "" if self.id in OPENING_A_PAGE else " flowing"
        return f"chapter{flowing}{' appendix' if self.appendix else ''}"


class Chapter(NamedTuple):
    """A chapter that a report may have: its title, and whether there is anything to say in it."""

    title: str
    wanted: Callable[[Dossier], bool] = lambda _: True


def _statements(dossier: Dossier) -> bool:
    return bool(dossier.assessment.statements())


def _readiness(dossier: Dossier) -> bool:
    return dossier.assessment.purpose is Purpose.READINESS_REVIEW


CHAPTERS: Mapping[str, Chapter] = {
    "requests": Chapter(marked("Evidence to ask for"), lambda d: bool(requests.for_gates(d))),
    "summary": Chapter(marked("Summary")),
    "mandate": Chapter(marked("Mandate and question asked"), told.mandate_is_known),
    "later_requests": Chapter(
        marked("Evidence to ask for after the gates"), lambda d: bool(requests.after_the_gates(d))
    ),
    "limits": Chapter(marked("What was looked at, and what was not")),
    "knock_outs": Chapter(
        marked("Knock-outs"), lambda d: bool(d.conclusion.decision and d.conclusion.decision.knock_outs)
    ),
    "gates": Chapter(marked("Gates")),
    "waivers": Chapter(
        marked("Waivers and accepted risks"), lambda d: _readiness(d) or bool(d.assessment.waivers)
    ),
    "since": Chapter(marked("Against earlier reviews")),
    "running": Chapter(marked("How it is run"), _readiness),
    "chronology": Chapter(marked("Chronology"), lambda d: bool(chronology.events(d))),
    "promises": Chapter(marked("Promised against delivered"), lambda d: bool(claims.promises(d))),
    "scorecard": Chapter(marked("Scorecard")),
    "contradictions": Chapter(
        marked("What was said against what was found"),
        lambda d: bool(d.conclusion.contradictions or (_statements(d) and d.assessment.inspections)),
    ),
    "unverified": Chapter(marked("Claims that nothing proves"), lambda d: bool(claims.unproven(d))),
    "reply": Chapter(marked("Right of reply"), lambda d: bool(d.conclusion.contradictions)),
    "partner": Chapter(
        marked("The partner questions"), lambda d: bool(d.conclusion.partner and d.assessment.partner)
    ),
    "findings": Chapter(marked("Findings"), lambda d: bool(d.conclusion.gaps)),
    "components": Chapter(
        marked("What can be kept"), lambda d: bool(d.conclusion.decision and d.conclusion.decision.components)
    ),
    "assets": Chapter(marked("What exists, and what to preserve")),
    "lessons": Chapter(marked("Lessons for the next project"), lambda d: bool(d.conclusion.lessons)),
    "explanations": Chapter(marked("Explanations that are told"), told.explanations_are_told),
    "buildability": Chapter(
        marked("Should it be built"), lambda d: bool(d.assessment.buildability or d.assessment.business)
    ),
    "patterns": Chapter(marked("Failure patterns and how they act together"), _statements),
    "stage": Chapter(
        marked("Delivery stage"),
        lambda d: d.conclusion.stage is not None and d.conclusion.conclusion is not None,
    ),
    "projection": Chapter(
        marked("What the demo figure means in production"), lambda d: d.conclusion.projection is not None
    ),
    "cost": Chapter(marked("What it costs"), lambda d: bool(d.conclusion.exposure or d.conclusion.costs)),
    "plan": Chapter(marked("Action plan"), lambda d: bool(d.conclusion.actions)),
    "handling": Chapter(marked("References, and how the questions were handled")),
    "negotiation": Chapter(
        marked("What to negotiate"), lambda d: bool(negotiation.points(d.conclusion, d.rubric))
    ),
    "offer": Chapter(marked("Price and terms")),
    "clauses": Chapter(marked("Clauses to demand"), lambda d: bool(d.conclusion.clauses)),
    "checks": Chapter(marked("Check results"), lambda d: bool(d.assessment.inspections)),
    "answers": Chapter(marked("Questions and answers")),
    "evidence": Chapter(marked("Evidence register")),
    "method": Chapter(marked("Method, weights and versions")),
    "figures": Chapter(
        marked("Data behind the figures"),
        lambda d: any(s.applicable for s in d.conclusion.standings.values()),
    ),
    "standards": Chapter(marked("Relations to standards"), lambda d: bool(d.conclusion.gaps)),
    "glossary": Chapter(marked("Glossary")),
}
APPENDICES = (
    *("checks", "answers", "evidence", "later_requests", "method", "figures", "standards", "glossary"),
)


def sections(dossier: Dossier) -> tuple[Section, ...]:
    """The chapters of this kind of report that have something to say, numbered; appendices by letter."""
    kind = KINDS[dossier.assessment.purpose]
    main = [key for key in kind.chapters if CHAPTERS[key].wanted(dossier)]
    rest = [key for key in APPENDICES if CHAPTERS[key].wanted(dossier)]
    letters = iter(ascii_uppercase)
    return (
        Section("control", "0", _("Document control")),
        *(Section(key, str(n), _(CHAPTERS[key].title)) for n, key in enumerate(main, start=1)),
        *(Section(key, next(letters), _(CHAPTERS[key].title), appendix=True) for key in rest),
        Section("sign_off", next(letters), _(kind.sign_off), appendix=True),
    )
