"""The markers of own code, gathered by kind."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection.facts import Mark
from audit.inspection.files import FileFacts
from audit.inspection.readers.markers import MarkerSeen

if TYPE_CHECKING:
    from audit.inspection.project import Project


def seen(project: "Project", *kinds: str) -> Iterator[tuple[FileFacts, MarkerSeen]]:
    """Every marker of some kinds with the file it stands in."""
    for file in project.files:
        for sign in file.markers:
            if sign.kind in kinds:
                yield file, sign


def marks(project: "Project", *kinds: str) -> tuple[Mark, ...]:
    """The markers of some kinds as places."""
    return tuple(
        Mark(file.path, sign.line, f"{sign.sign}: {sign.name}" if sign.name else sign.sign, sign.certain)
        for file, sign in seen(project, *kinds)
    )
