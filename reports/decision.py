"""The decision page: what is wrong, how it is known, and what to do on Monday."""

from collections.abc import Iterator
from typing import NamedTuple

from audit.model import wording
from audit.model.assessment import Purpose
from audit.model.conclusion import Verdict
from audit.model.dossier import Dossier
from audit.model.examination import Contradiction
from audit.model.finding import Confidence
from audit.model.gap import Gap, Severity
from audit.model.plan import Action
from reports.people import respondent, who

MOST_FACTS = 3
MOST_STEPS = 4
HEIGHT = 402.0
"""Points for what is wrong, how it is known and what to do, under a head of usual size (measured)."""


class Budget(NamedTuple):
    """How much of each block the page takes: characters and numbers of things; and how tall its lines are."""

    story: int
    fact: int
    step: int
    gates: int
    facts: int = MOST_FACTS
    steps: int = MOST_STEPS
    line: float = 11.8
    wider: float = 1.0


BUDGETS = (
    Budget(story=520, fact=150, step=150, gates=21),
    Budget(story=430, fact=150, step=150, gates=12),
    Budget(story=520, fact=130, step=130, gates=21, line=9.9, wider=1.1),
    Budget(story=430, fact=130, step=130, gates=12, line=9.9, wider=1.1),
    Budget(story=230, fact=90, step=90, gates=8, facts=2, steps=3, line=9.9, wider=1.1),
)
"""From roomy to tight: the first one that fits is taken."""


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


class DecisionPage(NamedTuple):
    """What the page says below the conclusion and the three numbers."""

    story: str
    chain: str
    blockers: tuple[Blockers, ...]
    left_out: int
    facts: tuple[Fact, ...]
    steps: tuple[Step, ...]
    steps_title: str
    budget: Budget

    @property
    def tight(self) -> bool:
        """Whether it has to be set smaller than usual."""
        return self.budget is not BUDGETS[0]

    @property
    def story_leads(self) -> bool:
        """Whether the story takes more room than the failed gates beside it."""
        return len(self.story) + len(self.chain) > sum(len("; ".join(group.names)) for group in self.blockers)

    @property
    def height(self) -> float:
        """About how many points it takes: lines of so many characters, and the space between them."""
        left, right = (62, 50) if self.story_leads else (46, 68)
        story = self._lines(self.story, left) + self._lines(self.chain and f"{self.chain:>28}", left) + 0.5
        gates = sum(self._lines(f"{g.area}: {'; '.join(g.names)}", right) for g in self.blockers) + 2.5
        facts = (
            max(
                self._lines(f.criterion, 26) + f.weak,
                sum(
                    self._lines(t, 84)
                    for t in (f.said + f.said_in + f.said_by, f.shown + f.shown_in, f.searched)
                ),
            )
            for f in self.facts
        )
        steps = (
            self._lines(f"{s.title} {s.text}", 110) + self._lines(f"{s.effort} {s.who} {s.why}", 118)
            for s in self.steps
        )
        lines = max(story, gates) + sum(n + 0.25 for n in facts) + sum(n + 0.2 for n in steps)
        return lines * self.budget.line

    def _lines(self, text: str, width: int) -> int:
        return -(-len(text) // int(width * self.budget.wider))


def page(dossier: Dossier) -> DecisionPage:
    """The page as roomy as it can be."""
    pages = (_page(dossier, budget) for budget in BUDGETS)
    fitting = (found for found in pages if found.height <= _room(dossier))
    return next(fitting, None) or _page(dossier, BUDGETS[-1])


def _room(dossier: Dossier) -> float:
    """What a long name and a long reason leave of the page."""
    name, reason = len(dossier.assessment.subject.name), len(dossier.conclusion.because)
    return HEIGHT - (27 if name > 36 else 0) - (45 if reason > 90 else 0)


def _page(dossier: Dossier, budget: Budget) -> DecisionPage:
    conclusion = dossier.conclusion
    names = {pattern.id: pattern.name for pattern in conclusion.pattern_readings}
    links = conclusion.chain.links if conclusion.chain else ()
    return DecisionPage(
        story=_story(dossier, budget),
        chain=" → ".join(names[key] for key in links),
        blockers=_blockers(dossier, budget),
        left_out=max(0, len(conclusion.gates.failed) - budget.gates),
        facts=_facts(dossier, budget),
        steps=_steps(dossier, budget),
        steps_title=_steps_title(dossier),
        budget=budget,
    )


def _blockers(dossier: Dossier, budget: Budget) -> tuple[Blockers, ...]:
    """The failed gates, grouped by dimension in the order of the rubric; at most a page can take."""
    shown = dossier.conclusion.gates.failed[: budget.gates]
    by_id = dossier.rubric.by_id
    groups = (
        Blockers(_area(d.name), tuple(by_id[key].name for key in shown if by_id[key].dimension == d.id))
        for d in dossier.rubric.dimensions
    )
    return tuple(group for group in groups if group.names)


def _area(dimension: str) -> str:
    return dimension.partition(" and ")[0].partition(",")[0]


def _story(dossier: Dossier, budget: Budget) -> str:
    """What happened, in the auditor's words; else the description of the subject."""
    assessment = dossier.assessment
    return wording.opening(assessment.story or assessment.subject.description, budget.story)


def _facts(dossier: Dossier, budget: Budget) -> tuple[Fact, ...]:
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
        reasons = wording.clipped("; ".join(advice.facts[:2]), budget.fact)
        yield Fact(f"{wording.capital(advice.decision)}, because", "", "", "", reasons, "")


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
                shown=wording.clipped((cited and cited.note) or entry.finding, budget.fact),
                shown_in=wording.tail(cited.place, 80) if cited else "",
                searched="" if cited else wording.clipped(entry.searched, budget.fact),
                weak=entry.strength is Confidence.WEAK,
            ),
        )


def _quoted(statement: str, most: int) -> str:
    """A statement cut to size; what was between quotation marks stays between them."""
    inner = statement.removeprefix("“").removesuffix("”")
    short = wording.clipped(inner, most)
    return short if inner == statement else f"“{short}”"


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
                    wording.clipped(cited.note, budget.fact),
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
                stated = _quoted(f"“{said}”", budget.fact)
                yield gap.criterion, Fact(name, stated, respondent(dossier, answer.by), place, "", "")


def _steps(dossier: Dossier, budget: Budget) -> tuple[Step, ...]:
    """The first things to do; where nothing is urgent, the first things to ask for."""
    conclusion = dossier.conclusion
    urgent = [action for action in conclusion.actions if action.horizon != "90 days"]
    doing = [_doing(dossier, action, budget) for action in urgent[: budget.steps]]
    asking = [
        Step(
            title=f"Ask to see: {wording.listed(request.show[:2], 'or')}",
            text=dossier.rubric.by_id[request.criterion].name,
            effort="a meeting",
            who=wording.clipped(request.who, 60),
            why=request.changes,
        )
        for request in conclusion.requests
    ]
    return tuple((doing + asking)[: budget.steps])


def _doing(dossier: Dossier, action: Action, budget: Budget) -> Step:
    """An action as an order: where the title only names a criterion, what to do leads."""
    order, then = wording.clipped(action.title, 90), wording.clipped(action.text, budget.step)
    name = dossier.rubric.by_id[action.criterion].name
    if action.title == name:
        order, then = then, ""
    why = action.why if then else f"{action.why}: {wording.clipped(name, 70)}"
    return Step(order, then, wording.effort(action.effort), who(dossier), why)


def _steps_title(dossier: Dossier) -> str:
    """What the last block of the page is called."""
    waits = dossier.conclusion.conclusion in {None, Verdict.CANNOT_CONCLUDE}
    return "What to ask for on Monday" if waits else "What to do on Monday"
