"""The chapters of a report: which there are for this dossier, in which order, and how they are numbered."""

from collections.abc import Callable, Mapping
from string import ascii_uppercase
from typing import NamedTuple

from audit.model.assessment import Purpose
from audit.model.dossier import Dossier
from reports import chronology, claims, told
from reports.kinds import KINDS

FLOWING = frozenset(
    {
        *("knock_outs", "gates", "waivers", "since", "mandate", "promises", "reply", "unverified"),
        *("limits", "assets", "explanations", "components", "stage", "projection", "cost", "offer"),
        *("answers", "evidence", "method", "figures", "standards", "glossary"),
    }
)


class Section(NamedTuple):
    """A chapter: its anchor, its number or letter, and its title."""

    id: str
    number: str
    title: str
    appendix: bool = False

    @property
    def style(self) -> str:
        """How it stands on paper: short chapters follow on, the others begin a page."""
        return "chapter flowing" if self.id in FLOWING else "chapter"


class Chapter(NamedTuple):
    """A chapter that a report may have: its title, and whether there is anything to say in it."""

    title: str
    wanted: Callable[[Dossier], bool] = lambda _: True


def _statements(dossier: Dossier) -> bool:
    return bool(dossier.assessment.statements())


def _readiness(dossier: Dossier) -> bool:
    return dossier.assessment.purpose is Purpose.READINESS_REVIEW


CHAPTERS: Mapping[str, Chapter] = {
    "requests": Chapter("Evidence to ask for", lambda d: bool(d.conclusion.requests)),
    "summary": Chapter("Summary"),
    "mandate": Chapter("Mandate and question asked", told.mandate_is_known),
    "limits": Chapter("What was looked at, and what was not"),
    "knock_outs": Chapter(
        "Knock-outs", lambda d: bool(d.conclusion.decision and d.conclusion.decision.knock_outs)
    ),
    "gates": Chapter("Gates"),
    "waivers": Chapter("Waivers and accepted risks", lambda d: _readiness(d) or bool(d.assessment.waivers)),
    "since": Chapter("Against earlier reviews"),
    "chronology": Chapter("Chronology", lambda d: bool(chronology.events(d))),
    "promises": Chapter("Promised against delivered", lambda d: bool(claims.promises(d))),
    "scorecard": Chapter("Scorecard"),
    "contradictions": Chapter(
        "What was said against what was found",
        lambda d: bool(d.conclusion.contradictions or (_statements(d) and d.assessment.inspections)),
    ),
    "unverified": Chapter("Claims that nothing proves", lambda d: bool(claims.unproven(d))),
    "reply": Chapter("Right of reply", lambda d: bool(d.conclusion.contradictions)),
    "partner": Chapter(
        "The partner questions", lambda d: bool(d.conclusion.partner and d.assessment.partner)
    ),
    "findings": Chapter("Findings", lambda d: bool(d.conclusion.gaps)),
    "components": Chapter(
        "What can be kept", lambda d: bool(d.conclusion.decision and d.conclusion.decision.components)
    ),
    "assets": Chapter("What exists, and what to preserve"),
    "explanations": Chapter("Explanations that are told", told.explanations_are_told),
    "buildability": Chapter(
        "Should it be built", lambda d: bool(d.assessment.buildability or d.assessment.business)
    ),
    "patterns": Chapter("Failure patterns and how they act together", _statements),
    "stage": Chapter(
        "Delivery stage",
        lambda d: d.conclusion.stage is not None and d.conclusion.conclusion is not None,
    ),
    "projection": Chapter(
        "What the demo figure means in production", lambda d: d.conclusion.projection is not None
    ),
    "cost": Chapter("What it costs", lambda d: bool(d.conclusion.exposure or d.conclusion.costs)),
    "plan": Chapter("Action plan", lambda d: bool(d.conclusion.actions)),
    "offer": Chapter("Price and terms"),
    "clauses": Chapter("Clauses to demand", lambda d: bool(d.conclusion.clauses)),
    "checks": Chapter("Check results", lambda d: bool(d.assessment.inspections)),
    "answers": Chapter("Questions and answers"),
    "evidence": Chapter("Evidence register"),
    "method": Chapter("Method, weights and versions"),
    "figures": Chapter(
        "Data behind the figures", lambda d: any(s.applicable for s in d.conclusion.standings.values())
    ),
    "standards": Chapter("Relations to standards", lambda d: bool(d.conclusion.gaps)),
    "glossary": Chapter("Glossary"),
}
APPENDICES = ("checks", "answers", "evidence", "method", "figures", "standards", "glossary")
CONTROL = Section("control", "0", "Document control")


def sections(dossier: Dossier) -> tuple[Section, ...]:
    """The chapters of this kind of report that have something to say, numbered; appendices by letter."""
    kind = KINDS[dossier.assessment.purpose]
    main = [key for key in kind.chapters if CHAPTERS[key].wanted(dossier)]
    rest = [key for key in APPENDICES if CHAPTERS[key].wanted(dossier)]
    letters = iter(ascii_uppercase)
    return (
        CONTROL,
        *(Section(key, str(n), CHAPTERS[key].title) for n, key in enumerate(main, start=1)),
        *(Section(key, next(letters), CHAPTERS[key].title, appendix=True) for key in rest),
        Section("sign_off", next(letters), f"Sign-off: {kind.sign_off.lower()}", appendix=True),
    )
