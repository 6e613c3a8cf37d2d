"""Whether text from a model or from outside is run as a program."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import ExecutionSearch, Sighting
from audit.model.finding import Confidence


class NoUnsafeExecution(Check[ExecutionSearch]):
    """Nothing that a model writes or a stranger sends is run as a program.

    Whoever can put words into the model's context can then run programs where the system runs,
    with its keys. A sandbox limits the damage and is still to be judged by a person.

    Blind spot: values that pass through a database, a queue or code that is not parsed are not followed.
    """

    id = "no-unsafe-execution"
    informs = "SEC-04"
    policy = Policy.ALL
    confidence = Confidence.STRONG
    remediation = (
        "Parse instead of evaluating; give arguments as a list without a shell; isolate what must run."
    )

    good = {
        "app.py": """
            import json
            from openai import OpenAI
            reply = OpenAI(timeout=9).responses.create(model=MODEL, input=question)
            order = json.loads(reply.output_text)
        """
    }
    bad = {
        "app.py": """
            from openai import OpenAI
            reply = OpenAI(timeout=9).responses.create(model=MODEL, input=question)
            total = eval(reply.output_text)  # <-- contradicts
        """
    }

    def detect(self, search: ExecutionSearch, /) -> Iterator[Sighting]:
        for place in search.followed:
            yield place.contradicts(f"text is run or loaded here ({place.what})", weak=not place.certain)
        for place in search.unclear:
            yield place.cannot_tell(
                f"where what is run or loaded here comes from cannot be seen ({place.what})"
            )
        if search.followed or search.unclear:
            return
        if search.gap:
            yield search.cannot_tell(f"nothing of the kind was found, but {search.gap}")
        else:
            yield search.supports("no own code is known to run text or to load objects from bytes", weak=True)
