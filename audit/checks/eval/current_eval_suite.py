"""Whether the evaluation was changed along with what it evaluates."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import EvaluationAge, Pace, Sighting
from audit.model.finding import Confidence


class CurrentEvalSuite(Check[EvaluationAge]):
    """The evaluation suite keeps up with the system.

    Cases that were written for last year's prompts and tools say little about this year's; a suite
    that nobody touches while the system changes is a relic.

    Blind spot: cases that are kept outside the repository are not seen to change.
    """

    id = "current-eval-suite"
    informs = "EVAL-02"
    policy = Policy.ANY
    confidence = Confidence.WEAK
    remediation = "Go through the cases: drop what no longer happens, add what recent changes made possible."

    good = {
        "app.py": "from openai import OpenAI\nOpenAI().responses.create(model='gpt-4o-2024-08-06')\n",
        "evals/run.py": """
            import json  # <-- supports
            from app import answer

            def score(expected, reply):
                return expected in reply

            cases = [json.loads(line) for line in open("evals/cases.jsonl")]
        """,
        "git log": """
            2024-01-10 Ada Quill <ada@quill.example>: evals/run.py
            2025-03-02 Ada Quill <ada@quill.example>: app.py
            2025-06-02 Ada Quill <ada@quill.example>: evals/run.py
            2025-07-01 Ada Quill <ada@quill.example>: app.py
        """,
    }
    bad = {
        "app.py": "from openai import OpenAI\nOpenAI().responses.create(model='gpt-4o-2024-08-06')\n",
        "evals/run.py": """
            import json  # <-- contradicts
            from app import answer

            def score(expected, reply):
                return expected in reply

            cases = [json.loads(line) for line in open("evals/cases.jsonl")]
        """,
        "git log": "2024-01-10 Ada Quill <ada@quill.example>: app.py evals/run.py\n"
        + "".join(f"2025-04-{day} Ada Quill <ada@quill.example>: app.py\n" for day in range(10, 22)),
    }

    def detect(self, age: EvaluationAge, /) -> Iterator[Sighting]:
        match age.pace:
            case Pace.KEPT:
                yield age.supports(age.because)
            case Pace.OUTRUN:
                yield age.contradicts(age.because)
            case Pace.UNKNOWN:
                yield age.cannot_tell(age.because)
