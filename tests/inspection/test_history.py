"""The log in numbers: who is the same person, who is a program, how much hangs on how few."""

import os
import subprocess
from datetime import date
from pathlib import Path

import pytest

from audit.checks.own.active_owners import ActiveOwners
from audit.inspection.engine import inspect
from audit.inspection.joined.history import bus_factor
from audit.model.finding import Outcome
from audit.model.history import History
from audit.model.history_words import history_lines
from tests.checks.test_examples import commit

OTHERS = "\n".join(f"2025-05-{day:02} Bo Lind <bo@lind.example>" for day in range(1, 8))


def history_of(folder: Path, log: str) -> History:
    (folder / "app.py").write_text("x = 1\n")
    commit(folder, log)
    return inspect(folder, []).history


@pytest.mark.parametrize(
    ("commits", "people"),
    [([], None), ([0, 0], None), ([5], 1), ([5, 5], 1), ([3, 3, 3], 2), ([10, 1, 1], 1), ([1] * 9, 5)],
)
def test_the_bus_factor_is_the_fewest_who_made_half(commits: list[int], people: int | None) -> None:
    assert bus_factor(commits) == people


@pytest.mark.parametrize(
    ("log", "authors"),
    [
        (
            "2025-01-01 Ada Quill <ada@a.example>\n2025-01-02 ada  quill <ada@b.example>",
            [("ada  quill", 2, False)],
        ),
        (
            "2025-01-01 Ada Quill <ada@a.example>\n2025-01-02 aq <ADA@a.example>\n2025-01-03 aq <q@q.example>",
            [("aq", 3, False)],
        ),
        (
            "2025-01-01 root <ada@a.example>\n2025-01-02 root <bo@b.example>",
            [("root", 1, False), ("root", 1, False)],
        ),
        (
            "2025-01-01 Ada Quill <noreply@github.com>\n2025-01-02 Bo Lind <noreply@github.com>",
            [("Ada Quill", 1, False), ("Bo Lind", 1, False)],
        ),
        (
            "2025-01-01 renovate[bot] <29139614+renovate[bot]@users.noreply.github.com>\n"
            "2025-01-02 Bob Abbot <bob@abbot.example>",
            [("Bob Abbot", 1, False), ("renovate[bot]", 1, True)],
        ),
    ],
    ids=["same name", "same address, then same name", "a name of nobody", "an address of many", "a program"],
)
def test_people_are_told_apart(log: str, authors: list[tuple[str, int, bool]], tmp_path: Path) -> None:
    found = history_of(tmp_path, log)
    assert [(a.name, a.commits, a.automatic) for a in found.authors] == authors


def test_months_count_back_from_the_last_commit(tmp_path: Path) -> None:
    found = history_of(
        tmp_path,
        "2020-01-01 Ada Quill <ada@a.example>\n"
        "2022-01-01 Bo Lind <bo@b.example>\n"
        "2022-10-01 dependabot[bot] <d@d.example>\n"
        "2022-11-01 Cy Moor <cy@c.example>",
    )
    assert (found.active_6_months, found.active_12_months, found.bus_factor) == (1, 2, 1)
    said = dict(history_lines(found, date(2022, 12, 1)))
    assert said["Commits"] == "4, 1 January 2020 to 1 November 2022, 30 days before the day of this audit"
    assert said["Releases"] == "no tag names a version"
    assert "dependabot[bot] (a program, 1, last 1 October 2022)" in said["Authors"]


def test_merges_are_counted_apart_and_tags_that_name_a_version_are_releases(tmp_path: Path) -> None:
    history_of(tmp_path, "2025-01-01 Ada Quill <ada@a.example>\n2025-01-02 Ada Quill <ada@a.example>")
    git = ["git", "-C", str(tmp_path), "-c", "user.name=Bo", "-c", "user.email=bo@b.example"]
    when = os.environ | {f"GIT_{role}_DATE": "2025-01-03T12:00:00Z" for role in ("AUTHOR", "COMMITTER")}
    for step in (
        ["checkout", "-qb", "side", "HEAD~1"], ["commit", "-q", "--allow-empty", "-m", "side"],
        ["checkout", "-q", "-"], ["merge", "-q", "--no-ff", "-m", "merge", "side"],
        ["tag", "v1.0"], ["tag", "-a", "-m", "second", "v1.1", "HEAD"], ["tag", "latest"],
    ):  # fmt: skip
        subprocess.run([*git, *step], check=True, env=when, capture_output=True)
    found = inspect(tmp_path, []).history
    assert (found.commits, found.merges, found.release_count) == (4, 1, 2)
    assert {release.name for release in found.releases} == {"v1.0", "v1.1"}


@pytest.mark.parametrize(
    ("name", "text", "log", "outcome"),
    [
        ("CODEOWNERS", "* @bolind\n", OTHERS, Outcome.MET),
        ("CODEOWNERS", "* @acme/core\n", OTHERS, Outcome.INCONCLUSIVE),
        ("CODEOWNERS", "* @somebody-else\n", OTHERS, Outcome.INCONCLUSIVE),
        ("CODEOWNERS", "# * bo@lind.example\n", OTHERS, Outcome.NOT_APPLICABLE),
        ("CODEOWNERS", "*.md eve@stone.example @acme/core\n", OTHERS, Outcome.INCONCLUSIVE),
        ("CODEOWNERS", "*.md eve@stone.example bo@lind.example\n", OTHERS, Outcome.MET),
        ("CODEOWNERS", "*.md eve@stone.example\n", OTHERS, Outcome.NOT_MET),
        ("CODEOWNERS", "* bo@other.example\n", f"2020-01-01 Bo <bo@x.example>\n{OTHERS}", Outcome.INCONCLUSIVE),
        ("MAINTAINERS.md", "- Eve Stone <eve@stone.example>\n", OTHERS, Outcome.NOT_MET),
        ("MAINTAINERS.md", "- Eve Stone <eve@stone.example>\n", OTHERS.splitlines()[0], Outcome.INCONCLUSIVE),
        ("MAINTAINERS.md", "- Bo Lind <elsewhere@lind.example>\n", OTHERS, Outcome.MET),
        ("MAINTAINERS.md", "Write to us.\n", OTHERS, Outcome.NOT_APPLICABLE),
        ("vendor/lib/OWNERS", "eve@stone.example\n", OTHERS, Outcome.NOT_APPLICABLE),
        ("CODEOWNERS", "* " + "a@" * 200_000, OTHERS, Outcome.NOT_APPLICABLE),
    ],
    ids=[
        "account that is like the name", "team", "account that the log does not tell", "comment", "or a team",
        "one of two", "never", "perhaps the same", "name and address", "too short a log", "by name",
        "nobody named", "not ours", "hostile",
    ],
)  # fmt: skip
def test_owners_are_held_against_the_log(
    name: str, text: str, log: str, outcome: Outcome, tmp_path: Path
) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(text)
    commit(tmp_path, log)
    (finding,) = inspect(tmp_path, [ActiveOwners]).checks
    assert finding.outcome is outcome, finding


def test_a_shallow_copy_accuses_nobody(tmp_path: Path) -> None:
    whole, shallow = tmp_path / "whole", tmp_path / "shallow"
    whole.mkdir()
    (whole / "CODEOWNERS").write_text("* eve@stone.example\n")
    commit(whole, OTHERS)
    asked = ["git", "clone", "-q", "--depth", "5", f"file://{whole}", str(shallow)]
    subprocess.run(asked, check=True, capture_output=True)
    seen = inspect(shallow, [ActiveOwners])
    assert seen.checks[0].outcome is Outcome.INCONCLUSIVE
    assert (seen.history.shallow, seen.history.bus_factor) == (True, None)


def test_without_a_log_nothing_is_said(tmp_path: Path) -> None:
    (tmp_path / "CODEOWNERS").write_text("* eve@stone.example\n")
    seen = inspect(tmp_path, [ActiveOwners])
    assert seen.checks[0].outcome is Outcome.INCONCLUSIVE
    assert list(history_lines(seen.history)) == []
