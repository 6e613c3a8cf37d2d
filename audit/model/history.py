"""What the log of a repository shows: who works on it, how much hangs on how few, what was released."""

from datetime import datetime
from typing import Annotated

from audit.model.plain import Plain, Within


class Author(Plain):
    """Who committed, how often, and when last; `automatic` is a program, not a person."""

    name: str
    commits: Annotated[int, Within(1)]
    last: datetime
    automatic: bool = False


class Release(Plain):
    """A tag that names a version, and its date."""

    name: str
    at: datetime


class History(Plain):
    """What the log of the inspected revision shows; months are counted back from its last commit."""

    commits: Annotated[int, Within(0)] = 0
    merges: Annotated[int, Within(0)] = 0
    first: datetime | None = None
    last: datetime | None = None
    authors: tuple[Author, ...] = ()
    active_6_months: Annotated[int, Within(0)] = 0
    """people with commits of their own"""
    active_12_months: Annotated[int, Within(0)] = 0
    """people with commits of their own"""
    bus_factor: int | None = None
    """fewest people who made half of the commits of these 12 months, without merges and bots"""
    releases: tuple[Release, ...] = ()
    """the newest tags that name a version"""
    release_count: Annotated[int, Within(0)] = 0
    shallow: bool = False
    """older commits are not in this copy"""
