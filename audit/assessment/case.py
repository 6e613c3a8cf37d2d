"""Use cases on one assessment: what people do with it, each a sentence in the words of the house."""

from collections.abc import Iterable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from audit.assessment import nominating, past
from audit.assessment.consequences import Consequence, would
from audit.assessment.files import conclude
from audit.assessment.inspecting import Progress, inspect
from audit.assessment.places import locate
from audit.assessment.turns import in_turn, refuse_to_overwrite
from audit.model import advice
from audit.model.asking import Reply
from audit.model.assessment import Acceptance, Answer, Assessment, Profile, Rating, Respondent, Ruling, Waiver
from audit.model.base import AnyValue, InputError
from audit.model.business import BusinessCase, CostModel
from audit.model.commitment import Commitment
from audit.model.dates import dated, too_late
from audit.model.demo import DemoResult
from audit.model.dossier import Dossier
from audit.model.edition import Edition
from audit.model.event import Event
from audit.model.imprint import Imprint
from audit.model.inspection import Inspection
from audit.model.ledger import Body, Entry, Kind, Step
from audit.model.milestone import Milestone
from audit.model.operation import Operation
from audit.model.questionnaire import Pack
from audit.model.refusal import refusals
from audit.model.repository_ref import RepositoryRef
from audit.model.response import BuildabilityRating, PartnerRating, Response
from audit.model.signature import Signature
from audit.model.speech import _
from audit.model.status import signed_content
from audit.model.steps import about, held_item, step_of, steps_between, withdrawal

if TYPE_CHECKING:
    from audit.assessment.desk import Desk


class State(NamedTuple):
    """An assessment as somebody sees it: its content, and number and time of the last entry in it."""

    assessment: Assessment
    seq: int
    at: datetime


class Case:
    """One assessment on the desk, worked on by one person.

    `seen` is the number of the entry that this person was looking at. If somebody else has changed
    the very same thing since, that is a conflict; what concerns other things goes in behind.
    Every use case gives back the number of the last entry.
    """

    def __init__(self, desk: "Desk", key: str, actor: str = "", seen: int | None = None) -> None:
        self.desk, self.key, self.actor, self.seen = desk, key, actor, seen

    def read(self) -> State:
        """The assessment as it stands now; also what is exported."""
        assessment, last = self.desk.ledger.load_at(self.key)
        return State(assessment, last.seq, last.at)

    def history(self) -> list[Entry]:
        """Everything that happened to it, first to last."""
        return self.desk.ledger.history(self.key)

    def last(self) -> Entry:
        """The last thing that happened to it."""
        return self.desk.ledger.head(self.key)

    def bring_to(self, assessment: Assessment) -> int:
        """Import into this assessment: append what differs, nothing if nothing does."""
        self.desk.check(assessment)
        held, seq, _ = self.read()
        return self.desk.ledger.record(self.key, steps_between(held, assessment), actor=self.actor, after=seq)

    def describe(self, assessment: Assessment) -> int:
        """Set subject, purpose, day, auditor and story to those of `assessment`."""
        fields = {"subject", "purpose", "as_of", "auditor", "auditor_role", "interests", "story"}
        return self._set(Kind.DESCRIBED, assessment.model_dump(mode="json", include=fields))

    def name_respondent(self, respondent: Respondent) -> int:
        """Say who somebody is whose statements are on record."""
        return self._add(Kind.RESPONDENT_NAMED, respondent)

    def answer(self, answer: Answer) -> int:
        """Put a respondent's answer on record, in place of his earlier one to this criterion."""
        return self._add(Kind.ANSWERED, answer)

    def respond(self, response: Response) -> int:
        """Put on record a reply that is not about the level of a criterion, in place of his earlier one."""
        self.desk.known_question(response)
        return self._add(Kind.RESPONDED, response)

    def reply(self, pack: Pack, reply: Reply) -> int:
        """Put on record a reply to a question of this questionnaire, if it fits, with the wording asked."""
        key = reply.criterion if isinstance(reply, Answer) else reply.question
        question = pack.by_id.get(key)
        if question is None:
            raise InputError(_("questionnaire {id} has no question {key}", id=pack.id, key=key))
        assessment = self.read().assessment
        register = [item.id for item in assessment.evidence]
        if complaints := refusals(question, reply, assessment.as_of, register):
            raise InputError("\n".join(complaints))
        if isinstance(reply, Answer):
            return self.answer(reply.model_copy(update={"asked": pack.asked(question)}))
        return self._add(Kind.RESPONDED, reply.model_copy(update={"asked": pack.asked(question)}))

    def rate_partner(self, rating: PartnerRating) -> int:
        """Score what was said and shown on a partner question, as the auditor."""
        self.desk.known("partner question", rating.question)
        return self._add(Kind.PARTNER_RATED, rating)

    def rate_buildability(self, rating: BuildabilityRating) -> int:
        """Score an item of week one, and say whether its rule holds."""
        self.desk.known("item of week one", rating.item)
        return self._add(Kind.BUILDABILITY_RATED, rating)

    def claim(self, claim: Answer) -> int:
        """Put on record what a document claims."""
        return self._add(Kind.CLAIMED, claim)

    def rate(self, rating: Rating) -> int:
        """Rate a criterion as the auditor; this decides over the respondents' levels."""
        return self._add(Kind.RATED, rating)

    def rule(self, ruling: Ruling) -> int:
        """Rule on a contradiction: explained, upheld, withdrawn, or open again."""
        return self._add(Kind.RULED, ruling)

    def accept(self, acceptance: Acceptance) -> int:
        """Accept support from a repository as documented evidence, or refuse it; kept with its commit."""
        return self._add(Kind.ACCEPTED, nominating.at_commit(acceptance, self.read().assessment))

    def accept_all(self, by: str, reason: str, *, refused: bool = False) -> int:
        """Accept or refuse all support not yet spoken about, one by one, by this person for this reason."""
        assessment, seq, _ = self.read()
        for one in nominating.open_offers(assessment, self.desk.rubric, by, reason, refused=refused):
            seq = self._add(Kind.ACCEPTED, one)
        return seq

    def mark(self, milestone: Milestone) -> int:
        """Give the assessment as it stands a name, to compare later states with; a name is given once.

        What it comes to on that day is kept with it, for the trend of a later report.
        """
        now = self.read().assessment
        if any(one.name == milestone.name for one in now.milestones):
            raise InputError(
                _("there is a milestone {name} already; choose another name", name=repr(milestone.name))
            )
        run = past.as_run(milestone.name, now, conclude(now, self.desk.rubric).conclusion)
        self._add(Kind.MILESTONE, milestone)
        return self._add(Kind.RUN_KEPT, run)

    def sign(self, signature: Signature) -> int:
        """Sign the assessment as it stands; a change afterwards makes its report a draft again."""
        covers = signed_content(self.read().assessment)
        return self._add(Kind.SIGNED, signature.model_copy(update={"covers": covers}))

    def tell(self, event: Event) -> int:
        """Put on record what happened to the subject on a day."""
        return self._add(Kind.EVENT_TOLD, event)

    def at(self, milestone: str) -> Assessment:
        """The assessment as it stood at a milestone."""
        return past.at_milestone(self.history(), milestone)

    def ratings_of(self, criterion: str) -> tuple[past.Rated, ...]:
        """Every rating that a criterion was given, first to last."""
        return tuple(past.ratings_of(self.history(), criterion))

    def waive(self, waiver: Waiver) -> int:
        """Accept a gate as open, for a time and under a name."""
        return self._add(Kind.WAIVED, waiver)

    def commit(self, commitment: Commitment) -> int:
        """Say who takes on an action of the plan, until when, and how far it is."""
        return self._add(Kind.COMMITTED, commitment)

    def withdraw(self, kind: Kind, item: AnyValue) -> int:
        """Take back the item of this kind that has the same key; its history stays."""
        assessment, seq, _ = self.read()
        held = held_item(assessment, kind, item)
        return seq if held is None else self._record(withdrawal(kind, held))

    def undo(self, seq: int) -> int:
        """Take the change of one entry back, unless it was changed again since; its history stays."""
        return self._record(past.undoing(self.history(), seq))

    def see_symptoms(self, symptoms: Iterable[str]) -> int:
        """Say which symptoms were observed, by id."""
        seen = sorted(set(symptoms))
        for symptom in seen:
            self.desk.known("symptom", symptom)
        return self._set(Kind.SYMPTOMS_SEEN, {"symptoms": seen})

    def set_profile(self, profile: Profile) -> int:
        """State the facts that exit conditions and decisions ask for."""
        return self._set(Kind.PROFILE_SET, {"profile": profile.model_dump(mode="json")})

    def set_demo(self, demo: DemoResult | None) -> int:
        """State the figure that the system was accepted on."""
        return self._set(Kind.DEMO_SET, {"demo": demo and demo.model_dump(mode="json")})

    def set_operation(self, operation: Operation | None) -> int:
        """State what the system does and costs in a month."""
        return self._set(Kind.OPERATION_SET, {"operation": operation and operation.model_dump(mode="json")})

    def set_costs(self, costs: CostModel | None) -> int:
        """State what a run takes and what it is charged."""
        return self._set(Kind.COSTS_SET, {"costs": costs and costs.model_dump(mode="json")})

    def set_business(self, business: BusinessCase | None) -> int:
        """State what a success brings, and what building and failing cost."""
        return self._set(Kind.BUSINESS_SET, {"business": business and business.model_dump(mode="json")})

    def set_imprint(self, imprint: Imprint) -> int:
        """State what the report says about itself: version, mandate, who receives it, the next review."""
        return self._set(Kind.IMPRINT_SET, {"imprint": imprint.model_dump(mode="json")})

    def inspect(self, repository: RepositoryRef, base: Path, progress: Progress | None = None) -> Inspection:
        """Inspect a repository of the subject and keep its findings, in place of earlier ones."""
        path = locate(repository, base)
        placed = repository.model_copy(update={"path": str(path)})
        inspection = inspect(placed, base, progress)
        named = placed.model_copy(update={"name": inspection.repository})
        for old in self.read().assessment.repositories:
            if old.name == named.name and old.path != named.path:
                self.withdraw(Kind.REPOSITORY_ADDED, old)
        for before in self.read().assessment.inspections:
            if before.repository == inspection.repository and before.path != inspection.path:
                self.withdraw(Kind.INSPECTED, before)
        self._add(Kind.REPOSITORY_ADDED, named)
        self._add(Kind.INSPECTED, inspection)
        return inspection

    def drafts(self) -> dict[str, str]:
        """What was typed and is not on record yet, by field."""
        return self.desk.ledger.drafts(self.key)

    def keep_draft(self, field: str, text: str) -> None:
        """Keep what was typed into a field, apart from the ledger, until it is put on record."""
        self.desk.ledger.keep_draft(self.key, field, text)

    def drop_drafts(self, *fields: str) -> None:
        """Forget what was typed into these fields."""
        self.desk.ledger.drop_drafts(self.key, fields)

    def would(self, *changes: tuple[Kind, AnyValue]) -> Consequence:
        """What it would change to put these on record; nothing is recorded."""
        return would(self.read().assessment, self.desk.rubric, *changes)

    def conclude(self) -> Dossier:
        """Judge the assessment as it stands, and note the conclusion in the list."""
        assessment, seq, _ = self.read()
        dossier = conclude(assessment, self.desk.rubric)
        reached = dossier.conclusion.conclusion
        reserved = bool(advice.reserved(dossier.conclusion))
        self.desk.ledger.note_conclusion(self.key, reached.value if reached else "", seq, reserved=reserved)
        head = self.desk.ledger.head(self.key)
        judged = head if head.seq == seq else next(entry for entry in self.history() if entry.seq == seq)
        return dossier.model_copy(update={"edition": Edition(ledger=judged.hash)})

    def _add(self, kind: Kind, value: AnyValue) -> int:
        criterion = getattr(value, "criterion", None)
        if criterion is not None:
            self.desk.known("criterion", criterion)
        assessment, seq, _ = self.read()
        when = None if kind in {Kind.MILESTONE, Kind.SIGNED} else dated(value)
        if when and when[1] > assessment.as_of:
            raise InputError(f"{about(step_of(kind, value))}: {too_late(when[1], assessment.as_of)}")
        return seq if held_item(assessment, kind, value) == value else self._record(step_of(kind, value))

    def _set(self, kind: Kind, body: Body) -> int:
        assessment, seq, _ = self.read()
        same = assessment.model_dump(mode="json", include=set(body)) == body
        return seq if same else self._record(Step(kind, body))

    def _record(self, step: Step) -> int:
        from audit.storage import ConflictError

        def attempt() -> int | None:
            seq = self.desk.ledger.head(self.key).seq
            if self.seen is not None and seq > self.seen:
                refuse_to_overwrite(step, self.desk.ledger.behind(self.key, self.seen))
            try:
                self.seen = self.desk.ledger.record(self.key, [step], actor=self.actor, after=seq)
            except ConflictError:
                self.seen = seq if self.seen is None else self.seen
                return None
            return self.seen

        return in_turn(self.key, attempt)
