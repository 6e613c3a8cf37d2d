"""What the chapters of a report are filled with beyond the dossier itself."""

from functools import partial
from typing import Any

from audit.model import wording
from audit.model.assessment import LONGEST_WAIVER, ContradictionState, Waiver
from audit.model.dossier import Dossier
from audit.model.response import Nature
from audit.model.speech import _, counted, marked
from reports import (
    charts,
    chronology,
    claims,
    control,
    estate,
    findings,
    handled,
    negotiation,
    reply,
    requests,
    running,
    statements,
    told,
)
from reports.kinds import KINDS

SOON = 30
"""Days from the day of the audit within which the end of a waiver is near."""
KNOCKED = {
    True: wording.Mark("✗", marked("holds: reject"), "bad"),
    False: wording.Mark("✓", marked("does not hold"), "good"),
    None: wording.Mark("?", marked("cannot tell"), "open"),
}
SINCE = ("reviewed_before", "last_review_day", "anything_changed", "unchanged_how", "stop_rule", "deciders")
TERMS = (
    *("price_model", "paid_after_use", "where_it_runs", "vendor_hosted_reason", "client_owns", "exit_days"),
    *("data_used_elsewhere", "data_used_how", "provider_interest", "provider_interest_who"),
    *("subcontracted", "team_change"),
)


def values(dossier: Dossier) -> dict[str, Any]:
    """Everything, by the names that the templates use."""
    assessment, conclusion = dossier.assessment, dossier.conclusion
    plan = findings.actions(dossier)
    applicable = [one for one in conclusion.standings.values() if one.applicable]
    return {
        "kind": KINDS[assessment.purpose],
        "plan": plan,
        "ties": partial(findings.ties, dossier, plan=plan),
        "needed": partial(findings.needed, dossier),
        "asked_first": requests.for_gates(dossier),
        "asked_later": requests.after_the_gates(dossier),
        "ledger": statements.by_respondent(dossier),
        "replied": reply.entries(dossier),
        "gaps_of": {gap.criterion: gap.id for gap in conclusion.gaps},
        "open_replies": [c.id for c in conclusion.contradictions if c.state is ContradictionState.OPEN],
        "to_sign": control.to_sign(dossier),
        "packs": control.packs(dossier),
        "heard": control.people(dossier),
        "applicable": len(applicable),
        "answered": sum(one.answered for one in applicable),
        "not_examined": told.said(dossier, "not_examined"),
        "mandate": told.said(dossier, *told.MANDATE),
        "natures": told.NATURES,
        "unmarked": told.UNMARKED,
        "opinion": told.NATURES[Nature.OPINION],
        "chronology": chronology.events(dossier),
        "in_timeline": chronology.numbers(dossier),
        "undated": chronology.undated(dossier),
        "promises": claims.promises(dossier),
        "unproven": claims.unproven(dossier),
        "hypotheses": told.lines(dossier, "hypotheses"),
        "explanations": told.said(dossier, *told.EXPLANATIONS),
        "assets": estate.assets(dossier),
        "asset_replies": told.said(dossier, "started_elsewhere", "transfer_days", "cases_left"),
        "keepsakes": estate.to_preserve(dossier),
        "keepers": told.said(dossier, "records_kept_by"),
        "running": running.proofs(dossier),
        "drills": running.drills(dossier),
        "loads": running.loads(dossier, plan),
        "fates": charts.FATES,
        "knocked": KNOCKED,
        "waived": {
            one.criterion: _("waived by {owner}, {state}", owner=one.owner, state=expiry(dossier, one))
            for one in assessment.waivers
        },
        "expiry": partial(expiry, dossier),
        "earlier_marks": [one for one in assessment.milestones if one.at],
        "since": told.said(dossier, *SINCE),
        "changes": told.lines(dossier, "changes"),
        "earlier_findings": told.lines(dossier, "earlier_findings"),
        "handled": handled.handled(dossier),
        "points": negotiation.points(conclusion, dossier.rubric),
        "terms": told.said(dossier, *TERMS),
        "running_costs": told.lines(dossier, "running_costs"),
        "monthly_price": monthly_price(dossier),
    }


def expiry(dossier: Dossier, waiver: Waiver) -> str:
    """How near the end of a waiver is, counted from the day of the audit."""
    left = (waiver.expires - dossier.assessment.as_of).days
    if left < 0:
        return counted(
            "expired {count} day before this audit", "expired {count} days before this audit", -left
        )
    if waiver.too_long(dossier.assessment.as_of):
        return counted(
            "ends in {count} day, longer than the {most} that a waiver may last: it does not count",
            "ends in {count} days, longer than the {most} that a waiver may last: it does not count",
            left,
            most=wording.count(LONGEST_WAIVER),
        )
    if left == 0:
        return _("ends on the day of this audit")
    if left <= SOON:
        return counted(
            "ends in {count} day (about to expire)", "ends in {count} days (about to expire)", left
        )
    return counted("ends in {count} day", "ends in {count} days", left)


def monthly_price(dossier: Dossier) -> str:
    """What a month costs, as it was stated; empty where nobody said."""
    operation = dossier.assessment.operation
    if operation is None or operation.spend_per_month is None:
        return ""
    return wording.money(operation.spend_per_month, operation.currency)
