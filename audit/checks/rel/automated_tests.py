"""Whether there are tests of own code."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import Sighting, TestFile
from audit.model.finding import Confidence


class AutomatedTests(Check[TestFile]):
    """Own code has automated tests.

    Most failures of an AI system are in the ordinary code around the model; without tests
    every change to it is a guess.

    Blind spot: how much of the code the tests reach is not measured.
    """

    id = "automated-tests"
    informs = "REL-06"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = "Begin with one test a module of the code around the model: parsing, tools, data access."

    good = {
        "tests/test_tools.py": """
            def test_reorder_skips_discontinued():  # <-- supports
                assert reorder("A-1", discontinued=True) is None
        """
    }
    bad = {"tools.py": "def reorder(item): return item\n"}

    def detect(self, tests: TestFile, /) -> Iterator[Sighting]:
        if tests.sure:
            yield tests.supports(f"{tests.cases} test case{'s' if tests.cases > 1 else ''}")
        elif tests.cases:
            yield tests.cannot_tell("no case of this file asserts anything that is seen")
        else:
            yield tests.cannot_tell("a script that is called a test, without a case that a runner finds")
