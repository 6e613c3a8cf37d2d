"""The desk: where the assessments of a ledger lie, and what may be put on record."""

import uuid
from collections.abc import Collection
from datetime import date
from difflib import get_close_matches
from typing import TYPE_CHECKING

from pydantic import ValidationError

from audit import rubric as rubrics
from audit.assessment import past
from audit.assessment.case import Case
from audit.assessment.files import conclude
from audit.assessment.questionnaires import questions
from audit.exchange import assessment_file
from audit.model import complaint
from audit.model.assessment import Assessment
from audit.model.base import InputError
from audit.model.dates import after_as_of
from audit.model.dossier import Record
from audit.model.questionnaire import Pack
from audit.model.response import Response
from audit.model.rubric import Rubric
from audit.model.speech import _, marked
from audit.model.steps import steps_between

if TYPE_CHECKING:
    from audit.storage import Ledger, Summary


class Desk:
    """Where the assessments that are kept in a ledger lie."""

    def __init__(self, ledger: "Ledger | None" = None, rubric: Rubric | None = None) -> None:
        if ledger is None:
            from audit.storage import Ledger  # brings SQLAlchemy

            ledger = Ledger()
        self.ledger = ledger
        self.rubric = rubric or rubrics.load()

    def summaries(self) -> "list[Summary]":
        """Every assessment in short, the last changed one first."""
        return self.ledger.summaries()

    def open(self, assessment: Assessment, *, actor: str = "") -> "Case":
        """Begin a new assessment, with whatever is already known."""
        self.check(assessment)
        key = uuid.uuid4().hex[:12]
        self.ledger.record(key, steps_between(None, assessment), actor=actor, after=0)
        return Case(self, key, actor)

    def begun(self) -> str:
        """An id to keep the drafts of an assessment under before it is created."""
        return self.ledger.begun()

    def review_again(self, key: str, pack: Pack, as_of: date, *, actor: str = "") -> "Case":
        """Begin the next review of a subject with what still counts of an earlier one; `actor` audits it."""
        from audit.judgement.carrying import begin_again

        last = self.ledger.load(key)
        run = past.review(last, conclude(last, self.rubric).conclusion)
        others = tuple(one for one in last.earlier if one.name != run.name)
        again = begin_again(pack, last, as_of)
        return self.open(again.model_copy(update={"earlier": (*others, run), "auditor": actor}), actor=actor)

    def case(self, key: str, *, actor: str = "", seen: int | None = None) -> "Case":
        """An assessment to work on; see Case for `seen`."""
        return Case(self, key, actor, seen)

    def read_file(self, text: str, name: str) -> Assessment:
        """The assessment in a file that somebody wrote (YAML) or that was exported (JSON)."""
        if not text.lstrip().startswith("{"):
            return assessment_file.parse(text, name, self.rubric, questions=questions)
        try:
            assessment = Record.model_validate_json(text).assessment
        except ValidationError as error:
            place, why = complaint.first(error)
            raise InputError(
                _(
                    "{name} {place}: {why}; give an assessment file in YAML, or an assessment.json as it "
                    "was exported",
                    name=name,
                    place=place,
                    why=why,
                )
            ) from error
        self.check(assessment)
        return assessment

    def same(self, assessment: Assessment) -> str | None:
        """The id of the assessment that is about the same subject, purpose and day, if there is one."""
        for summary in self.summaries():
            if (summary.name, summary.purpose) == (assessment.subject.name, assessment.purpose.value):
                held = self.ledger.load(summary.id)
                if held.as_of == assessment.as_of:
                    return summary.id
        return None

    def check(self, assessment: Assessment) -> None:
        """Refuse criteria, symptoms and questions that nobody knows."""
        lists = (assessment.answers, assessment.claims, assessment.ratings, assessment.waivers)
        for items in (*lists, assessment.commitments):
            for item in items:
                self.known("criterion", item.criterion)
        for symptom in assessment.symptoms:
            self.known("symptom", symptom)
        for place, why in after_as_of(assessment):
            raise InputError(f"{'.'.join(str(part) for part in place)}: {why}")
        for rating in assessment.partner:
            self.known("partner question", rating.question)
        for score in assessment.buildability:
            self.known("item of week one", score.item)
        for response in assessment.responses:
            self.known_question(response)

    def known(self, what: str, name: str) -> None:
        """Refuse an id that the rubric does not know."""
        names = self._names()[what]
        if name not in names:
            near = get_close_matches(name, names, n=1)
            way_out = (
                _("did you mean {name}?", name=near[0])
                if near
                else _("see the ids of rubric {version}", version=self.rubric.version)
            )
            raise InputError(
                _(
                    "there is no {what} {name} in the rubric; {way_out}",
                    what=_(what),
                    name=name,
                    way_out=way_out,
                )
            )

    def known_question(self, response: Response) -> None:
        """Refuse a reply to a question that nobody asks, unless it keeps the words that it was given to."""
        if response.asked:
            return
        names = questions()
        if response.question not in names:
            near = get_close_matches(response.question, names, n=1)
            way_out = (
                _("did you mean {name}?", name=near[0])
                if near
                else _("say under `asked` which questionnaire has it")
            )
            raise InputError(
                _("there is no question {question}; {way_out}", question=response.question, way_out=way_out)
            )

    def _names(self) -> dict[str, Collection[str]]:
        return {
            marked("criterion"): self.rubric.by_id,
            marked("symptom"): self.rubric.symptoms,
            marked("partner question"): [one.id for one in self.rubric.partner_questions],
            marked("item of week one"): [one.id for one in self.rubric.buildability],
        }
