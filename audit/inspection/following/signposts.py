"""The signs in the text of all files, gathered by topic."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection.facts import Mark
from audit.inspection.intake.files import FileFacts
from audit.inspection.readers.signs import SignSeen

if TYPE_CHECKING:
    from audit.inspection.project import Project


def seen(project: "Project", *topics: str) -> Iterator[tuple[FileFacts, SignSeen]]:
    """Every sign of some topics with the file it stands in."""
    if len(topics) == 1:
        yield from project.signs.get(topics[0], ())
        return
    for file in project.files:
        for sign in file.signs:
            if sign.topic in topics:
                yield file, sign


def marks(project: "Project", *topics: str) -> tuple[Mark, ...]:
    """The signs of some topics as places."""
    return tuple(
        Mark(file.path, sign.line, f"{sign.sign}: {sign.name}" if sign.name else sign.sign, sign.certain)
        for file, sign in seen(project, *topics)
    )
