"""The plan, one action a row, with what was agreed on it."""

from audit.model import wording
from audit.model.dossier import Dossier
from audit.model.plan import Action
from audit.model.speech import _
from reports.charts.plan import WHEN
from reports.tables.cells import NARROW, WIDE, Column, Sheet, Value, bounds


def plan(dossier: Dossier) -> Sheet:
    """Every action in the order of the plan."""
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
            *(_(WHEN[action.horizon]), action.criterion, action.title, action.text, *bounds(action.effort)),
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
