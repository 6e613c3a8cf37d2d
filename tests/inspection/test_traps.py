"""Files and objects made to exhaust, mislead or outrun a reader end as limitations, and run nothing."""

import json
import os
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from audit.checks import all_checks
from audit.inspection import knowledge
from audit.inspection.classify import classify
from audit.inspection.engine import inspect
from audit.inspection.intake.cache import Cache
from audit.inspection.intake.workers import TASKS, Workers
from audit.inspection.repository import snapshot
from audit.inspection.repository.snapshot import open_snapshot
from audit.model.base import InputError
from audit.model.inspection import Inspection
from tests.inspection.test_hostile import EMPTY, forge_index, make
from tests.inspection.test_snapshot import ENVIRONMENT, git, paths

ESCAPE = "\x1b]0;owned\x07\x1b[2J<script>alert(1)</script>\u202e"


def told(seen: Inspection) -> dict[str, str]:
    return {item.scope: item.reason for item in seen.coverage.limitations}


def commit(folder: Path) -> None:
    git(folder, "add", ".")
    git(folder, "commit", "-q", "-m", "more")


def test_links_in_circles_lead_nowhere(tmp_path: Path) -> None:
    folder = make(tmp_path / "shop", app="x = 1\n")
    (folder / "round").symlink_to(".")
    (folder / "a.py").symlink_to("b.py")
    (folder / "b.py").symlink_to("a.py")
    (folder / "up").symlink_to("..")
    commit(folder)
    assert paths(folder) == paths(folder, "HEAD") == ["app.py"]
    git(folder, "rm", "-rq", "--cached", ".")
    (folder / ".git").rename(tmp_path / "gone")
    assert paths(folder) == ["app.py"]


def test_a_sparse_file_of_a_gigabyte_is_not_read(tmp_path: Path) -> None:
    folder = make(tmp_path / "shop", app="x = 1\n", huge="")
    with (folder / "huge.py").open("r+b") as file:
        file.truncate(1_000_000_000)
    assert told(inspect(folder, all_checks())) == {"huge.py": "1000.0 MB: too large to be read"}


def test_a_million_empty_files_are_cut(tmp_path: Path) -> None:
    folder = make(tmp_path / "shop", app="", other="x = 1\n")
    rows = "".join(f"100644 blob {EMPTY}\t{n:03d}.py\n" for n in range(1_000))
    for _ in range(2):
        done = subprocess.run(
            ["git", "mktree"],
            cwd=folder,
            env=ENVIRONMENT,
            input=rows,
            capture_output=True,
            text=True,
            check=True,
        )
        tree = done.stdout.strip()
        rows = "".join(f"040000 tree {tree}\t{n:03d}\n" for n in range(1_000))
    with open_snapshot(folder, git(folder, "commit-tree", "-m", "many", tree)) as shot:
        assert (len(shot.entries), shot.truncated) == (snapshot.FILE_LIMIT, True)
        assert [i.reason for i in shot.limitations] == ["only the first 200,000 files were looked at"]


def test_a_full_index_is_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder = make(tmp_path / "shop", app="")
    forge_index(folder, *(f"{n:05d}.py" for n in range(20_000)))
    monkeypatch.setattr(snapshot, "FILE_LIMIT", 5_000)
    with open_snapshot(folder) as shot:
        assert (len(shot.entries), shot.truncated) == (5_000, True)


def test_a_path_longer_than_any_system_keeps_is_named(tmp_path: Path) -> None:
    folder = make(tmp_path / "shop", app="x = 1\n")
    blob = bytes.fromhex(git(folder, "rev-parse", "HEAD:app.py"))
    (tmp_path / "tree").write_bytes(b"100644 " + b"a" * 50_000 + b"\0" + blob + b"100644 app.py\0" + blob)
    tree = git(folder, "hash-object", "-t", "tree", "-w", "--literally", str(tmp_path / "tree"))
    revision = git(folder, "commit-tree", "-m", "long", tree)
    seen = inspect(folder, [], revision=revision)
    assert seen.coverage.files == 1
    assert told(seen) == {"a" * 100: "its path is longer than any system keeps"}


DEEP = {
    "app.py": b"import openai\nx = " + b"[" * 60_000,
    "calls.py": b"import openai\n" + b"openai.OpenAI(" * 60_000,
    "chain.py": b"import openai\nx = openai" + b".a()" * 4_000,
    "minus.py": b"import openai\nx = " + b"-" * 19_000 + b"1",
    "plus.py": b"import openai\nx = " + b"1+" * 9_000 + b"1",
    "blocks.py": b"import openai\n" + b"".join(b" " * n + b"if x:\n" for n in range(600)),
    "lambda.py": b"import openai\nx = " + b"lambda: " * 2_000 + b"1",
    "app.ts": b"import OpenAI from 'openai'\nconst x = " + b"{a:" * 60_000,
    "arrows.ts": b"import OpenAI from 'openai'\nconst x = " + b"a=>" * 6_000 + b"1",
    "types.ts": b"import OpenAI from 'openai'\nlet x: " + b"A<" * 8_000,
    "ui.tsx": b"import OpenAI from 'openai'\nconst x = " + b"<a>" * 6_000,
    "main.go": b'package main\nimport "github.com/sashabaranov/go-openai"\nvar x = ' + b"f(" * 60_000,
    "stars.go": b'package main\nimport "github.com/sashabaranov/go-openai"\nvar x ' + b"*" * 15_000,
    "App.java": b"import com.openai.client.OpenAIClient;\nclass A { Object x = " + b"(" * 60_000,
    "Not.java": b"import com.openai.client.OpenAIClient;\nclass A { boolean x = " + b"!" * 15_000,
    "deep.ipynb": b'{"cells": ' + b"[" * 200_000,
    "nested.ipynb": json.dumps({"cells": [{"cell_type": "code", "source": "import openai\n" + "(" * 9_000}]}).encode(),
    "data.json": b"[" * 500_000,
    "package.json": b'{"dependencies":' * 100_000,
    "pyproject.toml": b"a = " + b"[" * 200_000,
    "Pipfile": b"[packages]\n" + b"a." * 200_000,
    "pom.xml": b"<dependency>" * 100_000,
    "go.mod": b"require (" * 100_000,
}  # fmt: skip


@pytest.fixture(scope="module")
def apart() -> Iterator[Workers]:
    with Workers(number=1) as found:
        yield found


@pytest.mark.parametrize("name", DEEP)
def test_depth_ends_no_reader(apart: Workers, name: str) -> None:
    kind = classify(name)
    for task in ("text", "code") if kind.is_code else ("text",):
        ((path, result),) = apart.apart(task, [(name, kind, DEEP[name])])
        assert path == name
        assert not isinstance(result, str) or "died" not in result, result


LAUGHS = "a0: &a0 [lol, lol, lol, lol, lol, lol, lol, lol, lol]\n" + "".join(
    f"a{n + 1}: &a{n + 1} [" + ", ".join([f"*a{n}"] * 9) + "]\n" for n in range(12)
)


@pytest.mark.parametrize(
    "name",
    [
        ".github/workflows/ci.yml", "config.yaml", "docker-compose.yml", "promptfooconfig.yaml", "dvc.yaml",
        "prompts/system.yaml", "environment.yml", ".pre-commit-config.yaml", "model.dvc",
    ],
)  # fmt: skip
def test_a_billion_laughs_are_not_written_out(tmp_path: Path, name: str) -> None:
    (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    (tmp_path / name).write_text(f"on: push\nmodel: gpt-4o\nprompt: You are a clerk\n{LAUGHS}")
    assert inspect(tmp_path, all_checks()).coverage.read == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (LAUGHS, "more than 200,000 values"),
        ("telemetry: &a [*a]\n", "more than 200,000 values"),
        ("telemetry: " + "[" * 100_000, "deep in each other"),
        ("telemetry: {? [a, b] : c}\n", "not valid YAML|own.yaml: telemetry"),
        ("telemetry: 2020-99-99\n", "not valid YAML"),
        (
            "secrets: {forms: [{id: a, words: [a], pattern: a, entropy: 1, certain: true, source: 'https://a.example'}]}",
            r"\(\?P<key>",
        ),
    ],
)
def test_knowledge_of_a_user_is_refused_in_words(tmp_path: Path, text: str, why: str) -> None:
    (tmp_path / "own.yaml").write_text(text)
    try:
        with pytest.raises(InputError, match=why):
            knowledge.use(tmp_path / "own.yaml")
    finally:
        knowledge.use(None)


def test_a_notebook_with_vast_outputs_is_named(tmp_path: Path) -> None:
    folder = make(tmp_path / "shop", app="x = 1\n")
    with (folder / "run.ipynb").open("w") as file:
        file.write('{"cells": [{"cell_type": "code", "source": "import openai", "outputs": ["')
        file.truncate(200_000_000)
    git(folder, "update-index", "--add", "--cacheinfo", f"100644,{EMPTY},run.ipynb")
    assert told(inspect(folder, all_checks())) == {"run.ipynb": "200.0 MB: too large to be read"}


def test_what_lies_elsewhere_is_named(tmp_path: Path) -> None:
    part = make(tmp_path / "part", part="y = 1\n")
    folder = make(tmp_path / "shop", app="x = 1\n")
    git(folder, "submodule", "add", "-q", str(part), "libs/part")
    (folder / "weights.py").write_text("version https://git-lfs.github.com/spec/v1\noid sha256:0\nsize 9\n")
    commit(folder)
    for revision in (None, "HEAD"):
        assert told(inspect(folder, all_checks(), revision=revision)) == {
            "libs/part": "a submodule: its files are in another repository",
            "weights.py": "a Git LFS pointer: its content is not in the repository",
        }


def test_a_shallow_clone_says_that_its_history_is_cut(tmp_path: Path) -> None:
    folder = make(tmp_path / "shop", app="x = 1\n")
    git(folder, "commit", "-q", "--allow-empty", "-m", "second")
    git(tmp_path, "clone", "-q", "--depth", "1", folder.as_uri(), "cut")
    seen = inspect(tmp_path / "cut", [])
    assert (seen.history.commits, seen.history.shallow) == (1, True)


@pytest.mark.parametrize("damage", ["garbage", "short", "another"])
def test_a_damaged_object_loses_only_its_own_file(tmp_path: Path, damage: str) -> None:
    folder = make(tmp_path / "shop", a="x = 1\n", b="y = 1  # " + os.urandom(60_000).hex(), c="z = 1\n")
    oid = git(folder, "rev-parse", "HEAD:b.py")
    place = folder / ".git" / "objects" / oid[:2] / oid[2:]
    place.chmod(0o644)
    whole = place.read_bytes()
    place.write_bytes(
        {"garbage": b"\0" * 99, "short": whole[:3_000], "another": zlib.compress(b"tree 9\0")}[damage]
    )
    with open_snapshot(folder, "HEAD") as shot:
        read = {entry.path: data for entry, data in shot.read(shot.entries)}
    assert read["a.py"] == b"x = 1\n"
    assert read["c.py"] == b"z = 1\n"
    assert "b.py" in told(inspect(folder, [], revision="HEAD")) or damage == "another"


def vanish(place: Path) -> None:
    place.unlink()


def grow(place: Path) -> None:
    os.truncate(place, 3_000_000_000)


def turn_pipe(place: Path) -> None:
    place.unlink()
    os.mkfifo(place)


def turn_link(place: Path) -> None:
    place.unlink()
    place.symlink_to("/etc/hostname")


def turn_folder(place: Path) -> None:
    place.unlink()
    place.mkdir()


@pytest.mark.parametrize("change", [vanish, grow, turn_pipe, turn_link, turn_folder])
@pytest.mark.parametrize("tracked", [True, False])
def test_a_file_that_changes_once_it_was_listed_is_not_read(
    tmp_path: Path, change: Callable[[Path], None], tracked: bool
) -> None:
    folder = make(tmp_path / "shop", app="x = 1\n", other="y = 1\n")
    if not tracked:
        (folder / ".git").rename(tmp_path / "gone")
    with open_snapshot(folder) as shot:
        change(folder / "app.py")
        assert {entry.path: data for entry, data in shot.read(shot.entries)} == {
            "app.py": None,
            "other.py": b"y = 1\n",
        }


def test_a_folder_that_becomes_a_link_once_it_was_listed_is_not_entered(tmp_path: Path) -> None:
    (tmp_path / "shop" / "service").mkdir(parents=True)
    (tmp_path / "shop" / "service" / "app.py").write_text("x = 1\n")
    (tmp_path / "outside").mkdir()
    (tmp_path / "outside" / "app.py").write_text("key = 1\n")
    with open_snapshot(tmp_path / "shop") as shot:
        (tmp_path / "shop" / "service").rename(tmp_path / "moved")
        (tmp_path / "shop" / "service").symlink_to(tmp_path / "outside")
        assert [data for _, data in shot.read(shot.entries)] == [None]


def test_no_escape_sequence_reaches_a_terminal(tmp_path: Path) -> None:
    folder = make(tmp_path / "shop", app="import openai\n")
    (folder / f"{ESCAPE.replace('/', '')}\n.py").write_text(
        f"import openai\n# {ESCAPE}\nopenai.OpenAI('{ESCAPE}')\n"
    )
    (folder / "README.md").write_text(f"# Security {ESCAPE} report a vulnerability\n")
    (folder / "requirements.txt").write_text(f"openai{ESCAPE}==1\n")
    git(folder, "add", ".")
    git(
        folder,
        "-c",
        f"user.name={ESCAPE}",
        "commit",
        "-q",
        "-m",
        ESCAPE,
        f"--author={ESCAPE.replace('<', '(').replace('>', ')')} <a@a>",
    )
    git(folder, "tag", "-a", "v1", "-m", ESCAPE)
    for revision in (None, "v1"):
        seen = inspect(folder, all_checks(), revision=revision)
        shown = [*told(seen), *(a.name for a in seen.history.authors), seen.repository]
        shown += [text for f in seen.checks for e in f.evidence for text in (e.path, e.excerpt)]
        assert not any(set(text) & {"\x1b", "\x07", "\u202e"} for text in shown)
    done = subprocess.run(
        [sys.executable, "-m", "audit", "inspect", str(folder)], capture_output=True, text=True, check=False,
        env={**os.environ, "PHASE2_CACHE": str(tmp_path / "cache"), "XDG_CACHE_HOME": str(tmp_path / "cache")},
    )  # fmt: skip
    assert "\x1b]0" not in done.stdout + done.stderr
    assert "Traceback" not in done.stderr


def test_two_processes_share_a_cache(tmp_path: Path) -> None:
    folder = make(tmp_path / "shop", app="import openai\nopenai.OpenAI(timeout=3)\n")
    kept = tmp_path / "cache.sqlite3"
    with Cache(kept) as first, Cache(kept) as second:
        first.put("text", [("a.py", "1" * 40, "one")])
        second.put("text", [("b.py", "2" * 40, "two")])
        assert first.get("text", [("b.py", "2" * 40)]) == {"b.py": "two"}
    command = (
        "import sys; from pathlib import Path; from audit.checks import all_checks; from audit.inspection.engine import inspect;"
        "print([f.outcome.value for f in inspect(Path(sys.argv[1]), all_checks(), cache=Path(sys.argv[2])).checks])"
    )
    started = [
        subprocess.Popen([sys.executable, "-c", command, folder, kept], stdout=subprocess.PIPE, text=True)
        for _ in range(2)
    ]
    answers = [process.communicate()[0] for process in started]
    assert answers[0] == answers[1]
    assert answers[0].startswith("['")


def test_a_reader_that_fails_costs_one_file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def failing(path: str, kind: object, data: bytes) -> object:
        if path == "odd.py":
            raise KeyError(path)
        return first(path, kind, data)  # type: ignore[arg-type]

    first = TASKS["text"]
    monkeypatch.setitem(TASKS, "text", failing)
    (tmp_path / "odd.py").write_text("x = 1\n")
    (tmp_path / "app.py").write_text("import openai\n")
    seen = inspect(tmp_path, all_checks())
    assert told(seen) == {"odd.py": "could not be read (KeyError)"}
    assert {f.outcome.value for f in seen.checks if f.id == "automated-tests"} == {"inconclusive"}
