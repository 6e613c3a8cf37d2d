"""Attempts of JavaScript and TypeScript: `try … catch` and promises that are followed by `.catch(`."""

from ast_grep_py import SgNode

from audit.inspection.expressions import Call
from audit.inspection.patterns import Pattern
from audit.inspection.readers.attempts import OpenAttempt
from audit.inspection.readers.nodes import line_of, named
from audit.inspection.readers.script_convert import convert, convert_call
from audit.inspection.readers.script_loop import plain
from audit.inspection.readers.script_walk import ScriptWalk
from audit.inspection.readers.walk import Open

_LEAVES = Pattern(r"\b(?:return|break)\b")
_HEAD = 200
_NAME = 120


def head_of(loop: SgNode) -> str:
    """What a loop runs over: `model in models`, or the condition of one that counts."""
    if loop.kind() == "for_in_statement":
        left, right = loop.field("left"), loop.field("right")
        return "" if left is None or right is None else f"{left.text()} in {right.text()}"[:_HEAD]
    condition = loop.field("condition") if loop.kind() == "for_statement" else None
    return condition.text()[:_HEAD] if condition is not None else ""


def open_try(walk: ScriptWalk, node: SgNode) -> None:
    """Go into a `try` statement; without a handler it attempts nothing else."""
    body, handler = node.field("body"), node.field("handler")
    opened = Open(node.range().end.index, "try_statement")
    if body is not None and handler is not None:
        opened.handles = body.range().end.index
        leaves = _LEAVES.search(body.text()) is not None
        opened.attempt = _attempt(walk, node, leaves=leaves, goes_on=not _throws(handler.field("body")))
        opened.attempt.until = opened.handles
    walk.enter(opened)


def open_promise(walk: ScriptWalk, node: SgNode) -> None:
    """Go into `first().catch(() => other())`: what stands in the handler is done when the promise failed."""
    listed = node.field("arguments")
    if listed is None:
        return
    attempt = _attempt(walk, node, leaves=True, goes_on=True)
    attempt.until = listed.range().start.index
    for handler in named(listed)[:1]:
        if handler.kind() in ("identifier", "member_expression"):
            attempt.take("", Call(convert(handler), line=line_of(handler)))
    walk.enter(Open(node.range().end.index, "call", attempt=attempt))


def _attempt(walk: ScriptWalk, node: SgNode, *, leaves: bool, goes_on: bool) -> OpenAttempt:
    heads = tuple(head for number in walk.loop_numbers if (head := walk.heads.get(number)))
    attempt = OpenAttempt(line_of(node), walk.scope, heads, leaves, goes_on)
    walk.attempts.append(attempt)
    return attempt


def _throws(handler: SgNode | None) -> bool:
    """Whether a handler ends in throwing, whatever happens in it."""
    if handler is None:
        return False
    direct = any(child.kind() == "throw_statement" for child in handler.children())
    return direct and handler.find(kind="continue_statement") is None


def note_attempted(walk: ScriptWalk, node: SgNode, function: SgNode) -> None:
    """Note a call with the attempt around it: what is tried by its name, what follows with all it says."""
    start = node.range().start.index
    for opened in reversed(walk.stack):
        if opened.own or opened.kind == "finally_clause":
            return
        if opened.attempt is None:
            continue
        place = function.range()
        if start >= opened.attempt.until:
            opened.attempt.take("", convert_call(node))
        elif place.end.index - place.start.index <= _NAME:
            opened.attempt.take(plain(function.text()), None)
        return
