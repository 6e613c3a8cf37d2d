"""Whether continuous integration runs the evaluation."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import EvaluationRun, Sighting
from audit.model.finding import Confidence


class CiRunsEvals(Check[EvaluationRun]):
    """Continuous integration runs the evaluation.

    An evaluation that is run when somebody thinks of it finds a regression after its users did.

    Blind spot: pipelines that are configured outside the repository are not seen.
    """

    id = "ci-runs-evals"
    informs = "EVAL-05"
    policy = Policy.ANY
    confidence = Confidence.WEAK
    remediation = "Run the evaluation on every change of prompt, model or code, with a threshold that blocks."

    good = {
        "app.py": "from openai import OpenAI\nOpenAI().responses.create(model='gpt-4o-2024-08-06')\n",
        ".github/workflows/evals.yml": """
            on: [pull_request]
            jobs:
              evals:
                runs-on: ubuntu-latest
                steps:
                - run: python evals/run.py --threshold 0.9  # <-- supports
        """,
    }
    bad = {
        "app.py": "from openai import OpenAI\nOpenAI().responses.create(model='gpt-4o-2024-08-06')\n",
        ".github/workflows/ci.yml": "on: [push]\njobs: {t: {steps: [{run: 'ruff check'}]}}\n",
    }

    def detect(self, run: EvaluationRun, /) -> Iterator[Sighting]:
        if run.off:
            yield run.cannot_tell(f"`{run.command}` stands in a step that is switched off")
        else:
            yield run.supports(f"runs `{run.command}`")
