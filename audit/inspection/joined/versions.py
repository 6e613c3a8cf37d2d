"""Versions of data and of trained models that the repository names."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection.facts import KeptVersion
from audit.inspection.following.signposts import seen

if TYPE_CHECKING:
    from audit.inspection.project import Project


def kept_versions(project: "Project") -> Iterator[KeptVersion]:
    """Every sign of an exact version of data or of a model."""
    for file, sign in seen(project, "versioning"):
        yield KeptVersion(file.path, sign.line, sign.sign, sign.certain)
