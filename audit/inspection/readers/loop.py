"""A loop of Python → what can be told about its end from its own text."""

import re

from ast_grep_py import SgNode

from audit.inspection.expressions import Loop
from audit.inspection.readers.convert import line_of
from audit.inspection.readers.replies import guards, leaves_otherwise

_COMPARISON = re.compile(r"<=?|>=?|==")
_INTERACTIVE = re.compile(
    r"\binput\(|receive_text|receive_json|\.receive\(|\.recv\(|prompt_async|Prompt\.ask|\.get_message\(|queue\.get"
    r"|\.get\(block|readline|audio|sleep\(|\.poll\(|\.ask\("
)
_REPLY_WORDS = re.compile(
    r"tool_calls?\b|tools?_to_call\b|tool_use|function_calls?\b|stop_reason|finish_reason"
    r"|\bTERMINATE\b|\bFINISH|final[_ ]?answer"
    r"|\bis_final\b|\bdone\b|\bfinished\b|\bcompleted?\b|output_text|\bcontent\b",
    re.IGNORECASE,
)
_STEPS = re.compile(r"step|turn|iter|round|hop|cycle", re.IGNORECASE)
_TIME = re.compile(r"\btime\b|monotonic|deadline|elapsed|budget")
_RANGE = re.compile(r"\(?(?:range|count|itertools\.count)\s*\(")
_CALLED = re.compile(r"(?<!\w)([A-Za-z_]\w*+(?:\.\w++){0,20}+)\s*\(")
_LEAVING = ("break", "return", "raise")
_LOOPS = ("while_statement", "for_statement")
_TEST_LIMIT = 40


def read_loop(node: SgNode, scope: str, outer: tuple[int, ...]) -> Loop:
    """Describe one `for` or `while` statement."""
    kind = node.kind()
    body, left = node.field("body"), node.field("left")
    head = node.field("condition") if kind == "while_statement" else node.field("right")
    text = body.text() if body is not None else ""
    condition = head.text() if head is not None else ""
    ways = _ways_out(node, body) if body is not None else []
    tests = [test for way in ways for test in (way or ["always"])]
    without_end = re.match(r"(?:itertools\.)?count\(", condition) is not None
    endless = without_end or (kind == "while_statement" and condition.strip("() ") in ("True", "1"))
    counted = (kind == "for_statement" and not without_end) or any(
        _counts(t, text) for t in (condition, *tests)
    )
    deciding = _deciding(kind, condition, ways, endless=endless)
    shape = kind.removesuffix("_statement")
    if kind == "for_statement" and not _RANGE.match(condition):
        shape = "each"
    return Loop(
        line_of(node),
        scope,
        shape,
        endless,
        counted,
        _INTERACTIVE.search(f"{condition}\n{text}") is not None,
        _REPLY_WORDS.search(" ".join([condition, *tests])) is not None,
        bool(tests) or not endless,
        _STEPS.search(f"{left.text() if left is not None else ''} {condition}") is not None,
        tuple(dict.fromkeys(_CALLED.findall(text)))[:200],
        outer,
        re.search(r"^[ \t]*except\b", text, re.MULTILINE) is not None,
        body is not None and leaves_otherwise(body, deciding, _counts),
        body is not None and guards(body),
    )


def _deciding(kind: str, condition: str, ways: list[list[str]], *, endless: bool) -> list[str]:
    """The innermost condition of every way out, and that of the loop itself."""
    own = [condition] if kind == "while_statement" and not endless else []
    return [*own, *(way[0] for way in ways if way)]


def _ways_out(loop: SgNode, body: SgNode) -> list[list[str]]:
    """The conditions under which a loop is left by `break`, `return` or `raise`, innermost first."""
    found: list[list[str]] = []
    for leaving in body.find_all(any=[{"kind": f"{word}_statement"} for word in _LEAVING]):
        tests = _conditions(loop, leaving)
        if tests is not None:
            found.append(tests)
        if len(found) > _TEST_LIMIT:
            break
    return found


def _conditions(loop: SgNode, leaving: SgNode) -> list[str] | None:
    """The conditions around a statement up to its loop; none if it leaves another loop or function."""
    start = loop.range().start.index
    tests: list[str] = []
    for outer in leaving.ancestors():
        kind = outer.kind()
        if kind in _LOOPS:
            if outer.range().start.index == start:
                return tests
            if leaving.kind() == "break_statement":
                return None
        elif kind in ("function_definition", "lambda"):
            return None
        elif kind in ("if_statement", "elif_clause", "match_statement"):
            condition = outer.field("subject" if kind == "match_statement" else "condition")
            tests.append(condition.text() if condition is not None else "")
    return None


def _counts(condition: str, body: str) -> bool:
    """Whether a condition compares something that the body counts, or time, with a limit."""
    if not _COMPARISON.search(condition):
        return False
    if _TIME.search(condition) or "len(" in condition:
        return True
    return any(
        re.search(rf"(?<![\w.]){re.escape(name)}\s*(?:[+-]=|=\s*{re.escape(name)}\s*[+-])", body)
        for name in set(re.findall(r"[A-Za-z_][\w.]*", condition))
    )
