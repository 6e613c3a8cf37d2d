"""Whether the code can be deployed, or lives in notebooks."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import CodeBase, Sighting
from audit.model.finding import Confidence


class DeployableCode(Check[CodeBase]):
    """The code lives in files that can be deployed.

    A notebook runs in the order in which someone clicked; it cannot be imported, tested or
    released as it is.

    Blind spot: a notebook that a platform runs on a schedule is deployed after a fashion.
    """

    id = "deployable-code"
    informs = "DEP-01"
    policy = Policy.ALL
    confidence = Confidence.STRONG
    remediation = "Move the logic from notebooks into modules; let notebooks only call them."

    good = {
        "app.py": "def answer(question):\n    return question\n",
        "explore.ipynb": '{"cells": [{"cell_type": "code", "source": ["1 + 1"]}], "metadata": {}}',
    }
    bad = {
        "main.ipynb": '{"cells": [{"cell_type": "code", "source": "a=1\\nb=2\\nc=3\\nd=4"}], "metadata": {}}',
        "util.py": "x = 1\n",
    }

    def detect(self, code: CodeBase, /) -> Iterator[Sighting]:
        share = code.notebooks / (code.source + code.notebooks)
        parts = f"{code.notebooks} lines of own code in notebooks, {code.source} in source files"
        if share > 0.5:
            yield code.contradicts(parts, weak=share < 0.8 or code.mixed)
        elif share > 0.35:
            yield code.cannot_tell(parts)
        else:
            yield code.supports(parts)
