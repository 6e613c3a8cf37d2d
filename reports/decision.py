"""The decision page: what is wrong, how it is known, and what to do on Monday."""

from collections.abc import Iterator
from typing import NamedTuple

from audit.model.assessment import Party
from audit.model.conclusion import Action, Contradiction, Gap, Severity, Verdict
from audit.model.dossier import Dossier
from audit.model.finding import Confidence
from reports import wording

MOST_FACTS = 3
MOST_STEPS = 4
MOST_BLOCKERS = 12
FACT_LENGTH = 150
STORY_LENGTH = 430


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


class Step(NamedTuple):
    """One thing to do next."""

    title: str
    text: str
    effort: str
    who: str
    why: str


class Blockers(NamedTuple):
    """The failed gates of one dimension, by name; the area is the dimension's name up to its first comma."""

    area: str
    names: tuple[str, ...]


def blockers(dossier: Dossier) -> tuple[Blockers, ...]:
    """The failed gates, grouped by dimension in the order of the rubric; at most a page can take."""
    shown = dossier.conclusion.gates.failed[:MOST_BLOCKERS]
    by_id = dossier.rubric.by_id
    groups = (
        Blockers(_area(d.name), tuple(by_id[key].name for key in shown if by_id[key].dimension == d.id))
        for d in dossier.rubric.dimensions
    )
    return tuple(group for group in groups if group.names)


def _area(dimension: str) -> str:
    return dimension.partition(" and ")[0].partition(",")[0]


def blockers_left_out(dossier: Dossier) -> int:
    """How many failed gates the decision page leaves to the scorecard."""
    return max(0, len(dossier.conclusion.gates.failed) - MOST_BLOCKERS)


def story(dossier: Dossier) -> str:
    """What happened, in the auditor's words; else the description of the subject."""
    assessment = dossier.assessment
    return wording.clipped(assessment.story or assessment.subject.description, STORY_LENGTH)


def facts(dossier: Dossier) -> tuple[Fact, ...]:
    """The strongest facts, each about another criterion: contradictions first, then what lies in the open."""
    chosen: dict[str, Fact] = {}
    for criterion, fact in (*_contradicted(dossier), *_sighted(dossier), *_admitted(dossier)):
        if criterion not in chosen and len(chosen) < MOST_FACTS:
            chosen[criterion] = fact
    return tuple(chosen.values())


def _contradicted(dossier: Dossier) -> Iterator[tuple[str, Fact]]:
    ranks = {gap.criterion: n for n, gap in enumerate(dossier.conclusion.gaps)}

    def rank(entry: Contradiction) -> tuple[bool, int]:
        return (entry.strength is not Confidence.STRONG, ranks.get(entry.criterion, len(ranks)))

    for entry in sorted((c for c in dossier.conclusion.contradictions if c.counts), key=rank):
        cited = entry.evidence[0] if entry.evidence else None
        yield (
            entry.criterion,
            Fact(
                criterion=dossier.rubric.by_id[entry.criterion].name,
                said=wording.clipped(entry.statement, FACT_LENGTH),
                said_by=respondent(dossier, entry.respondent),
                said_in=wording.clipped(str(entry.place), 70) if entry.place else "",
                shown=wording.clipped((cited and cited.note) or entry.finding, FACT_LENGTH),
                shown_in=wording.clipped(cited.place, 90) if cited else "",
                searched="" if cited else wording.clipped(entry.searched, FACT_LENGTH),
                weak=entry.strength is Confidence.WEAK,
            ),
        )


def _severe(dossier: Dossier) -> Iterator[Gap]:
    return (g for g in dossier.conclusion.gaps if g.severity in {Severity.CRITICAL, Severity.HIGH})


def _sighted(dossier: Dossier) -> Iterator[tuple[str, Fact]]:
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
                    wording.clipped(cited.note, FACT_LENGTH),
                    wording.clipped(cited.place, 90),
                ),
            )


def _admitted(dossier: Dossier) -> Iterator[tuple[str, Fact]]:
    """What the subject's own people say of a severe gap: an admission needs no further proof."""
    for gap in _severe(dossier):
        for answer in dossier.assessment.statements():
            said = answer.quote or answer.narrative
            if answer.criterion == gap.criterion and said and (answer.level or 0) <= 1:
                name = dossier.rubric.by_id[gap.criterion].name
                place = str(answer.place) if answer.place else ""
                stated = wording.clipped(said, FACT_LENGTH)
                yield gap.criterion, Fact(name, stated, respondent(dossier, answer.by), place, "", "")


def steps(dossier: Dossier) -> tuple[Step, ...]:
    """The first things to do; where nothing is urgent, the first things to ask for."""
    conclusion = dossier.conclusion
    urgent = [action for action in conclusion.actions if action.horizon != "90 days"]
    doing = [_doing(dossier, action) for action in urgent[:MOST_STEPS]]
    asking = [
        Step(
            title=f"Ask to see: {wording.listed(request.show[:2], 'or')}",
            text=dossier.rubric.by_id[request.criterion].name,
            effort="a meeting",
            who=request.who,
            why=request.changes,
        )
        for request in conclusion.requests
    ]
    return tuple((doing + asking)[:MOST_STEPS])


def _doing(dossier: Dossier, action: Action) -> Step:
    """An action as an order: where the title only names a criterion, what to do leads."""
    order, then = wording.clipped(action.title, 90), wording.clipped(action.text, 150)
    name = dossier.rubric.by_id[action.criterion].name
    if action.title == name:
        order, then = then, ""
    why = action.why if then else f"{action.why}: {wording.clipped(name, 70)}"
    return Step(order, then, wording.effort(action.effort), who(dossier), why)


def next_steps_title(dossier: Dossier) -> str:
    """What the last block of the page is called."""
    waits = dossier.conclusion.conclusion in {None, Verdict.CANNOT_CONCLUDE}
    return "What to ask for on Monday" if waits else "What to do on Monday"


def who(dossier: Dossier) -> str:
    """Who is to act: the first respondent on the side that has to, by name; else somebody to be named."""
    side = Party.VENDOR if dossier.assessment.subject.is_vendor else Party.CLIENT
    for person in dossier.assessment.respondents:
        if person.party is side and (person.role or person.name):
            return wording.clipped(person.name or person.role, 60)
    return "the vendor" if side is Party.VENDOR else "an owner to be named"


def respondent(dossier: Dossier, key: str) -> str:
    """How a respondent is called: by name, else by role, else by the key in the file."""
    person = dossier.assessment.respondent(key)
    return wording.clipped(person.name or person.role or person.id, 60)
