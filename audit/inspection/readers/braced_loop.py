"""A loop of Go or Java → what can be told about its end from its own text."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ast_grep_py import SgNode

from audit.inspection.expressions import Loop
from audit.inspection.readers.convert import line_of

_COMPARISON = re.compile(r"<=?|>=?|==")
_INTERACTIVE = re.compile(
    r"\bscanner\b|bufio|\.nextline\(|\.readline\(|readstring\(|stdin|system\.in\b|\.prompt\(|\.ask\(|\bsleep\("
    r"|time\.after|ticker|\.accept\(|\.readmessage\(|\.recv\(|\.receive\w*\(|\.poll\(|\.take\(\)|readjson\("
    r"|<-\s*\w+(?:\.(?!done)\w+)*\s*[:\n;{]",
    re.IGNORECASE,
)
_REPLY_WORDS = re.compile(
    r"tool_?calls?\b|tool_?use|tool_?execution|function_?calls?\b|stop_?reason|finish_?reason|\bTERMINATE\b|\bFINISH"
    r"|final_?answer|\bis_?final\b|\bdone\b|\bfinished\b|\bcompleted?\b|output_?text|\bcontent\b",
    re.IGNORECASE,
)
_REPLY = re.compile(
    r"tool_?calls?$|tool_?use|tool_?execution|function_?calls?$|(?:stop|finish)_?reason|final_?answer|output_?text"
    r"|(?:^|[._])(?:is_?)?(?:done|final|finished|completed?|content|terminate)$",
    re.IGNORECASE,
)
_LIMITS = re.compile(
    r"budget|limit|quota|guard|deadline|timer|timed?_?out|elapsed|cancel|abort|shutdown|signal|exhaust|exceed"
    r"|\bctx\b|context|interrupt|(?:^|[._])(?:should)?_?stop(?!_?(?:reason|sequence))|too_?(?:many|long)|max_?[a-z]",
    re.IGNORECASE,
)
_GUARD = re.compile(
    r"(?:[\w.]+\.)?(?:check|tick|step|consume|guard|limit|budget)\w*\s*\("
    r"|[\w.]*(?:limit|budget|guard|quota|abort)\w*(?:\.\w+)*\s*\(",
    re.IGNORECASE,
)
_STEPS = re.compile(r"step|turn|iter|round|hop|cycle|depth", re.IGNORECASE)
_TIME = re.compile(
    r"time\.(?:since|now|until)|currenttimemillis|nanotime|instant\.now|deadline|elapsed", re.IGNORECASE
)
_CALLED = re.compile(r"(?<![\w.])([A-Za-z_]\w*+(?:\.\w++){0,20}+)\s*\(")
_CHAIN = re.compile(r"(?<![\w.\"'])[A-Za-z_]\w*(?:(?:\(\))?\.[A-Za-z_]\w*)*")
_TEXT = re.compile(r"\"[^\"\n]*\"|'[^'\n]*'|`[^`]*`")
_GROWS = re.compile(r"(?<![\w.])([A-Za-z_]\w*+(?:\.\w++){0,8}?)\.(?:add|addAll|put|append|push)\(")
_PLAIN = frozenset(
    {"nil", "null", "true", "false", "len", "isEmpty", "size", "errors", "Is", "equals", "instanceof"}
)
_CONTROL = frozenset(
    {"if", "for", "while", "switch", "catch", "func", "return", "select", "case", "new", "try"}
)
_LIMIT_NAMES = re.compile(
    r"\d+|(?:\w+\.)*\w*(?:max|limit|count|times|iterations|steps|turns|rounds|attempts|retries)\w*",
    re.IGNORECASE,
)
_AGAIN = re.compile(r"err\s*[!=]=\s*nil[^}]*\b(?:continue|break|return|sleep)", re.IGNORECASE)
_HEAD = 120
_TEST_LIMIT = 40
_PARTS = 20


@dataclass(frozen=True, slots=True)
class Grammar:
    """The names that a language gives to what matters for the end of a loop."""

    loops: tuple[str, ...]
    leaving: tuple[str, ...]
    functions: frozenset[str]
    choices: tuple[str, ...]
    cases: frozenset[str]
    bindings: tuple[str, ...]


GO = Grammar(
    loops=("for_statement",),
    leaving=("break_statement", "return_statement", "goto_statement"),
    functions=frozenset({"func_literal", "function_declaration", "method_declaration"}),
    choices=("if_statement",),
    cases=frozenset({"expression_switch_statement", "type_switch_statement", "select_statement"}),
    bindings=("short_var_declaration", "assignment_statement", "range_clause", "var_spec", "inc_statement"),
)
JAVA = Grammar(
    loops=("while_statement", "for_statement", "do_statement", "enhanced_for_statement"),
    leaving=("break_statement", "return_statement", "throw_statement"),
    functions=frozenset({"lambda_expression", "method_declaration", "constructor_declaration"}),
    choices=("if_statement",),
    cases=frozenset({"switch_expression", "switch_statement"}),
    bindings=("variable_declarator", "assignment_expression", "enhanced_for_statement"),
)


def plain(text: str, receiver: str = "") -> str:
    """Program text in which the object of a method is called `self`."""
    own = re.escape(receiver) if receiver else "this"
    return re.sub(rf"(?<![\w.]){own}\.", "self.", text)


def read_loop(grammar: Grammar, node: SgNode, scope: str, outer: tuple[int, ...], receiver: str = "") -> Loop:
    """Describe one loop statement."""
    body = node.field("body")
    text = plain(body.text(), receiver) if body is not None else ""
    head = plain(_head(node, body), receiver)
    shape, condition = _shape(node, head)
    condition = plain(condition, receiver)
    endless = shape == "while" and condition in ("", "true")
    ways = _ways_out(grammar, node, body, receiver) if body is not None else []
    tests = [test for way in ways for test in (way or ["always"])]
    counted = shape == "for" or any(_counts(test, f"{text}\n{head}") for test in (condition, *tests))
    deciding = [*([] if endless else [condition]), *(way[0] for way in ways if way)]
    names = tuple(dict.fromkeys(n for n in _CALLED.findall(text) if n not in _CONTROL))
    changing = frozenset(_changing(grammar, body, text)) if body is not None else frozenset[str]()
    again = body is not None and (body.find(kind="catch_clause") if grammar is JAVA else _AGAIN.search(text))
    return Loop(
        line_of(node), scope, shape, endless, counted,
        _INTERACTIVE.search(f"{condition}\n{text}") is not None,
        _REPLY_WORDS.search(" ".join([condition, *tests])) is not None,
        bool(tests) or not endless,
        _STEPS.search(head) is not None,
        names[:200],
        outer,
        bool(again),
        any(not _of_reply(test, changing) for test in deciding),
        body is not None and _guards(body, receiver),
    )  # fmt: skip


def _guards(body: SgNode, receiver: str) -> bool:
    """Whether a loop calls something, and uses no result of it, that by its name may end the loop."""
    statements = body.find_all(kind="expression_statement")
    return any(_GUARD.match(plain(node.text()[:_HEAD], receiver)) for node in statements)


def _head(node: SgNode, body: SgNode | None) -> str:
    if body is None or node.kind() == "do_statement":
        condition = node.field("condition")
        return condition.text()[:500] if condition is not None else ""
    return node.text()[: max(body.range().start.index - node.range().start.index, 0)][:500]


def _shape(node: SgNode, head: str) -> tuple[str, str]:
    """Whether a loop counts, goes through something, or has a condition; and that condition."""
    if node.kind() == "enhanced_for_statement":
        return "each", head
    clause = next((c for c in node.children() if c.kind() in ("for_clause", "range_clause")), None)
    if clause is not None and clause.kind() == "range_clause":
        right = clause.field("right")
        counts = right is not None and _LIMIT_NAMES.fullmatch(right.text()[:80])
        return ("for" if counts else "each"), head
    owner = clause if clause is not None else node
    condition = owner.field("condition")
    if condition is None and node.kind() == "for_statement" and clause is None:
        inner = [c for c in node.children() if c.is_named() and c.kind() not in ("block", "comment")]
        condition = inner[0] if inner and node.field("update") is None else None
    text = condition.text().strip("(); \n") if condition is not None else ""
    update = owner.field("update")
    if update is not None and text and _COMPARISON.search(text):
        return "for", text
    return "while", text


def _ways_out(grammar: Grammar, loop: SgNode, body: SgNode, receiver: str) -> list[list[str]]:
    """The conditions under which a loop is left, innermost first."""
    found: list[list[str]] = []
    for leaving in body.find_all(any=[{"kind": kind} for kind in grammar.leaving]):
        tests = _conditions(grammar, loop, leaving, receiver)
        if tests is not None:
            found.append(tests)
        if len(found) > _TEST_LIMIT:
            break
    return found


def _conditions(grammar: Grammar, loop: SgNode, leaving: SgNode, receiver: str) -> list[str] | None:
    """The conditions around a statement up to its loop; none if it leaves something else."""
    start = loop.range().start.index
    breaks = leaving.kind() == "break_statement" and not any(c.is_named() for c in leaving.children())
    tests: list[str] = []
    for outer in leaving.ancestors():
        kind = outer.kind()
        if kind in grammar.loops:
            if outer.range().start.index == start:
                return tests
            if breaks:
                return None
        elif kind in grammar.functions or (breaks and kind in grammar.cases):
            return None
        elif kind in grammar.choices:
            condition = outer.field("condition")
            tests.append(plain(condition.text()[:1_000], receiver) if condition is not None else "")
        elif kind == "communication_case":
            tests.append(plain(outer.text().partition(":")[0][:200], receiver))
        elif kind in grammar.cases:
            value = outer.field("value") or outer.field("condition")
            tests.append(plain(value.text()[:1_000], receiver) if value is not None else "")
    return None


def _counts(condition: str, body: str) -> bool:
    """Whether a condition compares something that the body counts, or time, with a limit."""
    if not _COMPARISON.search(condition):
        return False
    if _TIME.search(condition):
        return True
    for name in set(re.findall(r"[A-Za-z_][\w.]*", condition)):
        known = re.escape(name)
        if re.search(rf"(?<![\w.]){known}\s*(?:\+\+|--|[+-]=|=\s*{known}\s*[+-])|(?:\+\+|--){known}\b", body):
            return True
    return False


def _of_reply(test: str, changing: frozenset[str]) -> bool:
    """Whether a condition speaks of a reply, or of anything that the loop itself changes."""
    chains = [c.replace("()", "") for c in _CHAIN.findall(_TEXT.sub("''", test)) if c not in _PLAIN]
    if any(_LIMITS.search(chain) for chain in chains):
        return False
    return any(_REPLY.search(chain) or not changing.isdisjoint(_prefixes(chain)) for chain in chains)


def _prefixes(chain: str) -> Iterator[str]:
    """`a.b.c` → `a`, `a.b`, `a.b.c`."""
    parts = chain.split(".")[:_PARTS]
    return (".".join(parts[:size]) for size in range(1, len(parts) + 1))


def _changing(grammar: Grammar, body: SgNode, text: str) -> Iterator[str]:
    """The names that a loop binds or fills."""
    for node in body.find_all(any=[{"kind": kind} for kind in grammar.bindings]):
        target = node.field("left") or node.field("name")
        if target is not None:
            yield from _CHAIN.findall(target.text()[:500].partition("[")[0])
    yield from _GROWS.findall(text)
