"""The report as tables for those who go on calculating: whole texts, one thing a row, numbers as numbers."""

from collections.abc import Iterable, Iterator
from datetime import date
from decimal import ROUND_HALF_EVEN, Decimal
from typing import NamedTuple

from audit.model import wording
from audit.model.assessment import Answer, Waiver
from audit.model.dossier import Dossier
from audit.model.plan import Action
from audit.model.recorded import recorded
from audit.model.response import ReplyState
from audit.model.score import Interval
from audit.model.speech import _, marked, meant
from reports.charts.plan import WHEN
from reports.people import respondent
from reports.register import Register
from reports.replies import replies

Value = str | int | float | date | None
NARROW, MIDDLE, WIDE = 11, 22, 52
REPLIED = {
    ReplyState.ANSWERED: marked("answered"),
    ReplyState.UNKNOWN: marked("unknown"),
    ReplyState.DECLINED: marked("declined"),
    ReplyState.NOT_APPLICABLE: marked("not applicable"),
}


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
    return (
        None
        if value is None
        else float(Decimal(repr(float(value))).quantize(Decimal("0.1"), ROUND_HALF_EVEN, wording.EVERY_DIGIT))
    )


def _bounds(interval: Interval | tuple[float, float] | None) -> tuple[float | None, float | None]:
    return (None, None) if interval is None else (figure(interval[0]), figure(interval[1]))


def _findings(dossier: Dossier) -> Sheet:
    conclusion, by_id = dossier.conclusion, dossier.rubric.by_id
    titles = (
        *(Column(meant("number", "No."), NARROW), Column(_("Criterion"), NARROW), Column(_("Finding"), 36)),
        *(Column(_("Severity"), NARROW), Column(_("Confidence"), NARROW), Column(_("Gate"), NARROW)),
        *(Column(_("Level from"), NARROW), Column(_("Level to"), NARROW)),
        *(
            Column(part, WIDE)
            for part in (
                *(_("Asked for"), _("Condition"), _("Cause"), _("Consequence"), _("Recommendation")),
            )
        ),
        *(Column(_("Days from"), NARROW), Column(_("Days to"), NARROW)),
        *(Column(_("Rests on silence"), NARROW), Column(_("Checks")), Column(_("Places"), WIDE)),
    )
    rows = []
    for gap in conclusion.gaps:
        criterion, standing = by_id[gap.criterion], conclusion.standings[gap.criterion]
        wanted = max(criterion.gate_min_level or 2, 2)
        rows.append(
            (
                *(gap.id, gap.criterion, criterion.name),
                *(wording.SEVERITIES[gap.severity].word, wording.CONFIDENCES[gap.confidence]),
                wording.GATES[standing.gate].word if standing.gate else _("no gate"),
                *(
                    standing.low,
                    standing.high,
                    _(
                        "Level {level}: {anchor}",
                        level=wording.count(wanted),
                        anchor=criterion.levels[wanted],
                    ),
                ),
                *(gap.condition, gap.cause, gap.consequence, gap.recommendation, *_bounds(gap.effort)),
                *(_("yes") if gap.silent else _("no"), ", ".join(gap.findings)),
                "\n".join(evidence.place for evidence in gap.evidence),
            )
        )
    return Sheet(
        _("Findings"), _("Criteria below what they require, the most severe first."), titles, tuple(rows)
    )


def _plan(dossier: Dossier) -> Sheet:
    titles = (
        *(
            Column(_("When"), NARROW),
            Column(_("Criterion"), NARROW),
            Column(_("Action"), 40),
            Column(_("What to do"), WIDE),
        ),
        *(
            Column(_("Days from"), NARROW),
            Column(_("Days to"), NARROW),
            Column(_("Why"), 40),
            Column(_("After")),
        ),
        *(Column(_("Stage"), NARROW), Column(_("Proof"), WIDE)),
        *(Column(_("Owner")), Column(_("Due"), 13), Column(_("Status"), NARROW), Column(_("Note"), WIDE)),
    )
    rows = tuple(
        (
            *(_(WHEN[action.horizon]), action.criterion, action.title, action.text, *_bounds(action.effort)),
            *(wording.capital(action.why), ", ".join(action.after), action.stage, "\n".join(action.proof)),
            *_agreed(dossier, action),
        )
        for action in dossier.conclusion.actions
    )
    return Sheet(
        _("Plan"), _("What to do, in order; owner, day and status as they were agreed."), titles, rows
    )


def _agreed(dossier: Dossier, action: Action) -> tuple[Value, ...]:
    made = next((one for one in dossier.assessment.commitments if one.about(action)), None)
    return (
        (made.owner, made.due, wording.STATUSES[made.status].word, made.note) if made else ("", None, "", "")
    )


def _contradictions(dossier: Dossier) -> Sheet:
    by_id = dossier.rubric.by_id
    titles = (
        *(
            Column(meant("number", "No."), NARROW),
            Column(_("Criterion"), NARROW),
            Column(_("Name"), 36),
            Column(_("Claimed by")),
        ),
        *(
            Column(_("On"), 13),
            Column(_("Level"), NARROW),
            Column(_("Statement"), WIDE),
            Column(_("Where it stands")),
        ),
        *(Column(_("What speaks against it"), WIDE), Column(_("Places"), WIDE), Column(_("Searched"), 40)),
        *(Column(_("Repository")), Column(_("Check")), Column(_("Strength"), NARROW), Column(_("State"))),
        *(Column(_("Reply"), WIDE), Column(_("Ruling"), WIDE), Column(_("What it does"), WIDE)),
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
    return Sheet(_("Contradictions"), _("Statements beside what speaks against them."), titles, rows)


def _gates(dossier: Dossier) -> Sheet:
    conclusion, by_id = dossier.conclusion, dossier.rubric.by_id
    waivers = {waiver.criterion: waiver for waiver in dossier.assessment.waivers}
    titles = (
        *(Column(_("Gate"), NARROW), Column(_("Name"), 44), Column(_("State"), 13)),
        *(Column(_("Level asked for"), NARROW), Column(_("Evidence asked for"))),
        *(Column(_("Credited"), NARROW), Column(_("Not refuted"), NARROW), Column(_("Evidence shown"))),
        *(Column(_("Waived by")), Column(_("Until"), 13), Column(_("Reason of the waiver"), WIDE)),
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
    about = _("Criteria that have to be met before going live; nothing else makes up for them.")
    return Sheet(_("Gates"), about, titles, tuple(rows))


def _waived(waiver: Waiver | None) -> tuple[Value, ...]:
    return (waiver.owner, waiver.expires, waiver.reason) if waiver else ("", None, "")


def _scores(dossier: Dossier) -> Sheet:
    conclusion = dossier.conclusion
    titles = (
        *(Column(_("Dimension"), NARROW), Column(_("Name"), 48), Column(_("Weight"), NARROW)),
        *(Column(_("Credited"), NARROW), Column(_("Not refuted"), NARROW), Column(_("As claimed"), NARROW)),
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
                _("Overall, before the cap"),
                None,
                *_bounds(conclusion.uncapped),
                figure(conclusion.as_claimed),
            )
        )
        cap = _("Published; cap {cap}", cap=wording.count(conclusion.cap))
        rows.append(("", cap, None, *_bounds(conclusion.published), None))
    return Sheet(_("Scores"), _(wording.HONEST_LIMIT), titles, tuple(rows))


def _criteria(dossier: Dossier) -> Sheet:
    conclusion = dossier.conclusion
    titles = (
        *(
            Column(_("Criterion"), NARROW),
            Column(_("Name"), 48),
            Column(_("Dimension"), NARROW),
            Column(_("Weight"), NARROW),
        ),
        *(Column(_("Kind"), NARROW), Column(_("Applies"), NARROW), Column(_("Answered"), NARROW)),
        *(Column(_("Claimed"), NARROW), Column(_("Credited"), NARROW), Column(_("Not refuted"), NARROW)),
        *(Column(_("Evidence")), Column(_("Points from"), NARROW), Column(_("Points to"), NARROW)),
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
                *(_("yes") if one else _("no") for one in (standing.applicable, standing.answered)),
                *(standing.claimed, standing.low, standing.high, wording.grade(standing.grade)),
                *_bounds(share.points if share else None),
            )
        )
    about = _("Where every criterion stands; the points add up to the score before the cap.")
    return Sheet(_("Criteria"), about, titles, tuple(rows))


def _ledger(dossier: Dossier) -> Sheet:
    titles = (
        *(
            Column(_("Kind"), NARROW),
            Column(_("Question"), NARROW),
            Column(_("What is asked"), 44),
            Column(_("By")),
        ),
        *(
            Column(_("On"), 13),
            Column(_("Said")),
            Column(_("Level"), NARROW),
            Column(_("Evidence")),
            Column(_("Items")),
        ),
        *(
            Column(_("In their words"), WIDE),
            Column(_("Reason"), 40),
            Column(_("Where it stands")),
            Column(_("Nature")),
        ),
    )
    given = dossier.assessment
    rows = (
        *(_statement(dossier, _("answer"), one) for one in given.answers),
        *(_statement(dossier, _("claim"), one) for one in given.claims),
        *_replies(dossier),
        *_ratings(dossier),
        *_unanswered(dossier),
    )
    about = _("Every answer, claim, reply and rating on record, and every question without an answer.")
    return Sheet(_("Ledger"), about, titles, rows)


def _statement(dossier: Dossier, kind: str, said: Answer) -> tuple[Value, ...]:
    quoted = wording.quoted(said.quote) if said.quote else ""
    return (
        *(kind, said.criterion, dossier.rubric.by_id[said.criterion].name),
        *(
            respondent(dossier, said.by) or _("not named"),
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
            *(_("reply"), reply.key, reply.question, reply.by, given.at, _(REPLIED[given.state])),
            *(None, "", items, said, "", "", reply.nature),
        )


def _ratings(dossier: Dossier) -> Iterator[tuple[Value, ...]]:
    for rating in dossier.assessment.ratings:
        yield (
            *(
                _("rating"),
                rating.criterion,
                dossier.rubric.by_id[rating.criterion].name,
                rating.by,
                rating.at,
            ),
            *(
                _("rated by the auditor"),
                rating.level,
                wording.grade(rating.grade),
                ", ".join(rating.evidence),
            ),
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
        yield (_("none"), key, name, "", None, _("no answer"), None, "", "", "", "", "", "")


def _evidence(dossier: Dossier) -> Sheet:
    titles = (
        *(
            Column(meant("number", "No."), NARROW),
            Column(_("Kind")),
            Column(_("Item or place"), WIDE),
            Column(_("Meaning"), WIDE),
        ),
        *(Column(_("Grade or direction")), Column(_("Source")), Column(_("Date"), 13), Column(_("Seen by"))),
        *(
            Column(_("Check")),
            Column(_("Criterion"), NARROW),
            Column(_("Excerpt"), WIDE),
            Column(_("SHA-256 or commit"), 40),
        ),
    )
    shown = (
        (
            *(item.id, _("shown to the auditor"), item.title, item.place, wording.grade(item.grade)),
            *(wording.SOURCES[item.source], item.date, item.seen_by, "", "", "", item.sha256),
        )
        for item in dossier.assessment.evidence
    )
    sighted = (
        (
            *(s.id, _("sighted in a repository"), s.evidence.place, recorded(s.evidence.note)),
            *(wording.DIRECTIONS[s.evidence.direction].word, s.repository, None, "", s.check, s.criterion),
            *(s.evidence.excerpt, s.evidence.commit),
        )
        for s in Register(dossier.assessment).sightings
    )
    about = _("What was shown to the auditor, and every cited line of a repository.")
    return Sheet(_("Evidence"), about, titles, (*shown, *sighted))
