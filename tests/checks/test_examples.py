"""Every check says exactly what the marks in its own examples say."""

import os
import re
import subprocess
from pathlib import Path
from typing import Any

import pytest

from audit.checks import all_checks
from audit.inspection.check import Check, example
from audit.inspection.engine import inspect
from audit.model.evidence import Direction
from audit.model.finding import Outcome

MARK = re.compile(r"\s*# <-- (supports|contradicts)$", re.MULTILINE)
CASES = [(check, kind) for check in all_checks() for kind in ("good", "bad")]


LOG = re.compile(r"^(\S+) (.+?) <(.+?)>:?(.*)$", re.MULTILINE)


def commit(folder: Path, log: str) -> None:
    """Make the commits that an example of a log lists: day, name, address and, after a colon, what it changes.

    The first one also holds every file that no other names; what was there before gets one more line end.
    """
    git = ["git", "-C", str(folder), "-c", "user.name=x", "-c", "user.email=x@y.example"]
    rows = LOG.findall(example(log))
    later = {path for row in rows for path in row[3].split()}
    first = sorted(str(p.relative_to(folder)) for p in folder.rglob("*") if p.is_file())
    kept: set[str] = set()
    subprocess.run([*git, "init", "-q"], check=True)
    for number, (day, name, address, paths) in enumerate(rows):
        rest = [] if number else [path for path in first if path not in later]
        new = [*rest, *paths.split()]
        for path in filter(kept.__contains__, new):
            (folder / path).write_text((folder / path).read_text() + "\n")
        kept.update(new)
        if new:
            subprocess.run([*git, "add", "--", *new], check=True)
        who = {"GIT_AUTHOR_NAME": name, "GIT_AUTHOR_EMAIL": address}
        when = {f"GIT_{role}_DATE": f"{day}T12:00:00Z" for role in ("AUTHOR", "COMMITTER")}
        made = [*git, "commit", "-q", "--allow-empty", "--message", f"commit {number}"]
        subprocess.run(made, check=True, env=os.environ | who | when)


def write(folder: Path, files: dict[str, str]) -> set[tuple[str, int, str]]:
    """Write files without their marks and return the marks: path, line, direction.

    What is called `git log` is no file, but the commits that hold the others.
    """
    log = files.pop("git log", None)
    marked = _write(folder, files)
    if log is not None:
        commit(folder, log)
    return marked


def _write(folder: Path, files: dict[str, str]) -> set[tuple[str, int, str]]:
    marked = set()
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        plain = example(text)
        for number, line in enumerate(plain.splitlines(), start=1):
            for mark in MARK.findall(line):
                marked.add((name, number, mark))
        path.write_text(MARK.sub("", plain))
    return marked


@pytest.mark.parametrize(("check", "kind"), CASES, ids=[f"{c.id}-{k}" for c, k in CASES])
def test_examples_are_sighted_where_they_are_marked(
    check: type[Check[Any]], kind: str, tmp_path: Path
) -> None:
    marked = write(tmp_path, dict(getattr(check, kind)))
    (finding,) = inspect(tmp_path, [check]).checks
    sighted = {
        (e.path, e.line or 1, e.direction.value)
        for e in finding.evidence
        if e.direction is not Direction.CANNOT_TELL
    }
    whole = {(p, n, d) for p, n, d in sighted if p != "."}
    assert marked == (whole if marked else set()), finding
    if kind == "good":
        assert finding.outcome in (Outcome.MET, Outcome.NOT_APPLICABLE), finding
    else:
        assert finding.outcome in (Outcome.NOT_MET, Outcome.NOT_APPLICABLE), finding
        assert finding.outcome is Outcome.NOT_MET or not marked, finding
