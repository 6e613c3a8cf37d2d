"""Whether prompts are kept apart from the code."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import PromptSource, Sighting
from audit.model.finding import Confidence


class PromptFiles(Check[PromptSource]):
    """Prompts are kept outside the code.

    A prompt in a file or registry of its own has a history, a reviewer and a version that a run
    can record; inside the code it changes unseen with everything else.

    Blind spot: prompts that a database or a page of settings holds are not seen.
    """

    id = "prompt-files"
    informs = "PROV-02"
    policy = Policy.ANY
    confidence = Confidence.WEAK
    remediation = "Move prompts into files (`prompts/answer.md`) or a registry, and load them by name."

    good = {
        "app.py": """
            from pathlib import Path
            from openai import OpenAI
            PROMPT = (Path(__file__).parent / "prompts" / "answer.md").read_text()
            reply = OpenAI(timeout=9).responses.create(model="gpt-4o-2024-08-06", input=PROMPT)
        """,
        "prompts/answer.md": "Answer in one sentence.  # <-- supports\n",
    }
    bad = {
        "app.py": """
            from openai import OpenAI
            PROMPT = "Answer in one sentence."
            reply = OpenAI(timeout=9).responses.create(model="gpt-4o-2024-08-06", input=PROMPT)
        """,
        "prompts/answer.md": "Answer in one sentence.  # <-- contradicts\n",
    }

    def detect(self, source: PromptSource, /) -> Iterator[Sighting]:
        if source.reader:
            yield source.supports(f"{source.what}, read by {source.reader}")
        elif not source.sure:
            yield source.cannot_tell(f"{source.what}; no code was found that names them")
        else:
            yield source.contradicts("no code was found that reads this file of prompts", weak=True)
