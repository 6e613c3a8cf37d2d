"""The evidence register: what was shown or said beside the code, as the auditor grades it."""

from datetime import date
from enum import StrEnum
from typing import Annotated

from pydantic import BeforeValidator, Field, WithJsonSchema

from audit.model.base import Value
from audit.model.evidence import Grade
from audit.model.speech import _


def _grade(value: object) -> object:
    """Accept `E0` to `E4`, the word, or the number of an evidence grade."""
    if isinstance(value, str):
        if value.upper().startswith("E") and value[1:].isdigit():
            return int(value[1:])
        words = {grade.name.lower(): grade for grade in Grade}
        if value.lower() not in words:
            raise ValueError(
                _(
                    "unknown evidence grade {value}: use one of {words}, or 0 to 4",
                    value=repr(value),
                    words=", ".join(words),
                )
            )
        return words[value.lower()]
    if isinstance(value, bool | float):
        raise ValueError(_("an evidence grade is a word or a number from 0 to 4"))
    return value


_WORDS = [*(grade.name.lower() for grade in Grade), *(f"E{grade.value}" for grade in Grade), *map(int, Grade)]
GradeField = Annotated[Grade, BeforeValidator(_grade), WithJsonSchema({"enum": _WORDS}, mode="validation")]
"""An evidence grade as people write it: a word, `E0` to `E4`, or the number."""


class Source(StrEnum):
    """Where an item of the evidence register comes from."""

    REPOSITORY = "repository"
    DOCUMENT = "document"
    URL = "url"
    INTERVIEW = "interview"
    DEMONSTRATION = "demonstration"


class EvidenceItem(Value):
    """An entry of the evidence register, graded by the auditor."""

    id: str
    title: str
    grade: GradeField
    source: Source
    place: str = Field(default="", description="document and page, URL, or who was interviewed")
    date: date
    seen_by: str = ""
    file: str = Field(default="", description="path beside the assessment file; hashed when that is read")
    sha256: str = Field(default="", pattern=r"^([0-9a-f]{64})?$", description="of the file, in hexadecimal")
    short_lived: bool = Field(
        default=False, description="a drill or an evaluation: loses a grade after 6 months instead of 12"
    )
