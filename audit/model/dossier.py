"""A dossier: an assessment, its conclusion and the rubric it was judged by; reports are printed from it."""

import hashlib
from typing import Literal

from audit.model.asking import asked_otherwise
from audit.model.assessment import Assessment
from audit.model.base import Value
from audit.model.conclusion import Conclusion
from audit.model.edition import Edition
from audit.model.questionnaire import Question
from audit.model.response import Response
from audit.model.rubric import Rubric

RECORD_NAME = "assessment.json"
"""What a record is called, beside a report and within it."""


class Dossier(Value):
    """Everything a report may print, and nothing else."""

    assessment: Assessment
    conclusion: Conclusion
    rubric: Rubric
    edition: Edition = Edition()
    questions: tuple[Question, ...] = ()
    """Those that anybody replied to and that ship with this version, in the language of the rubric."""

    def question_to(self, reply: Response) -> Question | None:
        """The question that this replies to; none where it is not known, or was asked in other words."""
        found = next((one for one in self.questions if one.id == reply.question), None)
        return None if found is None or asked_otherwise(found, reply) else found

    @property
    def content_hash(self) -> str:
        """SHA-256 of assessment, conclusion and edition as JSON: names this very report."""
        return _digest(self.assessment, self.conclusion, self.edition)

    @property
    def number(self) -> str:
        """The report number, such as `P2-20261122-1A2B3C`: the as-of date and the content."""
        return _number(self.assessment, self.conclusion, self.edition)

    def record(self) -> "Record":
        """The dossier as a file, without questions and the rubric, which the conclusion names by its hash."""
        return Record(
            number=self.number,
            content_hash=self.content_hash,
            assessment=self.assessment,
            conclusion=self.conclusion,
            edition=self.edition,
        )


class Record(Value):
    """What `assessment.json` holds."""

    schema_name: Literal["phase2-assessment"] = "phase2-assessment"
    schema_version: Literal["1"] = "1"
    number: str
    content_hash: str
    assessment: Assessment
    conclusion: Conclusion
    edition: Edition = Edition()

    @property
    def fits(self) -> bool:
        """Whether number and hash are those of what it holds."""
        digest = _digest(self.assessment, self.conclusion, self.edition)
        number = _number(self.assessment, self.conclusion, self.edition)
        return (self.content_hash, self.number) == (digest, number)


def _digest(assessment: Assessment, conclusion: Conclusion, edition: Edition) -> str:
    text = assessment.model_dump_json() + conclusion.model_dump_json()
    if edition != Edition():
        text += edition.model_dump_json()
    return hashlib.sha256(text.encode()).hexdigest()


def _number(assessment: Assessment, conclusion: Conclusion, edition: Edition) -> str:
    digest = _digest(assessment, conclusion, edition.unbranded)
    return f"P2-{assessment.as_of:%Y%m%d}-{digest[:6].upper()}"
