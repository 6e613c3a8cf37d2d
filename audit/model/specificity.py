"""How specific an answer in words is, and the words that say so: a suggestion, never a score."""

from enum import StrEnum
from typing import Annotated, Literal

from pydantic import Field, model_validator

from audit.model.base import Value

Words = dict[str, tuple[str, ...]]
Weight = Annotated[float, Field(ge=0, le=10)]


class SignKind(StrEnum):
    """What a word in an answer is a sign of."""

    NUMBER = "number"
    SHARE = "share"
    DATE = "date"
    LINK = "link"
    ARTEFACT = "artefact"
    CONTROL = "control"
    ROLE = "role"
    FAILURE = "failure"
    PROMISE = "promise"
    DENIAL = "denial"
    HEDGE = "hedge"
    PRAISE = "praise"
    ABSOLUTE = "absolute"


class Sign(Value):
    """A span of the answer, from `start` up to `end`, with what it says about it."""

    start: int
    end: int
    word: str
    kind: SignKind
    why: str


class Specificity(Value):
    """The reading of an answer: 0 vague, 1 something specific, 2 several things, 3 all can be looked up."""

    level: int = Field(ge=0, le=3)
    signs: tuple[Sign, ...]


class Thin(Value):
    """From how many words on a text with few signs is called thin, and what that takes away."""

    words: int = Field(ge=1)
    less: Weight


class Vocabulary(Value):
    """The words that make an answer specific or vague, by language, and how much each kind counts."""

    basis: Literal["judgement"]
    bands: tuple[Weight, Weight, Weight]
    weights: dict[SignKind, Weight]
    several: dict[SignKind, Weight]
    against: dict[SignKind, Weight]
    thin: Thin
    units: Words
    words_for_numbers: Words
    limits: Words
    spells: Words
    months: Words
    artefact: Words
    control: Words
    role: Words
    failure: Words
    promise: Words
    hedge: Words
    praise: Words
    boast: Words
    absolute: Words
    negator: Words

    @model_validator(mode="after")
    def _ordered(self) -> "Vocabulary":
        if list(self.bands) != sorted(self.bands):
            raise ValueError("bands have to rise")
        return self
