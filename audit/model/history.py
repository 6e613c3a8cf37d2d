"""What the log of a repository shows: who works on it, how much hangs on how few, what was released."""

from datetime import datetime

from pydantic import Field

from audit.model.base import Value


class Author(Value):
    """Who committed, how often, and when last; `automatic` is a program, not a person."""

    name: str
    commits: int = Field(ge=1)
    last: datetime
    automatic: bool = False


class Release(Value):
    """A tag that names a version, and its date."""

    name: str
    at: datetime


class History(Value):
    """What the log of the inspected revision shows; months are counted back from its last commit."""

    commits: int = Field(default=0, ge=0)
    merges: int = Field(default=0, ge=0)
    first: datetime | None = None
    last: datetime | None = None
    authors: tuple[Author, ...] = ()
    active_6_months: int = Field(default=0, ge=0, description="people with commits of their own")
    active_12_months: int = Field(default=0, ge=0, description="people with commits of their own")
    bus_factor: int | None = Field(
        default=None,
        description="fewest people who made half of the commits of these 12 months, without merges and bots",
    )
    releases: tuple[Release, ...] = Field(default=(), description="the newest tags that name a version")
    release_count: int = Field(default=0, ge=0)
    shallow: bool = Field(default=False, description="older commits are not in this copy")
