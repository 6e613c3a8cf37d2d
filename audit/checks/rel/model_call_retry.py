"""Whether model calls are retried in a bounded way."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import ModelCall, Sighting, State
from audit.model.finding import Confidence


class ModelCallRetry(Check[ModelCall]):
    """Model calls are retried with a bound.

    Providers answer "overloaded" and "too many requests" every day; a call that gives up at
    the first of them fails for no reason, and one that never gives up is expensive.

    Blind spot: a retry by a queue or a gateway around the program is not seen.
    """

    id = "model-call-retry"
    informs = "REL-01"
    policy = Policy.ALL
    confidence = Confidence.WEAK
    remediation = (
        "Set the number of retries on the client (`OpenAI(max_retries=3)`) or wrap the call in a backoff."
    )

    good = {
        "app.py": """
            from anthropic import Anthropic
            from tenacity import retry, stop_after_attempt

            @retry(stop=stop_after_attempt(3))
            def ask(messages):
                client = Anthropic()
                return client.messages.create(model=MODEL, max_tokens=99, messages=messages)  # <-- supports
        """
    }
    bad = {
        "app.py": """
            from openai import OpenAI
            client = OpenAI(max_retries=0)  # <-- contradicts
            reply = client.responses.create(model="gpt-4o-2024-08-06", input="hello")
        """
    }

    def detect(self, call: ModelCall, /) -> Iterator[Sighting]:
        set_at = call.where(call.retries)
        match call.retries.state:
            case State.SET if call.retries.boundless:
                note = f"retries of {call.function} have no end ({call.retries.value})"
                yield set_at.contradicts(note, weak=True)
            case State.SET:
                yield set_at.supports(f"{call.function} is retried {call.retries.value}".rstrip())
            case State.NONE:
                note = f"retries of {call.function} are switched off"
                yield set_at.contradicts(note, weak=not call.retries.certain)
            case State.ABSENT:
                yield call.contradicts(
                    f"{call.function} is not retried: neither this code nor the library does it", weak=True
                )
            case State.DEFAULT:
                note = f"{call.function} has only the library's own retries ({call.retries.value})"
                yield call.contradicts(note, weak=True)
            case State.UNRESOLVED:
                yield call.cannot_tell(f"whether {call.function} is retried cannot be resolved here")
