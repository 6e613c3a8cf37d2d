"""A loop of Go or Java → what can be told about its end from its own text."""

import re
from functools import partial

from ast_grep_py import SgNode

from audit.inspection.expressions import Loop, loop_over
from audit.inspection.patterns import Pattern
from audit.inspection.readers.loop_ends import (
    called_names,
    changing_names,
    counted_names,
    counts,
    guards,
    limits_of,
    of_reply,
    ways_out,
)
from audit.inspection.readers.loop_words import JAVA, Grammar
from audit.inspection.readers.nodes import line_of

_LIMIT_NAMES = Pattern(
    r"\d+|(?:\w+\.)*\w*(?:max|limit|count|times|iterations|steps|turns|rounds|attempts|retries)\w*",
    re.IGNORECASE,
)
_AGAIN = Pattern(r"err\s*[!=]=\s*nil[^}]*\b(?:continue|break|return|sleep)", re.IGNORECASE)


def plain(text: str, receiver: str = "") -> str:
    """Program text in which the object of a method is called `self`."""
    own = re.escape(receiver) if receiver else "this"
    return re.sub(rf"(?<![\w.]){own}\.", "self.", text)


def read_loop(grammar: Grammar, node: SgNode, scope: str, outer: tuple[int, ...], receiver: str = "") -> Loop:
    """Describe one loop statement."""
    written, body = partial(plain, receiver=receiver), node.field("body")
    head = written(_head(node, body))
    shape, condition = _shape(grammar, node, head)
    if shape == "each":
        return loop_over(line_of(node), scope, outer)
    text, condition = written(body.text()) if body is not None else "", written(condition)
    endless = shape == "while" and condition in ("", "true")
    ways = ways_out(grammar, node, body, written)
    tests = [test for way in ways for test in (way or ["always"])]
    stepped = counted_names(f"{text}\n{head}")
    deciding = [*([] if endless else [condition]), *(way[0] for way in ways if way)]
    changing = changing_names(grammar, body, text)
    again = body is not None and (body.find(kind="catch_clause") if grammar is JAVA else _AGAIN.search(text))
    return Loop(
        line_of(node), scope, shape, endless,
        shape == "for" or any(counts(grammar, test, stepped) for test in (condition, *tests)),
        grammar.interactive.search(f"{condition}\n{text}") is not None,
        grammar.reply_words.search(" ".join([condition, *tests])) is not None,
        bool(tests) or not endless,
        grammar.steps.search(head) is not None,
        called_names(grammar, text),
        outer,
        bool(again),
        any(not of_reply(grammar, test, changing) for test in deciding),
        guards(grammar, body, plain=written),
        limits_of(grammar, (condition, *tests), stepped),
    )  # fmt: skip


def _head(node: SgNode, body: SgNode | None) -> str:
    if body is None or node.kind() == "do_statement":
        condition = node.field("condition")
        return condition.text()[:500] if condition is not None else ""
    return node.text()[: max(body.range().start.index - node.range().start.index, 0)][:500]


def _shape(grammar: Grammar, node: SgNode, head: str) -> tuple[str, str]:
    """Whether a loop counts, goes through something, or has a condition; and that condition."""
    if node.kind() == "enhanced_for_statement":
        return "each", head
    clause = next((c for c in node.children() if c.kind() in ("for_clause", "range_clause")), None)
    if clause is not None and clause.kind() == "range_clause":
        right = clause.field("right")
        counts_to = right is not None and _LIMIT_NAMES.fullmatch(right.text()[:80])
        return ("for" if counts_to else "each"), head
    owner = clause if clause is not None else node
    condition = owner.field("condition")
    if condition is None and node.kind() == "for_statement" and clause is None:
        inner = [c for c in node.children() if c.is_named() and c.kind() not in ("block", "comment")]
        condition = inner[0] if inner and node.field("update") is None else None
    text = condition.text().strip("(); \n") if condition is not None else ""
    if owner.field("update") is not None and text and grammar.comparison.search(text):
        return "for", text
    return "while", text
