"""A loop of Python → what can be told about its end from its own text."""

import re

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
    range_limit,
    ways_out,
)
from audit.inspection.readers.loop_words import PYTHON
from audit.inspection.readers.nodes import line_of

_RANGE = Pattern(r"\(?(?:range|count|itertools\.count)\s*\(")
_ASSERTIONS = 40


def read_loop(node: SgNode, scope: str, outer: tuple[int, ...]) -> Loop:
    """Describe one `for` or `while` statement."""
    shape = node.kind().removesuffix("_statement")
    head = node.field("condition") if shape == "while" else node.field("right")
    condition = head.text() if head is not None else ""
    if shape == "for" and not _RANGE.match(condition):
        return loop_over(line_of(node), scope, outer)
    body, left = node.field("body"), node.field("left")
    text = body.text() if body is not None else ""
    ways = ways_out(PYTHON, node, body)
    tests = [test for way in ways for test in (way or ["always"])]
    without_end = re.match(r"(?:itertools\.)?count\(", condition) is not None
    endless = without_end or (shape == "while" and condition.strip("() ") in ("True", "1"))
    stepped = counted_names(text)
    counted = (shape == "for" and not without_end) or any(
        counts(PYTHON, test, stepped) for test in (condition, *tests)
    )
    own = [condition] if shape == "while" and not endless else []
    deciding = [*own, *(way[0] for way in ways if way)]
    return Loop(
        line_of(node), scope, shape, endless, counted,
        PYTHON.interactive.search(f"{condition}\n{text}") is not None,
        PYTHON.reply_words.search(" ".join([condition, *tests])) is not None,
        bool(tests) or not endless,
        PYTHON.steps.search(f"{left.text() if left is not None else ''} {condition}") is not None,
        called_names(PYTHON, text),
        outer,
        re.search(r"^[ \t]*except\b", text, re.MULTILINE) is not None,
        _leaves_otherwise(body, text, deciding, stepped),
        guards(PYTHON, body, ("expression_statement", "with_item")),
        range_limit(condition) if shape == "for" else limits_of(PYTHON, (condition, *tests), stepped),
    )  # fmt: skip


def _leaves_otherwise(body: SgNode | None, text: str, deciding: list[str], stepped: frozenset[str]) -> bool:
    """Whether something other than a reply may end a loop: a budget, an event, an assertion."""
    changing = changing_names(PYTHON, body, text)
    if any(not of_reply(PYTHON, test, changing) for test in deciding):
        return True
    asserted = body.find_all(kind="assert_statement")[:_ASSERTIONS] if body is not None else ()
    tests = [node.text().removeprefix("assert").strip() for node in asserted]
    return any(counts(PYTHON, test, stepped) or not of_reply(PYTHON, test, changing) for test in tests)
