"""A dossier of each kind with everything that its own chapters can print, and those signed by all."""

from datetime import date

from audit.model.assessment import Purpose, Waiver
from audit.model.clause import ClauseDemand
from audit.model.commitment import Commitment, Status
from audit.model.conclusion import Verdict
from audit.model.dossier import Dossier
from audit.model.event import Event
from audit.model.imprint import Imprint, VersionNote
from audit.model.milestone import Milestone
from audit.model.plan import ComponentFate, Decision, KnockOutReading
from audit.model.response import Nature, PartnerRating, Response
from audit.model.signature import Role, Signature
from audit.model.standing import Gates, GateState
from tests.reports.case import ASSESSMENT, RUBRIC
from tests.reports.dossiers import action, standings, with_changes

LEAD = Signature(
    name="A. Auditor", role=Role.LEAD, at=date(2026, 11, 23), statement="None, on either side of the table."
)
IMPRINT = Imprint(
    version="1.1",
    distribution=("Board of Harbour Foods", "Counsel of Harbour Foods"),
    changes=(
        VersionNote(version="1.0", at=date(2026, 11, 20), what="First version, for the right of reply."),
        VersionNote(version="1.1", at=date(2026, 11, 22), what="The replies of the agency are taken in."),
    ),
    mandate="The board asks whether the agent can be repaired, and what that would take.",
    next_review=date(2027, 2, 1),
)
TOLD = (
    Response(question="decision_wanted", by="ops", at=date(2026, 11, 2), value="keep_or_stop"),
    Response(question="dispute_open", by="ops", value=True),
    Response(question="records_kept_by", by="ops", value="The head of IT holds mail and accounts."),
    Response(question="not_examined", by="ops", value="The contracts of other suppliers."),
    Response(question="last_good_day", by="ops", value="2026-06-28", nature=Nature.OPINION),
    Response(
        question="promises",
        by="ops",
        value=(
            {
                "promise": "Orders need no person to look at them.",
                "written_in": "proposal.pdf, page 2",
                "due": "2026-07-01",
                "delivered": "not_delivered",
                "seen_how": "planners check every order since October",
                "nature": "fact",
            },
        ),
    ),
    Response(
        question="events",
        by="ops",
        value=(
            {
                "day": "2026-08-14",
                "event": "A branch receives items that are no longer sold.",
                "source": "delivery note",
                "told_by": "branch manager",
                "nature": "fact",
            },
            {"day": "2026-09-30", "event": "The agency stops answering.", "nature": "opinion"},
            {"day": "in summer", "event": "Somebody turned the alerts off.", "nature": "inference"},
        ),
    ),
    Response(
        question="asset_list",
        by="ops",
        value=(
            {
                "component": "accounts",
                "what": "account at the model provider",
                "where": "provider console",
                "holder": "Larkfield Labs",
                "opened": "failed_to_open",
                "changed": "2026-06-30",
            },
            {"component": "documents", "what": "handover slides", "opened": "opened"},
        ),
    ),
    Response(
        question="hypotheses",
        by="ops",
        value=(
            {
                "explanation": "The item list was never refreshed.",
                "held_by": "purchasing",
                "speaks_for": "orders of dead items",
                "deciding_test": "compare list and ERP",
            },
        ),
    ),
    Response(question="warnings", by="ops", value="A planner warned in May.", nature=Nature.FACT),
)
COMPONENTS = (
    ComponentFate(component="code", fate="repair", why="one of the two", criteria=("DEP-01", "REL-06")),
    ComponentFate(
        component="data and lineage", fate="replace", why="sources are unknown", criteria=("DATA-01",)
    ),
    ComponentFate(component="accounts and rights", fate="undecided", criteria=("OWN-02",)),
)


def failed() -> Dossier:
    """The failed project with all that respondents can tell of its course, signed."""
    return with_changes(
        assessment={
            "responses": TOLD,
            "imprint": IMPRINT,
            "events": (Event(at=date(2026, 7, 1), what="It goes live in all branches", source="a message"),),
            "signatures": (LEAD,),
        },
        conclusion={
            "decision": Decision(
                decision="partial rebuild",
                rule="at least one component has to be replaced",
                facts=("code: repair", "data and lineage: replace", "switch off until then"),
                components=COMPONENTS,
            )
        },
    )


def vendor() -> Dossier:
    """A vendor who may be selected if the contract carries what is open; nobody has signed."""
    keys = ("EVAL-02", "OWN-02")
    found = standings()
    return with_changes(
        assessment={
            "purpose": Purpose.VENDOR_EVALUATION,
            "subject": ASSESSMENT.subject.model_copy(update={"is_vendor": True, "name": "Larkfield Labs"}),
            "partner": (PartnerRating(question="PQ-01", score=2, rationale="showed annex B"),),
            "responses": (
                Response(question="price_model", by="agency", value="subscription"),
                Response(question="exit_days", by="agency", value=20.0),
                Response(
                    question="running_costs",
                    by="agency",
                    value=({"item": "model", "amount": "4000", "currency": "USD", "payer": "client"},),
                ),
            ),
        },
        conclusion={
            "conclusion": Verdict.NEEDS_HARDENING,
            "standings": found,
            "decision": Decision(
                decision="select with conditions",
                rule="the contract carries each unverified gate as an acceptance condition with its proof",
                facts=("no failed gates", "2 unverified gates"),
                conditions=tuple(
                    f"{RUBRIC.by_id[key].called}: level 2, documented; proof: {RUBRIC.by_id[key].evidence[0]}"
                    for key in keys
                ),
                knock_outs=(
                    KnockOutReading(rule="refused to hand over ownership (PQ-13)", holds=False),
                    KnockOutReading(rule="refused to deploy and roll back (PQ-11)", holds=True),
                    KnockOutReading(
                        rule="provider keys or data are held by the vendor alone",
                        holds=None,
                        why="not known whether provider keys or data are held by the vendor alone",
                    ),
                ),
            ),
            "clauses": tuple(
                ClauseDemand(clause=clause.id, criterion=clause.criterion, why="the gate is not verified")
                for clause in RUBRIC.clauses[:6]
            ),
        },
    )


def readiness() -> Dossier:
    """A system that may go live with two waivers, one of which is about to end."""
    waivers = (
        Waiver(
            criterion="SEC-01",
            owner="Tom Reed",
            reason="rotation is under way",
            expires=date(2026, 12, 10),
            exposure_limit="two branches",
        ),
        Waiver(criterion="DEP-03", owner="Iris Bow", reason="pilot", expires=date(2027, 1, 15)),
    )
    open_gates = ("SEC-01", "DEP-03")
    gates = tuple(c.id for c in RUBRIC.criteria() if c.is_gate and c.id in standings())
    found = {
        key: one.model_copy(
            update={
                "low": 1 if key in open_gates else 2,
                "high": 3,
                "answered": True,
                "gate": one.gate and (GateState.UNVERIFIED if key in open_gates else GateState.MET),
            }
        )
        for key, one in standings().items()
    }
    step = action("SEC-01", "30 days", "a gate that is not verified")
    return with_changes(
        assessment={
            "purpose": Purpose.READINESS_REVIEW,
            "story": "",
            "waivers": waivers,
            "milestones": (Milestone(name="first review", at=date(2026, 8, 20), note="no-go"),),
            "commitments": (
                Commitment(
                    criterion="SEC-01",
                    title=step.title,
                    owner="Tom Reed",
                    due=date(2026, 12, 9),
                    status=Status.STARTED,
                ),
            ),
            "responses": (
                Response(question="last_review_day", by="ops", value="2026-08-20"),
                Response(
                    question="changes",
                    by="ops",
                    value=(
                        {"day": "2026-10-01", "area": "model", "change": "new version", "reason": "price"},
                    ),
                ),
                Response(
                    question="earlier_findings",
                    by="ops",
                    value=({"finding": "G-02", "state": "closed", "shown_by": "drill of October"},),
                ),
            ),
            "signatures": (
                LEAD,
                Signature(name="Ada Cole", role=Role.OPERATIONS, at=date(2026, 11, 24)),
                Signature(name="B. Board", role=Role.REVIEWER, at=date(2026, 11, 24)),
            ),
        },
        conclusion={
            "conclusion": Verdict.CONDITIONAL,
            "because": "2 gates are not verified; the rest is met.",
            "cap": 100,
            "gates": Gates(met=tuple(key for key in gates if key not in open_gates), unverified=open_gates),
            "standings": found,
            "gaps": (),
            "contradictions": (),
            "chain": None,
            "actions": (step,),
            "decision": Decision(
                decision="go with conditions",
                rule="no failed gate; at most 3 unverified or waived gates",
                facts=("no failed gates", "2 unverified gates"),
                conditions=(
                    "Secrets out of code, scoped and rotated (SEC-01) is waived by Tom Reed until 2026-12-10",
                ),
                expires=date(2026, 12, 10),
            ),
        },
    )


KINDS = (failed, vendor, readiness)
