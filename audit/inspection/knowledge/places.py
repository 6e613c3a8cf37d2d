"""The forms of knowledge about files by their folders and names."""

from audit.inspection.knowledge.entry import Entry, Sourced
from audit.inspection.knowledge.loading import load, remembered


class FileNames(Sourced, frozen=True):
    """Names of files that mean one thing; `weak` where the name alone promises more than it shows."""

    what: str
    ecosystem: str = ""
    names: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()
    but_not: tuple[str, ...] = ()
    weak: bool = False


class PathForm(Entry, frozen=True):
    """Folders and names that give a file its role."""

    folders: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    paths: tuple[str, ...] = ()


class Paths(Sourced, frozen=True):
    """The roles of files, in the order in which they are tried."""

    vendored: PathForm
    generated: PathForm
    workflow: PathForm
    evaluation: PathForm
    test: PathForm
    example: PathForm
    training: PathForm


@remembered
def files() -> dict[str, tuple[FileNames, ...]]:
    """File names that mean something, by kind."""
    return load("files", dict[str, tuple[FileNames, ...]])


@remembered
def paths() -> Paths:
    """Roles of files by folder and name."""
    return load("paths", Paths)
