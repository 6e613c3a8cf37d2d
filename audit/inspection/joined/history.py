"""The log of the inspected revision: who really worked on it, how much, and when last."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from audit.inspection import knowledge
from audit.inspection.intake.sending import Value
from audit.inspection.patterns import Pattern
from audit.inspection.repository.git import Git
from audit.inspection.repository.log import MOST_COMMITS, commit_rows, tag_rows
from audit.model.history import Author, History, Release
from audit.model.numbers import day
from audit.model.text import clipped, visible

_RELEASES_LISTED = 20
_END_OF_TIME = 32_503_680_000
_NO_REPLY = Pattern(r"(?:\d+\+)?([\w.-]+)@users\.noreply\.github\.com$")
YEAR, HALF_YEAR = 365 * 86_400, 182 * 86_400


class Commit(Value, frozen=True):
    """One commit of the log."""

    at: int
    name: str
    address: str
    merge: bool


@dataclass(slots=True)
class Person:
    """One person, as far as it shows: all who share a full name or an address."""

    name: str
    names: set[str] = field(default_factory=set)
    addresses: set[str] = field(default_factory=set)
    times: list[int] = field(default_factory=list)
    own: list[int] = field(default_factory=list)

    @property
    def last(self) -> int:
        """When the last commit was made."""
        return max(self.times)

    @property
    def automatic(self) -> bool:
        """Whether it is a program."""
        programs = knowledge.people().programs
        return any(programs.search(text) for text in (*self.names, *self.addresses))

    @property
    def logins(self) -> set[str]:
        """The names of the account, as far as the addresses tell."""
        return {found.group(1) for text in self.addresses if (found := _NO_REPLY.match(text))}


class Log(Value, frozen=True):
    """The commits up to the inspected one, by person; `whole` if none is missing."""

    people: tuple[Person, ...] = ()
    commits: tuple[Commit, ...] = ()
    releases: tuple[Release, ...] = ()
    shallow: bool = False

    @property
    def whole(self) -> bool:
        """Whether somebody who is not in it never committed."""
        return bool(self.commits) and not self.shallow and len(self.commits) < MOST_COMMITS

    @staticmethod
    def day(at: int) -> str:
        """A moment as people write its day."""
        return day(_date(at))

    @property
    def last(self) -> int:
        """When the last commit was made."""
        return max((commit.at for commit in self.commits), default=0)


def read_log(git: Git, commit: str, prefix: str = "") -> Log:
    """Commits and authors up to a commit, limited to a subfolder if one is inspected."""
    commits = tuple(_commits(commit_rows(git, commit, prefix)))
    newest = max((one.at for one in commits), default=0)
    return Log(_people(commits), commits, _releases(git, newest), git.shallow)


def history(log: Log) -> History:
    """What a log shows, in numbers and names; addresses are left behind."""
    if not log.commits:
        return History()
    people = sorted(log.people, key=lambda person: (-len(person.times), person.name.lower()))
    persons = [person for person in people if not person.automatic]
    newest = log.last
    year, half = ([_since(person, newest - span) for person in persons] for span in (YEAR, HALF_YEAR))
    return History(
        commits=len(log.commits),
        merges=sum(commit.merge for commit in log.commits),
        first=_date(min(commit.at for commit in log.commits)),
        last=_date(log.last),
        authors=tuple(
            Author(
                name=clipped(visible(person.name), 200), commits=len(person.times),
                last=_date(person.last), automatic=person.automatic,
            )
            for person in people
        ),
        active_6_months=sum(map(bool, half)),
        active_12_months=sum(map(bool, year)),
        bus_factor=None if log.shallow else bus_factor(year),
        releases=log.releases[:_RELEASES_LISTED],
        release_count=len(log.releases),
        shallow=log.shallow,
    )  # fmt: skip


def bus_factor(commits: Sequence[int]) -> int | None:
    """The fewest people who made half of some commits; none where nobody made any."""
    reached, half = 0, sum(commits) / 2
    for number, count in enumerate(sorted(commits, reverse=True), start=1):
        reached += count
        if count and reached >= half:
            return number
    return None


def _since(person: Person, start: int) -> int:
    return sum(at >= start for at in person.own)


def _commits(rows: Iterable[tuple[str, str, str, str]]) -> Iterator[Commit]:
    for at, name, address, parents in rows:
        if at.lstrip("-").isdigit() and 0 <= int(at) < _END_OF_TIME:
            yield Commit(int(at), name.strip(), address.strip().lower(), len(parents.split()) > 1)


def _people(commits: Sequence[Commit]) -> tuple[Person, ...]:
    """Commits with the same full name or the same address are of the same person."""
    known = knowledge.people()
    leader: dict[str, str] = {}

    def find(key: str) -> str:
        while leader.setdefault(key, key) != key:
            leader[key] = leader[leader[key]]
            key = leader[key]
        return key

    keys: Counter[tuple[str, str]] = Counter()
    for commit in commits:
        keys[commit.name, commit.address] += 1
    for name, address in keys:
        first, *others = _keys(name, address, known)
        for other in others:
            leader[find(other)] = find(first)
    people: dict[str, Person] = {}
    for commit in commits:
        key = find(_keys(commit.name, commit.address, known)[0])
        person = people.setdefault(key, Person(commit.name or commit.address or "unnamed"))
        person.names.add(" ".join(commit.name.lower().split()))
        person.addresses.add(commit.address)
        person.times.append(commit.at)
        person.own += [] if commit.merge else [commit.at]
    return tuple(people.values())


def _keys(name: str, address: str, known: knowledge.People) -> list[str]:
    """What tells a person apart: full name and address, but not what many people have."""
    plain = " ".join(name.lower().split())
    keys = [] if plain in known.nobody else [f"name {plain}"]
    keys += [] if known.addresses.search(address) else [f"address {address}"]
    return keys or [f"both {plain} {address}"]


def _releases(git: Git, newest: int) -> tuple[Release, ...]:
    """The tags with a number in their name up to a moment, the newest first."""
    return tuple(
        Release(name=clipped(visible(name), 100), at=_date(int(at)))
        for at, name in tag_rows(git)
        if at.isdigit() and int(at) <= newest and any(c.isdigit() for c in name)
    )


def _date(at: int) -> datetime:
    return datetime.fromtimestamp(at, UTC)
