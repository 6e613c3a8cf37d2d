"""What the inspection of one repository established, and how far it could see."""

from typing import Literal

from pydantic import Field

from audit.model.base import Value
from audit.model.calls import SightedCall
from audit.model.finding import Finding
from audit.model.history import History
from audit.model.inventory import Item


class Limitation(Value):
    """Something that could not be looked at, and why; printed, never dropped."""

    scope: str = Field(description="a path, a language, or the repository as a whole")
    reason: str


class Coverage(Value):
    """How much of a repository was seen: counts of files."""

    files: int = Field(ge=0)
    read: int = Field(ge=0)
    parsed: int = Field(ge=0)
    limitations: tuple[Limitation, ...] = ()


class RepositoryProfile(Value):
    """What kind of repository it is; `languages` counts the lines of own code of each."""

    ai_surface: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    languages: dict[str, int] = Field(default_factory=dict)


class IndexValue(Value):
    """A mean of outcomes from 0 to 100; `low` and `high` count what is inconclusive as not met and as met."""

    value: float = Field(ge=0, le=100)
    low: float = Field(ge=0, le=100)
    high: float = Field(ge=0, le=100)


class RepositoryIndex(IndexValue):
    """What a repository shows in one number, from its checks alone; it is no score of an audit."""

    dimensions: dict[str, IndexValue] = Field(default_factory=dict)
    criteria: int = Field(ge=1, description="how many criteria at least one check speaks to")


class Inspection(Value):
    """The findings of one repository at one commit."""

    schema_name: Literal["phase2-inspection"] = "phase2-inspection"
    schema_version: Literal["1"] = "1"
    engine: str = Field(description="version of the checks and readers that looked")
    repository: str
    path: str
    remote: str = Field(default="", description="the address of `origin`, without names and passwords")
    revision: str
    commit: str = Field(description="empty for a folder that is not under version control")
    modified: bool = Field(default=False, description="the worktree differs from the commit")
    checks: tuple[Finding, ...]
    calls: tuple[SightedCall, ...] = ()
    inventory: tuple[Item, ...] = ()
    profile: RepositoryProfile
    index: RepositoryIndex | None = Field(default=None, description="none where too little could be decided")
    history: History = History()
    coverage: Coverage
