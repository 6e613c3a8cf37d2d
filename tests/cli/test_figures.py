"""The figures of `phase2 conclude`: from the example of the handbook of assessment files to text and JSON."""

import json
from collections.abc import Callable
from pathlib import Path

import jsonschema
import pytest

from audit import delivery, rubric

Run = Callable[..., tuple[int, str, str]]
ROOT = Path(__file__).parents[2]
SUBJECT = """\
subject: {name: Vendor A, kinds: [agent_with_tools, classic_ml]}
as_of: 2026-10-01
answers: {EVAL-01: {level: 1, grade: claimed}}
"""
WEEK_ONE = "buildability: {WB-04: 1, WB-11: {score: 2}, WB-12: 0}\n"


def example() -> str:
    """The YAML of the chapter on figures in docs/assessment-file.md."""
    text = (ROOT / "docs/assessment-file.md").read_text(encoding="utf-8")
    chapter = text.partition("## A figure, a cost, a case for building")[2]
    return chapter.partition("```yaml\n")[2].partition("```")[0]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "a.yaml"
    path.write_text(SUBJECT + example() + WEEK_ONE, encoding="utf-8")
    return path


def test_in_words(phase2: Run, file: Path) -> None:
    code, out, _ = phase2("conclude", file)
    said = " ".join(out.split())
    assert code == 0
    assert (
        "Demo figure 94% of 200 cases: 1,733\N{EN DASH}5,097 failures in 50,000 runs, if production resembles the test"
        in said
    )
    assert "Costs USD 3,761 a month; USD 49,724 with three times the volume, prices up by half" in said
    assert "Week one hold: an item that has to be shown before the start is not; an item that" in said
    assert "(WB-01, WB-04, WB-05, WB-09, WB-10)" in said
    assert "condition: treat as high risk (WB-12: sponsor refuses to set one" in said


def test_as_data(phase2: Run, file: Path) -> None:
    code, out, _ = phase2("conclude", file, "--format", "json")
    found = json.loads(out)
    jsonschema.validate(found, json.loads(delivery.schema_json("conclusion")))
    assert code == 0
    projection, costs, week_one = found["projection"], found["costs"], found["buildability"]
    assert projection["wilson"] == [pytest.approx(0.898068307), pytest.approx(0.965347806)]
    assert (projection["target"]["shown"], projection["target"]["without_failure"]) == (False, 99)
    assert round(projection["compounding"]["rate"], 3) == 0.539
    assert round(projection["repeats"]["by_group"], 3) == 0.783
    assert round(projection["clustering"]["effective_n"], 2) == 54.05
    assert round(projection["judge"]["rate"], 4) == 0.9153
    assert costs["monthly"]["total"] == pytest.approx(3760.7142)
    assert costs["per_accepted"] == pytest.approx(3760.7142 / 16_000)
    assert [shock["name"] for shock in costs["shocks"]][:2] == ["three times the volume", "twice the steps"]
    assert week_one["verdict"] == "hold"
    assert week_one["break_even"]["needed"] == pytest.approx((2 + 0.19 + 60_000 / (24 * 20_000)) / 2.5)
    assert set(week_one["unanswered"]) == {f"WB-{n:02}" for n in range(1, 13)} - {"WB-04", "WB-11", "WB-12"}
    assert {"n", "limit"} <= set(projection["target"])


def test_nothing_is_said_of_what_was_not_given(phase2: Run, tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(SUBJECT, encoding="utf-8")
    _, out, _ = phase2("conclude", path)
    assert "Score" in out
    assert not [word for word in ("Demo figure", "Costs", "Week one") if word in out]


@pytest.mark.parametrize(
    ("text", "why"),
    [
        (
            "buildability: {WB-99: 2}\n",
            "a.yaml:4 buildability.WB-99: 'WB-99' is not",
        ),
        ("buildability: {WB-04: 4}\n", "a.yaml:4 buildability.WB-04"),
        (
            "demo: {successes: 3, trials: 2}\n",
            "a.yaml:4 demo: 3 successes of 2 trials is impossible",
        ),
        (
            "demo: {successes: 1, trials: 2, judge: {sensitivity: 0.4, specificity: 0.6}}\n",
            "a.yaml:4 demo.judge: sensitivity and specificity add up to 1 or less: such a judge tells nothing; have",
        ),
        ("costs: {runs_per_month: -1}\n", "a.yaml:4 costs.runs_per_month: "),
        (
            "business: {runs_per_month: 0, benefit_per_success: 1}\n",
            "a.yaml:4 business.runs_per_month: input should be greater than or equal to 0.01, not 0",
        ),
    ],
)
def test_what_does_not_fit_is_told_with_its_place(phase2: Run, tmp_path: Path, text: str, why: str) -> None:
    path = tmp_path / "a.yaml"
    path.write_text(SUBJECT + text, encoding="utf-8")
    code, out, err = phase2("conclude", path)
    assert (code, out) == (2, "")
    assert why in err


def test_a_favourable_conclusion_is_told_with_what_it_takes_on_word(phase2: Run, tmp_path: Path) -> None:
    keys = [criterion.id for criterion in rubric.load().criteria()]
    answers = ", ".join(f"{key}: {{level: 3, grade: demonstrated}}" for key in keys)
    file = tmp_path / "a.yaml"
    file.write_text(
        "subject: {name: Vendor A, kinds: [agent_with_tools, classic_ml]}\nas_of: 2026-10-01\n"
        f"answers: {{{answers}}}\n",
        encoding="utf-8",
    )
    code, out, _ = phase2("conclude", file)
    said = " ".join(out.split())
    assert code == 0
    assert "Advice Go Score" in said
    assert (
        f"Believed, not proven: {len(keys)} levels count on the word of whoever graded them, who names no item"
        in said
    )
    assert "the advice would be “No-go” and the system “Cannot conclude”." in said
