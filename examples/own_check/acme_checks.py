"""Checks of our own house: which model providers our contracts cover."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import ModelCall, Sighting
from audit.model.finding import Confidence

UNDER_CONTRACT = {"azure", "mistral"}
BEHIND_A_GATEWAY = {"", "any"}


class ProvidersUnderContract(Check[ModelCall]):
    """Only providers under contract are called.

    What a provider may do with our data stands in a contract; without one it stands nowhere.

    Blind spot: what a gateway forwards to is not seen.
    """

    id = "acme-providers-under-contract"
    informs = "PROV-05"
    policy = Policy.ALL
    confidence = Confidence.WEAK
    remediation = "Call the model through a provider on the list of purchasing, or ask for a contract."

    good = {
        "app.py": """
            from mistralai import Mistral
            reply = Mistral(api_key=KEY).chat.complete(model=MODEL, messages=messages)  # <-- supports
        """
    }
    bad = {
        "app.py": """
            from openai import OpenAI
            reply = OpenAI().responses.create(model=MODEL, input=question)  # <-- contradicts
        """
    }

    def detect(self, call: ModelCall, /) -> Iterator[Sighting]:
        if call.provider in UNDER_CONTRACT:
            yield call.supports(f"{call.provider} is under contract")
        elif call.provider in BEHIND_A_GATEWAY:
            yield call.cannot_tell("the provider is chosen elsewhere")
        else:
            yield call.contradicts(f"{call.provider} is not under contract", weak=True)
