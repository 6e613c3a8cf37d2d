"""What a reader needs beyond the decision page: strengths, what is not known, and the scale of the work."""

from collections.abc import Collection, Iterable, Iterator

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.evidence import Grade
from audit.model.examination import Agreement
from audit.model.finding import Outcome
from audit.model.gap import Gap, Severity
from audit.model.pattern import PatternState
from audit.model.plan import Action
from audit.model.recorded import recorded
from audit.model.score import Interval, total
from audit.model.speech import _, counted, listed, marked

SHOWN = 2
OF_SEVERITY = {
    Severity.CRITICAL: marked("{number} critical"),
    Severity.HIGH: marked("{number} high"),
    Severity.MEDIUM: marked("{number} medium"),
    Severity.LOW: marked("{number} low"),
    Severity.NOTE: marked("{number} note"),
}
MOST = 6
MOST_IN_A_ROW, LONGEST_IN_A_ROW = 2, 600
"""Sightings, and characters of condition and cause, that a row of a table has room for."""
LONGEST = 240
"""Characters of one line: lines of this size, six of each kind, leave the summary on two pages."""


def facts(dossier: Dossier) -> tuple[str, ...]:
    """What the advice rests on; the last line says how much more there is."""
    known = dossier.conclusion.decision.facts if dossier.conclusion.decision else ()
    more = len(known) - MOST
    shown = tuple(wording.clipped(fact, LONGEST) for fact in known[:MOST])
    return (*shown, counted("and {count} more fact", "and {count} more facts", more)) if more > 0 else shown


def beside_components(dossier: Dossier) -> tuple[str, ...]:
    """The facts behind the advice on a failed project that are not the fate of a component."""
    decision = dossier.conclusion.decision
    return tuple(map(wording.capital, decision.beside)) if decision else ()


def strengths(dossier: Dossier) -> tuple[str, ...]:
    """What has been shown: credited levels first, then what repositories show and nobody has accepted yet."""
    credited = sorted(
        (s for s in dossier.conclusion.standings.values() if s.applicable and s.low >= SHOWN),
        key=lambda s: (-s.low, s.criterion),
    )
    names = dossier.rubric.by_id
    lines = [
        _(
            "{criterion}: level {level}, {grade}.",
            criterion=names[s.criterion].name,
            level=wording.count(s.low),
            grade=wording.grade(s.grade),
        )
        for s in credited
    ]
    taken = {s.criterion for s in credited}
    lines += [
        _(
            "{check}: seen in {repository}; counts once an auditor accepts it.",
            check=recorded(finding.title),
            repository=inspection.repository,
        )
        for inspection in dossier.assessment.inspections
        for finding in inspection.checks
        if finding.outcome is Outcome.MET and finding.informs not in taken
    ]
    return tuple(wording.clipped(line, LONGEST) for line in lines[:MOST])


def unknowns(dossier: Dossier) -> tuple[str, ...]:
    """What this audit does not know, each with what follows from it."""
    return tuple(wording.clipped(line, LONGEST) for line in _unknowns(dossier))


def _unknowns(dossier: Dossier) -> Iterator[str]:
    conclusion = dossier.conclusion
    if conclusion.coverage < 1:
        yield _(
            "{share} of the questions by weight have no answer; silence lowers the bottom of the score and "
            "never lifts the conclusion.",
            share=wording.percent(1 - conclusion.coverage),
        )
    if conclusion.gates.unverified:
        yield counted(
            "{count} gate can still turn out met or failed.",
            "{count} gates can still turn out met or failed.",
            len(conclusion.gates.unverified),
        )
    open_entries = [c for c in conclusion.contradictions if c.state.value == "open"]
    if open_entries:
        yield counted(
            "The reply to {count} contradiction is outstanding; an explanation can change the figures.",
            "The reply to {count} contradictions is outstanding; an explanation can change the figures.",
            len(open_entries),
        )
    exposed = [p.name for p in conclusion.pattern_readings if p.state is PatternState.EXPOSED]
    if exposed:
        yield _(
            "Whether {patterns} happened: the controls are missing, the record that would show it was never "
            "kept.",
            patterns=listed(exposed),
        )
    if conclusion.projection and conclusion.projection.trials_source:
        source = conclusion.projection.trials_source
        yield wording.sentence(_("The number of trials behind the demo figure: {source}", source=source))
    unverifiable = sum(c.agreement is Agreement.UNVERIFIABLE for c in conclusion.cross_examination)
    if unverifiable:
        yield counted(
            "{count} statement could not be compared with the code that was inspected.",
            "{count} statements could not be compared with the code that was inspected.",
            unverifiable,
        )


def confidence(dossier: Dossier) -> float:
    """The share, 0 to 1, of the applicable criteria by weight that rest on a document or better.

    A level that counts because somebody is believed rests on word, whatever grade it was given.
    """
    reservation = dossier.conclusion.reservation
    believed = reservation.criteria if reservation else ()
    weights = {key: dossier.rubric.by_id[key].weight for key in dossier.conclusion.standings}
    applicable = [one for one in dossier.conclusion.standings.values() if one.applicable]
    shown = sum(
        weights[one.criterion]
        for one in applicable
        if one.grade >= Grade.DOCUMENTED and one.criterion not in believed
    )
    return shown / (sum(weights[one.criterion] for one in applicable) or 1)


def fates(dossier: Dossier) -> tuple[tuple[str, str], ...]:
    """The components of a failed project by what becomes of them, in words: `replace`, `code, data`."""
    decision = dossier.conclusion.decision
    known = decision.components if decision else ()
    return tuple(
        (fate, ", ".join(_(one.component) for one in known if one.fate == fate))
        for fate in ("replace", "repair", "keep", "undecided")
        if any(one.fate == fate for one in known)
    )


def total_effort(actions: Iterable[Action]) -> Interval:
    """What several actions take together."""
    return total(action.effort for action in actions)


def in_full(dossier: Dossier, brief: Collection[Severity]) -> tuple[Gap, ...]:
    """The findings that are told one by one; `brief` are the severities of which a row of a table tells.

    One that rests on silence is told with all of its like.
    """
    return tuple(gap for gap in dossier.conclusion.gaps if not gap.silent and not _short(gap, brief))


def in_brief(dossier: Dossier, brief: Collection[Severity]) -> tuple[Gap, ...]:
    """The findings that a row of a table has room for, each with all five parts."""
    return tuple(gap for gap in dossier.conclusion.gaps if not gap.silent and _short(gap, brief))


def _short(gap: Gap, brief: Collection[Severity]) -> bool:
    """Whether there is no more to tell of it than stands in a narrow column."""
    few = len(gap.evidence) <= MOST_IN_A_ROW
    return gap.severity in brief and few and len(gap.condition) + len(gap.cause) <= LONGEST_IN_A_ROW


def silent(dossier: Dossier) -> tuple[Gap, ...]:
    """The findings that rest on silence alone; one sentence tells the condition of all of them."""
    return tuple(gap for gap in dossier.conclusion.gaps if gap.silent)


def severity_counts(dossier: Dossier) -> tuple[tuple[Severity, int], ...]:
    """How many findings there are of each severity, the most severe first."""
    found = [gap.severity for gap in dossier.conclusion.gaps]
    return tuple((severity, found.count(severity)) for severity in Severity if severity in found)


def of_severity(severity: Severity, number: int) -> str:
    """So many findings of a severity, in words: `3 high`."""
    return _(OF_SEVERITY[severity], number=wording.count(number))


def contradicted(dossier: Dossier) -> int:
    """How many statements are contradicted; several checks may speak against the same one."""
    return len({(c.criterion, c.respondent, c.statement) for c in dossier.conclusion.contradictions})
