"""Whether model output is evaluated from the repository."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import EvaluationSuite, Sighting
from audit.model.finding import Confidence


class EvalSuite(Check[EvaluationSuite]):
    """An evaluation suite scores the model's output.

    Without cases and a scorer nobody can say whether a change of prompt, model or data made
    the system better or worse.

    Blind spot: an evaluation that lives in a service or another repository is not seen.
    """

    id = "eval-suite"
    informs = "EVAL-02"
    policy = Policy.ANY
    confidence = Confidence.WEAK
    remediation = "Commit cases with expected results and a script that scores the system on them."

    good = {
        "app.py": """
            from openai import OpenAI
            reply = OpenAI(timeout=9).responses.create(model="gpt-4o-2024-08-06", input="x")
        """,
        "evals/run.py": """
            import json
            from app import answer

            def score(expected, reply):  # <-- supports
                return expected in reply

            cases = [json.loads(line) for line in open("evals/cases.jsonl")]
        """,
    }
    bad = {
        "app.py": """
            from openai import OpenAI
            reply = OpenAI(timeout=9).responses.create(model="gpt-4o-2024-08-06", input="x")
        """
    }

    def detect(self, suite: EvaluationSuite, /) -> Iterator[Sighting]:
        yield suite.supports(suite.how) if suite.complete else suite.cannot_tell(suite.how)
