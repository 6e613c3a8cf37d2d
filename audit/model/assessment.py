"""An assessment: one audit of one subject at one time, with all that was said, seen and decided."""

from datetime import date, timedelta
from enum import StrEnum
from typing import Literal

from pydantic import Field, model_validator

from audit.model.base import Value
from audit.model.business import BusinessCase, CostModel
from audit.model.commitment import Commitment
from audit.model.demo import DemoResult
from audit.model.earlier import EarlierRun
from audit.model.event import Event
from audit.model.evidence import Grade
from audit.model.finding import Confidence
from audit.model.ids import CriterionId, StageId
from audit.model.imprint import Imprint
from audit.model.inapplicability import Inapplicability
from audit.model.inspection import Inspection
from audit.model.milestone import Milestone
from audit.model.operation import Operation
from audit.model.place import Place
from audit.model.ranges import Day, Level
from audit.model.register import EvidenceItem, GradeField
from audit.model.repository_ref import RepositoryRef
from audit.model.response import Asked, BuildabilityRating, PartnerRating, Response
from audit.model.rubric import SystemKind
from audit.model.signature import Signature
from audit.model.speech import _


class Purpose(StrEnum):
    """Who uses the audit, and which decision it prepares."""

    FAILED_PROJECT_AUDIT = "failed_project_audit"
    VENDOR_EVALUATION = "vendor_evaluation"
    READINESS_REVIEW = "readiness_review"


class Subject(Value):
    """The system or vendor under audit."""

    name: str = Field(min_length=1)
    kinds: tuple[SystemKind, ...] = Field(min_length=1)
    description: str = ""
    is_vendor: bool = False


class Profile(Value):
    """Facts about the subject that exit conditions and decisions ask for; none means not known."""

    declared_stage: StageId | None = None
    takes_live_decisions: bool | None = None
    drills: tuple[Literal["rollback", "provider_outage", "bad_output_injection"], ...] | None = None
    live_quality_weeks: int | None = Field(default=None, ge=0)
    vendor_access_removed_weeks: int | None = Field(default=None, ge=0)
    references_confirmed: int | None = Field(
        default=None, ge=0, description="clients who were called and agreed"
    )
    vendor_alone_holds_keys_or_data: bool | None = None
    rights_can_be_had: bool | None = Field(
        default=None, description="accounts, code and data of a failed project"
    )


class Party(StrEnum):
    """The side a respondent stands on."""

    CLIENT = "client"
    VENDOR = "vendor"
    THIRD = "third"


class Respondent(Value):
    """Somebody whose statements are on record."""

    id: str
    name: str = ""
    role: str = ""
    party: Party = Party.CLIENT
    asked_on: Day | None = Field(default=None, description="when the questions were sent")


class AnswerState(StrEnum):
    """What kind of reply was given."""

    ANSWERED = "answered"
    UNKNOWN = "unknown"
    DECLINED = "declined"
    NOT_APPLICABLE = "not_applicable"


class Answer(Value):
    """One respondent's statement about one criterion: an answer given, or a claim in a document."""

    criterion: CriterionId
    state: AnswerState = AnswerState.ANSWERED
    level: Level | None = None
    grade: GradeField = Grade.CLAIMED
    by: str = ""
    at: Day | None = None
    narrative: str = ""
    reason: str = Field(default="", description="why the criterion is not applicable, in a sentence")
    inapplicable: Inapplicability | None = Field(
        default=None, description="the kind of that reason; none: the answer is older than the list"
    )
    second_person: str = Field(default="", description="who agreed that a gate is not applicable")
    evidence: tuple[str, ...] = Field(default=(), description="ids of the evidence register")
    contradiction: Confidence | None = Field(
        default=None, description="a contradiction established outside of the inspections given here"
    )
    quote: str = ""
    quote_found: bool | None = Field(
        default=None, description="whether the document was at hand and holds the quotation"
    )
    place: Place | None = None
    asserts: str | None = Field(default=None, description="the check that could see what is claimed")
    asked: Asked | None = None

    @model_validator(mode="after")
    def _complete(self) -> "Answer":
        if self.state is AnswerState.ANSWERED and self.level is None:
            raise ValueError(
                _("an answer needs a level from 0 to 4, or one of: unknown, declined, not_applicable")
            )
        if self.state is not AnswerState.ANSWERED and self.level is not None:
            raise ValueError(
                _("an answer that is {value} has no level", value=self.state.value.replace("_", " "))
            )
        if self.state is AnswerState.NOT_APPLICABLE and not self.reason:
            raise ValueError(_("not applicable needs a reason"))
        if self.inapplicable is not None and self.state is not AnswerState.NOT_APPLICABLE:
            raise ValueError(_("`inapplicable` says why not: it belongs to an answer that is not_applicable"))
        return self

    @property
    def answered(self) -> bool:
        """Whether a level was stated."""
        return self.state is AnswerState.ANSWERED


class Rating(Value):
    """The auditor's own rating of a criterion; it decides over the respondents' levels."""

    criterion: CriterionId
    level: Level
    grade: GradeField
    rationale: str = Field(min_length=1)
    by: str = ""
    at: Day | None = None
    evidence: tuple[str, ...] = ()


class ContradictionState(StrEnum):
    """What became of a contradiction; only open and upheld ones count."""

    OPEN = "open"
    EXPLAINED = "explained"
    UPHELD = "upheld"
    WITHDRAWN = "withdrawn"


class Ruling(Value):
    """The auditor's ruling on a contradiction, with the respondent's reply."""

    criterion: CriterionId
    check: str
    by: str = Field(description="the respondent whose statement is contradicted")
    state: ContradictionState
    reason: str = Field(min_length=1)
    reply: str = ""
    at: Day | None = None


class Acceptance(Value):
    """What the auditor made of support from a repository: accepted as documented evidence, or refused.

    One that names criterion and check decides over one for all that is offered.
    """

    criterion: CriterionId | None = None
    check: str = ""
    all: bool = Field(default=False, description="everything that is offered, in place of one criterion")
    refused: bool = False
    by: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    at: Day | None = None
    commit: str = Field(
        default="", description="the commit that was looked at; empty: whichever is inspected"
    )

    @model_validator(mode="after")
    def _one_or_all(self) -> "Acceptance":
        if self.all == bool(self.criterion or self.check) or bool(self.criterion) != bool(self.check):
            raise ValueError(_("support is accepted by criterion and check, or with `all: true` as a whole"))
        return self


LONGEST_WAIVER = 180
"""Days from the day of the audit after which no waiver may end: a longer one is a rule, not a waiver."""


class Waiver(Value):
    """A gate that somebody accepts as open, for a time."""

    criterion: CriterionId
    owner: str = Field(min_length=1)
    reason: str = Field(min_length=1)
    expires: Day
    exposure_limit: str = ""

    def too_long(self, as_of: date) -> bool:
        """Whether it ends later than a waiver may, from the day of the audit: it does not count then."""
        return self.expires > last_day_of_a_waiver(as_of)

    def counts(self, as_of: date) -> bool:
        """Whether it holds on the day of the audit: neither over nor too long."""
        return self.expires >= as_of and not self.too_long(as_of)


def last_day_of_a_waiver(as_of: date) -> date:
    """The last day on which a waiver that counts may end, from the day of the audit."""
    return as_of + timedelta(days=LONGEST_WAIVER)


class Assessment(Value):
    """Everything that a conclusion is drawn from; nothing else is looked at."""

    subject: Subject
    purpose: Purpose = Purpose.READINESS_REVIEW
    as_of: Day = Field(description="the day that evidence is dated against; never the clock")
    auditor: str = ""
    auditor_role: str = ""
    profile: Profile = Profile()
    interests: str = Field(
        default="", description="the assessor's conflicts of interest, or that there are none"
    )
    story: str = Field(default="", description="what happened, in a few sentences of the auditor")
    respondents: tuple[Respondent, ...] = ()
    answers: tuple[Answer, ...] = ()
    claims: tuple[Answer, ...] = ()
    ratings: tuple[Rating, ...] = ()
    rulings: tuple[Ruling, ...] = ()
    accepted: tuple[Acceptance, ...] = ()
    waivers: tuple[Waiver, ...] = ()
    commitments: tuple[Commitment, ...] = Field(
        default=(), description="who takes on which action of the plan"
    )
    evidence: tuple[EvidenceItem, ...] = Field(default=(), description="the evidence register")
    symptoms: tuple[str, ...] = Field(default=(), description="ids of observed symptoms, such as FP-03.1")
    demo: DemoResult | None = None
    operation: Operation | None = None
    costs: CostModel | None = None
    business: BusinessCase | None = None
    responses: tuple[Response, ...] = Field(default=(), description="replies that are not about a criterion")
    partner: tuple[PartnerRating, ...] = ()
    buildability: tuple[BuildabilityRating, ...] = ()
    repositories: tuple[RepositoryRef, ...] = ()
    inspections: tuple[Inspection, ...] = ()
    milestones: tuple[Milestone, ...] = ()
    earlier: tuple[EarlierRun, ...] = Field(
        default=(), description="what this subject came to before: at milestones, and in earlier reviews"
    )
    events: tuple[Event, ...] = Field(default=(), description="what happened to the subject, and when")
    imprint: Imprint = Imprint()
    signatures: tuple[Signature, ...] = ()

    def statements(self) -> tuple[Answer, ...]:
        """Answers and claims together, in the order in which they were given."""
        return self.answers + self.claims

    def respondent(self, key: str) -> Respondent:
        """The respondent with this id; an unnamed one if it was not described."""
        return next((r for r in self.respondents if r.id == key), Respondent(id=key))
