"""The example as the app opens it, judged once for all tests of a process."""

import tempfile
from functools import cache
from pathlib import Path

from audit import delivery
from audit.assessment import Desk
from audit.model.assessment import Assessment
from audit.storage import Ledger


@cache
def judged() -> Assessment:
    """The example with what its repository shows."""
    with tempfile.TemporaryDirectory() as folder:
        return delivery.judge_example(Path(folder)).assessment


def with_example(url: str) -> str:
    """Put the example into a ledger; its id there."""
    ledger = Ledger(url)
    key = Desk(ledger).open(judged(), actor=judged().auditor).key
    ledger.close()
    return key
