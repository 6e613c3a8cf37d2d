"""An inspection given again whole, for as long as all that it was made of is the same.

It was made of the list of files, of what git says of the commit and its past, of the contents that were
read, and by an edition of this program. Contents are read again each time and compared by their hash: no
time or size of a file is trusted. Nothing in an inspection depends on the day on which it is made.
"""

import hashlib

import msgspec

from audit.inspection import edition
from audit.inspection.intake.cache import Cache
from audit.inspection.intake.sending import Value
from audit.inspection.repository.snapshot import Snapshot
from audit.model.inspection import Inspection

_TASK = "whole"


class Whole(Value, frozen=True):
    """An inspection as JSON, what it was made of, and the ids of the contents that were read for it."""

    made_of: str
    contents: dict[str, str]
    document: str


def made_of(shot: Snapshot) -> str:
    """A hash of all that an inspection is made of but contents; taken before anything is read."""
    whole = hashlib.sha256()
    said = (
        *(edition.of_engine(), shot.name, shot.revision, shot.commit, shot.prefix),
        *(
            shot.truncated,
            shot.modified,
            shot.missing,
            *((one.scope, one.reason) for one in shot.limitations),
        ),
        *((shot.git.remote(), shot.git.state()) if shot.git else ()),
    )
    whole.update(repr(said).encode())
    for entry in shot.entries:
        whole.update(f"{entry.path!r} {entry.size} {entry.oid} {entry.place!r}\n".encode())
    return whole.hexdigest()


def known(shot: Snapshot, cache: Cache, state: str) -> Inspection | None:
    """The inspection that was made of this state; none if there is none, or a content is another now."""
    place = str(shot.root)
    whole: Whole | None = cache.get(_TASK, [(place, shot.revision)]).get(place)
    if whole is None or whole.made_of != state or not _is_read_again(shot, whole.contents):
        return None
    return msgspec.json.decode(whole.document, type=Inspection)  # written by us, checked by its digest


def keep(shot: Snapshot, cache: Cache, state: str, found: Inspection) -> None:
    """Keep an inspection, unless something could not be read or changed meanwhile: it may be there later."""
    if shot.steady and not (shot.git and shot.git.failed):
        whole = Whole(state, shot.contents, found.model_dump_json())
        cache.put(_TASK, [(str(shot.root), shot.revision, whole)])


def _is_read_again(shot: Snapshot, contents: dict[str, str]) -> bool:
    """Whether every file that was read has the same content; those of a commit are listed by it."""
    wanted = [entry for entry in shot.entries if entry.place is not None and entry.path in contents]
    return all(shot.contents.get(entry.path) == contents[entry.path] for entry, _ in shot.read(wanted))
