"""The reasons on the decision page: what was said and where, what speaks against it and where."""

from collections.abc import Iterator
from typing import NamedTuple

from audit.model import wording
from audit.model.assessment import Purpose
from audit.model.dossier import Dossier
from audit.model.examination import Contradiction
from audit.model.finding import Confidence
from audit.model.gap import Gap, Severity
from audit.model.recorded import recorded
from audit.model.speech import _
from reports.budget import Budget
from reports.people import respondent


class Fact(NamedTuple):
    """A strong fact: what was said and where, what speaks against it and where."""

    criterion: str
    said: str
    said_by: str
    said_in: str
    shown: str
    shown_in: str
    searched: str = ""
    weak: bool = False


def facts(dossier: Dossier, budget: Budget) -> tuple[Fact, ...]:
    """The strongest facts, each about another criterion: contradictions first, then what lies in the open."""
    chain = dossier.conclusion.chain
    known = (
        *_contradicted(dossier, budget),
        *_sighted(dossier, budget),
        *_admitted(dossier, budget),
    )
    # What breaks the causal chain comes first: it is what went wrong, whoever said what about it.
    first = sorted(known, key=lambda fact: chain is None or fact[0] != chain.break_criterion)
    chosen: dict[str, Fact] = {}
    for criterion, fact in first:
        chosen.setdefault(criterion, fact)
    return (*_advice(dossier, budget), *chosen.values())[: budget.facts]


def _advice(dossier: Dossier, budget: Budget) -> Iterator[Fact]:
    """What the advice to a buyer or to those who go live rests on: they have to defend it."""
    advice, purpose = dossier.conclusion.decision, dossier.assessment.purpose
    if advice and advice.facts and purpose is not Purpose.FAILED_PROJECT_AUDIT:
        because = _("{advice}, because", advice=wording.capital(_(advice.decision)))
        reasons = wording.clipped("; ".join(advice.facts[:2]), budget.fact)
        yield Fact(because, "", "", "", reasons, "")


def _contradicted(dossier: Dossier, budget: Budget) -> Iterator[tuple[str, Fact]]:
    ranks = {gap.criterion: n for n, gap in enumerate(dossier.conclusion.gaps)}

    def rank(entry: Contradiction) -> tuple[bool, bool, int]:
        """First what is certain, then what can be pointed at, then the severest."""
        strong = entry.strength is Confidence.STRONG
        return (not strong, not entry.evidence, ranks.get(entry.criterion, len(ranks)))

    for entry in sorted((c for c in dossier.conclusion.contradictions if c.counts), key=rank):
        cited = entry.evidence[0] if entry.evidence else None
        yield (
            entry.criterion,
            Fact(
                criterion=dossier.rubric.by_id[entry.criterion].name,
                said=_quoted(entry.statement, budget.fact),
                said_by=respondent(dossier, entry.respondent),
                said_in=wording.tail(str(entry.place), 70) if entry.place else "",
                shown=wording.clipped((cited and recorded(cited.note)) or entry.finding, budget.fact),
                shown_in=wording.tail(cited.place, 80) if cited else "",
                searched="" if cited else wording.clipped(entry.searched, budget.fact),
                weak=entry.strength is Confidence.WEAK,
            ),
        )


def _quoted(statement: str, most: int) -> str:
    """A statement cut to size; what was between quotation marks stays between them."""
    before, after = wording.quoted("\0").split("\0")
    inner = statement.removeprefix(before).removesuffix(after)
    short = wording.clipped(inner, most)
    return short if inner == statement else wording.quoted(short)


def _severe(dossier: Dossier) -> Iterator[Gap]:
    return (g for g in dossier.conclusion.gaps if g.severity in {Severity.CRITICAL, Severity.HIGH})


def _sighted(dossier: Dossier, budget: Budget) -> Iterator[tuple[str, Fact]]:
    for gap in _severe(dossier):
        if gap.evidence and gap.confidence is Confidence.STRONG:
            cited = gap.evidence[0]
            name = dossier.rubric.by_id[gap.criterion].name
            yield (
                gap.criterion,
                Fact(
                    name,
                    "",
                    "",
                    "",
                    wording.clipped(recorded(cited.note), budget.fact),
                    wording.tail(cited.place, 80),
                ),
            )


def _admitted(dossier: Dossier, budget: Budget) -> Iterator[tuple[str, Fact]]:
    """What the subject's own people say of a severe gap: an admission needs no further proof."""
    for gap in _severe(dossier):
        for answer in dossier.assessment.statements():
            said = answer.quote or answer.narrative
            if answer.criterion == gap.criterion and said and (answer.level or 0) <= 1:
                name = dossier.rubric.by_id[gap.criterion].name
                place = str(answer.place) if answer.place else ""
                stated = _quoted(wording.quoted(said), budget.fact)
                yield gap.criterion, Fact(name, stated, respondent(dossier, answer.by), place, "", "")
