"""The command line: what it prints, what it writes, and with which code it ends."""

import json
import os
import shlex
import subprocess
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from importlib.metadata import version
from inspect import signature
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from audit import cli, delivery, example
from audit.cli.command import Command, Group
from audit.model.base import InputError
from tests.cli.conftest import Run


@pytest.fixture(scope="module")
def seed_case(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example.build(tmp_path_factory.mktemp("seed"))


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(["git", "-C", folder, *arguments], check=True, capture_output=True)


SHORTEST = """\
subject: {name: Vendor A, kinds: [agent_with_tools, classic_ml]}
as_of: 2026-10-01
answers:
  EVAL-01: {level: 1, grade: claimed}
  PROV-01: {level: 3, grade: claimed, contradiction: strong}
  SEC-08: {not_applicable: "the system sees no personal data and decides nothing about people"}
"""


def test_conclude_gives_the_keys_that_programs_read(phase2: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SHORTEST)
    code, out, _ = phase2("conclude", tmp_path / "a.yaml", "--format", "json")
    found = json.loads(out)
    jsonschema.validate(found, json.loads(delivery.schema_json("conclusion")))
    assert code == 0
    assert (found["schema_name"], found["schema_version"]) == ("phase2-conclusion", "1")
    assert found["conclusion"] == "Needs hardening"
    assert [round(x, 3) for x in found["published"]] == [0.339, 49.0]
    assert found["gates"]["failed"] == ["EVAL-01", "PROV-01"]
    assert set(found["gates"]) == {"met", "unverified", "failed"}
    assert round(found["coverage"], 4) == 0.0374
    assert len(found["dimensions"]) == 12
    assert [round(x, 1) for x in found["dimensions"]["EVAL"]] == [4.3, 87.0, 4.3]
    assert found["as_claimed"] > found["uncapped"][0]
    assert set(found["patterns"]) == {
        *("present", "exposed", "suspected", "not_excluded", "excluded", "not_applicable")
    }
    assert len(found["patterns"]["not_excluded"]) == len(found["pattern_readings"]) - 2
    assert found["patterns"]["suspected"] == ["FP-01", "FP-11"]
    assert {key: found["stage"][key] for key in ("real", "possible", "declared")} == {
        "real": None,
        "possible": None,
        "declared": None,
    }
    assert [one["criterion"] for one in found["contradictions"]] == ["PROV-01"]
    assert (found["robustness"]["draws"], found["robustness"]["borderline"]) == (1000, False)
    assert "SEC-08" not in found["explain"]
    assert set(found["explain"]["EVAL-01"]) == {*("dimension", "weight", "credited", "points", "per_level")}
    for side in (0, 1):
        total = sum(one["points"][side] for one in found["explain"].values())
        assert round(total, 9) == round(found["uncapped"][side], 9)


def test_conclude_in_words(phase2: Run, tmp_path: Path) -> None:
    (tmp_path / "a.yaml").write_text(SHORTEST)
    code, out, _ = phase2("conclude", tmp_path / "a.yaml")
    assert code == 0
    assert "Vendor A: Needs hardening" in out
    assert "2 of 21 gates are failed on what is on record." in out
    assert "0 met, 19 unverified, 2 failed" in out


def test_inspect_gives_what_its_schema_says(phase2: Run, seed_case: Path) -> None:
    code, out, _ = phase2("inspect", seed_case.parent / "delivery", "--format", "json")
    found = json.loads(out)
    jsonschema.validate(found, json.loads(delivery.schema_json("inspection")))
    assert code == 0
    assert {"checks", "profile", "coverage"} <= set(found)
    assert {"id", "informs", "title", "outcome", "confidence", "examined", "evidence", "remediation"} <= set(
        found["checks"][0]
    )
    assert {"ai_surface", "providers", "languages"} == set(found["profile"])
    assert {"files", "read", "parsed", "limitations"} == set(found["coverage"])


def test_inspect_in_words_says_that_it_concludes_nothing(phase2: Run, seed_case: Path) -> None:
    code, out, _ = phase2("inspect", seed_case.parent / "delivery")
    assert code == 0
    assert "Model versions are pinned" in out
    assert "it concludes nothing" in " ".join(out.split())


def test_audit_writes_all_documents_beside_the_file(phase2: Run, tmp_path: Path) -> None:
    (tmp_path / "vendor_a.yaml").write_text(SHORTEST)
    code, out, err = phase2("audit", tmp_path / "vendor_a.yaml")
    folder = tmp_path / "vendor_a_report"
    assert (code, err) == (0, "")
    assert sorted(p.name for p in folder.iterdir()) == [
        "assessment.json",
        "assessment.schema.json",
        "report.html",
        "report.pdf",
    ]
    assert "report.pdf" in out
    record = json.loads((folder / "assessment.json").read_text())
    jsonschema.validate(record, json.loads((folder / "assessment.schema.json").read_text()))
    assert (folder / "report.pdf").read_bytes().startswith(b"%PDF")


def nothing(_: Path) -> None:
    """Leave the folder as it is."""


def empty_repository(folder: Path) -> None:
    git(folder, "init", "-q")


def one_commit(folder: Path) -> None:
    empty_repository(folder)
    (folder / "a.py").write_text("print(1)\n")
    git(folder, "add", "a.py")
    git(folder, "-c", "user.name=a", "-c", "user.email=a@a.example", "commit", "-qm", "one")


def missing_objects(folder: Path) -> None:
    one_commit(folder)
    for found in (folder / ".git" / "objects").glob("??/*"):
        found.chmod(0o600)
        found.unlink()


@pytest.mark.parametrize(
    ("prepare", "arguments", "why"),
    [
        (nothing, ("{}/nowhere",), "nowhere"),
        (nothing, ("{}",), "not a git repository"),
        (empty_repository, ("{}",), "the repository is empty"),
        (missing_objects, ("{}", "--revision", "HEAD"), "missing"),
        (one_commit, ("{}", "--revision", "v9"), "v9"),
        (one_commit, ("{}", "--revision=--upload-pack=x"), "--upload-pack=x"),
        (one_commit, ("{}", "--revision", "--upload-pack=x"), "--revision: expected one argument"),
        (one_commit, ("{}", "--revision", "x" * 5000), "cannot be a revision"),
        (nothing, ("x" * 5000,), "cannot be a path"),
        (nothing, ("~nobody-of-this-name/x",), "cannot be a path"),
        (nothing, ("{}/shop\udcff",), "rename the folder"),
    ],
)
def test_what_cannot_be_inspected_ends_with_2_and_one_clear_line(
    phase2: Run, tmp_path: Path, prepare: Callable[[Path], None], arguments: tuple[str, ...], why: str
) -> None:
    prepare(tmp_path)
    code, out, err = phase2("inspect", *(a.format(tmp_path) for a in arguments))
    assert (code, out) == (2, "")
    assert why in err
    assert "Traceback" not in err


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("subject: {name: A\n", "a.yaml:2 file: not valid YAML"),
        ("subject: {name: A, kinds: [rag]}\nanswers: {EVAL-99: {level: 1}}\n", "a.yaml:2 answers.EVAL-99:"),
        (
            "subject: {name: A, kinds: [rag]}\nanswers: {EVAL-01: {level: 5}}\n",
            "a.yaml:2 answers.EVAL-01.level:",
        ),
        (
            "subject: {name: A, kinds: [rag]}\nanswers: {EVAL-01: {level: 2.5}}\n",
            "a.yaml:2 answers.EVAL-01.level: has to be a whole number, not '2.5'",
        ),
        ("subject: {name: A, kinds: [rag]}\nrepositories: [{path: nowhere}]\n", "nowhere"),
        (
            "subject: {name: A, kinds: [rag]}\nclaims: [{criterion: EVAL-02, level: 2, asserts: eval-suit}]\n",
            "a.yaml:2 claims.0.asserts: there is no check 'eval-suit'; did you mean eval-suite?",
        ),
    ],
)
@pytest.mark.parametrize("command", ["audit", "conclude"])
def test_bad_files_end_with_2_and_leave_nothing(
    phase2: Run, tmp_path: Path, command: str, text: str, why: str
) -> None:
    (tmp_path / "a.yaml").write_text(text)
    code, out, err = phase2(command, tmp_path / "a.yaml")
    assert (code, out) == (2, "")
    assert why in err
    assert [p.name for p in tmp_path.iterdir()] == ["a.yaml"]


@pytest.mark.parametrize(
    "arguments",
    [(), ("nonsense",), ("inspect",), ("inspect", ".", "--format", "xml"), ("app", "--port", "0")],
)
def test_misuse_ends_with_2(phase2: Run, arguments: tuple[str, ...]) -> None:
    code, _, _ = phase2(*arguments)
    assert code == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (
            ("inspect", "--revison", "x"),
            "phase2 inspect: error: unrecognized: --revison; did you mean --revision?",
        ),
        (("inspect", ".", "--formt=json"), "unrecognized: --formt=json; did you mean --format?"),
        (("doctor", "now"), "phase2 doctor: error: unrecognized: now\n"),
        (("inspect", ".", "x\x1b[31m"), r"unrecognized: x\x1b[31m"),
        (("x\x1b[31m",), r"invalid choice: 'x\x1b[31m' (choose from 'demo', "),
        (("app", "--port", "70000"), "'70000' is no port; a port is a number from 1 to 65535"),
        (("compare", "a.yaml", "--language", "de"), "phase2: --language is that of the report: "),
        (("sign", "a.pdf", "--certificate", "b"), "the following arguments are required: --output"),
    ],
)
def test_misuse_is_told(phase2: Run, arguments: tuple[str, ...], said: str) -> None:
    code, out, err = phase2(*arguments)
    assert (code, out) == (2, "")
    assert said in err
    assert "\x1b" not in err


def test_a_folder_that_cannot_be_written_is_said_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(InputError, match="choose another folder"):
        delivery.save({"a": b""}, tmp_path / "file" / "below")


def test_documents_are_written_all_or_none(tmp_path: Path) -> None:
    (tmp_path / "b").mkdir()
    with pytest.raises(InputError, match="is a folder"):
        delivery.save({"a": b"1", "b": b"2"}, tmp_path)
    assert [p.name for p in tmp_path.iterdir()] == ["b"]


def test_no_folder_stays_that_a_full_disk_left_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(path: Path, content: bytes) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", full)
    (tmp_path / "there").mkdir()
    with pytest.raises(InputError, match="No space left on device"):
        delivery.save({"a": b"1"}, tmp_path / "there" / "new" / "below")
    assert [one.name for one in tmp_path.rglob("*")] == ["there"]


def commands() -> dict[str, Command]:
    """Every command by the words with which it is called."""
    found: dict[str, Command] = {}
    for one in cli.COMMANDS:
        if isinstance(one, Group):
            found |= {f"{one.name} {inner.name}": inner for inner in one.commands}
        else:
            found[one.name] = one
    return found


@pytest.mark.parametrize("words", commands())
def test_every_command_has_help_with_an_example(phase2: Run, words: str) -> None:
    code, out, _ = phase2(*words.split(), "--help")
    assert code == 0
    assert f"Example: phase2 {words}" in out
    cli.parser().parse_args(shlex.split(commands()[words].example.partition(" >")[0])[1:])


@pytest.mark.parametrize("words", commands())
def test_every_command_is_given_what_it_takes(words: str) -> None:
    """Names meet in two places, which no type checker compares."""
    command = commands()[words]
    parser = ArgumentParser(add_help=False)
    command.takes(parser)
    taken = {action.dest for action in parser._actions}
    assert taken == set(signature(command.does).parameters)


def test_the_version_is_that_of_the_package(phase2: Run) -> None:
    assert phase2("--version") == (0, f"phase2 {version('phase2-audit')}\n", "")


def test_without_a_command_there_is_help(phase2: Run) -> None:
    for words in ((), ("questionnaire",)):
        code, out, err = phase2(*words)
        assert (code, err) == (2, "")
        assert out.startswith(f"usage: {' '.join(('phase2', *words))} ")


def modules(*arguments: str | Path) -> set[str]:
    """What a command brings with it, in a process of its own whose output a program reads."""
    script = f"""
import atexit, sys
from audit import cli
atexit.register(lambda: print("modules:", *sys.modules, file=sys.stderr))
sys.argv = ["phase2", *{[str(one) for one in arguments]!r}]
cli.main()
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    return set(done.stderr.rpartition("modules:")[2].split())


HEAVY = {
    *("pydantic", "streamlit", "rich", "scipy", "numpy", "sqlalchemy", "weasyprint", "jinja2", "ast_grep_py"),
    *("yaml", "msgspec", "importlib.metadata", "inspect", "asyncio", "subprocess", "tempfile", "typer"),
}


@pytest.mark.parametrize("arguments", [("--help",), ("--version",), ("inspect", "--help"), ("inspect",), ()])
def test_help_brings_in_nothing_heavy(arguments: tuple[str, ...]) -> None:
    """What makes a start slow is what it imports; times themselves are measured in benchmarks/."""
    loaded = modules(*arguments)
    assert "argparse" in loaded
    assert loaded & HEAVY == set()


def test_an_inspection_for_programs_brings_no_models_no_layout_and_no_rubric(seed_case: Path) -> None:
    loaded = modules("inspect", seed_case.parent / "delivery", "--format", "json", "--no-cache")
    assert "ast_grep_py" in loaded
    assert loaded & {"pydantic", "importlib.metadata", "rich", "jinja2", "sqlalchemy", "babel"} == set()
    assert loaded & {"audit.rubric", "audit.judgement"} == set()
    assert loaded & {"audit.model.assessment", "audit.model.rubric", "audit.model.conclusion"} == set()


def test_who_has_read_enough_is_told_no_more() -> None:
    reads, writes = os.pipe()
    os.close(reads)
    command = [sys.executable, "-c", "from audit.cli import main; main()", "schema", "gate"]
    done = subprocess.run(command, stdout=writes, stderr=subprocess.PIPE, check=False)
    os.close(writes)
    assert (done.returncode, done.stderr) == (1, b"")


@pytest.mark.parametrize("name", [*delivery.OUTPUTS, "input"])
def test_every_schema_is_a_valid_schema(phase2: Run, name: str) -> None:
    code, out, _ = phase2("schema", name)
    schema: dict[str, Any] = json.loads(out)
    jsonschema.Draft202012Validator.check_schema(schema)
    assert code == 0


HOSTILE_NAME = "V\x1b[31m\x1b]0;taken\x07\u202e[bold]<b>"


def test_a_name_in_a_file_does_not_steer_the_terminal(phase2: Run, tmp_path: Path) -> None:
    named = SHORTEST.replace("name: Vendor A", f"name: {json.dumps(HOSTILE_NAME)}")
    (tmp_path / "a.yaml").write_text(named)
    code, out, _ = phase2("conclude", tmp_path / "a.yaml")
    assert code == 0
    assert r"V\x1b[31m\x1b]0;taken" in out
    assert r"\u202e[bold]<b>: " in out
    assert not set(out) & set("\x1b\x07\u202e")


def test_an_error_does_not_steer_the_terminal(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
) -> None:
    strange = 'subject: {name: V, kinds: [llm_app]}\nanswers: {"\\u202eX": {level: 1}}\n'
    (tmp_path / "a.yaml").write_text(strange)
    monkeypatch.setattr(sys, "argv", ["phase2", "conclude", str(tmp_path / "a.yaml")])
    with pytest.raises(SystemExit):
        cli.main()
    told = capsys.readouterr().err
    assert r"answers.\u202eX" in told
    assert "\u202e" not in told
