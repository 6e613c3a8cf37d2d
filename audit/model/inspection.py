"""What the inspection of one repository established, and how far it could see."""

from dataclasses import field
from typing import Annotated, Literal

from audit.model.calls import SightedCall
from audit.model.finding import Finding
from audit.model.history import History
from audit.model.inventory import Item
from audit.model.plain import Plain, Trimmed, Within


class Limitation(Plain):
    """Something that could not be looked at, and why; printed, never dropped."""

    scope: str
    """a path, a language, or the repository as a whole"""
    reason: str


class Coverage(Plain):
    """How much of a repository was seen: counts of files."""

    files: Annotated[int, Within(0)]
    read: Annotated[int, Within(0)]
    parsed: Annotated[int, Within(0)]
    limitations: tuple[Limitation, ...] = ()


class RepositoryProfile(Plain):
    """What kind of repository it is; `languages` counts the lines of own code of each."""

    ai_surface: tuple[str, ...] = ()
    providers: tuple[str, ...] = ()
    languages: dict[str, int] = field(default_factory=dict)


class IndexValue(Plain):
    """A mean of outcomes from 0 to 100; `low` and `high` count what is inconclusive as not met and as met."""

    value: Annotated[float, Within(0, 100)]
    low: Annotated[float, Within(0, 100)]
    high: Annotated[float, Within(0, 100)]


class RepositoryIndex(IndexValue):
    """What a repository shows in one number, from its checks alone; it is no score of an audit."""

    dimensions: dict[str, IndexValue] = field(default_factory=dict)
    criteria: Annotated[int, Within(1)]
    """how many criteria at least one check speaks to"""


class Inspection(Plain):
    """The findings of one repository at one commit."""

    schema_name: Literal["phase2-inspection"] = "phase2-inspection"
    schema_version: Literal["1"] = "1"
    engine: str
    """version of the checks and readers that looked"""
    repository: str
    path: str
    remote: str = ""
    """the address of `origin`, without names and passwords"""
    revision: Annotated[str, Trimmed()]
    commit: Annotated[str, Trimmed()]
    """empty for a folder that is not under version control"""
    modified: bool = False
    """the worktree differs from the commit"""
    checks: tuple[Finding, ...]
    calls: tuple[SightedCall, ...] = ()
    inventory: tuple[Item, ...] = ()
    profile: RepositoryProfile
    index: RepositoryIndex | None = None
    """none where too little could be decided"""
    history: History = History()
    coverage: Coverage
