"""What stands out in each dimension: what is shown best, and the gap that weighs most."""

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.gap import Severity
from audit.model.speech import _
from audit.model.standing import Standing
from reports.summary import SHOWN


def strengths(dossier: Dossier) -> dict[str, str]:
    """By the id of its dimension, the criterion with the highest credited level; heavier ones first."""
    names = dossier.rubric.by_id
    shown = [one for one in dossier.conclusion.standings.values() if one.applicable and one.low >= SHOWN]

    def weighs(one: Standing) -> tuple[int, float, str]:
        return (-one.low, -names[one.criterion].weight, one.criterion)

    best = {names[one.criterion].dimension: one for one in sorted(shown, key=weighs, reverse=True)}
    return {
        dimension: _(
            "{criterion}, level {level}", criterion=names[one.criterion].name, level=wording.count(one.low)
        )
        for dimension, one in best.items()
    }


def gaps(dossier: Dossier) -> dict[str, str]:
    """By the id of its dimension, the gap of highest severity; one that is seen goes before a silent one."""
    names, order = dossier.rubric.by_id, list(Severity)
    told = [gap for gap in dossier.conclusion.gaps if gap.severity is not Severity.NOTE]
    worst = sorted(told, key=lambda gap: (order.index(gap.severity), gap.silent), reverse=True)
    return {
        names[gap.criterion].dimension: _(
            "{criterion}, {severity}",
            criterion=names[gap.criterion].name,
            severity=wording.SEVERITIES[gap.severity].word.lower(),
        )
        for gap in worst
    }
