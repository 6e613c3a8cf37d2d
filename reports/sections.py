"""The chapters of a report: which there are for this dossier, in which order, and how they are numbered."""

from string import ascii_uppercase
from typing import NamedTuple

from audit.model.dossier import Dossier

FLOWING = frozenset({"projection", "cost", "limits", "answers", "evidence", "method", "glossary", "figures"})


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


def sections(dossier: Dossier) -> tuple[Section, ...]:
    """The chapters that have something to say, numbered in order; appendices by letter."""
    conclusion, assessment = dossier.conclusion, dossier.assessment
    statements, inspected = bool(assessment.statements()), bool(assessment.inspections)
    chapters = (
        ("summary", "Summary", True),
        ("scorecard", "Scorecard", True),
        ("contradictions", "What was said against what was found", statements and inspected),
        ("contradictions", "Contradictions", bool(conclusion.contradictions) and not inspected),
        ("partner", "The partner questions", bool(conclusion.partner and assessment.partner)),
        ("findings", "Findings", bool(conclusion.gaps)),
        ("buildability", "Should it be built", bool(assessment.buildability or assessment.business)),
        ("patterns", "Failure patterns and how they act together", statements),
        ("stage", "Delivery stage", conclusion.stage is not None and conclusion.conclusion is not None),
        ("projection", "What the demo figure means in production", conclusion.projection is not None),
        ("cost", "What it costs", bool(conclusion.exposure or conclusion.costs)),
        ("plan", "Action plan", bool(conclusion.actions)),
        ("requests", "Evidence to ask for", bool(conclusion.requests)),
        ("clauses", "Clauses to demand", bool(conclusion.clauses)),
        ("limits", "Limits of this audit", True),
    )
    appendices = (
        ("checks", "Check results", inspected),
        ("answers", "Questions and answers", True),
        ("evidence", "Evidence register", True),
        ("method", "Method, weights and versions", True),
        ("figures", "Data behind the figures", any(s.applicable for s in conclusion.standings.values())),
        ("glossary", "Glossary", True),
    )
    main = [(anchor, title) for anchor, title, wanted in chapters if wanted]
    rest = [(anchor, title) for anchor, title, wanted in appendices if wanted]
    return (
        *(Section(anchor, str(n), title) for n, (anchor, title) in enumerate(main, start=1)),
        *(
            Section(anchor, letter, title, appendix=True)
            for letter, (anchor, title) in zip(ascii_uppercase, rest, strict=False)
        ),
    )
