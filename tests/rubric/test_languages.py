"""Translations are whole, say what the English says, and change nothing but words."""

import re
import shutil
from collections.abc import Iterator
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
import yaml

from audit import rubric
from audit.assessment import read_file
from audit.judgement import conclude
from audit.model.asking import asked_otherwise
from audit.model.assessment import Answer, Party
from audit.model.base import InputError
from audit.model.lint import Flaw
from audit.model.questionnaire import Pack
from audit.rubric import catalogues, languages, lint, packs
from audit.rubric.lint import questions
from audit.rubric.texts import part_names
from audit.rubric.texts import texts as of_part
from audit.rubric.translate import texts

ROOT = Path(__file__).parents[2]
RUBRIC = rubric.load()
TRANSLATED = languages.spoken()[1:]
SAME = re.compile(
    r"%|System|Gate|Infrastruktur|Schema|SBOM|Notebook|Rollback|Team|Manifest"
    r"|OWASP .*|MITRE .*|CSA .*|AWS .*|12-factor .*|OpenSSF .*|SLSA .*"
)
"""What is the same word, or a name, in both languages."""
WORDS = {
    "name", "question", "why", "vendor", "internal", "evidence", "remediation", "symptoms", "root_cause",
    "typical_cost", "recovery", "leads_to", "settling_test", "entry", "activities", "exit_in_words",
    "deliverable", "vague", "specific", "evidenced", "follow_ups", "red_flags", "measure", "rule_text",
    "condition", "title", "text", "rule", "when", "keep", "repair", "replace", "L0", "L1", "L2", "L3", "L4",
    "frameworks",
}  # fmt: skip
"""The fields that people read; a word of the engine in one of them would be a translated decision."""


def differing(one: Any, other: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any, Any]]:
    """Every place in which two values differ, with what stands there; shape counts as well."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        for key in one:
            yield from differing(one[key], other[key], (*path, str(key)))
    elif isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        for n, (a, b) in enumerate(zip(one, other, strict=True)):
            yield from differing(a, b, (*path, str(n)))
    elif one != other:
        yield path, one, other


@cache
def said(language: str) -> dict[str, tuple[str, str]]:
    """Every text of the rubric with its translation."""
    theirs = rubric.load(language)
    return {
        f"{part} {key}": (text, translated[key])
        for part in part_names(RUBRIC)
        for translated in [of_part(theirs, part)]
        for key, text in languages.part_texts(RUBRIC, part).items()
    }


def test_english_and_german_ship() -> None:
    assert languages.spoken() == ("en", "de")
    assert rubric.load("en") is not rubric.load("de")
    assert rubric.load("en") == RUBRIC


@pytest.mark.parametrize("language", TRANSLATED)
def test_only_words_differ_between_the_languages_of_a_rubric(language: str) -> None:
    theirs = rubric.load(language)
    assert theirs.content_hash == RUBRIC.content_hash
    assert (theirs.language, len(theirs.translation_hash)) == (language, 64)
    found = list(differing(RUBRIC.model_dump(mode="json"), theirs.model_dump(mode="json")))
    of_words = [one for one in found if one[0] not in {("language",), ("translation_hash",)}]
    assert len(of_words) > 1_300
    for path, english, other in of_words:
        assert isinstance(english, str), path
        assert isinstance(other, str), path
        assert WORDS & {name for name in path[-2:] if not name.isdigit()}, path


@pytest.mark.parametrize("language", TRANSLATED)
def test_the_same_is_concluded_by_every_language_of_a_rubric(language: str) -> None:
    case = read_file(ROOT / "examples" / "coastal_supply" / "assessment.yaml")
    english, other = conclude(case, RUBRIC), conclude(case, rubric.load(language))
    assert (other.rubric, other.conclusion) == (english.rubric, english.conclusion)
    for field in ("published", "gates", "dimensions", "standings", "rates", "costs", "exposure", "plan"):
        assert getattr(other, field, None) == getattr(english, field, None), field
    found = list(differing(english.model_dump(mode="json"), other.model_dump(mode="json")))
    assert len(found) > 50
    assert [path for path, a, b in found if not (isinstance(a, str) and isinstance(b, str))] == []


@pytest.mark.parametrize("language", TRANSLATED)
def test_every_text_of_the_rubric_is_translated(language: str) -> None:
    same = {text for text, theirs in said(language).values() if text == theirs}
    assert [text for text in same if not SAME.fullmatch(text)] == []


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("party", Party)
@pytest.mark.parametrize("name", packs.names())
def test_every_text_of_a_questionnaire_is_translated(name: str, party: Party, language: str) -> None:
    english = packs.load(name, RUBRIC, party)
    theirs = packs.load(name, RUBRIC, party, language)
    assert theirs.language == language
    assert texts(theirs).keys() == texts(english).keys()
    same = [text for key, text in texts(english).items() if texts(theirs)[key] == text]
    assert [text for text in same if not SAME.fullmatch(text)] == []
    assert Pack.model_validate_json(theirs.model_dump_json()) == theirs


@pytest.mark.parametrize("language", TRANSLATED)
@pytest.mark.parametrize("name", packs.names())
def test_choices_stay_apart_in_another_language(name: str, language: str) -> None:
    made = packs.draft(packs.shipped(name), rubric.load(language))
    assert list(questions.duplicate_wording(made)) == []
    for question in packs.load(name, RUBRIC, language=language).questions():
        told = [questions.plain(option.text) for option in question.options]
        assert len(set(told)) == len(told), question.id


def test_who_is_asked_in_german_is_asked_the_same() -> None:
    """A reply to the translation counts as one to the original, until the original is worded otherwise."""
    english, german = (packs.load("gate_triage", RUBRIC, language=one) for one in ("en", "de"))
    key = "EVAL-01"
    assert german.by_id[key].text != english.by_id[key].text
    assert german.by_id[key].wording == english.by_id[key].wording
    reply = Answer(criterion=key, level=2, asked=german.asked(german.by_id[key]))
    assert reply.asked is not None
    assert reply.asked.text == german.by_id[key].text
    assert not asked_otherwise(english.by_id[key], reply)
    changed = english.by_id[key].model_copy(update={"text": "Which criteria were agreed?"})
    assert asked_otherwise(changed, reply)


@cache
def german() -> dict[str, str]:
    """Every German text of the rubric and of the questionnaires."""
    return {key: text for key, (_, text) in said("de").items() if "frameworks" not in key} | {
        f"{name} {key}": text
        for name in packs.names()
        for key, text in texts(packs.load(name, RUBRIC, language="de")).items()
    }


def glossary() -> list[dict[str, Any]]:
    return list(
        yaml.safe_load(files("questionnaires").joinpath("de", "glossary.yaml").read_text("utf-8"))["terms"]
    )


def test_the_glossary_has_one_word_for_one_thing() -> None:
    terms = glossary()
    for field in ("english", "german"):
        words = [one[field] for one in terms]
        assert len(set(words)) == len(words), field
    assert [one["english"] for one in terms] == sorted((one["english"] for one in terms), key=str.casefold)


def test_no_german_text_has_a_word_beside_that_of_the_glossary() -> None:
    never = [word for term in glossary() for word in term.get("never", ())]
    beside = re.compile(rf"\b({'|'.join(map(re.escape, never))})(s|n|en|es)?\b")
    assert {(key, m[0]) for key, text in german().items() if (m := beside.search(text))} == set()


def test_german_is_set_as_german_is() -> None:
    """Quotation marks, decimal commas, points between thousands, and a blank before the percent sign."""
    wrong = re.compile(r"\"|\d%|\d\.\d(?!\d\d\b)|  ")
    assert [(key, text) for key, text in german().items() if wrong.search(text)] == []
    assert [key for key, text in german().items() if text.count("„") != text.count("“")] == []


def linted(folder: Path) -> set[tuple[Flaw, str]]:
    return {(one.flaw, one.text) for one in lint.lint_language(folder, RUBRIC)}


def test_what_a_language_lacks_is_listed(tmp_path: Path) -> None:
    folder = tmp_path / "de"
    shutil.copytree(str(files("questionnaires").joinpath("de")), folder)
    assert linted(folder) == set()
    (folder / "stages.yaml").unlink()
    part = folder / "wording.yaml"
    part.write_text(
        part.read_text("utf-8").replace("{evidence}", "alles").replace("  seen:", "  sen:"), "utf-8"
    )
    levels = folder / "rubric" / "rel.yaml"
    text = levels.read_text("utf-8").replace("Geldgrenze je Lauf und je Tag;", "Angemessene Grenzen;")
    levels.write_text(text, "utf-8")
    found = {(flaw, text.removeprefix(f"{folder}/").partition(" ")[2]) for flaw, text in linted(folder)}
    anchor = next(text for _, text in found if "REL-03.levels.L3" in text)
    assert found == {
        (Flaw.MISSING_TRANSLATION, "file: stages is not translated to de"),
        (Flaw.MISSING_TRANSLATION, "texts: seen is not translated to de"),
        (Flaw.UNKNOWN_ID, "texts.sen: wording has no text sen"),
        (Flaw.INVALID, "texts.shown_by: has to have the same placeholders as the original: {evidence}"),
        (Flaw.LEVEL_WITHOUT_ANCHOR, anchor),
    }
    assert anchor.endswith("says 'angemessene', which everybody sees differently; say what would be seen")


OWN = """\
id: own
title: Before the first meeting
party: vendor
minutes: 20
sections:
- {id: talk, title: Three questions, partner_questions: [PQ-04]}
"""
OVERLAY = """\
id: mine
extends: gate_triage
sections:
- id: power
  title: Power
- {id: more, title: More, questions: [{id: why, kind: text, text: 'Why now?'}]}
"""


def test_a_questionnaire_of_ones_own_speaks_by_the_file_beside_it(tmp_path: Path) -> None:
    own, beside = tmp_path / "own.yaml", tmp_path / "own.de.yaml"
    own.write_text(OWN)
    with pytest.raises(InputError, match=r"own.yaml is not translated to 'de': write own.de.yaml beside it"):
        packs.read(own, RUBRIC, language="de")
    beside.write_text("translates: own.yaml\nlanguage: de\ntexts: {title: Vor dem ersten Treffen}\n")
    pack = packs.read(own, RUBRIC, language="de")
    assert (pack.title, pack.language) == ("Vor dem ersten Treffen", "de")
    assert pack.sections[0].title == "Three questions"
    assert pack.by_id["PQ-04"].text == "Zeigen Sie uns das Ablaufprotokoll einer echten Entscheidung."
    (remark,) = lint.lint_file(beside, RUBRIC)
    assert remark.text.endswith("texts: sections.talk.title is not translated to de")
    beside.write_text("translates: own.yaml\nlanguage: fr\ntexts: {}\n")
    with pytest.raises(InputError, match=r"own.de.yaml: is a translation to fr, not to de"):
        packs.read(own, RUBRIC, language="de")


def test_an_overlay_speaks_as_what_it_extends_where_it_left_that_as_it_was(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(OVERLAY)
    text = "translates: mine.yaml\nlanguage: de\ntexts: {questions.why.text: Warum jetzt?}\n"
    (tmp_path / "mine.de.yaml").write_text(text)
    pack = packs.read(tmp_path / "mine.yaml", RUBRIC, language="de")
    titles = {one.id: one.title for one in pack.sections}
    assert (titles["underneath"], titles["power"], titles["more"]) == ("Worauf es steht", "Power", "More")
    assert pack.by_id["why"].text == "Warum jetzt?"
    assert pack.title == "Gate-Vorprüfung"


def test_a_language_that_there_is_not_is_told() -> None:
    with pytest.raises(InputError, match=r"there is no translation to 'fr'; choose one of en, de"):
        rubric.load("fr")
    with pytest.raises(InputError, match=r"there is no translation to '../rubric'"):
        rubric.load("../rubric")


def test_messages_speak_the_words_of_the_glossary_and_are_set_as_german_is() -> None:
    never = [word for term in glossary() for word in term.get("never", ())]
    beside = re.compile(rf"\b({'|'.join(map(re.escape, never))})(s|n|en|es)?\b")
    wrong = re.compile(r"\"|\d%|\d\.\d(?!\d\d\b)|  ")
    said = [text for forms in catalogues.speech("de").messages.values() for text in forms]
    assert len(said) > 1_500
    assert {(m[0], text) for text in said if (m := beside.search(text))} == set()
    bare = [re.sub(r"`[^`]*`", "x", text) for text in said]  # what stands in code is no text
    assert [text for text in bare if wrong.search(text) or text.count("„") != text.count("“")] == []
