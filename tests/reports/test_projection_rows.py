"""The chapter on the demo figure: a row for each thing that bends it, and none for what was not given."""

import re

import pytest

from audit.judgement.projection import project
from audit.model.demo import DemoResult
from audit.model.trials import Judge
from reports import render
from tests.reports.dossiers import with_changes


def chapter(demo: DemoResult) -> str:
    html = render.html(with_changes(conclusion={"projection": project(demo)}))
    inside = html.partition('id="projection"')[2].partition("</section>")[0]
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", inside))


@pytest.mark.parametrize(
    ("fields", "row"),
    [
        (
            {"successes": 200},
            "No failure seen: what that leaves open, one-sided from 98.5% up to 743",
        ),
        (
            {"cluster_size": 10, "cluster_correlation": 0.3},
            "Wilson interval, cases in groups of 10 counted as 54 84.3–97.9% 1,071–7,849",
        ),
        (
            {"judge": Judge(sensitivity=0.99, specificity=0.6)},
            "Corrected for a judge with sensitivity 99% and specificity 60%: 91.5% 84.4–95.8% 2,089–7,791",
        ),
        (
            {"steps_per_run": 10},
            "Runs of 10 steps, if steps fail independently: 53.9% 34.1–70.3% 23,069",
        ),
        (
            {"untested_share": 0.1, "untested_success": 0.5},
            "Shift scenario: 10% of cases from a segment never tested, with a success rate of 50% 89.6% 5,200",
        ),
        ({}, "Shift scenario: 5% of cases from a segment never tested, all of which fail 89.3% 5,350"),
    ],
)
def test_a_row_where_something_is_given(fields: dict[str, object], row: str) -> None:
    given = {"successes": 188, "trials": 200, **fields}
    text = chapter(DemoResult.model_validate(given))
    assert row in text
    for other in ("No failure seen", "cases in groups", "Corrected for a judge", "Runs of"):
        assert (other in text) is row.startswith(other) or other in row
