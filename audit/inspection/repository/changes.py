"""When some files were changed, asked of the log of the inspected commit."""

from collections.abc import Sequence

from audit.inspection.intake.sending import Value
from audit.inspection.repository.git import Git

_PATHS = 200
_END_OF_TIME = 32_503_680_000


class Change(Value, frozen=True):
    """A commit that changed something, and when its author made it."""

    commit: str
    at: int


class Changes(Value, frozen=True):
    """The log of one commit, below a folder if one is inspected; without a repository it knows nothing."""

    git: Git | None = None
    commit: str = ""
    prefix: str = ""

    def of(self, paths: Sequence[str], after: str = "", most: int = 1) -> tuple[Change, ...]:
        """The newest commits, no merges, that changed one of some files since another commit."""
        if self.git is None or not self.commit or not paths:
            return ()
        until = f"{after}..{self.commit}" if after else self.commit
        names = [f":(literal){self._full(path)}" for path in paths[:_PATHS]]
        form = ("--no-merges", "--format=%H %at", f"--max-count={most}")
        rows = (self.git.run("log", *form, until, "--", *names) or b"").decode("ascii", "replace").split("\n")
        found = (row.partition(" ") for row in rows)
        return tuple(
            Change(commit, int(at)) for commit, _, at in found if at.isdigit() and int(at) < _END_OF_TIME
        )

    def _full(self, path: str) -> str:
        return f"{self.prefix.rstrip('/')}/{path}" if self.prefix else path
