"""The corpora are whole, name what exists, and are brought from where they are."""

import re
import subprocess
from pathlib import Path

import pytest

from audit.checks import all_checks
from benchmarks.labels import CORPUS, Corpus, Purpose, Repository, read_contract, read_corpora
from benchmarks.mirror import Mirror, NotBroughtError
from benchmarks.tables import rewrite

FILES = sorted(path for path in CORPUS.glob("*.yaml") if path.name != "contract.yaml")
ROOT = Path(__file__).parents[2]


def corpora() -> dict[str, Corpus]:
    return {corpus.name: corpus for corpus in read_corpora(FILES, read_contract())}


def test_every_corpus_has_its_place_on_the_page() -> None:
    page = (ROOT / "docs" / "accuracy.md").read_text("utf-8")
    assert set(re.findall(r"<!-- results: (\w+) -->", page)) == set(corpora())


def test_every_labelled_repository_has_every_fact() -> None:
    facts = read_contract().facts.keys()
    labelled = [row for c in corpora().values() if c.purpose is Purpose.LABELS for row in c.repositories]
    assert len(labelled) >= 26
    assert [row.repo for row in labelled if row.facts.keys() != facts] == []


def test_no_repository_is_in_two_corpora() -> None:
    names = [row.repo for corpus in corpora().values() for row in corpus.repositories]
    assert sorted(set(names)) == sorted(names)


def test_a_true_fact_names_its_place() -> None:
    bare = [
        f"{row.repo}: {fact}"
        for corpus in corpora().values()
        for row in corpus.repositories
        for fact, label in row.facts.items()
        if label.value is True and label.compared and not label.evidence
    ]
    assert bare == []


def test_a_check_informs_the_criterion_of_the_contract() -> None:
    declared = {check.id: check.informs for check in all_checks()}
    answers = [a for a in read_contract().facts.values() if a.check in declared]
    assert answers
    assert {a.check: a.informs for a in answers} == {a.check: declared[a.check] for a in answers}


def test_a_fact_that_the_contract_does_not_know_is_refused(tmp_path: Path) -> None:
    corpus = tmp_path / "mine.yaml"
    corpus.write_text(
        "purpose: labels\nabout: x\nrepositories:\n"
        f"- {{repo: a/b, commit: {'a' * 40}, facts: {{has_tests: {{value: true}}}}}}\n"
    )
    with pytest.raises(ValueError, match=r"mine\.yaml: a/b: the contract has no fact has_tests"):
        read_corpora([corpus], read_contract())


@pytest.fixture
def commit(tmp_path: Path) -> str:
    """A repository at `owner+name/repo` with one commit."""
    folder = tmp_path / "owner+name" / "repo"
    git = ["git", "-c", "user.name=n", "-c", "user.email=e@example.org", "-C", str(folder)]
    folder.mkdir(parents=True)
    subprocess.run([*git, "init", "--quiet"], check=True)
    subprocess.run([*git, "commit", "--quiet", "--allow-empty", "-m", "first"], check=True)
    said = subprocess.run([*git, "rev-parse", "HEAD"], check=True, capture_output=True, text=True)
    return said.stdout.strip()


def test_a_repository_that_is_here_is_not_cloned(tmp_path: Path, commit: str) -> None:
    found = Mirror(tmp_path).bring(Repository(repo="owner/name", commit=commit))
    assert found == tmp_path / "owner+name" / "repo" / ".git"


@pytest.mark.parametrize("layout", ["owner+name.git", "owner+name/repo"])
def test_both_layouts_of_a_bare_repository_are_found(tmp_path: Path, commit: str, layout: str) -> None:
    mirror = tmp_path / "mirror"
    source = tmp_path / "owner+name" / "repo"
    subprocess.run(["git", "clone", "--quiet", "--bare", str(source), str(mirror / layout)], check=True)
    assert Mirror(mirror).bring(Repository(repo="owner/name", commit=commit)) == mirror / layout


def test_what_cannot_be_brought_says_what_to_do(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("benchmarks.mirror._address", lambda repo: f"{tmp_path}/nowhere/{repo}.git")
    with pytest.raises(NotBroughtError, match=r"owner/name: not in the mirror .* --mirror"):
        Mirror(tmp_path / "mirror").bring(Repository(repo="owner/name", commit="0" * 40))


def test_only_the_tables_of_measured_corpora_are_rewritten(tmp_path: Path) -> None:
    page = tmp_path / "page.md"
    page.write_text("a\n<!-- results: one -->\nold\n<!-- end of results -->\nb\n<!-- results: two -->\nold\n"
                    "<!-- end of results -->\n")  # fmt: skip
    nothing = {"comparable": 0}
    rewrite(page, {"one": {"engine": "1+a", "source": "c0", "purpose": "order", "repositories": {"a/b": "0"}, "not_measured": ["c/d"],
                           "all": nothing, "checks": {}, "order": {"x above y": 0.75}}})  # fmt: skip
    assert page.read_text() == (
        "a\n<!-- results: one -->\nEngine `1+a` at commit `c0`, 1 repositories.\n\nNot measured: c/d.\n\n"
        "- Repository index, x above y: AUC 0.750\n<!-- end of results -->\n"
        "b\n<!-- results: two -->\nold\n<!-- end of results -->\n"
    )
