"""Whether the length of model output is limited."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import ModelCall, Sighting, State
from audit.model.finding import Confidence


class OutputTokenCap(Check[ModelCall]):
    """Model output is limited in length.

    Output is what costs most; a reply without a limit can be as long as the model allows.

    Blind spot: quotas for users or a budget at the provider are not seen.
    """

    id = "output-token-cap"
    informs = "COST-01"
    policy = Policy.ALL
    confidence = Confidence.WEAK
    remediation = "Give each call a limit that fits its purpose: `max_tokens=800`."

    good = {
        "app.py": """
            from openai import OpenAI
            client = OpenAI(timeout=30)
            client.responses.create(model="gpt-4o-2024-08-06", max_output_tokens=300)  # <-- supports
        """
    }
    bad = {
        "app.py": """
            from openai import OpenAI
            client = OpenAI(timeout=30)
            client.chat.completions.create(model="gpt-4o-2024-08-06", messages=[])  # <-- contradicts
        """
    }

    def detect(self, call: ModelCall, /) -> Iterator[Sighting]:
        match call.output_limit.state:
            case State.SET if call.output_limit.boundless:
                note = f"the limit of {call.function} limits nothing ({call.output_limit.value} tokens)"
                yield call.contradicts(note, weak=True)
            case State.SET:
                yield call.supports(
                    f"{call.function} is limited to {call.output_limit.value or 'a set number of'} tokens"
                )
            case State.ABSENT | State.DEFAULT | State.NONE:
                yield call.contradicts(f"{call.function} has no limit of output", weak=True)
            case State.UNRESOLVED if call.output_limit.path:
                note = f"{call.output_limit.value} tokens are set as a limit; its reach is not followed"
                yield call.where(call.output_limit).supports(note, weak=True)
            case State.UNRESOLVED:
                yield call.cannot_tell(f"whether {call.function} is limited cannot be resolved here")
