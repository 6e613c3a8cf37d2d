"""A questionnaire in another language goes out in it altogether, and comes back as the same replies."""

import io
import re
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from openpyxl import load_workbook

from audit import assessment as use
from audit.exchange import catalogue, comparison, reply_file, statement
from audit.exchange.merge import merged
from audit.exchange.workbook import read, write
from audit.model.assessment import Assessment, Party
from audit.model.preview import Effect, Preview
from audit.model.sheet import Sheet
from audit.rubric import languages, packs
from audit.rubric.translate import misplaced
from tests.exchange.filling import assessments
from tests.exchange.packs import ASSESSMENT, PACK, RUBRIC
from tests.exchange.test_libreoffice import SOFFICE, through_libreoffice
from tests.exchange.test_workbook import Edit, edited, fill

IN_GERMAN = PACK.changed(language="de").hashed()
GERMAN = packs.load("vendor_evaluation", RUBRIC, language="de")
SAME = {"Name", "{done}"}
"""Fixed words that are the same in both languages."""


def said(value: Any, path: str = "") -> dict[str, str]:
    """Every fixed word of a catalogue, by its place."""
    if isinstance(value, dict):
        found: dict[str, str] = {}
        for key, held in value.items():
            found |= said(held, f"{path}.{key}")
        return found
    if isinstance(value, list):
        return said({str(n): one for n, one in enumerate(value)}, path)
    return {path: str(value)}


def test_every_fixed_word_is_in_every_language() -> None:
    english = said(catalogue.of("en").model_dump(mode="json"))
    assert len(english) > 100
    for words in catalogue.every():
        theirs = said(words.model_dump(mode="json"))
        assert theirs.keys() == english.keys()
        assert [key for key in english if misplaced(english[key], theirs[key])] == []
        if words.language != "en":
            assert {text for key, text in theirs.items() if text == english[key]} <= SAME


def test_languages_of_questionnaires_and_of_fixed_words_are_the_same() -> None:
    assert catalogue.languages() == languages.spoken()
    assert catalogue.of("xx") == catalogue.of("en")


def test_words_of_every_language_are_understood() -> None:
    assert {word for word, value in catalogue.truths().items() if value} >= {"yes", "ja", "j", "x"}
    assert {catalogue.states()[word].value for word in ("unbekannt", "unknown")} == {"unknown"}
    assert catalogue.reasons()["anderswo abgedeckt"] == catalogue.reasons()["covered elsewhere"]
    assert {catalogue.natures()[word].value for word in ("meinung", "opinion")} == {"opinion"}


@settings(max_examples=10)
@given(assessments())
def test_what_goes_out_in_german_comes_back_unchanged(assessment: Assessment) -> None:
    out = statement.outgoing(IN_GERMAN, assessment, "agency", "Ann Lee", "lead")
    for sheet in (read(write(out), "back.xlsx"), reply_file.read(reply_file.write(out), "back.yaml")):
        assert (sheet.language, sheet.party) == ("de", "vendor")
        found = comparison.preview(sheet, IN_GERMAN, assessment)
        assert (found.errors, found.unknown, found.notices) == ((), (), ())
        assert {change.effect for change in found.changes} <= {Effect.UNCHANGED}
        assert len(found.changes) == len(out.filled)


@cache
def blank() -> bytes:
    return write(statement.outgoing(GERMAN, None, "agentur", "Ann Lee"))


REPLY, WORDS = "Antwort", "In eigenen Worten"
FILLED: tuple[Edit, ...] = (
    fill("EVAL-01", "2 – " + GERMAN.by_id["EVAL-01"].options[2].text, REPLY),
    fill("EVAL-01", "Größe: „über 200“ Fälle", WORDS),
    fill("EVAL-01", "Abnahme.pdf Seite 2\nhttps://example.org/x", "Was es belegt (eines je Zeile)"),
    fill("REL-01", "abgelehnt", "Keine Antwort, weil"),
    fill("REL-02", "nicht zutreffend", "Keine Antwort, weil"),
    fill("REL-02", "anderswo abgedeckt", "Grund, falls nicht zutreffend"),
    fill("REL-02", "Das erledigt die Bank.", WORDS),
    fill("reference_status", "im Echtbetrieb, es handelt oder entscheidet selbst", REPLY),
    fill("client_owns = code", "ja", REPLY),
    fill("client_owns = prompts", "nein", REPLY),
    fill("subcontracted", "nein", REPLY),
    fill("exit_days", 12.5, REPLY),
    fill("reference_since", date(2026, 3, 1), REPLY),
    fill("PQ-01", "Mit 300 Fällen", REPLY),
)


def running_costs(book: Any) -> None:
    sheet = book["Zeilen zu running_costs"]
    for place, value in {"B5": "Modellaufrufe", "C5": 120, "D5": "EUR", "F5": "Sie"}.items():
        sheet[place] = value


def test_a_german_workbook_is_german() -> None:
    book = load_workbook(io.BytesIO(blank()))
    assert book.sheetnames[0] == "Beginn"
    assert book.sheetnames[-2:] == ["Listen", "Versand"]
    assert {"Bedingungen", "Verantwortung und Übergabe", "Zeilen zu team_members"} <= set(book.sheetnames)
    sheet = book["Bedingungen"]
    assert [cell.value for cell in sheet[4]][:4] == [
        "Kennung der Frage", "Was gefragt ist", "Was zählt", "Antwort",
    ]  # fmt: skip
    assert sheet.oddFooter is not None
    assert sheet.oddFooter.center.text == "&A, Seite &P von &N"
    offered = sheet.data_validations.dataValidation[0]
    assert (offered.errorTitle, offered.formula1.partition("!")[0]) == ("Nicht in der Liste", "Listen")
    english = re.compile(r"\b(the|what|which|yes|not|reply|question|of|who)\b", re.IGNORECASE)
    visible = [one for one in book.worksheets if one.title != "Versand"]
    shown = {str(cell.value) for one in visible for row in one.iter_rows() for cell in row if cell.value}
    names = "Repositor|Red Team|out_of|not_asked"
    assert [text for text in shown if english.search(text) and not re.search(names, text)] == []


def previewed(data: bytes) -> Preview:
    return use.preview(read(data, "back.xlsx"), ASSESSMENT)


def check(found: Preview) -> None:
    """What the filled German workbook says, whatever it went through."""
    assert (found.errors, found.notices, found.language, found.current) == ((), (), "de", True)
    kept = merged(ASSESSMENT, found)
    answers = {one.criterion: one for one in kept.answers}
    first = answers["EVAL-01"]
    assert (first.level, first.narrative) == (2, "Größe: „über 200“ Fälle")
    assert first.asked is not None
    assert first.asked.text == GERMAN.by_id["EVAL-01"].text
    assert first.asked.wording == packs.load("vendor_evaluation", RUBRIC).by_id["EVAL-01"].wording
    assert answers["REL-01"].state.value == "declined"
    assert (answers["REL-02"].inapplicable, answers["REL-02"].reason) == (
        catalogue.reasons()["covered elsewhere"], "Das erledigt die Bank.",
    )  # fmt: skip
    assert {r.question: r.value for r in kept.responses if r.value is not None} == {
        "reference_status": "live",
        "client_owns": ("code",),
        "subcontracted": False,
        "exit_days": 12.5,
        "reference_since": "2026-03-01",
        "running_costs": ({"item": "Modellaufrufe", "amount": "120", "currency": "EUR", "payer": "vendor"},),
    }


def test_a_german_workbook_comes_back() -> None:
    check(previewed(edited(*FILLED, running_costs, data=blank())))


@pytest.mark.skipif(SOFFICE is None, reason="soffice is not installed: apt-get install libreoffice-calc")
def test_a_german_workbook_comes_back_through_libreoffice(tmp_path: Path) -> None:
    check(previewed(through_libreoffice(edited(*FILLED, running_costs, data=blank()), tmp_path)))


def test_its_language_is_told_by_its_sheets_where_the_record_is_gone() -> None:
    def without_record(book: Any) -> None:
        del book["Versand"]

    data = edited(fill("EVAL-01", 2, REPLY), without_record, data=blank())
    sheet = read(data, "back.xlsx")
    assert (sheet.language, sheet.pack, sheet.respondent) == ("de", "vendor_evaluation", "agentur")
    assert use.preview(sheet, ASSESSMENT).errors == ()


def test_a_german_reply_stands_beside_an_english_one_as_unchanged() -> None:
    """The same respondent answers first in German, then is shown the English workbook with it filled in."""
    first = merged(ASSESSMENT, previewed(edited(*FILLED, data=blank())))
    again = use.questionnaire("vendor_evaluation", "xlsx", "agentur", assessment=first)
    found = use.preview(read(again, "again.xlsx"), first)
    assert (found.errors, found.notices, found.language) == ((), (), "en")
    assert {change.effect for change in found.changes} == {Effect.UNCHANGED}


def test_a_german_file_is_german_and_comes_back() -> None:
    pack = packs.load("failed_project_audit", RUBRIC, Party.VENDOR, "de")
    text = reply_file.write(statement.outgoing(pack, None, "agentur"))
    assert text.startswith("# Prüfung eines gescheiterten Projekts\n")
    assert "  # Nur falls still_acting nicht" not in text
    assert "  # Nur falls nicht gilt, dass still_acting gleich „es ist abgeschaltet“ ist.\n" in text
    assert "# Tatsache, Schlussfolgerung, Meinung" in text
    filled = text.replace("  can_stop:\n    reply:", "  can_stop:\n    reply: die Leitung")
    filled = re.sub(r"(  can_stop:\n(?:    .*\n)*?    nature:)", r"\1 Meinung", filled)
    filled = filled.replace("  dispute_open:\n    reply:", "  dispute_open:\n    reply: nein")
    found = use.preview(reply_file.read(filled, "back.yaml"), ASSESSMENT)
    assert (found.errors, found.notices, found.language) == ((), (), "de")
    assert found.respondent.party is Party.VENDOR
    kept = {one.question: one for one in merged(ASSESSMENT, found).responses}
    assert kept["dispute_open"].value is False
    assert (kept["can_stop"].value, str(kept["can_stop"].nature)) == ("die Leitung", "opinion")


@pytest.mark.parametrize("language", ["xx", "../rubric", "<b>"])
def test_a_language_that_there_is_not_is_read_as_english(language: str) -> None:
    sheet = Sheet(file="back.yaml", pack="gate_triage", respondent="a", language=language, party="moon")
    found = use.preview(sheet, ASSESSMENT)
    told = [note.why for note in found.notices]
    assert found.language == "en"
    assert told[0] == "was worded for 'moon', which is no side"
    assert told[1].startswith(f"is in {language!r} and is read as the English questionnaire: ")


def test_a_file_of_before_says_neither_language_nor_side() -> None:
    text = reply_file.write(statement.outgoing(packs.load("gate_triage", RUBRIC), None, "a"))
    old = text.replace("language: en\n", "").replace("party: client\n", "")
    found = use.preview(reply_file.read(old, "old.yaml"), ASSESSMENT)
    assert (found.language, found.current, found.notices) == ("en", True, ())


def test_a_side_is_kept_on_the_way_out_and_back() -> None:
    data = use.questionnaire("gate_triage", "xlsx", "agency", party=Party.VENDOR)
    sheet = read(data, "back.xlsx")
    assert (sheet.party, sheet.language) == ("vendor", "en")
    found = use.preview(sheet, ASSESSMENT)
    assert (found.current, found.respondent.party) == (True, Party.VENDOR)
    turned = use.preview(use.signed(sheet, "me", Party.CLIENT, "de"), ASSESSMENT)
    assert (turned.respondent.id, turned.respondent.party, turned.language) == ("me", Party.CLIENT, "de")
