"""Files that name owners, held against the log: who of them really works on it."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection.classify import Role, classify, named_files
from audit.inspection.facts import Activity, NamedOwner
from audit.inspection.joined.history import YEAR, Log, Person
from audit.inspection.patterns import Pattern
from audit.model.text import clipped, visible

if TYPE_CHECKING:
    from audit.inspection.project import Project

_OWNER = Pattern(
    r"(?:(?P<name>[^\W\d_][\w.'’ -]{1,60}?)\s*)?<(?P<address>[\w.+-]{1,64}@[\w.-]{1,200})>"
    r"|(?<![\w@./-])@(?P<login>[\w.-]{1,60})(?P<team>/[\w.-]+)?"
    r"|(?<![\w@.+-])(?P<bare>[\w.+-]{1,64}@[\w-]{1,100}\.[\w.-]{1,100})"
)
_ASIDE = frozenset({Role.VENDORED, Role.EXAMPLE, Role.TEST, Role.GENERATED})
_OWNERS, _LINE, _FEW, _TELLING = 60, 500, 4, 5


def named_owners(project: "Project") -> Iterator[NamedOwner]:
    """Everybody whom a file of owners names, once for each file."""
    paths = [path for path in project.paths if any(named.kind == "owners" for named in named_files(path))]
    for path in paths:
        if classify(path).role in _ASIDE:
            continue
        seen: set[str] = set()
        for name, line, found in _named(project.text_of(path) or "", path):
            if name.lower() not in seen and len(seen) < _OWNERS:
                seen.add(name.lower())
                yield NamedOwner(path, line, name, *_activity(found, project.log))


def _named(text: str, path: str) -> Iterator[tuple[str, int, re.Match[str]]]:
    rules = "codeowners" in path.lower()
    for number, line in enumerate(text.splitlines(), start=1):
        said = line[:_LINE]
        if rules:  # what stands before the first space is a pattern of paths, not an owner
            said = re.sub(r"(?:^|\s)#.*", "", said)
            said = said if said.startswith("[") else said.lstrip().partition(" ")[2]
        for found in _OWNER.finditer(said):
            yield clipped(visible(found.group().strip()), 80), number, found


def _activity(owner: re.Match[str], log: Log) -> tuple[Activity, str]:
    """What the log shows; an owner that only seems to be somebody in it is never called inactive."""
    if owner.group("team"):
        return Activity.UNKNOWN, "is a team; who is in it stands outside the repository"
    if not log.commits:
        return Activity.UNKNOWN, "there is no log to look into"
    sure = [person for person in log.people if _is(owner, person)]
    alike = {id(person): _alike(owner, person) for person in log.people}
    like = sure or [person for person in log.people if alike[id(person)]]
    telling = sure or [person for person in like if max(map(len, alike[id(person)])) >= _TELLING]
    last = max((person.last for person in telling), default=0)
    if telling and last >= log.last - YEAR:
        return Activity.ACTIVE, f"committed on {log.day(last)}"
    if log.shallow:
        return Activity.UNKNOWN, "older commits are not in this copy"
    if sure:
        return Activity.PAST, f"committed last on {log.day(last)}, more than a year before the last commit"
    if like or owner.group("login"):
        return Activity.UNKNOWN, "is the name of an account, which the log does not tell"
    if not log.whole or sum(at.at >= log.last - YEAR for at in log.commits) < _FEW:
        return Activity.UNKNOWN, "the log is too short to tell"
    return Activity.NEVER, "never committed under this name or address"


def _is(owner: re.Match[str], person: Person) -> bool:
    address = (owner.group("address") or owner.group("bare") or "").lower()
    name = " ".join((owner.group("name") or "").lower().split())
    login = (owner.group("login") or "").lower()
    return (
        (address != "" and address in person.addresses)
        or (" " in name and name in person.names)
        or (login != "" and login in person.logins)
    )


def _alike(owner: re.Match[str], person: Person) -> set[str]:
    """Where the account or the local part of an address is another spelling of what the log holds."""
    address = owner.group("address") or owner.group("bare") or ""
    known = {_bare(text.partition("@")[0]) for text in person.addresses} | {_bare(n) for n in person.names}
    known |= {_bare(login) for login in person.logins}
    asked = (owner.group("login") or "", address.partition("@")[0], owner.group("name") or "")
    return ({_bare(text) for text in asked} & known) - {""}


def _bare(text: str) -> str:
    return re.sub(r"[\W_]", "", text.lower())
