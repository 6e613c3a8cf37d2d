"""The log of the inspected revision: who really worked on it, how much, and when last."""

from collections import Counter
from datetime import UTC, datetime

from audit.inspection.git import Git
from audit.model import wording
from audit.model.inspection import Author, History

_COMMIT_LIMIT = 20_000


def read_history(git: Git, commit: str, prefix: str = "") -> History:
    """Commits and authors up to a commit, limited to a subfolder if one is inspected."""
    scope = ["--", prefix] if prefix else []
    output = git.run(
        "log", "-z", f"--max-count={_COMMIT_LIMIT}", "--format=%at%x1f%an%x1f%ae", commit, *scope
    )
    commits: Counter[str] = Counter()
    names: dict[str, str] = {}
    last: dict[str, int] = {}
    times: list[int] = []
    for row in (output or b"").decode("utf-8", "replace").split("\0"):
        at, _, rest = row.strip().partition("\x1f")
        name, _, address = rest.partition("\x1f")
        if not at.lstrip("-").isdigit() or not 0 <= int(at) < 32_503_680_000:
            continue
        key = name.strip().lower() or address.strip().lower()
        names.setdefault(key, name.strip() or address.strip() or "unnamed")
        commits[key] += 1
        last[key] = max(last.get(key, 0), int(at))
        times.append(int(at))
    if not times:
        return History()
    authors = tuple(
        Author(
            name=wording.clipped(wording.visible(names[key]), 200),
            commits=count,
            last=datetime.fromtimestamp(last[key], UTC),
        )
        for key, count in sorted(commits.items(), key=lambda item: (-item[1], item[0]))
    )
    first, newest = (datetime.fromtimestamp(t, UTC) for t in (min(times), max(times)))
    return History(commits=len(times), first=first, last=newest, authors=authors)
