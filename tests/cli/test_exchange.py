"""Questionnaires out and back by the command line, into a file and into the ledger."""

import io
import re
import shlex
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import date
from pathlib import Path

import pytest
from inline_snapshot import snapshot
from openpyxl import load_workbook

from audit import assessment, cli
from audit.assessment import Desk
from audit.model.assessment import Answer, Assessment, Subject
from audit.model.rubric import SystemKind

ROOT = Path(__file__).parents[2]
CASE = """\
subject: {name: Harbour Desk, kinds: [agent_with_tools], is_vendor: true}   # a comment
purpose: vendor_evaluation
as_of: 2026-11-20
"""


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PHASE2_DATABASE", f"sqlite:///{tmp_path / 'ledger.sqlite3'}")
    (tmp_path / "case.yaml").write_text(CASE)
    return tmp_path


def run(*arguments: str, code: int = 0) -> str:
    said = io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(said), redirect_stderr(said):
        patch.setattr(sys, "argv", ["phase2", "questionnaire", *arguments])
        with pytest.raises(SystemExit) as ended:
            cli.main()
    assert (ended.value.code or 0) == code, said.getvalue()
    return said.getvalue()


def exported(respondent: str, name: str, *options: str) -> Path:
    run("export", "gate_triage", "--respondent", respondent, "--name", name, *options)
    return Path(f"gate_triage_{respondent}.xlsx")


def fill(path: Path, **levels: object) -> None:
    book = load_workbook(path)
    for sheet in book.worksheets:
        for row in sheet.iter_rows(min_row=5):
            key = str(row[0].value).replace("-", "_")
            if key in levels and sheet.title not in {"Record", "Lists"}:
                row[3].value = levels[key]  # type: ignore[assignment]
    book.save(path)


def test_out_back_looked_at_and_taken_in(folder: Path) -> None:
    path = exported("agency", "Ann Lee")
    fill(path, EVAL_01=3, EVAL_02="=1+1")
    said = run("preview", str(path), "--into", "case.yaml", code=1)
    assert said.splitlines()[:4] == snapshot(
        [
            "gate_triage_agency.xlsx: gate_triage, filled in by agency (Ann Lee), client",
            "  1 new, 0 changed, 0 conflict, 0 kept, 0 unchanged, 20 without a reply",
            "new:",
            "  EVAL-01  Show the dated acceptance criteria. Which metric, on which population, at what value, would have stopped the launch?",
        ]
    )
    assert "EVAL-02" not in (folder / "case.yaml").read_text()
    refused = run("import", str(path), "--into", "case.yaml", "--output", "case_2.yaml", code=2)
    assert refused.startswith("phase2: nothing was taken, because some replies cannot be read")
    assert not Path("case_2.yaml").exists()
    run("import", str(path), "--into", "case.yaml", "--output", "case_2.yaml", "--skip-errors")
    (answer,) = assessment.read_file(Path("case_2.yaml")).answers
    assert (answer.criterion, answer.level, answer.by, answer.at) == (
        "EVAL-01",
        3,
        "agency",
        date(2026, 11, 20),
    )
    assert answer.asked is not None
    assert answer.asked.pack == "gate_triage"
    assert (folder / "case.yaml").read_text() == CASE


def test_no_file_is_written_over(folder: Path) -> None:
    path = exported("agency", "Ann Lee")
    assert "case.yaml is left as it is, with its comments; name a new file" in run(
        "import", str(path), "--into", "case.yaml", code=2
    )
    assert "case.yaml is there already; name a new file" in run(
        "import", str(path), "--into", "case.yaml", "--output", "case.yaml", code=2
    )
    assert (folder / "case.yaml").read_text() == CASE


def test_two_respondents_at_once_and_a_second_file_of_one() -> None:
    one, other = exported("agency", "Ann Lee"), exported("client", "Bo Kim")
    fill(one, EVAL_01=3)
    fill(other, EVAL_01=1)
    run("import", str(one), str(other), "--into", "case.yaml", "--output", "case_2.yaml")
    held = assessment.read_file(Path("case_2.yaml"))
    assert [(a.by, a.level) for a in held.answers] == [("agency", 3), ("client", 1)]
    fill(one, EVAL_01=4)
    arguments = ("import", str(one), "--into", "case_2.yaml", "--output", "case_3.yaml")
    assert "1 replies were changed on record since this file went out" in run(*arguments, code=2)
    assert not Path("case_3.yaml").exists()
    run(*arguments, "--take", "EVAL-01=theirs")
    assert [a.level for a in assessment.read_file(Path("case_3.yaml")).answers] == [4, 1]


def test_what_was_said_is_sent_out_again_and_only_to_the_one_who_said_it() -> None:
    one, other = exported("agency", "Ann Lee"), exported("client", "Bo Kim")
    fill(one, EVAL_01=3)
    fill(other, EVAL_01=1)
    run("import", str(one), str(other), "--into", "case.yaml", "--output", "case_2.yaml")
    again = exported("agency", "", "--assessment", "case_2.yaml")
    fill(again, EVAL_01=2)
    said = run("preview", str(again), "--into", "case_2.yaml")
    assert "0 new, 1 changed, 0 conflict" in said
    assert "Bo Kim" not in said
    assert "on record: level 3" in said


def test_into_the_ledger_both_sides_of_a_conflict_stay_in_the_history() -> None:
    desk = Desk()
    given = Assessment(
        subject=Subject(name="Harbour Desk", kinds=(SystemKind.AGENT_WITH_TOOLS,)),
        as_of=date(2026, 11, 20),
        answers=(Answer(criterion="EVAL-01", level=2, by="agency"),),
    )
    case = desk.open(given)
    path = exported("agency", "Ann Lee")
    fill(path, EVAL_01=4, EVAL_02=1)
    assert "--take theirs" in run("import", str(path), "--into", case.key, code=2)
    run("import", str(path), "--into", case.key, "--take", "ours")
    assert [(a.criterion, a.level) for a in case.read().assessment.answers] == [
        ("EVAL-01", 2),
        ("EVAL-02", 1),
    ]
    recorded = [entry.body["level"] for entry in case.history() if entry.body.get("criterion") == "EVAL-01"]
    assert recorded == [2, 4, 2]
    desk.ledger.close()


@pytest.mark.parametrize(
    ("arguments", "why"),
    [
        (("preview", "none.xlsx"), "there is no such file"),
        (("preview", "case.yaml"), "is no filled questionnaire: it has no `replies:`"),
        (("import", "case.yaml", "--into", "nowhere"), "is no filled questionnaire"),
        (("export", "gate_triag"), "did you mean gate_triage?"),
        (("export", "gate_triage", "--assessment", "beef"), "is neither an assessment file nor the id"),
    ],
)
def test_misuse(arguments: tuple[str, ...], why: str) -> None:
    assert why in run(*arguments, code=2)


@pytest.mark.parametrize(("form", "start"), [("yaml", b"# "), ("html", b"<!doctype html>"), ("xlsx", b"PK")])
@pytest.mark.parametrize("pack", assessment.pack_names())
def test_every_questionnaire_goes_out_in_every_form(pack: str, form: str, start: bytes) -> None:
    run("export", pack, "--format", form)
    path = Path(f"{pack}.{form}")
    assert path.read_bytes().startswith(start)
    if form == "html":
        assert "is the form itself" in run("preview", str(path), code=2)
    else:
        assert "0 new" in run("preview", str(path), "--respondent", "agency")


OWN = """\
id: own
extends: gate_triage
title: Our triage
sections:
- {id: more, title: More, questions: [{id: O1, kind: text, text: What else?}]}
"""


def test_the_commands_of_the_documentation_work(folder: Path) -> None:
    text = (ROOT / "docs" / "exchange.md").read_text(encoding="utf-8")
    blocks = re.findall(r"```console\n(.*?)```", text, re.DOTALL)
    commands = [
        line.removeprefix("$ phase2 questionnaire ") for block in blocks for line in block.splitlines()
    ]
    (folder / "own.yaml").write_text(OWN)
    assert len(commands) == 11
    for command in commands:
        run(*shlex.split(command))
    assert {"agency.xlsx", "agency.html", "client.yaml", "case_2.yaml", "case_3.yaml", "own_agency.xlsx"} <= {
        path.name for path in folder.iterdir()
    }
