"""`--history` finds secrets that were removed again, cites where they came in, and changes nothing without it."""

import os
import subprocess
from pathlib import Path

import pytest

from audit.checks.sec.no_committed_secrets import NoCommittedSecrets
from audit.inspection.engine import inspect
from audit.model.finding import Confidence, Finding, Outcome
from audit.model.inspection import Inspection

KEY = "gsk_" + "Zq8vT1mWb4Yc7LdN2xKf" + "R5hJp9sGt3uEaQwVi6oXyBnMz0Cr"


def git(folder: Path, *arguments: str) -> str:
    who = {
        f"GIT_{role}_{what}": "x@y.example" for role in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")
    }
    asked = ["git", "-C", str(folder), *arguments]
    return subprocess.run(
        asked, check=True, capture_output=True, text=True, env=os.environ | who
    ).stdout.strip()


def commit(folder: Path, files: dict[str, str | None]) -> str:
    """Write files, remove those without text, and commit: the id of the commit."""
    for name, text in files.items():
        place = folder / name
        if text is None:
            place.unlink()
        else:
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_text(text)
    git(folder, "add", "--all")
    git(folder, "commit", "-q", "--allow-empty", "-m", "x")
    return git(folder, "rev-parse", "HEAD")


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    git(tmp_path, "init", "-q")
    commit(tmp_path, {"app.py": "x = 1\n"})
    return tmp_path


def looked(folder: Path, *, past: bool = True, revision: str | None = None) -> tuple[Inspection, Finding]:
    seen = inspect(folder, [NoCommittedSecrets], revision=revision, past=past)
    return seen, seen.checks[0]


def test_a_removed_secret_is_cited_at_the_commit_that_brought_it(repository: Path) -> None:
    brought = commit(repository, {"conf/settings.py": f'import os\nKEY = "{KEY}"\n'})
    commit(repository, {"conf/settings.py": f'import os\nKEY = "{KEY}"\nX = 1\n'})
    commit(repository, {"conf/settings.py": None})

    seen, finding = looked(repository)
    (evidence,) = finding.evidence
    assert (finding.outcome, finding.confidence) == (Outcome.NOT_MET, Confidence.STRONG)
    assert (evidence.path, evidence.line, evidence.commit) == ("conf/settings.py", 2, brought)
    assert evidence.excerpt == 'KEY = "[Groq key removed]"'
    assert KEY not in seen.model_dump_json()


def test_without_being_asked_older_commits_are_left_alone(repository: Path) -> None:
    commit(repository, {"settings.py": f'KEY = "{KEY}"\n'})
    commit(repository, {"settings.py": None})
    _, finding = looked(repository, past=False)
    assert finding.outcome is Outcome.MET
    assert "older commits" not in finding.reason


def test_a_branch_that_was_never_merged_counts(repository: Path) -> None:
    git(repository, "checkout", "-qb", "side")
    brought = commit(repository, {"settings.py": f'KEY = "{KEY}"\n'})
    git(repository, "checkout", "-q", "-")
    _, finding = looked(repository)
    assert [e.commit for e in finding.evidence] == [brought]


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("settings.py", 'KEY = "gsk_your-key"\n'),
        ("tests/test_app.py", f'KEY = "{KEY}"\n'),
        ("node_modules/a/settings.js", f'KEY = "{KEY}"\n'),
        (".env", "SECRET_TOKEN=8f3kd0Qm2LzP7xV9cT1bN5sWj6\n"),
        ("settings.py", "\0" + KEY),
    ],
    ids=["placeholder", "test", "vendored", "no certain form", "binary"],
)
def test_what_leaves_a_doubt_is_not_held_against_the_past(name: str, text: str, repository: Path) -> None:
    commit(repository, {name: text})
    commit(repository, {name: None})
    _, finding = looked(repository)
    assert finding.outcome is Outcome.MET


def test_what_is_still_there_is_told_once(repository: Path) -> None:
    commit(repository, {"settings.py": f'KEY = "{KEY}"\n'})
    commit(repository, {"settings.py": f'KEY = "{KEY}"\nX = 1\n'})
    _, finding = looked(repository)
    assert [(e.path, e.line) for e in finding.evidence] == [("settings.py", 1)]


def test_a_folder_of_a_repository_answers_for_itself(repository: Path) -> None:
    commit(repository, {"a/settings.py": f'KEY = "{KEY}"\n', "b/app.py": "x = 1\n", "a/app.py": "x = 1\n"})
    commit(repository, {"a/settings.py": None})
    assert looked(repository / "b")[1].outcome is Outcome.MET
    assert [e.path for e in looked(repository / "a")[1].evidence] == ["settings.py"]


def test_a_shallow_copy_says_what_it_cannot_search(repository: Path, tmp_path: Path) -> None:
    commit(repository, {"settings.py": f'KEY = "{KEY}"\n'})
    commit(repository, {"settings.py": None})
    shallow = tmp_path / "shallow"
    git(repository, "clone", "-q", "--depth", "1", f"file://{repository}", str(shallow))
    seen, finding = looked(shallow)
    assert finding.outcome is Outcome.INCONCLUSIVE
    assert ("older commits", "a shallow copy: they are not in it") in [
        (limitation.scope, limitation.reason) for limitation in seen.coverage.limitations
    ]


def test_large_files_are_counted_not_searched(repository: Path) -> None:
    commit(repository, {"settings.py": f'KEY = "{KEY}"\n' + "# long\n" * 300_000})
    commit(repository, {"settings.py": None})
    seen, _ = looked(repository)
    assert "1 file larger than 2 MB: not searched" in [x.reason for x in seen.coverage.limitations]


def test_names_with_control_characters_do_not_act(repository: Path) -> None:
    name = "set\x1b[31mtings.py"
    commit(repository, {name: f'KEY = "{KEY}"\n'})
    commit(repository, {name: None})
    _, finding = looked(repository)
    assert len(finding.evidence) == 1
    assert "\x1b" not in finding.model_dump_json() + finding.evidence[0].path
