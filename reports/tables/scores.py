"""Gates, scores of dimensions, and where every criterion stands."""

from datetime import date

from audit.model import wording
from audit.model.assessment import Waiver
from audit.model.dossier import Dossier
from audit.model.speech import _
from reports.findings import accepted
from reports.tables.cells import NARROW, WIDE, Column, Sheet, Value, bounds, figure


def gates(dossier: Dossier) -> Sheet:
    """Every applicable gate, failed ones first."""
    conclusion, by_id = dossier.conclusion, dossier.rubric.by_id
    waivers = {waiver.criterion: waiver for waiver in dossier.assessment.waivers}
    titles = (
        *(Column(_("Gate"), NARROW), Column(_("Name"), 44), Column(_("State"), 13)),
        *(Column(_("Level asked for"), NARROW), Column(_("Evidence asked for"))),
        *(Column(_("Credited"), NARROW), Column(_("Not refuted"), NARROW), Column(_("Evidence shown"))),
        *(Column(_("Waived by")), Column(_("Until"), 13), Column(_("Waiver"), 24)),
        Column(_("Reason of the waiver"), WIDE),
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
                *_waived(waivers.get(key), dossier.assessment.as_of),
            )
        )
    about = _("Criteria that have to be met before going live; nothing else makes up for them.")
    return Sheet(_("Gates"), about, titles, tuple(rows))


def _waived(waiver: Waiver | None, as_of: date) -> tuple[Value, ...]:
    if waiver is None:
        return ("", None, "", "")
    return (waiver.owner, waiver.expires, accepted(waiver, as_of).word, waiver.reason)


def scores(dossier: Dossier) -> Sheet:
    """Every dimension that is scored, then the whole."""
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
                *bounds(conclusion.uncapped),
                figure(conclusion.as_claimed),
            )
        )
        cap = _("Published; cap {cap}", cap=wording.count(conclusion.cap))
        rows.append(("", cap, None, *bounds(conclusion.published), None))
    return Sheet(_("Scores"), _(wording.HONEST_LIMIT), titles, tuple(rows))


def criteria(dossier: Dossier) -> Sheet:
    """Every criterion of the rubric, with its share of the score."""
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
                *bounds(share.points if share else None),
            )
        )
    about = _("Where every criterion stands; the points add up to the score before the cap.")
    return Sheet(_("Criteria"), about, titles, tuple(rows))
