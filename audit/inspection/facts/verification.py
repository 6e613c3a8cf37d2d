"""Facts about tests and evaluations, and what runs them."""

from enum import StrEnum
from typing import ClassVar

from audit.inspection.facts.base import Basis, Fact, Scope


class TestFile(Fact, frozen=True):
    """A file with tests of own code; `sure` if a runner finds cases in it that assert something."""

    __test__: ClassVar[bool] = False
    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "test file"

    cases: int
    sure: bool = True


class TestRun(Fact, frozen=True):
    """A step of continuous integration that runs tests, and whether there are tests behind it.

    It is `sure` unless it starts one script that is called a test; `unheeded` says why its failure stops
    nothing, and is empty where nothing says so; a run that is `off` stands in a step that never runs.
    """

    __test__: ClassVar[bool] = False
    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "continuous-integration step that runs tests"

    command: str
    tests: int
    automatic: bool
    sure: bool = True
    unheeded: str = ""
    off: bool = False


class EvaluationSuite(Fact, frozen=True):
    """Code or configuration that scores a model's output against cases."""

    scope: ClassVar[Scope] = Scope.AI_SYSTEM
    basis: ClassVar[Basis] = Basis.CODE
    noun: ClassVar[str] = "evaluation file"

    how: str
    complete: bool


class Pace(StrEnum):
    """Whether an evaluation kept up with what it evaluates."""

    KEPT = "kept"
    OUTRUN = "outrun"
    UNKNOWN = "unknown"


class EvaluationAge(Fact, frozen=True):
    """The last change of the evaluation suite, held against the changes of what it evaluates since."""

    basis: ClassVar[Basis] = Basis.CODE
    noun: ClassVar[str] = "evaluation suite of a system that calls models"

    pace: Pace
    because: str


class Force(StrEnum):
    """What becomes of a step of continuous integration whose evaluation goes badly."""

    FAILS = "fails"
    IGNORED = "ignored"
    UNKNOWN = "unknown"


class EvaluationGate(Fact, frozen=True):
    """A step of continuous integration that runs an evaluation, and whether a bad result stops anything."""

    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "continuous-integration step that runs evaluations"

    force: Force
    because: str


class EvaluationRun(Fact, frozen=True):
    """A step of continuous integration that runs an evaluation; `unheeded` and `off` as of tests."""

    scope: ClassVar[Scope] = Scope.AI_SYSTEM
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "continuous-integration step that runs evaluations"

    command: str
    unheeded: str = ""
    off: bool = False
