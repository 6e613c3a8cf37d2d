"""The vocabulary of facts: what readers take out of a repository and checks speak about.

An *occurrence* fact (a model call, a loop) makes its checks not applicable when there is none.
A *repository* fact always has a place to be, so its absence is an observation. A fact of an *AI
system* is a repository fact that only a repository with an AI surface can be asked for.
"""

from dataclasses import dataclass
from enum import Enum, StrEnum
from typing import ClassVar

from audit.model.evidence import Direction
from audit.model.finding import Confidence


class Scope(Enum):
    """What it means that a repository holds no fact of a kind."""

    OCCURRENCE = "not applicable"
    REPOSITORY = "absent"
    AI_SYSTEM = "absent where there is an AI surface, else not applicable"


class Basis(Enum):
    """What must have been read for absence to mean anything."""

    NAMES = "names"
    TEXT = "text"
    CODE = "code"


@dataclass(frozen=True, slots=True)
class Sighting:
    """What a check saw at one place, and which way it points; `weak` marks a sighting that only asks."""

    path: str
    line: int | None
    direction: Direction
    note: str
    weak: bool = False
    excerpt: str = ""

    @property
    def confidence(self) -> Confidence | None:
        """The confidence this sighting is limited to, if it is limited."""
        return Confidence.WEAK if self.weak else None


@dataclass(frozen=True, slots=True)
class Fact:
    """Something a reader established at one place of the repository."""

    scope: ClassVar[Scope] = Scope.OCCURRENCE
    basis: ClassVar[Basis] = Basis.CODE
    noun: ClassVar[str] = "place"

    path: str
    line: int | None

    def supports(self, note: str, *, weak: bool = False) -> Sighting:
        """A sighting here that speaks for the criterion."""
        return Sighting(self.path, self.line, Direction.SUPPORTS, note, weak)

    def contradicts(self, note: str, *, weak: bool = False) -> Sighting:
        """A sighting here that speaks against the criterion."""
        return Sighting(self.path, self.line, Direction.CONTRADICTS, note, weak)

    def cannot_tell(self, note: str) -> Sighting:
        """A sighting here that points neither way, and says why."""
        return Sighting(self.path, self.line, Direction.CANNOT_TELL, note)


class State(StrEnum):
    """How a setting of a call stands."""

    SET = "set"
    NONE = "switched off"
    DEFAULT = "left to the library's own default"
    ABSENT = "absent, and the library has no default"
    UNRESOLVED = "cannot be resolved"


@dataclass(frozen=True, slots=True)
class Setting:
    """One setting of a model call: its state, its value where known, and where it was decided."""

    state: State
    value: str = ""
    path: str = ""
    line: int | None = None
    certain: bool = True


@dataclass(frozen=True, slots=True)
class ModelCall(Fact):
    """A place where a model is called, or a framework's chat model is made, with its settings in force."""

    noun: ClassVar[str] = "model call"

    provider: str
    function: str
    timeout: Setting
    retries: Setting
    model: Setting
    output_limit: Setting


class Pin(StrEnum):
    """Whether a model name can silently come to mean another model."""

    EXACT = "exact"
    FLOATING = "floating"
    DEFAULT = "library default"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class ModelChoice(Fact):
    """The model that a call, a constant or a configuration names."""

    noun: ClassVar[str] = "model choice"

    name: str
    pin: Pin
    certain: bool = True


class Bound(StrEnum):
    """What ends an agent loop besides the model's reply."""

    SET = "set"
    NONE = "none"
    DEFAULT = "framework default"
    UNRESOLVED = "unresolved"


@dataclass(frozen=True, slots=True)
class AgentLoop(Fact):
    """A loop in which a model's reply decides whether to go on."""

    noun: ClassVar[str] = "agent loop"

    bound: Bound
    how: str
    certain: bool = True


@dataclass(frozen=True, slots=True)
class NamedFile(Fact):
    """A file whose name says what it is for; `kind` is the heading in `knowledge/files.yaml`."""

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.NAMES
    noun: ClassVar[str] = "file name"

    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class FileTree(Fact):
    """All file names of the repository, and those among them that mean something."""

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.NAMES
    noun: ClassVar[str] = "file name"

    count: int
    named: tuple[NamedFile, ...]

    def of_kind(self, kind: str) -> tuple[NamedFile, ...]:
        """The files of one kind of `knowledge/files.yaml`."""
        return tuple(file for file in self.named if file.kind == kind)


@dataclass(frozen=True, slots=True)
class TestFile(Fact):
    """A file with runnable tests of own code."""

    __test__: ClassVar[bool] = False
    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "test file"

    cases: int


@dataclass(frozen=True, slots=True)
class TestRun(Fact):
    """A step of continuous integration that runs tests, and whether there are tests behind it."""

    __test__: ClassVar[bool] = False
    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "continuous-integration step that runs tests"

    command: str
    tests: int
    automatic: bool


@dataclass(frozen=True, slots=True)
class EvaluationRun(Fact):
    """A step of continuous integration that runs an evaluation."""

    scope: ClassVar[Scope] = Scope.AI_SYSTEM
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "continuous-integration step that runs evaluations"

    command: str


@dataclass(frozen=True, slots=True)
class SecretRead(Fact):
    """A place where own code reads a secret from its environment or a secret store."""

    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "read of a secret"

    name: str


@dataclass(frozen=True, slots=True)
class Requirements(Fact):
    """A list of direct dependencies, and how many of them name one exact version."""

    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "list of dependencies"

    count: int
    exact: int
    locked_by: str


@dataclass(frozen=True, slots=True)
class EvaluationSuite(Fact):
    """Code or configuration that scores a model's output against cases."""

    scope: ClassVar[Scope] = Scope.AI_SYSTEM
    basis: ClassVar[Basis] = Basis.CODE
    noun: ClassVar[str] = "evaluation file"

    how: str
    complete: bool


@dataclass(frozen=True, slots=True)
class Telemetry(Fact):
    """A tracing, metrics or error-tracking library that code imports and starts."""

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "use of a tracing or metrics library"

    tool: str
    active: bool


@dataclass(frozen=True, slots=True)
class Leak(Fact):
    """Text of the form of a working secret; the text itself is never kept."""

    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "secret"

    kind: str
    certain: bool


@dataclass(frozen=True, slots=True)
class SecretSearch(Fact):
    """The search of all text for secrets, and what it found."""

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "text file"

    count: int
    complete: bool
    leaks: tuple[Leak, ...]


@dataclass(frozen=True, slots=True)
class CodeBase(Fact):
    """How the own code of the repository is divided between source files and notebooks, in lines."""

    noun: ClassVar[str] = "code base"

    source: int
    notebooks: int


@dataclass(frozen=True, slots=True)
class OperationsText(Fact):
    """A passage of documentation for whoever runs the system."""

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "passage of operating guidance"

    heading: str
    certain: bool


class Use(StrEnum):
    """What the code that reads a data file does with it, as far as it can be told."""

    ACTS = "acts on it"
    SERVES = "serves it"
    REFRESHES = "also writes it"
    UNKNOWN = "unknown"


@dataclass(frozen=True, slots=True)
class ReferenceRead(Fact):
    """Code that runs in operation reads a data file committed beside it."""

    noun: ClassVar[str] = "read of a committed data file"

    data: str
    rows: int
    use: Use
