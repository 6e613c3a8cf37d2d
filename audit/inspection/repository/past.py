"""Secrets in whatever was ever committed: every blob that a reference reaches, each searched once."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field

from msgspec.structs import replace

from audit.inspection import knowledge
from audit.inspection.classify import UNREAD, Role, classify
from audit.inspection.facts import Leak, PastLeak
from audit.inspection.intake.files import SIZE_LIMIT, decode, refusal
from audit.inspection.readers.secrets import find_leaks
from audit.inspection.readers.text import Text
from audit.inspection.redaction import excerpt
from audit.inspection.repository.git import Git, MissingObjectsError
from audit.inspection.repository.snapshot import Snapshot
from audit.model.errors import InputError
from audit.model.inspection import Limitation
from audit.model.numbers import plural
from audit.model.text import visible

Progress = Callable[[str, int, int], None]
_OBJECTS, _LEAKS, _BYTES = 1_000_000, 100, 4_000_000_000
_SCOPE = "older commits"


@dataclass
class Past:
    """What was found in older commits, and what could not be searched there."""

    leaks: tuple[PastLeak, ...] = ()
    searched: int = 0
    limitations: list[Limitation] = field(default_factory=list)


def search_past(shot: Snapshot, current: Sequence[Leak], progress: Progress) -> Past:
    """Search every text that was ever committed and is not in this state; only forms that leave no doubt."""
    past = Past()
    if shot.git is None or not shot.commit:
        past.limitations.append(Limitation(scope=_SCOPE, reason="not under version control: none to search"))
        return past
    if shot.git.shallow:
        past.limitations.append(Limitation(scope=_SCOPE, reason="a shallow copy: they are not in it"))
    blobs = _blobs(shot, shot.git, past)
    known = {(leak.path, leak.kind) for leak in current}
    found: dict[tuple[str, str, str], tuple[str, PastLeak]] = {}
    for oid, leak, text in _leaks(shot.git, blobs, past, progress):
        if (leak.path, leak.kind) not in known:
            found[leak.path, leak.kind, text] = (oid, leak)  # the newest comes first: the oldest stays
    if len(found) > _LEAKS:
        reason = f"only {_LEAKS} secrets of {len(found)} are listed"
        past.limitations.append(Limitation(scope=_SCOPE, reason=reason))
    listed = list(found.values())[:_LEAKS]
    introduced = _introduced(shot, shot.git, {oid for oid, _ in listed}, {leak.path for _, leak in listed})
    past.leaks = tuple(replace(leak, commit=introduced.get(oid, "")) for oid, leak in listed)
    return past


def _blobs(shot: Snapshot, git: Git, past: Past) -> dict[str, str]:
    """Path by object id of all that is worth searching, without what the snapshot holds itself."""
    here = {entry.oid for entry in shot.entries if entry.oid}
    named: dict[str, str] = {}
    try:
        for oid, raw in git.ever(shot.commit):
            path = raw.decode("utf-8", "surrogateescape")
            if oid in here or not path.startswith(shot.prefix):
                continue
            role = classify(path.removeprefix(shot.prefix)).role
            if role not in UNREAD and role is not Role.DATA:
                named[oid] = path.removeprefix(shot.prefix)
            if len(named) >= _OBJECTS:
                reason = f"only the {_OBJECTS:,} newest objects were searched"
                past.limitations.append(Limitation(scope=_SCOPE, reason=reason))
                break
    except MissingObjectsError:
        past.limitations.append(Limitation(scope=_SCOPE, reason="not all are there: the log breaks off"))
    sizes = git.sizes(named, only="blob")
    if large := sum(size > SIZE_LIMIT for size in sizes.values()):
        reason = f"{plural(large, 'file')} larger than {SIZE_LIMIT // 1_000_000} MB: not searched"
        past.limitations.append(Limitation(scope=_SCOPE, reason=reason))
    kept, total = {}, 0
    for oid, size in sizes.items():
        total += size if size <= SIZE_LIMIT else 0
        if total > _BYTES:
            reason = f"only the newest {_BYTES // 1_000_000_000} GB were searched"
            past.limitations.append(Limitation(scope=_SCOPE, reason=reason))
            break
        if size <= SIZE_LIMIT:
            kept[oid] = named[oid]
    return kept


def _leaks(
    git: Git, blobs: dict[str, str], past: Past, progress: Progress
) -> Iterator[tuple[str, PastLeak, str]]:
    """Every leak with the object it is in and the line that holds it."""
    words = [word.encode() for form in knowledge.secrets().forms for word in form.words]
    for number, (oid, data) in enumerate(git.blobs(blobs), start=1):
        past.searched += 1
        if number % 500 == 0 or number == len(blobs):
            progress("searching older commits", number, len(blobs))
        path = blobs[oid]
        kind = classify(path)
        if not any(word in data for word in words) or refusal(kind, data) is not None:
            continue
        text = decode(data)
        lines = text.split("\n")
        for leak in find_leaks(Text(path, kind, text)):
            if leak.certain and leak.line is not None:
                line = lines[leak.line - 1]
                yield oid, PastLeak(_shown(path), leak.line, leak.kind, True, "", excerpt(line)), line


def _shown(path: str) -> str:
    return visible(path.encode("utf-8", "surrogateescape").decode("utf-8", "backslashreplace"))


def _introduced(shot: Snapshot, git: Git, oids: set[str], paths: set[str]) -> dict[str, str]:
    """The oldest commit that holds each object, as far as the log tells."""
    if not oids:
        return {}
    form = ("--raw", "--no-abbrev", "--no-renames", "-m", "--reverse", "--format=commit %H")
    scope = [f"{shot.prefix}{path}" for path in sorted(paths)]
    try:
        rows = git.run("--literal-pathspecs", "log", *form, "--all", shot.commit, "--", *scope) or b""
    except InputError:  # it takes too long; the findings stand without it
        return {}
    found: dict[str, str] = {}
    commit = ""
    for row in rows.decode("utf-8", "replace").splitlines():
        if row.startswith("commit "):
            commit = row.removeprefix("commit ")
        elif row.startswith(":"):
            oid = row.split(" ", 4)[3]
            if oid in oids:
                found.setdefault(oid, commit)
    return found
