"""Lists of direct dependencies, and whether they fix what is installed."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection.classify import Role, folder_role
from audit.inspection.facts import FileTree, Requirements

if TYPE_CHECKING:
    from audit.inspection.project import Project

_PYTHON_LOCKS = (
    "uv.lock",
    "poetry.lock",
    "Pipfile.lock",
    "pdm.lock",
    "pylock.toml",
    "conda-lock.yml",
    "pixi.lock",
)
_DEVELOPMENT = re.compile(r"dev|test|doc|lint|eval|example|build", re.IGNORECASE)
_ASIDE = frozenset({Role.TEST, Role.EXAMPLE, Role.EVALUATION})


def requirements(project: "Project") -> Iterator[Requirements]:
    """The dependencies of the component that calls models, or of the largest: lock or requirements."""
    lines = project.languages()
    python = bool(project.calls) or lines["Python"] + lines["Jupyter Notebook"] >= sum(lines.values()) / 2
    locks = [file.path for tree in project.of(FileTree) for file in tree.of_kind("lockfile")]
    fitting = [path for path in sorted(locks) if python == path.endswith(_PYTHON_LOCKS)]
    if fitting:
        yield Requirements(fitting[0], None, 1, 1, fitting[0])
        return
    for file in project.files:
        count, exact = file.requirements
        aside = folder_role(file.path) in _ASIDE or _DEVELOPMENT.search(file.path.rpartition("/")[2])
        if count and python and not aside:
            yield Requirements(file.path, None, count, exact, "")
