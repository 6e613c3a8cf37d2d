"""What tells work without end from work that is merely long."""

import time

import pytest

from tests.patience import outgrows, patience

LENGTH = 8_000


def spins(steps: int) -> None:
    for _ in range(steps):
        pass


@pytest.mark.parametrize(
    ("work", "grows"),
    [
        (lambda length: spins(length * LENGTH), False),
        (lambda length: spins(length * length), True),
        (lambda length: None, False),
    ],
    ids=["in proportion", "in its square", "at once"],
)
def test_growth(work, grows: bool) -> None:
    assert outgrows(work, LENGTH) is grows


def test_patience_runs_out() -> None:
    with pytest.raises(AssertionError, match="had not ended after 1 seconds"), patience(1):
        time.sleep(30)
