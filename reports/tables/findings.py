"""Findings, and statements beside what speaks against them, one a row."""

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.speech import _, meant
from reports.people import respondent
from reports.tables.cells import NARROW, WIDE, Column, Sheet, bounds


def findings(dossier: Dossier) -> Sheet:
    """Every finding with its five parts, the most severe first."""
    conclusion, by_id = dossier.conclusion, dossier.rubric.by_id
    titles = (
        *(Column(meant("number", "No."), NARROW), Column(_("Criterion"), NARROW), Column(_("Finding"), 36)),
        *(
            Column(_("Severity"), NARROW),
            Column(_("Likelihood"), NARROW),
            Column(_("Confidence"), NARROW),
            Column(_("Gate"), NARROW),
        ),
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
                *(
                    wording.SEVERITIES[gap.severity].word,
                    wording.LIKELIHOODS[gap.likelihood].word,
                    wording.CONFIDENCES[gap.confidence],
                ),
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
                *(gap.condition, gap.cause, gap.consequence, gap.recommendation, *bounds(gap.effort)),
                *(_("yes") if gap.silent else _("no"), ", ".join(gap.findings)),
                "\n".join(evidence.place for evidence in gap.evidence),
            )
        )
    return Sheet(
        _("Findings"), _("Criteria below what they require, the most severe first."), titles, tuple(rows)
    )


def contradictions(dossier: Dossier) -> Sheet:
    """Every entry of the register, with reply and ruling."""
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
