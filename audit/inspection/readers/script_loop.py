"""A loop of JavaScript or TypeScript → what can be told about its end from its own text."""

import re

from ast_grep_py import SgNode

from audit.inspection.expressions import Loop, loop_over
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
from audit.inspection.readers.loop_words import SCRIPT
from audit.inspection.readers.nodes import line_of


def plain(text: str) -> str:
    """Program text with `?.`, `!.` and `this.` written as a plain chain of names."""
    return re.sub(r"\bthis\.", "self.", text.replace("?.", ".").replace("!.", "."))


def read_loop(node: SgNode, scope: str, outer: tuple[int, ...]) -> Loop:
    """Describe one loop statement."""
    kind = node.kind()
    if kind == "for_in_statement":
        return loop_over(line_of(node), scope, outer)
    body = node.field("body")
    text = plain(body.text()) if body is not None else ""
    head, condition = plain(_head(node, body)), plain(_condition(node))
    endless = condition in ("", "true", "1")
    ways = ways_out(SCRIPT, node, body, plain)
    tests = [test for way in ways for test in (way or ["always"])]
    stepped = counted_names(f"{text}\n{head}") | frozenset(SCRIPT.grows.findall(text))
    counted = any(counts(SCRIPT, test, stepped) for test in (condition, *tests))
    deciding = [*([] if endless else [condition]), *(way[0] for way in ways if way)]
    changing = changing_names(SCRIPT, body, text, plain)
    return Loop(
        line_of(node), scope,
        "for" if kind == "for_statement" and (endless or counted) else "while",
        endless, counted,
        SCRIPT.interactive.search(f"{condition}\n{text}") is not None,
        SCRIPT.reply_words.search(" ".join([condition, *tests])) is not None,
        bool(tests) or not endless,
        SCRIPT.steps.search(head) is not None,
        called_names(SCRIPT, text),
        outer,
        body is not None and body.find(kind="catch_clause") is not None,
        any(not of_reply(SCRIPT, test, changing) for test in deciding),
        guards(SCRIPT, body, plain=plain),
        limits_of(SCRIPT, (condition, *tests), stepped),
    )  # fmt: skip


def _head(node: SgNode, body: SgNode | None) -> str:
    if body is None or node.kind() == "do_statement":
        return _condition(node)
    return node.text()[: max(body.range().start.index - node.range().start.index, 0)][:500]


def _condition(node: SgNode) -> str:
    condition = node.field("condition")
    return condition.text().strip("(); \n") if condition is not None else ""
