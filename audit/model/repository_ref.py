"""Which repository is meant: apart from the assessment, since most are inspected without one."""

from pydantic import Field

from audit.model.base import Value


class RepositoryRef(Value):
    """A repository of the subject: where it lies and which revision is meant."""

    path: str
    revision: str | None = Field(default=None, description="none: the worktree as it is")
    name: str = ""
