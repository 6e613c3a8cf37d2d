"""What is refused below the screen is told in the language that is spoken: no word of ours is left in English."""

import io
import re
import subprocess
import zipfile
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest
from openpyxl import Workbook

from audit import assessment as use_cases
from audit.assessment import Case, Desk, pack, preview, read_sheet
from audit.assessment.receiving import receive
from audit.delivery import documents, leaves, verification
from audit.exchange import assessment_file, brand_file
from audit.model.assessment import Answer, AnswerState, Assessment, Rating, Respondent, Subject
from audit.model.base import InputError
from audit.model.inapplicability import Inapplicability
from audit.model.milestone import Milestone
from audit.model.refusal import refusals
from audit.model.repository_ref import RepositoryRef
from audit.model.response import Response
from audit.model.rubric import SystemKind
from audit.model.speech import speaking
from audit.storage import Ledger
from tests.delivery import circled

AS_OF = date(2026, 11, 20)
NEXT = AS_OF + timedelta(days=3)
BARE = "questionnaire: readiness_review\nreplies: %s\nextra-1: x"
KNOWN = {
    *("YAML", "JSON", "UTF-8", "HTML", "Excel", "XML", "OpenDocument", "PDF", "git", "zip", "tar", "Debian"),
    *("PNG", "JPEG", "SVG", "xlsx", "yaml", "html", "en", "de", "Pydantic"),
    *("narrative", "unknown", "declined", "not_applicable", "second_person", "answers", "bundle", "create"),
    *("question", "number", *(one.id for name in use_cases.pack_names() for one in pack(name).questions())),
}
"""What is called so in every language: formats, programs, and words that are typed into files."""

FOREIGN = re.compile("Stream has ended unexpectedly|Failed to load document")
"""What libraries say."""


@pytest.fixture
def case(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Case:
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    subject = Subject(name="X-1", kinds=(SystemKind.AGENT_WITH_TOOLS,))
    team = (Respondent(id="r1", name="Reed"),)
    ledger = Ledger(f"sqlite:///{tmp_path}/phase2.sqlite3")
    return Desk(ledger).open(Assessment(subject=subject, as_of=AS_OF, respondents=team))


def zipped(**files: bytes) -> bytes:
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/"), content)
    return made.getvalue()


def workbook(*rows: tuple[str, ...]) -> bytes:
    book, made = Workbook(), io.BytesIO()
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(made)
    return made.getvalue()


def asking(case: Case, question: str, value: object = None, **more: object) -> None:
    case.reply(pack("readiness_review"), Response(question=question, value=value, **more))


def folder(tmp_path: Path, *, git: bool = False) -> Path:
    place = tmp_path / "r-1"
    place.mkdir()
    if git:
        subprocess.run(["git", "init", "-q", str(place)], check=True)
    return place


def written(tmp_path: Path, content: bytes, name: str) -> Path:
    (tmp_path / name).write_bytes(content)
    return tmp_path / name


def marked(case: Case) -> None:
    case.mark(Milestone(name="m-1", at=AS_OF))
    case.mark(Milestone(name="m-1", at=AS_OF))


def changed_twice(case: Case) -> None:
    answer = Answer(criterion="EVAL-01", level=1)
    seq = case.answer(answer)
    case.desk.case(case.key, seen=seq).answer(answer.model_copy(update={"level": 2}))
    case.desk.case(case.key, seen=seq).answer(answer.model_copy(update={"level": 3}))


def undone_too_early(case: Case) -> None:
    seq = case.answer(Answer(criterion="EVAL-01", level=1))
    case.answer(Answer(criterion="EVAL-01", level=2))
    case.undo(seq)


def received(content: bytes, name: str, tmp_path: Path) -> None:
    receive(written(tmp_path, content, name), name, lambda *_: None, "sqlite:///x")


def filed(text: str, case: Case) -> None:
    case.desk.read_file(text, "a-1.yaml")


def conflicting(case: Case, tmp_path: Path) -> None:
    case.bring_to(case.read().assessment.model_copy(update={"as_of": AS_OF}))
    case.desk.ledger.delete(case.key, after=case.last().seq)
    case.read()


REFUSED: dict[str, Callable[[Case, Path], object]] = {
    "no such criterion": lambda case, _: case.answer(Answer(criterion="EVAL-99", level=1)),
    "no such symptom": lambda case, _: case.see_symptoms(["FP-99.1"]),
    "no such question": lambda case, _: case.respond(Response(question="nowhere-1", value="x")),
    "no question of this one": lambda case, _: asking(case, "nowhere-1", "x"),
    "not yes or no": lambda case, _: asking(case, "reviewed_before", "perhaps"),
    "too late": lambda case, _: case.rate(
        Rating(criterion="EVAL-01", level=1, grade=1, rationale="x", at=NEXT)
    ),
    "milestone twice": lambda case, _: marked(case),
    "no such milestone": lambda case, _: case.at("m-2"),
    "no such entry": lambda case, _: case.undo(99),
    "an opening undone": lambda case, _: case.undo(1),
    "changed again": lambda case, _: undone_too_early(case),
    "changed by others": lambda case, _: changed_twice(case),
    "deleted": conflicting,
    "never there": lambda case, _: case.desk.case("none-0").read(),
    "a review before the last": lambda case, _: case.desk.review_again(
        case.key, pack("readiness_review"), AS_OF - timedelta(days=9)
    ),
    "no such folder": lambda _, path: use_cases.locate(RepositoryRef(path=str(path / "x-1")), path),
    "no repository": lambda _, path: use_cases.inspect(RepositoryRef(path=str(folder(path))), path),
    "an empty repository": lambda _, path: use_cases.inspect(
        RepositoryRef(path=str(folder(path, git=True))), path
    ),
    "no such revision": lambda _, path: use_cases.inspect(
        RepositoryRef(path=str(folder(path, git=True)), revision="v-9"), path
    ),
    "no revision at all": lambda _, path: use_cases.inspect(
        RepositoryRef(path=str(folder(path, git=True)), revision="v" * 999), path
    ),
    "a file in place of a folder": lambda _, path: use_cases.inspect(
        RepositoryRef(path=str(written(path, b"x", "a-1.txt"))), path
    ),
    "no archive": lambda _, path: received(b"x", "a-1.zip", path),
    "an empty archive": lambda _, path: received(zipped(), "a-1.zip", path),
    "no bundle": lambda _, path: received(b"# v2 git bundle\n", "a-1.bundle", path),
    "a tab": lambda case, _: filed("a:\n\tb: 1", case),
    "given twice": lambda case, _: filed("a: 1\na: 2", case),
    "no fields": lambda case, _: filed("- 1", case),
    "too deep": lambda case, _: filed("[" * 99 + "]" * 99, case),
    "fields that are wrong": lambda case, _: filed(
        "subject: {name: X-1, kinds: [], extra_1: 1}\nas_of: never\nrespondents: 3\nprofile: 4\n", case
    ),
    "criteria that are wrong": lambda case, _: filed(
        "subject: {name: X-1, kinds: [rag]}\nanswers: {EVAL-99: {level: 1}, EVAL-01: 3}\npartner: {PQ-01: {}}\n"
        "responses: [1]\ninspections: []",
        case,
    ),
    "answers that are wrong": lambda case, _: filed(
        "subject: {name: X-1, kinds: [rag]}\nas_of: 2026-11-20\nsymptoms: [FP-99.9]\nanswers:\n"
        "  EVAL-01: [{level: 1, by: a-1, evidence: [E-9]}, {level: 2, by: a-1, at: 2027-01-01}]\n"
        "partner: [{question: PQ-01, score: 1, red_flags: [99]}, {question: PQ-01, score: 1}]\n"
        "responses: {nowhere-1: x, EVAL-02: x, reviewed_before: {value: [1]}}",
        case,
    ),
    "no assessment": lambda case, _: filed("{}", case),
    "no whole export": lambda case, _: filed('{\n"a": 1,\nb', case),
    "no filled questionnaire": lambda *_: read_sheet(b"a: 1", "a-1.yaml"),
    "no JSON": lambda *_: read_sheet(b"{", "a-1.json"),
    "no text": lambda *_: read_sheet(b"\xff", "a-1.yaml"),
    "no workbook": lambda *_: read_sheet(b"PK", "a-1.xlsx"),
    "an old workbook": lambda *_: read_sheet(b"\xd0\xcf\x11\xe0", "a-1.xls"),
    "an archive of something": lambda *_: read_sheet(zipped(a=b"x"), "a-1.xlsx"),
    "macros": lambda *_: read_sheet(
        zipped(**{"[content_types].xml": b"x", "xl__vbaProject.bin": b"x"}), "a-1.xlsx"
    ),
    "a workbook of something": lambda *_: read_sheet(workbook(("a", "b")), "a-1.xlsx"),
    "another questionnaire": lambda case, _: preview(
        read_sheet(b"questionnaire: nowhere-1\nreplies: {a-1: x}", "a-1.yaml"), case.read().assessment
    ),
    "no questionnaire": lambda case, _: preview(
        read_sheet(b"replies: {a-1: x}", "a-1.yaml"), case.read().assessment
    ),
    "no form": lambda case, _: use_cases.questionnaire(
        "readiness_review", "doc-1", "r1", "", "", case.read().assessment
    ),
    "no language": lambda *_: documents.check_language("xx"),
    "one to compare": lambda case, _: use_cases.compare_assessments(
        [("a-1", case.read().assessment)], case.desk.rubric
    ),
    "one vendor": lambda case, _: use_cases.tender_of([case.read().assessment], case.desk.rubric),
    "the same vendor": lambda case, _: use_cases.tender_of([case.read().assessment] * 2, case.desk.rubric),
    "no brand": lambda _, path: brand_file.read(written(path, b"- 1", "a-1.yaml")),
    "a colour that cannot be read": lambda _, path: documents.brand(
        written(path, b"{name: X-1, colours: {accent: '#ffff00'}}", "a-1.yaml")
    ),
    "no report": lambda _, path: verification.verify(written(path, b"x", "a-1.pdf")),
    "no page": lambda _, path: leaves.count(written(path, b"x", "a-1.pdf")),
    "no file": lambda case, path: assessment_file.read(path / "a-1.yaml", case.desk.rubric),
}


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_refused_is_told_in_the_language_that_is_spoken(
    name: str, case: Case, tmp_path: Path
) -> None:
    with speaking(circled.speech()), pytest.raises(InputError) as told:
        REFUSED[name](case, tmp_path)
    assert left(str(told.value), tmp_path) == []


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("no workbook", "a-1.xlsx: ist keine Arbeitsmappe oder eine beschädigte oder gesperrte; noch einmal"),
        ("no JSON", "a-1.json: ist keine vollständige JSON-Datei; die Datei"),
        ("no whole export", "a-1.yaml Datei: ist kein gültiges JSON in Zeile 3; eine Prüfungsdatei"),
    ],
)
def test_a_file_that_cannot_be_read_is_told_without_the_words_of_a_library(
    name: str, told: str, case: Case, tmp_path: Path
) -> None:
    with speaking(use_cases.speech("de")), pytest.raises(InputError, match=f"^{re.escape(told)}"):
        REFUSED[name](case, tmp_path)


def left(text: str, tmp_path: Path) -> list[str]:
    """The words in plain letters, without places, paths, code, and what was given or another program said."""
    bare = re.sub(r"^\S+:\d+ \S+:", " ", text.replace(str(tmp_path), ""), flags=re.MULTILINE)
    bare = FOREIGN.sub(" ", bare)
    before = ""
    while bare != before:
        before, bare = bare, re.sub(r"\([^()]*\)|\{[^{}]*\}|\[[^\[\]]*\]", " ", bare)
    bare = re.sub(r"`[^`]*`|'[^']*'|git [a-z].*|\S*/\S+", " ", bare)
    return [one for one in circled.plain_parts(bare) if one not in KNOWN]


@pytest.mark.parametrize(
    "replies",
    [
        "{reviewed_before: {reply: yes, no_reply: declined}}",
        "{reviewed_before: maybe-1, EVAL-01: 9, EVAL-02: {narrative: x-1}, nowhere-1: x-1}",
        "{EVAL-01: {reply: 1, evidence: " + str(["x" * 600]) + "}, EVAL-02: {reply: 1, second_person: x-1}}",
        "{EVAL-01: {no_reply: nothing-1}, EVAL-02: {no_reply: not applicable}, EVAL-03: {reply: 1, grade: E4}}",
    ],
)
def test_what_is_noted_about_a_filled_questionnaire_is_told_so_as_well(replies: str, case: Case) -> None:
    with speaking(circled.speech()):
        found = preview(read_sheet((BARE % replies).encode(), "a-1.yaml"), case.read().assessment, None)
        said = [note.why for note in (*found.errors, *found.notices, *found.unknown)]
        said += [note for change in found.changes for note in change.notes]
    assert said
    assert [words for one in said if (words := left(one, Path("/nowhere")))] == []


def test_why_a_reply_does_not_fit_is_told_so_as_well() -> None:
    questions = {one.kind: one for name in use_cases.pack_names() for one in pack(name).questions()}
    with speaking(circled.speech()):
        said = [
            why.partition(": ")[2] or why
            for one in questions.values()
            for value in ("x-1", 3.5, True, ("x-1", "x-1"), ({"x-1": "1"},))
            for why in refusals(
                one,
                Response(question=one.id, value=value, at=NEXT, evidence=("E-9",), narrative="x" * 30_000),
                AS_OF,
                (),
            )
        ]
        absent = Answer(
            criterion="EVAL-01",
            state=AnswerState.NOT_APPLICABLE,
            reason="x-1",
            inapplicable=Inapplicability.COVERED_ELSEWHERE,
        )
        level = next(one for one in pack("readiness_review").questions() if one.id == "EVAL-01")
        said += refusals(level, absent, AS_OF)
    assert len(said) > 40
    options = {option.value for one in questions.values() for option in one.options}
    options |= {column.id for one in questions.values() for column in one.columns}
    options |= {word for one in questions.values() for word in circled.plain_parts(one.unit)}
    assert {w for one in said for w in left(one, Path("/nowhere")) if w not in options} == set()
