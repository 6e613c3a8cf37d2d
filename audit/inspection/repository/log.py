"""What git is asked about the past of a commit: who committed when, and which tags there are."""

from collections.abc import Iterator

from audit.inspection.repository.git import Git

MOST_COMMITS = 20_000
"""The newest commits that are looked at."""
_COMMIT = "--format=%at%x1f%an%x1f%ae%x1f%P"
_TAG = "--format=%(creatordate:unix) %(refname:strip=2)"
_TAGS = ("for-each-ref", "--sort=-creatordate", _TAG, "refs/tags")


def expect(git: Git, commit: str, prefix: str = "") -> None:
    """Have git look while other things are done: for twenty thousand commits it takes half a second."""
    git.begin(*_commits(commit, prefix))
    git.begin(*_TAGS)


def commit_rows(git: Git, commit: str, prefix: str = "") -> Iterator[tuple[str, str, str, str]]:
    """Time, name, address and parents of each commit up to this one, below a folder if one is given."""
    for row in (git.run(*_commits(commit, prefix)) or b"").decode("utf-8", "replace").split("\0"):
        at, _, rest = row.strip().partition("\x1f")
        name, _, rest = rest.partition("\x1f")
        address, _, parents = rest.partition("\x1f")
        yield at, name, address, parents


def tag_rows(git: Git) -> Iterator[tuple[str, str]]:
    """Time and name of each tag, the newest first."""
    for row in (git.run(*_TAGS) or b"").decode("utf-8", "replace").splitlines():
        at, _, name = row.partition(" ")
        yield at, name


def _commits(commit: str, prefix: str) -> tuple[str, ...]:
    scope = ("--", prefix) if prefix else ()
    return ("log", "-z", f"--max-count={MOST_COMMITS}", _COMMIT, commit, *scope)
