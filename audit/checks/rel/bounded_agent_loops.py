"""Whether agent loops have a step limit."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import AgentLoop, Bound, Sighting
from audit.model.finding import Confidence


class BoundedAgentLoops(Check[AgentLoop]):
    """Agent loops have a step limit.

    A loop that ends only when the model says that it is done spends money and calls tools
    for ever when the model never says so.

    Blind spot: a limit enforced by an outer process is not seen, nor loops made of graphs, events or
    functions that call each other; of a function that calls itself only a count of its steps is.
    """

    id = "bounded-agent-loops"
    informs = "REL-03"
    policy = Policy.ALL
    confidence = Confidence.STRONG
    remediation = "Count the steps and stop at a limit: `for step in range(MAX_STEPS):`."

    good = {
        "agent.py": """
            from openai import OpenAI
            for step in range(MAX_STEPS):  # <-- supports
                reply = OpenAI(timeout=30).responses.create(model=MODEL, input=messages)
        """
    }
    bad = {
        "agent.py": """
            from openai import OpenAI
            while True:  # <-- contradicts
                reply = OpenAI(timeout=30).responses.create(model=MODEL, input=messages)
        """
    }

    def detect(self, loop: AgentLoop, /) -> Iterator[Sighting]:
        match loop.bound:
            case Bound.SET:
                yield loop.supports(f"a step limit ends this loop ({loop.how})")
            case Bound.NONE:
                yield loop.contradicts(
                    f"only the model can end this loop ({loop.how})", weak=not loop.certain
                )
            case Bound.DEFAULT | Bound.UNRESOLVED:
                yield loop.cannot_tell(f"the limit is the framework's or cannot be resolved ({loop.how})")
