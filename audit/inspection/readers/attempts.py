"""Attempts: what a `try` statement calls, what it calls on failure, and the loops around it."""

from dataclasses import dataclass, field

from ast_grep_py import SgNode

from audit.inspection.expressions import Attempt, Call
from audit.inspection.patterns import Pattern

_CALLS = 40
_HEAD = 200
_LEAVES = Pattern(r"\b(?:return|break)\b")


@dataclass
class OpenAttempt:
    """An attempt whose calls are still being gathered; what stands after `until` is done when it failed."""

    line: int
    scope: str
    heads: tuple[str, ...]
    leaves: bool
    goes_on: bool
    until: int = -1
    tried: list[str] = field(default_factory=list)
    caught: list[Call] = field(default_factory=list)

    def take(self, name: str, call: Call | None) -> None:
        """Note a call: one with its arguments where an exception was caught, else its name."""
        if call is not None and len(self.caught) < _CALLS:
            self.caught.append(call)
        elif call is None and len(self.tried) < _CALLS:
            self.tried.append(name)

    def closed(self) -> Attempt:
        """The attempt as a value."""
        return Attempt(
            self.line,
            self.scope,
            self.heads,
            self.leaves,
            self.goes_on,
            tuple(self.tried),
            tuple(self.caught),
        )


def open_attempt(node: SgNode, scope: str, heads: tuple[str, ...]) -> OpenAttempt:
    """The attempt that a `try` statement of Python is, before its calls are known."""
    body = node.field("body")
    handlers = [child for child in node.children() if child.kind() == "except_clause"]
    leaves = body is not None and _LEAVES.search(body.text()) is not None
    goes_on = any(not _raises(handler) for handler in handlers)
    return OpenAttempt(node.range().start.line + 1, scope, heads, leaves, goes_on)


def head_of(loop: SgNode) -> str:
    """What a `for` loop runs over: `model in models`."""
    left, right = loop.field("left"), loop.field("right")
    return "" if left is None or right is None else f"{left.text()} in {right.text()}"[:_HEAD]


def _raises(handler: SgNode) -> bool:
    """Whether an exception handler ends in raising, whatever happens in it."""
    blocks = [child for child in handler.children() if child.kind() == "block"]
    direct = any(child.kind() == "raise_statement" for block in blocks for child in block.children())
    return direct and not any(block.find(kind="continue_statement") for block in blocks)
