"""Whether a person is asked before a model's action takes effect."""

from collections.abc import Iterator

from audit.inspection.check import Check, Policy
from audit.inspection.facts import ModelActions, Sighting
from audit.model.finding import Confidence

_LISTED = 3


class HumanApproval(Check[ModelActions]):
    """A person is asked before tools act.

    What a model sends, pays, deletes or runs cannot be taken back; someone must say yes to the
    parameters, not to the idea.

    Blind spot: approval in another system, such as a ticket or a draft that waits there, is not seen.
    """

    id = "human-approval"
    informs = "HUM-02"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = "Stop before tools that act and show a person what they will do; go on only after a yes."

    good = {
        "agent.py": """
            from agents import Agent, function_tool

            @function_tool(needs_approval=True)  # <-- supports
            def cancel_order(order: str) -> str:
                return shop.cancel(order)

            agent = Agent(name="Shop", tools=[cancel_order])
        """
    }
    bad = {
        "agent.py": """
            from agents import Agent, function_tool

            @function_tool
            def cancel_order(order: str) -> str:  # <-- contradicts
                return shop.cancel(order)

            agent = Agent(name="Shop", tools=[cancel_order])
        """
    }

    def detect(self, program: ModelActions, /) -> Iterator[Sighting]:
        for approval in program.approvals:
            yield approval.supports(f"a person is asked ({approval.what})", weak=not approval.certain)
        for pause in program.pauses:
            if program.actions:
                yield pause.supports(f"a person is asked ({pause.what})")
            else:
                yield pause.cannot_tell(f"a person is asked ({pause.what}), but no tool that acts is known")
        if program.approvals or program.pauses:
            return
        if not program.complete:
            yield program.cannot_tell("not all text could be read")
        for action in program.actions[:_LISTED]:
            yield action.contradicts(
                f"acts without asking anyone, as far as is known ({action.what})", weak=True
            )
        if not program.actions:
            for tool in program.unclear[:_LISTED]:
                yield tool.cannot_tell(f"whether a model changes anything by it cannot be seen ({tool.what})")
