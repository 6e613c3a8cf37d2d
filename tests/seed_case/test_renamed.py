"""The audit looks at what is there, not at what it is called: in other words the seed case comes to the same."""

import ast
from pathlib import Path

import pytest
import yaml

from audit import example
from audit.model.pattern import PatternState
from tests.seed_case import renaming
from tests.seed_case.judged import Judged, git, judge

FIXED_LINES = {
    "    cp .env.example .env",
    "    pip install -r requirements.txt",
    "OPENAI_API_KEY=",
    "ERP_TOKEN=",
}
"""Lines of text that tools fix word for word."""


@pytest.fixture(scope="module")
def sources(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("words") / "case"
    renaming.rename(example.sources(), folder)
    return folder


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    return judge(example.build(tmp_path_factory.mktemp("seed") / "case"))


@pytest.fixture(scope="module")
def renamed(sources: Path, tmp_path_factory: pytest.TempPathFactory) -> Judged:
    folder = tmp_path_factory.mktemp("seed") / renaming.path("case")
    example.build(folder, sources)
    return judge(renaming.move(folder))


def pairs(sources: Path) -> list[tuple[str, str, str]]:
    """Every file of the delivery: its path, its text, and its text in other words."""
    root = example.sources() / example.DELIVERY
    names = sorted(p.relative_to(root).as_posix() for p in root.rglob("*") if p.is_file())
    return [
        (n, (root / n).read_text("utf-8"), (sources / example.DELIVERY / renaming.path(n)).read_text("utf-8"))
        for n in names
    ]


def own_names(text: str) -> set[str]:
    """The names that a program gives."""
    names = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef):
            names |= {node.name, *(argument.arg for argument in node.args.args)}
        elif isinstance(node, ast.Name) and isinstance(node.ctx, ast.Store) and node.id != "_":
            names.add(node.id)
    return names


def test_every_path_but_those_that_tools_look_for_is_another(sources: Path) -> None:
    old = {name for name, _, _ in pairs(sources)}
    new = {renaming.path(name) for name in old}

    assert old & new == renaming.KEPT["files"]
    assert len(new) == len(old)


def test_every_name_in_the_code_is_another_and_the_code_is_the_same(sources: Path) -> None:
    for name, text, other in pairs(sources):
        cells = zip(renaming.code_of(name, text), renaming.code_of(name, other), strict=True)
        for cell, other_cell in cells:
            assert own_names(cell).isdisjoint(own_names(other_cell)), name
            assert [type(node) for node in ast.walk(ast.parse(cell))] == [
                type(node) for node in ast.walk(ast.parse(other_cell))
            ], name


def test_every_line_of_text_is_another(sources: Path) -> None:
    for name, text, other in pairs(sources):
        if name.endswith((".md", ".csv", ".example")):
            lines = zip(text.splitlines(), other.splitlines(), strict=True)
            same = {
                line for line, other_line in lines if line == other_line and any(c.isalpha() for c in line)
            }
            assert same <= FIXED_LINES, name


def test_people_and_what_they_said_are_other_words(sources: Path, original: Judged, renamed: Judged) -> None:
    history = yaml.safe_load((sources / "history.yaml").read_text("utf-8"))

    assert {author["name"] for author in history["authors"].values()}.isdisjoint({"Jonas Feld", "Mira Okoro"})
    for before, after in zip(original.assessment.statements(), renamed.assessment.statements(), strict=True):
        assert (before.criterion, before.level, before.grade) == (after.criterion, after.level, after.grade)
        assert before.by != after.by
        assert (before.narrative or before.quote) != (after.narrative or after.quote)


def test_the_history_has_the_same_shape(original: Judged, renamed: Judged) -> None:
    before, after = original.inspection.history, renamed.inspection.history

    assert (before.commits, before.first, before.last) == (after.commits, after.first, after.last)
    assert [(a.commits, a.last) for a in before.authors] == [(a.commits, a.last) for a in after.authors]
    assert original.inspection.commit != renamed.inspection.commit


def test_every_finding_is_the_same_at_the_same_place(original: Judged, renamed: Judged) -> None:
    before = {
        f.id: (f.outcome, f.confidence, [(renaming.path(e.path), e.line, e.direction) for e in f.evidence])
        for f in original.inspection.checks
    }
    after = {
        f.id: (f.outcome, f.confidence, [(e.path, e.line, e.direction) for e in f.evidence])
        for f in renamed.inspection.checks
    }

    assert after == before


def test_the_conclusion_is_the_same(original: Judged, renamed: Judged) -> None:
    before, after = original.conclusion, renamed.conclusion

    assert after.conclusion is before.conclusion
    assert after.gates == before.gates
    assert after.published == before.published
    assert {p.id: p.state for p in after.pattern_readings} == {p.id: p.state for p in before.pattern_readings}
    assert renamed.patterns(PatternState.PRESENT) == original.patterns(PatternState.PRESENT)
    assert {k: (s.low, s.high, s.gate) for k, s in after.standings.items()} == {
        k: (s.low, s.high, s.gate) for k, s in before.standings.items()
    }
    assert [(c.criterion, c.check, c.strength, c.state) for c in after.contradictions] == [
        (c.criterion, c.check, c.strength, c.state) for c in before.contradictions
    ]


def test_the_claims_still_cite_the_line_they_quote(sources: Path, renamed: Judged) -> None:
    for claim in renamed.assessment.claims:
        assert claim.place is not None
        folder, _, name = claim.place.document.partition("/")
        if name:
            assert folder == renaming.path(example.DELIVERY)
            lines = (sources / example.DELIVERY / name).read_text("utf-8").splitlines()
            assert lines[(claim.place.line or 0) - 1] == f"- {claim.quote}"


def test_git_holds_the_other_words_only(sources: Path, tmp_path: Path) -> None:
    example.build(tmp_path / "case", sources)
    log = git(tmp_path / "case" / example.DELIVERY, "log", "--format=%an %ae %s")

    assert "tallybird" not in log
    assert "notebook" not in log.lower()
