"""Which repository is meant: apart from the assessment, since most are inspected without one."""

from typing import ClassVar

from audit.model.plain import Plain


class RepositoryRef(Plain):
    """A repository of the subject: where it lies and which revision is meant."""

    # people write it in files
    __pydantic_config__: ClassVar = {**Plain.__pydantic_config__, "str_strip_whitespace": True}

    path: str
    revision: str | None = None
    """none: the worktree as it is"""
    name: str = ""
