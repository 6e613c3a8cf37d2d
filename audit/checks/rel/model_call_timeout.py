"""Whether model calls have a time limit of their own."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import ModelCall, Origin, Sighting, State
from audit.model.finding import Confidence


class ModelCallTimeout(Check[ModelCall]):
    """Model calls have a time limit.

    A provider that hangs holds a request, a worker or a whole batch for as long as the
    client lets it; many libraries wait ten minutes, some for ever.

    Blind spot: a limit of the platform around the program (gateway, function, queue) is not seen.
    """

    id = "model-call-timeout"
    informs = "REL-01"
    policy = Policy.ALL
    confidence = Confidence.STRONG
    remediation = (
        "Set the limit on the client or the call: `OpenAI(timeout=30)`, `requests.post(..., timeout=30)`."
    )

    good = {
        "app.py": """
            from openai import OpenAI
            client = OpenAI(timeout=30)  # <-- supports
            reply = client.chat.completions.create(model="gpt-4o-2024-08-06", messages=[])
        """
    }
    bad = {
        "app.py": """
            import requests
            reply = requests.post("https://api.openai.com/v1/chat/completions", json={})  # <-- contradicts
        """
    }

    def detect(self, call: ModelCall, /) -> Iterator[Sighting]:
        set_at, sure = call.where(call.timeout), call.timeout.certain
        match call.timeout.state:
            case State.SET if call.timeout.boundless:
                note = f"the time limit of {call.function} limits nothing ({call.timeout.value})"
                yield set_at.contradicts(note, weak=True)
            case State.SET:
                note = f"{call.function} has a time limit {call.timeout.value}".rstrip()
                yield set_at.supports(note, weak=call.timeout.origin is Origin.UNKNOWN)
            case State.NONE:
                yield set_at.contradicts(f"the time limit of {call.function} is switched off", weak=not sure)
            case State.ABSENT:
                note = f"{call.function} waits for ever: no time limit is set and the library has none"
                yield call.contradicts(note, weak=not sure)
            case State.DEFAULT:
                note = f"{call.function} has only the library's own time limit ({call.timeout.value})"
                yield call.contradicts(note, weak=True)
            case State.UNRESOLVED:
                yield call.cannot_tell(f"whether {call.function} has a time limit cannot be resolved here")
