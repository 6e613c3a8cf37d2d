"""Files of the evidence register, quotations in documents, and dates that lie in the future."""

import hashlib
import os
import subprocess
from pathlib import Path

import pytest

from audit import assessment
from audit.model.assessment import Assessment
from audit.model.base import InputError

HEAD = "subject: {name: Vendor A, kinds: [llm_app]}\nas_of: 2026-10-01\n"
MEMO = b"Handed over: nothing.\n"
HASH = hashlib.sha256(MEMO).hexdigest()
OTHER = "0" * 64


def read(folder: Path, text: str) -> Assessment:
    (folder / "case.yaml").write_text(HEAD + text, "utf-8")
    return assessment.read_file(folder / "case.yaml")


def complaint(folder: Path, text: str) -> str:
    with pytest.raises(InputError) as raised:
        read(folder, text)
    return str(raised.value).replace(f"{folder}/", "")


def item(file: str, more: str = "", key: str = "E-1") -> str:
    return (
        f"- {{id: {key}, title: memo, grade: documented, source: document, date: 2026-09-01, "
        f"file: {file}{more}}}\n"
    )


@pytest.mark.parametrize("given", ["", f", sha256: {HASH}"])
def test_a_file_is_hashed_when_the_assessment_is_read(tmp_path: Path, given: str) -> None:
    (tmp_path / "evidence").mkdir()
    (tmp_path / "evidence" / "memo.txt").write_bytes(MEMO)
    found = read(tmp_path, "evidence:\n" + item("evidence/memo.txt", given))
    assert (found.evidence[0].file, found.evidence[0].sha256) == ("evidence/memo.txt", HASH)


@pytest.mark.parametrize(
    ("file", "more", "why"),
    [
        ("gone.txt", "", "there is no such file; put it beside the assessment file, or mend the path"),
        ("../memo.txt", "", "has to lie beside the assessment file, or in a folder there"),
        ("/etc/hostname", "", "has to lie beside the assessment file, or in a folder there"),
        ("folder", "", "there is no such file; put it beside the assessment file, or mend the path"),
        ("pipe", "", "there is no such file; put it beside the assessment file, or mend the path"),
        (
            "memo.txt",
            f", sha256: '{OTHER}'",
            f"is not the file that was registered: its sha256 is {HASH[:12]}…, not 000000000000…; "
            "put the registered file back, or register this one anew",
        ),
    ],
)
def test_a_file_that_is_not_there_or_another_one(tmp_path: Path, file: str, more: str, why: str) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "memo.txt").write_bytes(MEMO)
    (tmp_path / "case" / "memo.txt").write_bytes(MEMO)
    (tmp_path / "case" / "folder").mkdir()
    os.mkfifo(tmp_path / "case" / "pipe")
    told = complaint(tmp_path / "case", "evidence:\n" + item(file, more))
    assert told == f"case.yaml:4 evidence.0.file: {file!r}: {why}"


def test_one_file_is_registered_once(tmp_path: Path) -> None:
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_bytes(MEMO)
    told = complaint(tmp_path, "evidence:\n" + item("a.txt") + item("b.txt", key="E-2"))
    assert told == "case.yaml:5 evidence.1.id: 'E-2' is the same file as 'E-1'; register it once"


def test_a_hash_is_one(tmp_path: Path) -> None:
    told = complaint(tmp_path, "evidence:\n" + item("memo.txt", ", sha256: abc"))
    assert told.startswith("case.yaml:4 evidence.0.sha256: ")


README = """# Agent

**Tracing:** every decision
is recorded, from the first.

All calls time out.
All calls time out.
"""


def claim(quote: str, place: str = "README.md") -> str:
    return f'claims:\n- {{criterion: OBS-01, level: 3, quote: "{quote}", place: {{document: {place}}}}}\n'


@pytest.mark.parametrize(
    ("quote", "place"),
    [
        ("Tracing: every decision is recorded", "README.md"),
        ("tracing — every decision … from the first", "README.md, line: 3"),
        ("every decision [...] from the first.", "README.md, line: 4"),
        ("All calls time out.", "README.md, line: 7"),
    ],
)
def test_a_quotation_that_stands_in_the_document(tmp_path: Path, quote: str, place: str) -> None:
    (tmp_path / "README.md").write_text(README)
    assert read(tmp_path, claim(quote, place)).claims[0].quote_found is True


@pytest.mark.parametrize(
    ("quote", "place", "told"),
    [
        (
            "Every decision is traced",
            "README.md",
            "quote: does not stand in README.md; quote it word for word, with … where something is left out",
        ),
        (
            "from the first … every decision",
            "README.md",
            "quote: does not stand in README.md; quote it word for word, with … where something is left out",
        ),
        (
            "All calls time out",
            "README.md, line: 1",
            "place: the quotation stands in line 6 or 7 of README.md, not in line 1",
        ),
    ],
)
def test_a_quotation_that_does_not(tmp_path: Path, quote: str, place: str, told: str) -> None:
    (tmp_path / "README.md").write_text(README)
    assert complaint(tmp_path, claim(quote, place)) == f"case.yaml:4 claims.0.{told}"


@pytest.mark.parametrize("content", [None, b"%PDF-1.7 words", b"PK\0\0words"])
def test_what_is_not_at_hand_or_no_text_is_not_compared(tmp_path: Path, content: bytes | None) -> None:
    if content is not None:
        (tmp_path / "proposal.pdf").write_bytes(content)
    assert read(tmp_path, claim("Never goes down", "proposal.pdf, page: 3")).claims[0].quote_found is None


def test_a_document_outside_of_the_folder_is_not_read(tmp_path: Path) -> None:
    (tmp_path / "case").mkdir()
    (tmp_path / "README.md").write_text(README)
    found = read(tmp_path / "case", claim("Never goes down", "../README.md"))
    assert found.claims[0].quote_found is None


@pytest.mark.parametrize("revision", ["", ", revision: v1"])
def test_a_document_of_a_repository_is_read_at_its_revision(tmp_path: Path, revision: str) -> None:
    shop = tmp_path / "shop"
    shop.mkdir()
    (shop / "README.md").write_text(README)
    git = ("git", "-C", str(shop), "-c", "user.name=a", "-c", "user.email=a@example.org")
    for command in (("init", "-q"), ("add", "."), ("commit", "-qm", "x"), ("tag", "v1")):
        subprocess.run((*git, *command), check=True, capture_output=True)
    (shop / "README.md").write_text("Nothing is promised.\n")
    text = f"repositories:\n- {{path: shop, name: agent{revision}}}\n"
    quote = "All calls time out" if revision else "Nothing is promised"
    for document in ("README.md", "agent/README.md"):
        assert read(tmp_path, text + claim(quote, document)).claims[0].quote_found is True
    other = "Nothing is promised" if revision else "All calls time out"
    assert "does not stand in README.md" in complaint(tmp_path, text + claim(other))


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("answers:\n  EVAL-01: {level: 1, at: 2026-10-02}\n", "case.yaml:4 answers.EVAL-01.at"),
        ("claims:\n- {criterion: OBS-01, level: 1, at: 2026-10-02}\n", "case.yaml:4 claims.0.at"),
        (
            "evidence:\n- {id: E, title: t, grade: claimed, source: url, date: 2026-10-02}\n",
            "case.yaml:4 evidence.0.date",
        ),
        ("operation: {spend_since: 2026-10-02}\n", "case.yaml:3 operation.spend_since"),
    ],
)
def test_what_lies_after_the_as_of_day_is_refused(tmp_path: Path, text: str, told: str) -> None:
    assert complaint(tmp_path, text) == (
        f"{told}: 2026-10-02 lies after the as-of day of this audit, 2026-10-01; "
        "mend it, or date the audit later"
    )


def test_all_support_is_accepted_under_a_name_with_a_sentence(tmp_path: Path) -> None:
    found = read(tmp_path, "accepted: {all: true, by: I. Moreau, reason: opened each of them}\n")
    assert [(one.all, one.by) for one in found.accepted] == [(True, "I. Moreau")]
    assert complaint(tmp_path, "accepted: {all: true, by: I. Moreau}\n") == (
        "case.yaml:3 accepted.reason: is required"
    )
    assert complaint(tmp_path, "accepted:\n- {criterion: OBS-01, by: x, reason: y}\n") == (
        "case.yaml:4 accepted.0: support is accepted by criterion and check, or with `all: true` as a whole"
    )


@pytest.mark.parametrize("number", [0, 9])
def test_a_red_flag_that_the_question_does_not_have(tmp_path: Path, number: int) -> None:
    text = f"partner: {{PQ-04: {{score: 1, red_flags: [{number}]}}}}\n"
    assert complaint(tmp_path, text) == (
        f"case.yaml:3 partner.PQ-04.red_flags: PQ-04 has no red flag {number}; they are numbered from 1 to 2"
    )


def test_a_quotation_in_a_text_of_one_word_ends(tmp_path: Path) -> None:
    (tmp_path / "README.md").write_text("so " * 200_000)
    assert "does not stand in README.md" in complaint(tmp_path, claim("so " * 500 + "on"))
    assert read(tmp_path, claim("so … so")).claims[0].quote_found is True
