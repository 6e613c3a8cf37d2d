"""Which repository is meant: apart from the assessment, since most are inspected without one."""

from audit.model.plain import Plain


class RepositoryRef(Plain):
    """A repository of the subject: where it lies and which revision is meant."""

    path: str
    revision: str | None = None
    """none: the worktree as it is"""
    name: str = ""
