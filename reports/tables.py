"""The report as tables for those who go on calculating: whole texts, one thing a row, numbers as numbers."""

from collections.abc import Iterable, Iterator
from datetime import date
from typing import NamedTuple

from audit.model import wording
from audit.model.assessment import Answer, Waiver
from audit.model.dossier import Dossier
from audit.model.plan import Action
from audit.model.score import Interval
from reports.people import respondent
from reports.register import Register
from reports.replies import replies

Value = str | int | float | date | None
NARROW, MIDDLE, WIDE = 11, 22, 52


class Column(NamedTuple):
    """A column: its title, and its width in characters."""

    title: str
    width: int = MIDDLE


class Sheet(NamedTuple):
    """A table with a name, what it holds in a sentence, and its rows."""

    name: str
    about: str
    columns: tuple[Column, ...]
    rows: tuple[tuple[Value, ...], ...]


def sheets(dossier: Dossier) -> tuple[Sheet, ...]:
    """Every table of a report, those first that are worked with most."""
    made = (_findings, _plan, _contradictions, _gates, _scores, _criteria, _ledger, _evidence)
    return tuple(make(dossier) for make in made)


def figure(value: float | None) -> float | None:
    """A number rounded as it is worded, so that no form shows another digit."""
    return None if value is None else float(wording.score(value).replace(",", ""))


def _bounds(interval: Interval | tuple[float, float] | None) -> tuple[float | None, float | None]:
    return (None, None) if interval is None else (figure(interval[0]), figure(interval[1]))


def _findings(dossier: Dossier) -> Sheet:
    conclusion, by_id = dossier.conclusion, dossier.rubric.by_id
    titles = (
        *(Column("No.", NARROW), Column("Criterion", NARROW), Column("Finding", 36)),
        *(Column("Severity", NARROW), Column("Confidence", NARROW), Column("Gate", NARROW)),
        *(Column("Level from", NARROW), Column("Level to", NARROW)),
        *(
            Column(part, WIDE)
            for part in ("Asked for", "Condition", "Cause", "Consequence", "Recommendation")
        ),
        *(Column("Days from", NARROW), Column("Days to", NARROW)),
        *(Column("Rests on silence", NARROW), Column("Checks"), Column("Places", WIDE)),
    )
    rows = []
    for gap in conclusion.gaps:
        criterion, standing = by_id[gap.criterion], conclusion.standings[gap.criterion]
        wanted = max(criterion.gate_min_level or 2, 2)
        rows.append(
            (
                *(gap.id, gap.criterion, criterion.name),
                *(wording.SEVERITIES[gap.severity].word, wording.CONFIDENCES[gap.confidence]),
                wording.GATES[standing.gate].word if standing.gate else "no gate",
                *(standing.low, standing.high, f"Level {wanted}: {criterion.levels[wanted]}"),
                *(gap.condition, gap.cause, gap.consequence, gap.recommendation, *_bounds(gap.effort)),
                *("yes" if gap.silent else "no", ", ".join(gap.findings)),
                "\n".join(evidence.place for evidence in gap.evidence),
            )
        )
    return Sheet("Findings", "Criteria below what they require, the most severe first.", titles, tuple(rows))


def _plan(dossier: Dossier) -> Sheet:
    titles = (
        *(
            Column("When", NARROW),
            Column("Criterion", NARROW),
            Column("Action", 40),
            Column("What to do", WIDE),
        ),
        *(Column("Days from", NARROW), Column("Days to", NARROW), Column("Why", 40), Column("After")),
        *(Column("Stage", NARROW), Column("Proof", WIDE)),
        *(Column("Owner"), Column("Due", 13), Column("Status", NARROW), Column("Note", WIDE)),
    )
    rows = tuple(
        (
            *(action.horizon, action.criterion, action.title, action.text, *_bounds(action.effort)),
            *(wording.capital(action.why), ", ".join(action.after), action.stage, "\n".join(action.proof)),
            *_agreed(dossier, action),
        )
        for action in dossier.conclusion.actions
    )
    return Sheet("Plan", "What to do, in order; owner, day and status as they were agreed.", titles, rows)


def _agreed(dossier: Dossier, action: Action) -> tuple[Value, ...]:
    made = next((one for one in dossier.assessment.commitments if one.about(action)), None)
    return (made.owner, made.due, made.status.value, made.note) if made else ("", None, "", "")


def _contradictions(dossier: Dossier) -> Sheet:
    by_id = dossier.rubric.by_id
    titles = (
        *(Column("No.", NARROW), Column("Criterion", NARROW), Column("Name", 36), Column("Claimed by")),
        *(Column("On", 13), Column("Level", NARROW), Column("Statement", WIDE), Column("Where it stands")),
        *(Column("What speaks against it", WIDE), Column("Places", WIDE), Column("Searched", 40)),
        *(Column("Repository"), Column("Check"), Column("Strength", NARROW), Column("State")),
        *(Column("Reply", WIDE), Column("Ruling", WIDE), Column("What it does", WIDE)),
    )
    rows = tuple(
        (
            *(c.id, c.criterion, by_id[c.criterion].name, respondent(dossier, c.respondent), c.at, c.level),
            *(c.statement, str(c.place) if c.place else "", c.finding),
            *("\n".join(one.place for one in c.evidence), c.searched, c.repository, c.check),
            *(wording.CONFIDENCES[c.strength], wording.CONTRADICTIONS[c.state].word),
            *(c.reply, c.reason, wording.sentence(c.effect.words) if c.effect else ""),
        )
        for c in dossier.conclusion.contradictions
    )
    return Sheet("Contradictions", "Statements beside what speaks against them.", titles, rows)


def _gates(dossier: Dossier) -> Sheet:
    conclusion, by_id = dossier.conclusion, dossier.rubric.by_id
    waivers = {waiver.criterion: waiver for waiver in dossier.assessment.waivers}
    titles = (
        *(Column("Gate", NARROW), Column("Name", 44), Column("State", 13)),
        *(Column("Level asked for", NARROW), Column("Evidence asked for")),
        *(Column("Credited", NARROW), Column("Not refuted", NARROW), Column("Evidence shown")),
        *(Column("Waived by"), Column("Until", 13), Column("Reason of the waiver", WIDE)),
    )
    states = conclusion.gates
    rows = []
    for key in (*states.failed, *states.unverified, *states.met):
        criterion, standing = by_id[key], conclusion.standings[key]
        state = wording.GATES[standing.gate].word if standing.gate else ""
        asked = wording.grade(criterion.gate_min_evidence) if criterion.gate_min_evidence is not None else ""
        rows.append(
            (
                *(key, criterion.name, state, criterion.gate_min_level, asked),
                *(standing.low, standing.high, wording.grade(standing.grade)),
                *_waived(waivers.get(key)),
            )
        )
    about = "Criteria that have to be met before going live; nothing else makes up for them."
    return Sheet("Gates", about, titles, tuple(rows))


def _waived(waiver: Waiver | None) -> tuple[Value, ...]:
    return (waiver.owner, waiver.expires, waiver.reason) if waiver else ("", None, "")


def _scores(dossier: Dossier) -> Sheet:
    conclusion = dossier.conclusion
    titles = (
        *(Column("Dimension", NARROW), Column("Name", 48), Column("Weight", NARROW)),
        *(Column("Credited", NARROW), Column("Not refuted", NARROW), Column("As claimed", NARROW)),
    )
    rows: list[tuple[Value, ...]] = []
    for dimension in dossier.rubric.dimensions:
        if dimension.id in conclusion.dimensions:
            low, high, claimed = conclusion.dimensions[dimension.id]
            rows.append(
                (dimension.id, dimension.name, dimension.weight, figure(low), figure(high), figure(claimed))
            )
    if conclusion.uncapped is not None:
        rows.append(
            (
                "",
                "Overall, before the cap",
                None,
                *_bounds(conclusion.uncapped),
                figure(conclusion.as_claimed),
            )
        )
        cap = f"Published; cap {wording.count(conclusion.cap)}"
        rows.append(("", cap, None, *_bounds(conclusion.published), None))
    return Sheet("Scores", wording.HONEST_LIMIT, titles, tuple(rows))


def _criteria(dossier: Dossier) -> Sheet:
    conclusion = dossier.conclusion
    titles = (
        *(
            Column("Criterion", NARROW),
            Column("Name", 48),
            Column("Dimension", NARROW),
            Column("Weight", NARROW),
        ),
        *(Column("Kind", NARROW), Column("Applies", NARROW), Column("Answered", NARROW)),
        *(Column("Claimed", NARROW), Column("Credited", NARROW), Column("Not refuted", NARROW)),
        *(Column("Evidence"), Column("Points from", NARROW), Column("Points to", NARROW)),
    )
    rows = []
    for criterion in (
        c for d in dossier.rubric.dimensions for c in d.criteria if c.id in conclusion.standings
    ):
        standing, share = conclusion.standings[criterion.id], conclusion.explain.get(criterion.id)
        rows.append(
            (
                *(criterion.id, criterion.name, criterion.dimension, criterion.weight),
                wording.CRITICALITIES[criterion.criticality],
                *("yes" if standing.applicable else "no", "yes" if standing.answered else "no"),
                *(standing.claimed, standing.low, standing.high, wording.grade(standing.grade)),
                *_bounds(share.points if share else None),
            )
        )
    about = "Where every criterion stands; the points add up to the score before the cap."
    return Sheet("Criteria", about, titles, tuple(rows))


def _ledger(dossier: Dossier) -> Sheet:
    titles = (
        *(Column("Kind", NARROW), Column("Question", NARROW), Column("What is asked", 44), Column("By")),
        *(Column("On", 13), Column("Said"), Column("Level", NARROW), Column("Evidence"), Column("Items")),
        *(Column("In their words", WIDE), Column("Reason", 40), Column("Where it stands"), Column("Nature")),
    )
    given = dossier.assessment
    rows = (
        *(_statement(dossier, "answer", one) for one in given.answers),
        *(_statement(dossier, "claim", one) for one in given.claims),
        *_replies(dossier),
        *_ratings(dossier),
        *_unanswered(dossier),
    )
    about = "Every answer, claim, reply and rating on record, and every question without an answer."
    return Sheet("Ledger", about, titles, rows)


def _statement(dossier: Dossier, kind: str, said: Answer) -> tuple[Value, ...]:
    quoted = f"“{said.quote}”" if said.quote else ""
    return (
        *(kind, said.criterion, dossier.rubric.by_id[said.criterion].name),
        *(
            respondent(dossier, said.by) or "not named",
            said.at,
            wording.ANSWER_STATES[said.state],
            said.level,
        ),
        *(wording.grade(said.grade) if said.answered else "", ", ".join(said.evidence)),
        *("\n".join(filter(None, (quoted, said.narrative))), said.reason),
        *(str(said.place) if said.place else "", ""),
    )


def _replies(dossier: Dossier) -> Iterator[tuple[Value, ...]]:
    pairs = zip(dossier.assessment.responses, replies(dossier, whole=True), strict=True)
    for given, reply in pairs:
        table = "\n".join(" · ".join(row) for row in reply.table)
        said = "\n".join(filter(None, (reply.said, table)))
        items = ", ".join(given.evidence)
        yield (
            *("reply", reply.key, reply.question, reply.by, given.at, given.state.value.replace("_", " ")),
            *(None, "", items, said, "", "", reply.nature),
        )


def _ratings(dossier: Dossier) -> Iterator[tuple[Value, ...]]:
    for rating in dossier.assessment.ratings:
        yield (
            *("rating", rating.criterion, dossier.rubric.by_id[rating.criterion].name, rating.by, rating.at),
            *("rated by the auditor", rating.level, wording.grade(rating.grade), ", ".join(rating.evidence)),
            *(rating.rationale, "", "", ""),
        )


def _unanswered(dossier: Dossier) -> Iterator[tuple[Value, ...]]:
    open_ones: Iterable[str] = (
        standing.criterion
        for standing in dossier.conclusion.standings.values()
        if standing.applicable and not standing.answered
    )
    for key in open_ones:
        name = dossier.rubric.by_id[key].name
        yield ("none", key, name, "", None, "no answer", None, "", "", "", "", "", "")


def _evidence(dossier: Dossier) -> Sheet:
    titles = (
        *(Column("No.", NARROW), Column("Kind"), Column("Item or place", WIDE), Column("Meaning", WIDE)),
        *(Column("Grade or direction"), Column("Source"), Column("Date", 13), Column("Seen by")),
        *(
            Column("Check"),
            Column("Criterion", NARROW),
            Column("Excerpt", WIDE),
            Column("SHA-256 or commit", 40),
        ),
    )
    shown = (
        (
            *(item.id, "shown to the auditor", item.title, item.place, wording.grade(item.grade)),
            *(wording.SOURCES[item.source], item.date, item.seen_by, "", "", "", item.sha256),
        )
        for item in dossier.assessment.evidence
    )
    sighted = (
        (
            *(s.id, "sighted in a repository", s.evidence.place, s.evidence.note),
            *(wording.DIRECTIONS[s.evidence.direction].word, s.repository, None, "", s.check, s.criterion),
            *(s.evidence.excerpt, s.evidence.commit),
        )
        for s in Register(dossier.assessment).sightings
    )
    about = "What was shown to the auditor, and every cited line of a repository."
    return Sheet("Evidence", about, titles, (*shown, *sighted))
