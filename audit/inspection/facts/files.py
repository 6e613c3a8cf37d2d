"""Facts about files as such: names that mean something, dependencies, where the code lives."""

from typing import ClassVar

from audit.inspection.facts.base import Basis, Fact, Scope


class NamedFile(Fact, frozen=True):
    """A file whose name says what it is for; `kind` is the heading in `knowledge/files.yaml`.

    It is not `certain` where only what stands in the file could show that it keeps what its name says.
    """

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.NAMES
    noun: ClassVar[str] = "file name"

    kind: str
    what: str
    ecosystem: str = ""
    certain: bool = True


class FileTree(Fact, frozen=True):
    """All file names of the repository, and those among them that mean something."""

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.NAMES
    noun: ClassVar[str] = "file name"

    count: int
    named: tuple[NamedFile, ...]

    def of_kind(self, kind: str) -> tuple[NamedFile, ...]:
        """The files of one kind of `knowledge/files.yaml`."""
        return tuple(file for file in self.named if file.kind == kind)


class Component(Fact, frozen=True):
    """A part of the repository that is installed by itself; `main` is the one whose controls count.

    `lock` is the path of its lock file, `listed` and `exact` count its direct dependencies, and
    `unlisted` names packages that its code imports where nothing lists any. It is not `certain` that it is
    the main one where others are about as large, or most of the program has no list of dependencies.
    """

    scope: ClassVar[Scope] = Scope.REPOSITORY
    basis: ClassVar[Basis] = Basis.NAMES
    noun: ClassVar[str] = "component"

    ecosystem: str
    main: bool
    lock: str
    listed: int
    exact: int
    unlisted: tuple[str, ...] = ()
    certain: bool = True


class Requirements(Fact, frozen=True):
    """The direct dependencies of the main component, and how many of them name one exact version.

    They may be `pinned_beside`: by constraints, an environment or a lock of another tool. They are not
    `certain` where another component may be the main one, `published` where a library gives them as ranges.
    """

    basis: ClassVar[Basis] = Basis.TEXT
    noun: ClassVar[str] = "list of dependencies"

    count: int
    exact: int
    locked_by: str
    unlisted: tuple[str, ...] = ()
    pinned_beside: bool = False
    certain: bool = True
    published: bool = False


class CodeBase(Fact, frozen=True):
    """How the own code of the repository is divided between source files and notebooks, in lines.

    It is `mixed` where notebooks are run or turned into code by a tool, or code is in languages not counted.
    """

    noun: ClassVar[str] = "code base"

    source: int
    notebooks: int
    mixed: bool = False
