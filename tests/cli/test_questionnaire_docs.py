"""Every example in the document about questionnaires works as it is printed."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest

from audit import rubric
from audit.judgement.specificity import read_specificity
from audit.model.lint import Flaw
from audit.model.questionnaire import QuestionKind
from audit.rubric import lint, packs

ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "docs" / "questionnaires.md").read_text("utf-8")
EXAMPLES = dict(re.findall(r"```yaml\n# (\S+\.yaml)\n(.*?)```", TEXT, re.DOTALL))
COMMANDS = re.findall(r"phase2 (questionnaire [a-z]+(?: [\w.]+)*)", TEXT)
RUBRIC = rubric.load()

Run = Callable[..., tuple[int, str, str]]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, text in EXAMPLES.items():
        (tmp_path / name).write_text(text, encoding="utf-8")
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_there_are_examples() -> None:
    assert set(EXAMPLES) == {"acme.yaml", "short.yaml", "conditions.yaml", "short.de.yaml"}
    assert TEXT.count("```yaml") == len(EXAMPLES)
    assert len(COMMANDS) >= 6


@pytest.mark.parametrize("name", sorted(set(EXAMPLES) - {"short.de.yaml"}))
def test_a_questionnaire_has_no_flaw(folder: Path, name: str) -> None:
    assert lint.lint_file(folder / name, RUBRIC) == ()


def test_the_translation_lacks_what_it_says_it_lacks(folder: Path) -> None:
    found = lint.lint_file(folder / "short.de.yaml", RUBRIC)
    assert {one.flaw for one in found} == {Flaw.MISSING_TRANSLATION}
    assert not any("questions.PQ-04.text" in one.text for one in found)


@pytest.mark.parametrize("command", sorted(set(COMMANDS)))
def test_a_command_works(phase2: Run, folder: Path, command: str) -> None:
    code, out, err = phase2(*command.split())
    assert (code, err) == (0, "")
    assert out


def test_the_overlay_does_what_the_text_says(folder: Path) -> None:
    base = packs.load("vendor_evaluation", RUBRIC)
    pack = packs.read(folder / "acme.yaml", RUBRIC)
    assert set(pack.by_id) - set(base.by_id) == {"acme_cloud", "acme_cloud_why"}
    assert set(base.by_id) - set(pack.by_id) == {"price_model", "SCALE-04"}


def test_the_tables_name_everything_there_is() -> None:
    assert set(re.findall(r"^\| `([a-z_]+)` \| [a-z]", TEXT, re.MULTILINE)) >= set(packs.names())
    kinds = set(re.findall(r"`(\w+)`", TEXT.partition("## Kinds of questions")[2].partition("## Cond")[0]))
    assert kinds >= {kind.value for kind in QuestionKind}
    flaws = set(re.findall(r"^\| `([a-z-]+)` \|", TEXT, re.MULTILINE))
    assert flaws >= {flaw.value for flaw in Flaw}


def test_the_measure_of_specificity_is_the_printed_one() -> None:
    words = rubric.vocabulary()
    read = [
        [
            read_specificity(text, words, one.question).level
            for text in (one.vague, one.specific, one.evidenced)
        ]
        for one in RUBRIC.partner_questions
    ]
    higher, shown = sum(a < b for a, b, _ in read), sum(a < c for a, _, c in read)
    assert f"lower than the specific one in {higher} of {len(read)}" in TEXT
    assert f"higher than the vague one in {shown} of {len(read)}" in TEXT
