"""Whether the model can be changed without changing the code."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import Chosen, ModelOrigin, Sighting
from audit.model.finding import Confidence


class ConfigurableModel(Check[ModelOrigin]):
    """The model can be changed without changing the code.

    Models are retired, repriced and overtaken; who has named one in the code needs a release
    to leave it, and cannot run the same code with a second model to compare them.

    Blind spot: which model a deployment or a gateway runs under a fixed name is decided elsewhere. A name
    in the code does not refute an interface in front of the provider and a list of alternatives, which the
    criterion asks for: it only asks.
    """

    id = "configurable-model"
    informs = "PROV-04"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = (
        'Read the model from the settings of the program: `os.getenv("MODEL", "gpt-4o-2024-08-06")`.'
    )

    good = {
        "app.py": """
            import os
            from openai import OpenAI
            MODEL = os.getenv("OPENAI_MODEL", "gpt-4o-2024-08-06")  # <-- supports
            reply = OpenAI(timeout=30).responses.create(model=MODEL, input="hello")
        """
    }
    bad = {
        "app.py": """
            from openai import OpenAI
            MODEL = "gpt-4o-2024-08-06"  # <-- contradicts
            reply = OpenAI(timeout=30).responses.create(model=MODEL, input="hello")
        """
    }

    def detect(self, choice: ModelOrigin, /) -> Iterator[Sighting]:
        match choice.origin:
            case Chosen.OUTSIDE:
                yield choice.supports(choice.how, weak=not choice.certain)
            case Chosen.CODE:
                yield choice.contradicts(choice.how, weak=True)
            case Chosen.LIBRARY:
                yield choice.contradicts(f"no model is named: {choice.how} is used", weak=True)
            case Chosen.UNRESOLVED:
                yield choice.cannot_tell(choice.how)
