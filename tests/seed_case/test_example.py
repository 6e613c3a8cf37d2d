"""The seed case can be built again to the same commit, and what it says about itself is so."""

import csv
import json
import math
import os
import re
import subprocess
from collections import Counter
from pathlib import Path

import pytest
import yaml

from audit import example, rubric
from audit.exchange import assessment_file
from audit.model.assessment import Answer, Assessment, Rating
from audit.model.base import InputError

WORKED_EXAMPLES = Path(__file__).parents[1] / "oracle" / "worked_examples.yaml"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return example.build(tmp_path_factory.mktemp("seed") / "case").parent


@pytest.fixture(scope="module")
def assessment(built: Path) -> Assessment:
    return assessment_file.read(built / example.ASSESSMENT, rubric.load())


def git(repository: Path, *arguments: str) -> str:
    command = ["git", "-C", str(repository), *arguments]
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout.strip()


def head(folder: Path) -> str:
    return git(folder / example.DELIVERY, "rev-parse", "HEAD")


def delivered(folder: Path) -> dict[str, str]:
    root = folder / example.DELIVERY
    names = git(root, "ls-files").splitlines()
    return {name: (root / name).read_text("utf-8") for name in names}


# How it is built


def test_two_builds_give_the_same_commit(
    built: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    hostile = tmp_path / "home"
    hostile.mkdir()
    (hostile / ".gitconfig").write_text(
        "[user]\n\tname = Somebody Else\n[core]\n\tautocrlf = true\n\thooksPath = /nowhere\n"
        "[commit]\n\tgpgSign = true\n[init]\n\tdefaultBranch = trunk\n\tdefaultObjectFormat = sha256\n"
    )
    for name, value in {
        "HOME": str(hostile),
        "GIT_DIR": "/nowhere",
        "GIT_AUTHOR_NAME": "X",
        "TZ": "Asia/Tokyo",
    }.items():
        monkeypatch.setenv(name, value)
    again = example.build(tmp_path / "case").parent
    monkeypatch.undo()

    assert head(again) == head(built)
    assert git(again / example.DELIVERY, "branch", "--show-current") == "main"


def test_what_is_built_is_what_the_sources_hold(built: Path) -> None:
    source = example.sources() / example.DELIVERY
    expected = {
        p.relative_to(source).as_posix(): p.read_text("utf-8") for p in source.rglob("*") if p.is_file()
    }

    assert delivered(built) == expected
    assert git(built / example.DELIVERY, "status", "--porcelain") == ""
    assert (built / example.ASSESSMENT).read_bytes() == (example.sources() / example.ASSESSMENT).read_bytes()


def test_a_folder_with_an_earlier_build_is_used_again(tmp_path: Path) -> None:
    folder = tmp_path / "case"
    example.build(folder)
    (folder / "report.pdf").write_text("kept")
    (folder / example.DELIVERY / "train.py").write_text("changed")

    example.build(folder)

    assert sorted(p.name for p in folder.iterdir()) == [example.ASSESSMENT, example.DELIVERY, "report.pdf"]
    assert git(folder / example.DELIVERY, "status", "--porcelain") == ""
    assert [p.name for p in tmp_path.iterdir()] == ["case"]


@pytest.mark.parametrize("name", [example.DELIVERY, example.ASSESSMENT])
def test_what_is_not_ours_is_never_replaced(tmp_path: Path, name: str) -> None:
    (tmp_path / name).mkdir()

    with pytest.raises(InputError, match="was not made by the example"):
        example.build(tmp_path)

    assert [p.name for p in tmp_path.iterdir()] == [name]


def test_a_file_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "case").write_text("")

    with pytest.raises(InputError, match="is a file; give a folder"):
        example.build(tmp_path / "case")


def test_a_build_that_fails_leaves_nothing(tmp_path: Path) -> None:
    source = tmp_path / "source"
    (source / example.DELIVERY).mkdir(parents=True)
    (source / example.DELIVERY / "a.py").write_text("a = 1\n")
    (source / example.ASSESSMENT).write_text("subject: {}\n")
    history = {
        "about": "broken",
        "authors": {"a": {"name": "A", "email": "a@a.example"}},
        "commits": [
            {
                "by": "a",
                "at": "2026-01-01T00:00:00Z",
                "message": "One",
                "files": {"a.py": [{"now": "b", "then": "c"}]},
            }
        ],
    }
    (source / "history.yaml").write_text(yaml.safe_dump(history))

    with pytest.raises(ValueError, match=r"'b' stands 0 times in a\.py"):
        example.build(tmp_path / "case", source)

    assert [p.name for p in tmp_path.iterdir()] == ["source"]


# What it holds


def test_two_people_built_it_and_one_left_early(built: Path) -> None:
    log = git(built / example.DELIVERY, "log", "--format=%an|%as").splitlines()
    last = {}
    for line in reversed(log):
        name, day = line.split("|")
        last[name] = day

    assert Counter(line.split("|")[0] for line in log) == {"Mira Okoro": 5, "Jonas Feld": 3}
    assert last == {"Jonas Feld": "2026-04-22", "Mira Okoro": "2026-06-24"}
    assert log[-1] == "Jonas Feld|2026-03-03"


def test_discontinued_items_are_in_the_extract_and_no_code_looks(built: Path) -> None:
    files = delivered(built)
    rows = list(csv.DictReader(files["data/item_master.csv"].splitlines()))
    code = "\n".join(text for name, text in files.items() if name.endswith((".py", ".ipynb")))

    assert len(rows) == 56
    assert Counter(row["status"] for row in rows) == {"A": 47, "D": 9}
    assert next(row["status"] for row in rows if row["item_no"] == "40-1187") == "D"
    assert "status" not in code.replace("raise_for_status", "")


def test_the_notebook_is_valid_and_shows_the_figure(built: Path) -> None:
    notebook = json.loads(delivered(built)["notebooks/reorder_forecast.ipynb"])
    cells = [cell for cell in notebook["cells"] if cell["cell_type"] == "code"]
    printed = "".join(
        "".join(output.get("text", output.get("data", {}).get("text/plain", "")))
        for cell in cells
        for output in cell["outputs"]
    )

    assert (notebook["nbformat"], notebook["nbformat_minor"]) == (4, 5)
    assert len({cell["id"] for cell in notebook["cells"]}) == len(notebook["cells"])
    assert [cell["execution_count"] for cell in cells] == list(range(1, len(cells) + 1))
    assert "Accuracy on test data: 94.0%" in printed
    assert "(200, 11)" in printed


def test_all_of_its_code_can_be_parsed(built: Path) -> None:
    files = delivered(built)
    notebook = json.loads(files["notebooks/reorder_forecast.ipynb"])
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            compile("".join(cell["source"]), cell["id"], "exec")
    for name, text in files.items():
        if name.endswith(".py"):
            compile(text, name, "exec")


def test_nothing_in_it_looks_like_a_key(built: Path) -> None:
    everything = {**delivered(built), example.ASSESSMENT: (built / example.ASSESSMENT).read_text("utf-8")}
    words = {
        word
        for text in everything.values()
        for word in re.findall(r"[A-Za-z0-9_\-+/=]{20,}", text)
        if re.search(r"\d", word) and re.search(r"[A-Z]", word)
    }

    assert {word for word in words if entropy(word) > 4} == set()
    assert not re.search(r"sk-|ghp_|AKIA|BEGIN [A-Z ]*PRIVATE KEY", "\n".join(everything.values()))
    assert all(line.endswith("=") for line in everything[".env.example"].splitlines() if "#" not in line)


def entropy(word: str) -> float:
    shares = [n / len(word) for n in Counter(word).values()]
    return -sum(share * math.log2(share) for share in shares)


def test_every_address_in_it_is_reserved_for_examples(built: Path) -> None:
    log = git(built / example.DELIVERY, "log", "--format=%ae %ce")
    everything = log + "".join(delivered(built).values()) + (built / example.ASSESSMENT).read_text("utf-8")

    addresses = set(re.findall(r"[\w.]+@([\w.]+)", everything)) | set(
        re.findall(r"https?://([\w.]+)", everything)
    )
    assert addresses == {"tallybird.example"}


# What the audit is told


def test_quotations_stand_on_the_line_that_is_cited(built: Path, assessment: Assessment) -> None:
    cited = 0
    for claim in assessment.claims:
        assert claim.place is not None
        if claim.place.document.startswith(example.DELIVERY):
            assert claim.place.line is not None
            lines = (built / claim.place.document).read_text("utf-8").splitlines()
            assert lines[claim.place.line - 1] == f"- {claim.quote}"
            cited += 1
    assert (cited, len(assessment.claims)) == (13, 15)


def test_the_answers_are_those_of_the_story(assessment: Assessment) -> None:
    story = yaml.safe_load(WORKED_EXAMPLES.read_text("utf-8"))["cases"][0]["answers"]

    assert {a.criterion: {"level": a.level, "grade": int(a.grade)} for a in assessment.answers} == story
    assert {a.by for a in assessment.answers} == {"operations"}
    assert all(a.narrative and a.evidence and a.at for a in assessment.answers)


def test_evidence_carries_what_is_stated_and_all_of_it_is_cited(assessment: Assessment) -> None:
    grades = {item.id: item.grade for item in assessment.evidence}
    cited: list[Answer | Rating] = [*assessment.statements(), *assessment.ratings]

    assert all(max(grades[key] for key in one.evidence) >= one.grade for one in cited if one.evidence)
    assert {key for one in cited for key in one.evidence} == set(grades)
    assert all(item.date <= assessment.as_of for item in assessment.evidence)


def test_ratings_leave_to_the_repository_what_it_can_decide(assessment: Assessment) -> None:
    asserted = {claim.criterion for claim in assessment.claims if claim.asserts}

    assert {rating.criterion for rating in assessment.ratings} == {"EVAL-05", "OBS-03", "HUM-02"}
    assert asserted.isdisjoint(rating.criterion for rating in assessment.ratings)


def test_the_demo_is_the_figure_of_the_notebook(assessment: Assessment) -> None:
    assert assessment.demo is not None
    assert f"{assessment.demo.successes / assessment.demo.trials:.1%}" == "94.0%"


def test_the_sources_are_not_under_version_control_of_their_own() -> None:
    assert not [folder for folder, folders, _ in os.walk(example.sources()) if ".git" in folders]
