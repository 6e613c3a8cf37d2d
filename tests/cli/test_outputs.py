"""The command line's documents and its gate: what is written, what is printed, and the codes it ends with."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from audit import delivery
from tests.outputs import schemas
from tests.outputs.repositories import commit, plain_repository, write

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return plain_repository(tmp_path_factory.mktemp("cli") / "shop")


FORMATS = ("text", "json", "markdown", "sarif", "mlbom")


@pytest.mark.parametrize("form", FORMATS)
def test_a_file_holds_what_would_be_printed(phase2: Run, shop: Path, tmp_path: Path, form: str) -> None:
    code, printed, _ = phase2("inspect", shop, "--format", form)
    assert code == 0
    assert printed
    code, out, _ = phase2("inspect", shop, "--format", form, "--output", tmp_path / "found")
    assert (code, out) == (0, "")
    written = (tmp_path / "found").read_text()
    assert written.split() == printed.split()
    assert [path.name for path in tmp_path.iterdir()] == ["found"]


def test_every_call_is_told_in_words_and_in_json(phase2: Run, shop: Path) -> None:
    _, text, _ = phase2("inspect", shop)
    assert "agent.py:10  OpenAI.chat.completions.create" in text
    said = "model gpt-4o (call); timeout switched off (client); retries 2 retries (library)"
    assert said in text
    found = json.loads(phase2("inspect", shop, "--format", "json")[1])
    jsonschema.validate(found, json.loads(delivery.schema_json("inspection")))
    (call,) = found["calls"]
    assert call["timeout"] == {
        "state": "switched off", "value": "None", "others": [], "origin": "client", "path": "agent.py", "line": 5,
    }  # fmt: skip


def test_the_documents_are_valid(phase2: Run, shop: Path) -> None:
    schemas.sarif().validate(json.loads(phase2("inspect", shop, "--format", "sarif")[1]))
    schemas.cyclonedx().validate(json.loads(phase2("inspect", shop, "--format", "mlbom")[1]))


def test_the_same_commit_gives_the_same_bytes(phase2: Run, shop: Path) -> None:
    for form in FORMATS[1:]:
        assert phase2("inspect", shop, "--format", form) == phase2("inspect", shop, "--format", form)


def test_nothing_is_written_over_what_is_no_file(phase2: Run, shop: Path, tmp_path: Path) -> None:
    code, _, err = phase2("inspect", shop, "--format", "json", "--output", tmp_path)
    assert (code, [*tmp_path.iterdir()]) == (2, [])
    assert "is no regular file" in err
    code, _, err = phase2("inspect", shop, "--format", "json", "--output", "/dev/null")
    assert code == 2
    assert Path("/dev/null").is_char_device()


def test_what_cannot_be_inspected_leaves_the_old_file(phase2: Run, tmp_path: Path) -> None:
    (tmp_path / "old.json").write_text("old")
    code, _, _ = phase2(
        "inspect", tmp_path / "nowhere", "--format", "json", "--output", tmp_path / "old.json"
    )
    assert (code, (tmp_path / "old.json").read_text()) == (2, "old")


OPEN = "require: {no-committed-secrets: met}\n"
SHUT = "fail_on: {confidence: strong}\n"
NEW = "max_new_findings: 0\n"


def policy(folder: Path, text: str) -> Path:
    (folder / "gate.yaml").write_text(text)
    return folder / "gate.yaml"


@pytest.mark.parametrize(("text", "code"), [(OPEN, 0), (SHUT, 1), (OPEN + SHUT, 1)])
def test_the_gate_ends_with_1_if_it_is_not_met(
    phase2: Run, shop: Path, tmp_path: Path, text: str, code: int
) -> None:
    ended, out, err = phase2("gate", shop, "--policy", policy(tmp_path, text))
    assert (ended, err) == (code, "")
    assert f"The gate is {'not met' if code else 'met'}" in out


def test_a_gate_tells_why_and_where(phase2: Run, shop: Path, tmp_path: Path) -> None:
    _, out, _ = phase2("gate", shop, "--policy", policy(tmp_path, "require: {model-call-timeout: met}\n"))
    assert "✗ model-call-timeout: met" in out
    assert "not met: the time limit of OpenAI.chat.completions.create is switched off" in out
    assert "agent.py:5@" in out


def test_an_inspection_that_was_written_is_held_as_the_repository_is(
    phase2: Run, shop: Path, tmp_path: Path
) -> None:
    phase2("inspect", shop, "--format", "json", "--output", tmp_path / "found.json")
    arguments = ("--policy", policy(tmp_path, SHUT), "--format", "json")
    live, written = phase2("gate", shop, *arguments), phase2("gate", tmp_path / "found.json", *arguments)
    assert live == written
    found = json.loads(live[1])
    jsonschema.validate(found, json.loads(delivery.schema_json("gate")))
    assert (found["schema_name"], found["met"]) == ("phase2-gate", False)


def test_with_a_baseline_only_what_is_new_counts(phase2: Run, tmp_path: Path) -> None:
    shop = plain_repository(tmp_path / "shop")
    phase2("inspect", shop, "--format", "json", "--output", tmp_path / "old.json")
    arguments = ("gate", shop, "--policy", policy(tmp_path, NEW + SHUT), "--baseline", tmp_path / "old.json")
    assert phase2(*arguments)[0] == 0
    write(
        shop,
        {"more.py": "from openai import OpenAI\nOpenAI(timeout=None).responses.create(model='gpt-4o')\n"},
    )
    commit(shop)
    code, out, _ = phase2(*arguments)
    assert code == 1
    assert "more.py:2@" in out
    assert "agent.py" not in out


@pytest.mark.parametrize(
    ("text", "extra", "why"),
    [
        ("require: {nothing: met}\n", (), "gate.yaml:1 require.nothing: there is no check 'nothing'"),
        (NEW, (), "give --baseline with an earlier inspection"),
        (OPEN, ("--baseline", "{}/nowhere.json"), "nowhere.json: there is no such file"),
        (OPEN, ("--baseline", "{}/gate.yaml"), "give what this wrote: phase2 inspect PATH --format json"),
        (
            "fail_on: {}\nwaivers: [{check: changelog, owner: A, reason: r, expires: 2020-01-01}]\n",
            (),
            "gate.yaml:2 waivers.0.expires: the waiver of changelog by A expired on 2020-01-01",
        ),
    ],
)
def test_misuse_of_the_gate_ends_with_2_and_says_why(
    phase2: Run, shop: Path, tmp_path: Path, text: str, extra: tuple[str, ...], why: str
) -> None:
    file = policy(tmp_path, text)
    code, out, err = phase2("gate", shop, "--policy", file, *(part.format(tmp_path) for part in extra))
    assert (code, out) == (2, "")
    assert why in err


def test_a_policy_that_is_not_there_ends_with_2(phase2: Run, shop: Path, tmp_path: Path) -> None:
    code, _, err = phase2("gate", shop, "--policy", tmp_path / "none.yaml")
    assert code == 2
    assert "none.yaml: there is no such file" in err
    assert phase2("gate", shop)[0] == 2
