"""Whether a bad result of an evaluation stops a change."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import EvaluationGate, Force, Sighting
from audit.model.finding import Confidence


class EvalGatesMerge(Check[EvaluationGate]):
    """A bad result of an evaluation stops the change.

    An evaluation whose result nobody has to look at is a report, not a gate.

    Blind spot: a threshold inside a tool, and whether the step is required before a merge, are not
    seen.
    """

    id = "eval-gates-merge"
    informs = "EVAL-05"
    policy = Policy.ANY
    confidence = Confidence.WEAK
    remediation = "Let the evaluation end with an error below its threshold, and let the step fail with it."

    good = {
        "app.py": "from openai import OpenAI\nOpenAI().responses.create(model='gpt-4o-2024-08-06')\n",
        "evals/run.py": "import sys\nsys.exit(score() < 0.9)\n",
        ".github/workflows/evals.yml": """
            on: [pull_request]
            jobs:
              evals:
                runs-on: ubuntu-latest
                steps:
                - run: python evals/run.py  # <-- supports
        """,
    }
    bad = {
        "app.py": "from openai import OpenAI\nOpenAI().responses.create(model='gpt-4o-2024-08-06')\n",
        ".github/workflows/evals.yml": """
            on: [pull_request]
            jobs:
              evals:
                runs-on: ubuntu-latest
                steps:
                - name: Evaluate
                  run: python evals/run.py  # <-- contradicts
                  continue-on-error: true
        """,
    }

    def detect(self, gate: EvaluationGate, /) -> Iterator[Sighting]:
        match gate.force:
            case Force.FAILS:
                yield gate.supports(gate.because)
            case Force.IGNORED:
                yield gate.contradicts(gate.because)
            case Force.UNKNOWN:
                yield gate.cannot_tell(gate.because)
