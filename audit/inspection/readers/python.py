"""Python source → module: imports, bindings, functions, calls and loops, each with its scope and line."""

import re
from collections import Counter
from dataclasses import dataclass, field
from functools import cache

from ast_grep_py import SgNode, SgRoot

from audit.inspection import knowledge
from audit.inspection.classify import Role
from audit.inspection.expressions import (
    Binding,
    CallSite,
    ClassForm,
    Expression,
    Function,
    Loop,
    Module,
    Parameter,
)
from audit.inspection.readers.convert import convert, convert_call, line_of

_KINDS = (
    "import_statement", "import_from_statement", "function_definition", "class_definition", "assignment",
    "call", "for_statement", "while_statement", "with_statement", "try_statement", "return_statement", "except_clause",
)  # fmt: skip
_RULE = {"any": [{"kind": kind} for kind in _KINDS]}
_LOOP_LIMIT = 6
_HEAD_LINES = 3
_STATEMENT = re.compile(r"(?:import|from|def|class|async def)\s+\w|@\w|[A-Za-z_]\w*\s*=|if __name__")
_COUNTER = re.compile(
    r"(?:\b(?:max|limit|budget|deadline|timeout|remaining|retries|attempts?|steps?|iterations?|turns?|rounds?|depth|count|n|i)\w*\b|\b[A-Z_]{3,}\b|\b\d+\b)",
    re.IGNORECASE,
)
_COMPARISON = re.compile(r"(?:<=?|>=?|==)")
_INTERACTIVE = re.compile(
    r"\binput\(|receive_text|receive_json|\.receive\(|\.recv\(|prompt_async|Prompt\.ask|\.get_message\(|queue\.get|\.get\(block|readline|audio|sleep\(|\.poll\(|\.ask\("
)
_REPLY_WORDS = re.compile(
    r"tool_calls?\b|tool_use|function_calls?\b|stop_reason|finish_reason|\bTERMINATE\b|\bFINISH|final[_ ]?answer|\bis_final\b|\bdone\b|\bfinished\b|\bcomplete[d]?\b|output_text|\bcontent\b",
    re.IGNORECASE,
)
_STEPS = re.compile(r"step|turn|iter|round|hop|cycle", re.IGNORECASE)
_LOCAL_NAMES = frozenset(
    {"open", "read_text", "connect", "Path", "wait_for", "with_retry", "with_fallbacks", "with_options"}
)
_READ_NAMES = frozenset({
    "read_csv", "read_excel", "read_json", "read_parquet", "read_table", "scan_csv", "scan_parquet", "genfromtxt",
    "loadtxt", "DictReader", "reader", "load", "loads", "to_csv", "to_json", "to_parquet", "dump", "write_text",
    "write_csv", "load_workbook", "read_feather", "read_pickle",
})  # fmt: skip
_WEB_NAMES = frozenset({"post", "request", "urlopen", "Request", "get"})


@cache
def interesting() -> frozenset[str]:
    """The last names of the calls worth keeping."""
    found = set(_LOCAL_NAMES | _READ_NAMES | _WEB_NAMES)
    for provider in knowledge.providers():
        for surface in provider.surfaces:
            found |= {name.rpartition(".")[2] for name in (*surface.names, *surface.methods)}
    for framework in knowledge.frameworks():
        found |= {name.rpartition(".")[2] for name in framework.names}
    return frozenset(found)


@dataclass
class _Open:
    """A construct that the walk is inside of."""

    end: int
    kind: str
    name: str = ""
    loop: int = -1
    around: Expression | None = None


@dataclass
class _Walk:
    """The state of one pass over a file in document order."""

    stack: list[_Open] = field(default_factory=list)
    imports: dict[str, str] = field(default_factory=dict)
    import_lines: list[tuple[str, int]] = field(default_factory=list)
    stars: list[str] = field(default_factory=list)
    functions: list[Function] = field(default_factory=list)
    classes: list[ClassForm] = field(default_factory=list)
    bindings: list[Binding] = field(default_factory=list)
    calls: list[CallSite] = field(default_factory=list)
    loops: list[Loop] = field(default_factory=list)
    returns: dict[str, list[Expression]] = field(default_factory=dict)

    @property
    def scope(self) -> str:
        return ".".join(o.name for o in self.stack if o.name)

    @property
    def loop_numbers(self) -> tuple[int, ...]:
        """The loops around this place, from the innermost function outwards no further."""
        numbers: list[int] = []
        for opened in self.stack:
            if opened.kind == "function_definition":
                numbers.clear()
            if opened.loop >= 0:
                numbers.append(opened.loop)
        return tuple(numbers)


def read_python(text: str, path: str, role: Role) -> Module:
    """Read one module; whatever cannot be parsed is skipped, and the first such line is kept."""
    root = SgRoot(text, "python").root()
    broken = root.find({"rule": {"kind": "ERROR"}})
    if broken is not None and line_of(broken) <= _HEAD_LINES:
        root = SgRoot(_without_head(text), "python").root()
    walk = _Walk()
    for node in root.find_all({"rule": _RULE}):
        _visit(walk, node)
    functions = tuple(
        Function(
            f.name,
            f.outer,
            f.parameters,
            f.decorators,
            tuple(walk.returns.get(f.name, ())),
            f.line,
            f.in_class,
        )
        for f in walk.functions
    )
    words = Counter(re.findall(r"\w+", text)) if walk.imports else Counter[str]()
    used = frozenset(alias for alias in walk.imports if words[alias] > 1)
    return Module(
        path,
        role,
        tuple(walk.imports.items()),
        tuple(walk.stars),
        used,
        functions,
        tuple(walk.classes),
        tuple(walk.bindings),
        tuple(walk.calls),
        tuple(walk.loops),
        tuple(walk.import_lines),
        line_of(broken) if broken is not None else None,
    )


def _without_head(text: str) -> str:
    """The text with whatever spoils its beginning blanked out, line by line, so that places stay the same."""
    lines = text.split("\n")
    unpaired = text.count('"""') % 2 == 1
    for number, line in enumerate(lines):
        if unpaired and line.rstrip().endswith('"""'):
            return "\n" * (number + 1) + "\n".join(lines[number + 1 :])
        if not unpaired and number and _STATEMENT.match(line):
            return "\n" * number + "\n".join(lines[number:])
    return text


def _visit(walk: _Walk, node: SgNode) -> None:
    place = node.range()
    start, end, kind = place.start.index, place.end.index, node.kind()
    while walk.stack and walk.stack[-1].end <= start:
        walk.stack.pop()
    if kind == "call":
        _call(walk, node)
    elif kind == "assignment":
        _assignment(walk, node)
    elif kind == "import_statement":
        _import(walk, node)
    elif kind == "import_from_statement":
        _import_from(walk, node)
    elif kind == "function_definition":
        _function(walk, node, end)
    elif kind == "class_definition":
        _class(walk, node, end)
    elif kind in ("for_statement", "while_statement"):
        _loop(walk, node, kind, end)
    elif kind == "with_statement":
        _with(walk, node, end)
    elif kind in ("try_statement", "except_clause"):
        walk.stack.append(_Open(end, kind))
    elif kind == "return_statement":
        values = [child for child in node.children() if child.is_named()]
        if values and len(walk.returns.setdefault(walk.scope, [])) < 4:
            walk.returns[walk.scope].append(convert(values[0]))


def _call(walk: _Walk, node: SgNode) -> None:
    function = node.field("function")
    text = function.text() if function is not None else ""
    if text.endswith("]"):
        text = text.partition("[")[0]
    last, first = text.rpartition(".")[2][:60], text.partition(".")[0]
    known = last in interesting() or (
        first in walk.imports and walk.imports[first].split(".")[0] in _packages()
    )
    scope = walk.scope
    tried = any(o.kind == "try_statement" for o in walk.stack) and walk.stack[-1].kind != "except_clause"
    if known:
        around = tuple(o.around for o in walk.stack if o.around is not None)
        walk.calls.append(CallSite(convert_call(node), scope, walk.loop_numbers, around, tried))
    if last == "wait_for" or "retry" in last.lower():
        walk.stack.append(_Open(node.range().end.index, "call", around=convert(function)))


@cache
def _packages() -> frozenset[str]:
    return frozenset(
        package.split(".")[0]
        for library in (*knowledge.providers(), *knowledge.telemetry(), *knowledge.evaluation())
        for package in (library.packages if isinstance(library, knowledge.Provider) else library.python)
    )


def _assignment(walk: _Walk, node: SgNode) -> None:
    left, right, declared = node.field("left"), node.field("right"), node.field("type")
    if left is None or (right is None and declared is None):
        return
    while right is not None and right.kind() == "assignment":
        right = right.field("right")
    if left.kind() not in ("identifier", "attribute", "subscript"):
        return
    text = left.text()
    if len(text) > 80:
        return
    value = convert(right) if right is not None else convert(declared)
    if right is None:
        text = f"{text}:"
    walk.bindings.append(Binding(walk.scope, text, value, line_of(node), walk.loop_numbers))


def _import(walk: _Walk, node: SgNode) -> None:
    for child in node.children():
        if child.kind() == "dotted_name":
            name = child.text()
            walk.imports.setdefault(name.split(".")[0], name.split(".")[0])
            walk.import_lines.append((name, line_of(node)))
        elif child.kind() == "aliased_import":
            name, alias = child.field("name"), child.field("alias")
            if name is not None and alias is not None:
                walk.imports[alias.text()] = name.text()
                walk.import_lines.append((name.text(), line_of(node)))


def _import_from(walk: _Walk, node: SgNode) -> None:
    source = node.field("module_name")
    if source is None:
        return
    base = "".join(source.text().split())
    walk.import_lines.append((base, line_of(node)))
    seen_import = False
    for child in node.children():
        kind = child.kind()
        if kind == "import":
            seen_import = True
        elif kind == "wildcard_import":
            walk.stars.append(base)
        elif seen_import and kind == "dotted_name":
            walk.imports[child.text()] = _within(base, child.text())
            walk.import_lines.append((_within(base, child.text()), line_of(node)))
        elif seen_import and kind == "aliased_import":
            name, alias = child.field("name"), child.field("alias")
            if name is not None and alias is not None:
                walk.imports[alias.text()] = _within(base, name.text())
                walk.import_lines.append((_within(base, name.text()), line_of(node)))


def _within(base: str, name: str) -> str:
    return f"{base}{name}" if base.endswith(".") else f"{base}.{name}"


def _decorators(node: SgNode) -> tuple[Expression, ...]:
    parent = node.parent()
    if parent is None or parent.kind() != "decorated_definition":
        return ()
    found = []
    for child in parent.children():
        if child.kind() == "decorator":
            inner = [c for c in child.children() if c.is_named()]
            if inner:
                found.append(convert(inner[0]))
    return tuple(found)


def _function(walk: _Walk, node: SgNode, end: int) -> None:
    name = node.field("name")
    parameters = node.field("parameters")
    if name is None:
        return
    in_class = bool(walk.stack) and walk.stack[-1].kind == "class_definition"
    outer = walk.scope
    walk.stack.append(_Open(end, "function_definition", name.text()))
    listed = tuple(
        p
        for child in (parameters.children() if parameters is not None else ())
        if (p := _parameter(child)) is not None
    )
    walk.functions.append(Function(walk.scope, outer, listed, _decorators(node), (), line_of(node), in_class))


def _parameter(node: SgNode) -> Parameter | None:
    kind = node.kind()
    if kind == "identifier":
        return Parameter(node.text())
    if kind in ("default_parameter", "typed_default_parameter"):
        name, annotation = node.field("name"), node.field("type")
        if name is None:
            return None
        return Parameter(
            name.text(), convert(annotation) if annotation is not None else None, convert(node.field("value"))
        )
    if kind == "typed_parameter":
        names = [child for child in node.children() if child.kind() == "identifier"]
        return Parameter(names[0].text(), convert(node.field("type"))) if names else None
    if kind == "dictionary_splat_pattern":
        return Parameter(node.text())
    return None


def _class(walk: _Walk, node: SgNode, end: int) -> None:
    name, bases = node.field("name"), node.field("superclasses")
    if name is None:
        return
    walk.stack.append(_Open(end, "class_definition", name.text()))
    listed = tuple(
        convert(child)
        for child in (bases.children() if bases is not None else ())
        if child.kind() in ("identifier", "attribute")
    )
    walk.classes.append(ClassForm(walk.scope, listed, line_of(node)))


def _with(walk: _Walk, node: SgNode, end: int) -> None:
    scope, loops = walk.scope, walk.loop_numbers
    for item in node.find_all({"rule": {"kind": "with_item"}}):
        value = item.field("value")
        if value is None or item.range().start.line > node.range().start.line + 4:
            continue
        inner = value
        if value.kind() == "as_pattern":
            parts = [child for child in value.children() if child.is_named()]
            inner = parts[0]
            if len(parts) > 1:
                walk.bindings.append(Binding(scope, parts[-1].text(), convert(inner), line_of(item), loops))
        walk.stack.append(_Open(end, "with_statement", around=convert(inner)))


def _loop(walk: _Walk, node: SgNode, kind: str, end: int) -> None:
    body = node.field("body")
    text = body.text() if body is not None else ""
    head = node.field("condition") if kind == "while_statement" else node.field("right")
    condition = head.text() if head is not None else ""
    endless = kind == "while_statement" and condition.strip("() ") in ("True", "1")
    tests = _exit_tests(body) if body is not None else []
    counted = kind == "for_statement" or _counts(condition, text)
    counted = counted or any(_counts(test, text) for test in tests)
    deciding = " ".join([condition, *tests])
    names = tuple(dict.fromkeys(re.findall(r"([A-Za-z_][\w.]*)\s*\(", text)))[:200]
    reads = bool(_INTERACTIVE.search(text)) or bool(_INTERACTIVE.search(condition))
    loops = walk.loop_numbers
    number = len(walk.loops)
    shape = kind.removesuffix("_statement")
    if kind == "for_statement" and not re.match(r"\(?(?:range|count|itertools\.count)\s*\(", condition):
        shape = "each"
    if re.match(r"(?:itertools\.)?count\(", condition):
        endless, counted = True, any(_counts(test, text) for test in tests)
    walk.loops.append(
        Loop(
            line_of(node), walk.scope, shape, endless, counted, reads,
            bool(_REPLY_WORDS.search(deciding)), bool(tests) or not endless,
            bool(_STEPS.search(f"{_head(node)} {condition}")), names, loops,
            re.search(r"^\s*except\b", text, re.MULTILINE) is not None,
        )
    )  # fmt: skip
    if len(loops) < _LOOP_LIMIT:
        walk.stack.append(
            _Open(end, kind, loop=number, around=convert(head) if kind == "for_statement" else None)
        )


def _head(node: SgNode) -> str:
    left = node.field("left")
    return left.text() if left is not None else ""


def _exit_tests(body: SgNode) -> list[str]:
    """The conditions under which a loop is left by `break`, `return` or `raise`."""
    found = []
    for leaving in body.find_all(
        {"rule": {"any": [{"kind": k} for k in ("break_statement", "return_statement", "raise_statement")]}}
    ):
        tests = []
        for outer in leaving.ancestors():
            if outer.kind() in ("function_definition", "while_statement", "for_statement"):
                break
            if outer.kind() in ("if_statement", "elif_clause"):
                condition = outer.field("condition")
                tests.append(condition.text() if condition is not None else "")
            elif outer.kind() == "match_statement":
                subject = outer.field("subject")
                tests.append(subject.text() if subject is not None else "")
        found.extend(tests or ["always"])
        if len(found) > 40:
            break
    return found


def _counts(condition: str, body: str) -> bool:
    """Whether a condition compares something that the body counts, or time, with a limit."""
    if not _COMPARISON.search(condition):
        return False
    if re.search(r"\btime\b|monotonic|deadline|elapsed|budget", condition):
        return True
    for name in set(re.findall(r"[A-Za-z_][\w.]*", condition)):
        if re.search(rf"(?<![\w.]){re.escape(name)}\s*(?:[+-]=|=\s*{re.escape(name)}\s*[+-])", body):
            return True
        if name.startswith("len") and re.search(r"len\(\s*([\w.]+)", condition):
            return True
    return False
