"""A loop of JavaScript or TypeScript → what can be told about its end from its own text."""

import re
from collections.abc import Iterator

from ast_grep_py import SgNode

from audit.inspection.expressions import Loop
from audit.inspection.readers.convert import line_of
from audit.inspection.readers.script_convert import FUNCTIONS

LOOPS = ("while_statement", "for_statement", "for_in_statement", "do_statement")
_LEAVING = ("break_statement", "return_statement", "throw_statement")
_COMPARISON = re.compile(r"<=?|>=?|===?")
_INTERACTIVE = re.compile(
    r"readline|\.question\(|\bprompt(?:s|\.\w+)?\(|inquirer|\.read\(|\.next\(|\bsleep\(|\bdelay\(|setTimeout\("
    r"|\.receive\w*\(|\.recv\(|\.poll\(|\.ask\(|\.getMessage\(|stdin|onmessage",
    re.IGNORECASE,
)
_REPLY_WORDS = re.compile(
    r"tool_?calls?\b|tool_?use|tools?ToCall|function_?calls?\b|stop_?reason|finish_?reason|\bTERMINATE\b|\bFINISH"
    r"|final[_ ]?answer|\bis_?final\b|\bdone\b|\bfinished\b|\bcompleted?\b|output_?text|\bcontent\b",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"tool_?calls?(?:\.length)?$|tool_?use|function_?calls?(?:\.length)?$|(?:stop|finish)_?reason|final_?answer"
    r"|output_?text|(?:^|[._])(?:is_?)?(?:done|final|finished|completed?|content|terminate)$",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"budget|limit|quota|guard|deadline|timer|timed?_?out|elapsed|cancel|abort|shutdown|signal|exhaust|exceed"
    r"|(?:^|[._])(?:should)?_?stop(?!_?(?:reason|sequence))|too_?(?:many|long)|max_?[a-z]",
    re.IGNORECASE,
)
_GUARD = re.compile(
    r"(?:await\s+)?(?:[\w.]+\.)?(?:check|tick|step|consume|guard|limit|budget)\s*\("
    r"|(?:await\s+)?[\w.]*(?:limit|budget|guard|quota|abort)\w*(?:\.\w+)*\s*\(",
    re.IGNORECASE,
)
_STEPS = re.compile(r"step|turn|iter|round|hop|cycle|depth", re.IGNORECASE)
_TIME = re.compile(r"\bDate\b|performance\.now|\btime\b|deadline|elapsed|budget", re.IGNORECASE)
_CALLED = re.compile(r"(?<![\w.$])([A-Za-z_$][\w$]*+(?:\.[\w$]++){0,20}+)\s*\(")
_CHAIN = re.compile(r"(?<![\w.$\"'])[A-Za-z_$][\w$]*(?:\.[A-Za-z_$][\w$]*)*")
_TEXT = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'")
_GROWS = re.compile(r"(?<![\w.])([A-Za-z_$][\w$]*+(?:\.[\w$]++){0,8}?)\.(?:push|unshift|set|add|concat)\(")
_COUNTED = re.compile(
    r"(?<![\w.$])([A-Za-z_$][\w.$]*+)\s*(?:\+\+|--|[+-]=|=\s*\1\s*[+-])|(?:\+\+|--)([A-Za-z_$][\w.$]*+)"
)
_PLAIN = frozenset(
    {"typeof", "instanceof", "undefined", "null", "true", "false", "Array", "isArray", "await", "void", "in",
     "of", "new", "Object", "Number", "String", "Boolean"}
)  # fmt: skip
_BINDINGS = (
    "variable_declarator", "assignment_expression", "augmented_assignment_expression", "for_in_statement",
)  # fmt: skip
_WORDS_OF_CONTROL = frozenset({"if", "for", "while", "switch", "catch", "function", "return", "await"})
_HEAD = 120
_TEST_LIMIT = 40
_LEAVING_LIMIT = 400
_PARTS = 20


def plain(text: str) -> str:
    """Program text with `?.`, `!.` and `this.` written as a plain chain of names."""
    return re.sub(r"\bthis\.", "self.", text.replace("?.", ".").replace("!.", "."))


def read_loop(node: SgNode, scope: str, outer: tuple[int, ...]) -> Loop:
    """Describe one loop statement."""
    kind = node.kind()
    if kind == "for_in_statement":
        return Loop(line_of(node), scope, "each", False, True, False, False, True, False, (), outer)
    body = node.field("body")
    text = plain(body.text()) if body is not None else ""
    head = plain(_head(node, body))
    condition = plain(_condition(node))
    endless = condition in ("", "true", "1")
    ways = _ways_out(node, body) if body is not None else []
    tests = [test for way in ways for test in (way or ["always"])]
    stepped = frozenset(one or other for one, other in _COUNTED.findall(f"{text}\n{head}"))
    stepped |= frozenset(_GROWS.findall(text))
    counted = any(_counts(test, stepped) for test in (condition, *tests))
    deciding = [*([] if endless else [condition]), *(way[0] for way in ways if way)]
    shape = "for" if kind == "for_statement" and (endless or counted) else "while"
    names = tuple(dict.fromkeys(n for n in _CALLED.findall(text) if n not in _WORDS_OF_CONTROL))
    changing = frozenset(_changing(body, text)) if body is not None else frozenset[str]()
    return Loop(
        line_of(node), scope, shape, endless, counted,
        _INTERACTIVE.search(f"{condition}\n{text}") is not None,
        _REPLY_WORDS.search(" ".join([condition, *tests])) is not None,
        bool(tests) or not endless,
        _STEPS.search(head) is not None,
        names[:200],
        outer,
        body is not None and body.find(kind="catch_clause") is not None,
        any(not _of_reply(test, changing) for test in deciding),
        body is not None and _guards(body),
    )  # fmt: skip


def _head(node: SgNode, body: SgNode | None) -> str:
    if body is None or node.kind() == "do_statement":
        return _condition(node)
    return node.text()[: max(body.range().start.index - node.range().start.index, 0)][:500]


def _condition(node: SgNode) -> str:
    condition = node.field("condition")
    text = condition.text() if condition is not None else ""
    return text.strip("(); \n")


def _ways_out(loop: SgNode, body: SgNode) -> list[list[str]]:
    """The conditions under which a loop is left by `break`, `return` or `throw`, innermost first."""
    found: list[list[str]] = []
    for leaving in body.find_all(any=[{"kind": kind} for kind in _LEAVING])[:_LEAVING_LIMIT]:
        tests = _conditions(loop, leaving)
        if tests is not None:
            found.append(tests)
        if len(found) > _TEST_LIMIT:
            break
    return found


def _conditions(loop: SgNode, leaving: SgNode) -> list[str] | None:
    """The conditions around a statement up to its loop; none if it leaves something else."""
    start, breaks = loop.range().start.index, leaving.kind() == "break_statement"
    tests: list[str] = []
    for outer in leaving.ancestors():
        kind = outer.kind()
        if kind in LOOPS:
            if outer.range().start.index == start:
                return tests
            if breaks:
                return None
        elif kind in FUNCTIONS or (breaks and kind == "switch_statement"):
            return None
        elif kind in ("if_statement", "switch_statement"):
            condition = outer.field("condition" if kind == "if_statement" else "value")
            tests.append(plain(condition.text()) if condition is not None else "")
    return None


def _counts(condition: str, counted: frozenset[str]) -> bool:
    """Whether a condition compares something that the loop counts, or time, with a limit."""
    if not _COMPARISON.search(condition):
        return False
    if _TIME.search(condition):
        return True
    return any(name.removesuffix(".length") in counted for name in _CHAIN.findall(condition))


def _of_reply(test: str, changing: frozenset[str]) -> bool:
    """Whether a condition speaks of a reply, or of anything that the loop itself changes."""
    chains = [c for c in _CHAIN.findall(_TEXT.sub("''", test)) if c not in _PLAIN]
    if any(_LIMITS.search(chain) for chain in chains):
        return False
    return any(_REPLY.search(chain) or not changing.isdisjoint(_prefixes(chain)) for chain in chains)


def _prefixes(chain: str) -> Iterator[str]:
    """`a.b.c` → `a`, `a.b`, `a.b.c`."""
    parts = chain.split(".")[:_PARTS]
    return (".".join(parts[:size]) for size in range(1, len(parts) + 1))


def _changing(body: SgNode, text: str) -> Iterator[str]:
    """The names that a loop binds or fills."""
    for node in body.find_all(any=[{"kind": kind} for kind in _BINDINGS]):
        target = node.field("name") or node.field("left")
        if target is not None:
            yield from _CHAIN.findall(plain(target.text()[:500]).partition("[")[0])
    yield from _GROWS.findall(text)


def _guards(body: SgNode) -> bool:
    """Whether a loop calls something, and uses no result of it, that by its name may end the loop."""
    statements = body.find_all(kind="expression_statement")
    return any(_GUARD.match(plain(node.text()[:_HEAD])) for node in statements)
