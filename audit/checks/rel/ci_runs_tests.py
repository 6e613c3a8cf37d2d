"""Whether continuous integration runs the tests."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import Sighting, TestRun
from audit.model.finding import Confidence


class CiRunsTests(Check[TestRun]):
    """Continuous integration runs the tests.

    Tests that nobody has to run are run until the first busy week.

    Blind spot: pipelines that are configured outside the repository are not seen.
    """

    id = "ci-runs-tests"
    informs = "REL-06"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = "Run the tests on every pull request and let a failure block the merge."

    good = {
        "tests/test_tools.py": "def test_it():\n    assert 1 + 1 == 2\n",
        ".github/workflows/ci.yml": """
            on: [push]
            jobs:
              test:
                runs-on: ubuntu-latest
                steps:
                - run: pip install pytest
                - run: pytest -q  # <-- supports
        """,
    }
    bad = {
        "tests/test_tools.py": "def test_it():\n    assert 1 + 1 == 2\n",
        ".github/workflows/ci.yml": """
            on: [push]
            jobs:
              lint:
                runs-on: ubuntu-latest
                steps:
                - run: ruff check
        """,
    }

    def detect(self, run: TestRun, /) -> Iterator[Sighting]:
        if not run.sure:
            yield run.cannot_tell(f"runs `{run.command}`, and whether anything there can fail is not seen")
        elif run.tests and run.off:
            yield run.cannot_tell(f"`{run.command}` stands in a step that is switched off")
        elif run.tests and run.automatic and run.unheeded:
            yield run.cannot_tell(f"runs `{run.command}`, but {run.unheeded}")
        elif run.tests and run.automatic:
            yield run.supports(f"runs `{run.command}`")
        elif run.tests:
            yield run.cannot_tell(f"`{run.command}` runs only when a person starts it")
