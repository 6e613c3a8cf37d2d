"""Whether replies that become data are held against a schema."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import Parsing, ReplyUse, Sighting
from audit.model.finding import Confidence


class ValidatedModelOutput(Check[ReplyUse]):
    """Replies that become data are held against a schema.

    A model may leave out a field, invent one or change its type on any day; what is not
    checked where it comes in fails, or does harm, far behind it.

    Blind spot: checks written by hand after parsing are not seen, nor replies parsed in other files
    than the one that asks, unless their names tell, nor what a tool does with its own arguments.
    """

    id = "validated-model-output"
    informs = "REL-04"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = "Parse the reply into a class with types: `client.responses.parse(..., text_format=Plan)`."

    good = {
        "app.py": """
            from openai import OpenAI
            from pydantic import BaseModel

            class Plan(BaseModel):
                quantity: int

            reply = OpenAI(timeout=30).responses.create(model=MODEL, input="How many?")
            plan = Plan.model_validate_json(reply.output_text)  # <-- supports
        """
    }
    bad = {
        "app.py": """
            import json
            from openai import OpenAI
            reply = OpenAI(timeout=30).responses.create(model=MODEL, input="How many?")
            plan = json.loads(reply.output_text)  # <-- contradicts
        """
    }

    def detect(self, use: ReplyUse, /) -> Iterator[Sighting]:
        match use.parsing:
            case Parsing.SCHEMA:
                yield use.supports(use.how, weak=not use.certain)
            case Parsing.REQUESTED:
                yield use.supports(use.how, weak=True)
            case Parsing.HAND:
                yield use.contradicts(use.how, weak=not use.certain)
            case Parsing.TOOLS:
                yield use.cannot_tell(f"{use.how}; whether the tool checks them is not seen")
            case Parsing.UNRESOLVED:
                yield use.cannot_tell(use.how)
