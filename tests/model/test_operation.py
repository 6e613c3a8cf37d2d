from typing import Any

import pytest
from pydantic import ValidationError

from audit.model.operation import Operation


def test_a_cost_of_rebuilding_that_is_not_stated_leaves_no_trace() -> None:
    assert "rebuild_cost" not in Operation(day_rate=900).model_dump_json()
    assert Operation(rebuild_cost=(0, 5)).model_dump(mode="json")["rebuild_cost"] == [0, 5]


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ([2, 1], "rebuild_cost has to be [low, high]"),
        ([-1, 1], "greater than or equal to 0"),
        ([1], "Field required"),
        (float("nan"), "valid tuple"),
        ([1, float("nan")], "finite number"),
    ],
)
def test_a_range_that_is_none_is_refused(given: Any, said: str) -> None:
    with pytest.raises(ValidationError) as error:
        Operation(rebuild_cost=given)
    assert said in str(error.value)
