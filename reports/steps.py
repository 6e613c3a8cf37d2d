"""The next steps on the decision page: what to do first, or what to ask for where nothing is urgent."""

from typing import NamedTuple

from audit.model import wording
from audit.model.conclusion import Verdict
from audit.model.dossier import Dossier
from audit.model.plan import Action
from audit.model.speech import _, listed
from reports.budget import Budget
from reports.people import who


class Step(NamedTuple):
    """One thing to do next."""

    title: str
    text: str
    effort: str
    who: str
    why: str


def steps(dossier: Dossier, budget: Budget) -> tuple[Step, ...]:
    """The first things to do; where nothing is urgent, the first things to ask for."""
    conclusion = dossier.conclusion
    urgent = [action for action in conclusion.actions if action.horizon != "90 days"]
    doing = [_doing(dossier, action, budget) for action in urgent[: budget.steps]]
    asking = [
        Step(
            title=_("Ask to see: {things}", things=listed(request.show[:2], choice=True)),
            text=dossier.rubric.by_id[request.criterion].name,
            effort=_("a meeting"),
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


def title(dossier: Dossier) -> str:
    """What the last block of the page is called."""
    waits = dossier.conclusion.conclusion in {None, Verdict.CANNOT_CONCLUDE}
    return _("What to ask for on Monday") if waits else _("What to do on Monday")
