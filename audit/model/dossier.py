"""A dossier: an assessment, its conclusion and the rubric it was judged by; reports are printed from it."""

import hashlib
from typing import Literal

from audit.model.assessment import Assessment
from audit.model.base import Value
from audit.model.conclusion import Conclusion
from audit.model.rubric import Rubric


class Dossier(Value):
    """Everything a report may print, and nothing else."""

    assessment: Assessment
    conclusion: Conclusion
    rubric: Rubric

    @property
    def content_hash(self) -> str:
        """SHA-256 of the assessment and its conclusion as JSON: names this very result."""
        text = self.assessment.model_dump_json() + self.conclusion.model_dump_json()
        return hashlib.sha256(text.encode()).hexdigest()

    @property
    def number(self) -> str:
        """The report number, such as `P2-20261122-1A2B3C`: the as-of date and the content."""
        return f"P2-{self.assessment.as_of:%Y%m%d}-{self.content_hash[:6].upper()}"

    def record(self) -> "Record":
        """The dossier as a file: all of it but the rubric, which the conclusion names by its hash."""
        return Record(
            number=self.number,
            content_hash=self.content_hash,
            assessment=self.assessment,
            conclusion=self.conclusion,
        )


class Record(Value):
    """What `assessment.json` holds."""

    schema_name: Literal["phase2-assessment"] = "phase2-assessment"
    schema_version: Literal["1"] = "1"
    number: str
    content_hash: str
    assessment: Assessment
    conclusion: Conclusion
