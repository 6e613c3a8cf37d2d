"""Facts that the names, headings and sizes of files tell."""

import posixpath
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection import knowledge
from audit.inspection.classify import Role, classify, folder_role, named_files
from audit.inspection.facts import CodeBase, FileTree, NamedFile, OperationsText
from audit.inspection.patterns import Pattern

if TYPE_CHECKING:
    from audit.inspection.project import Project

_OWN = frozenset({Role.SOURCE, Role.TRAINING})
_ASIDE = frozenset({Role.TEST, Role.EXAMPLE, Role.EVALUATION})
_OF_THE_SYSTEM = frozenset({"container", "lockfile", "manifest", "deployment"})
_OF_A_PLACE = frozenset({"changelog", "part_license"})
_DEPLOYING = {
    "pipeline": "pipeline that deploys with", "workload": "description of what runs in",
    "composition": "application put together by",
}  # fmt: skip
_NO_PROGRAM = frozenset({"", "Jupyter Notebook", "SQL", "Shell"})
_OTHER_CODE = Pattern(
    r"\.(?:m|cu|cuh|sql|tf|bicep|f90|sas|do|stan|ps1|lisp|clj|exs?|erl|hs|mli?|fs|nim|zig|mojo|sol|sv|vhdl?)$"
)
_RUNS_NOTEBOOKS = Pattern(
    r"(?:^|/)(?:databricks\.ya?ml|settings\.ini|jupytext\.toml|[\w.-]*(?:nbdev|papermill|voila)[\w.-]*)$"
)


def file_tree(project: "Project") -> Iterator[FileTree]:
    """All names, and those among them that mean something."""
    hollow = {file.path for file in project.files if file.hollow}
    homes = _homes(project)
    named = [file for path in project.paths for file in named_files(path) if _counts(file, homes)]
    named = [file for file in named if file.path not in hollow and not _promises_only(file, project.empty)]
    named += [
        NamedFile(
            file.path,
            at.line,
            "deployment",
            f"{_DEPLOYING[at.where]} {at.id}",
            certain=at.where != "composition",
        )
        for file in project.files
        for at in file.commands
        if at.where in _DEPLOYING
    ]
    named += [
        NamedFile(file.path, line, "security_policy", f"section: {heading}")
        for file in project.files
        if not file.hollow
        for heading, line in file.reporting
    ]
    yield FileTree(".", None, len(project.paths), tuple(named))


def _promises_only(file: NamedFile, empty: frozenset[str]) -> bool:
    """Whether a file that must hold something to be of use is empty."""
    return file.path in empty and file.kind in {"deployment", "lockfile"}


def _homes(project: "Project") -> set[str]:
    """Where what is said of the whole stands: the root, its documentation, parts with dependencies."""
    parts = {posixpath.dirname(path) for path in project.paths if _lists_dependencies(path)}
    return {"", "doc", "docs", ".github", ".github/workflows", "docs/source", *parts}


def _lists_dependencies(path: str) -> bool:
    return any(named.kind == "manifest" for named in named_files(path))


def _counts(file: NamedFile, homes: set[str]) -> bool:
    """Whether a named file belongs to the system itself, not to its tests, examples or vendored parts."""
    if classify(file.path).role in (Role.VENDORED, Role.GENERATED):
        return False
    if file.kind in _OF_A_PLACE and posixpath.dirname(file.path) not in homes:
        return False
    return file.kind not in _OF_THE_SYSTEM or folder_role(file.path) not in _ASIDE


def code_base(project: "Project") -> Iterator[CodeBase]:
    """How own code is divided between source files and notebooks."""
    source = sum(f.lines for f in project.files if f.kind.role in _OWN and f.kind.language not in _NO_PROGRAM)
    roles = {f.path: f.kind.role for f in project.files}
    own = {path: n for path, n in project.notebook_lines.items() if roles.get(path) in _OWN}
    if source or own:
        largest = max(own, key=lambda path: own[path], default=".")
        mixed = any(_OTHER_CODE.search(path) or _RUNS_NOTEBOOKS.search(path) for path in project.paths)
        yield CodeBase(largest, None, source, sum(own.values()), mixed)


def operations_texts(project: "Project") -> Iterator[OperationsText]:
    """Documents and headings that speak to whoever runs the system."""
    for file in project.files:
        if file.hollow:
            continue
        by_name = [n for n in named_files(file.path) if n.kind == "operations"]
        if file.kind.role is Role.DOCS and by_name and knowledge.operations().files.search(file.path):
            yield OperationsText(file.path, None, by_name[0].what, by_name[0].certain)
        for heading, line in file.headings:
            yield OperationsText(file.path, line, heading, True)
