"""Python source → module: imports, bindings, functions, calls and loops, each with its scope and line."""

import re
from collections import Counter
from dataclasses import dataclass, field, replace

from ast_grep_py import SgNode, SgRoot

from audit.inspection import knowledge
from audit.inspection.classify import Role
from audit.inspection.expressions import (
    Binding,
    CallSite,
    ClassForm,
    Expression,
    Function,
    Item,
    Literal,
    Loop,
    Module,
)
from audit.inspection.knowledge.running import running
from audit.inspection.readers import definitions
from audit.inspection.readers.attempts import OpenAttempt, head_of, open_attempt
from audit.inspection.readers.convert import convert, convert_call, line_of
from audit.inspection.readers.loop import read_loop

_KINDS = (
    "import_statement", "import_from_statement", "function_definition", "class_definition", "assignment",
    "call", "for_statement", "while_statement", "with_statement", "try_statement", "return_statement",
    "except_clause",
)  # fmt: skip
_LOOP_LIMIT = 6
_HEAD_LINES = 3
_STATEMENT = re.compile(r"(?:import|from|def|class|async def)\s+\w|@\w|[A-Za-z_]\w*\s*=|if __name__")
_CALL_LENGTH = 3_000
_KEPT = frozenset({
    "open", "read_text", "connect", "Path", "wait_for", "with_retry", "with_fallbacks", "with_options",
    "read_csv", "read_excel", "read_json", "read_parquet", "read_table", "scan_csv", "scan_parquet",
    "genfromtxt",
    "loadtxt", "DictReader", "reader", "load", "loads", "to_csv", "to_json", "to_parquet", "dump",
    "write_text",
    "write_csv", "load_workbook", "read_feather", "read_pickle", "fit", "fit_transform", "train_test_split",
    "post", "request", "urlopen", "Request", "get", "getenv", "timeout", "fail_after", "move_on_after",
})  # fmt: skip


@knowledge.remembered
def interesting() -> frozenset[str]:
    """The last names of the calls worth keeping."""
    found = set(_KEPT)
    for names in (*(r.names for r in running().runners), *(t.names for t in running().tools)):
        found |= {name.rpartition(".")[2] for name in names}
    for provider in knowledge.providers():
        for surface in provider.surfaces:
            found |= {name.rpartition(".")[2] for name in (*surface.names, *surface.methods)}
    for framework in knowledge.frameworks():
        found |= {name.rpartition(".")[2] for name in framework.names}
    parsing = knowledge.parsing()
    found |= {name.rpartition(".")[2] for name in (*parsing.parsers, *parsing.patterns)}
    for mechanism in (*knowledge.fallbacks(), *knowledge.outputs()):
        found |= {name.rpartition(".")[2] for name in (*mechanism.names, *mechanism.methods)}
    return frozenset(found)


@knowledge.remembered
def _telling() -> re.Pattern[str]:
    """Arguments that make a call worth keeping whatever it calls: those that name a model or a schema."""
    known = {a.partition(".")[0] for m in (*knowledge.fallbacks(), *knowledge.outputs()) for a in m.arguments}
    names = "|".join(sorted(re.escape(name) for name in known | {"llm", "response_format"}))
    return re.compile(
        rf"\b(?:\w{{0,30}}model(?:_?(?:name|id))?|deployment\w{{0,12}}|{names})\s*=(?!=)|\(\s*\*\*"
    )


@knowledge.remembered
def _packages() -> frozenset[str]:
    names = {package for provider in knowledge.providers() for package in provider.packages}
    names |= {
        name for library in (*knowledge.telemetry(), *knowledge.evaluation()) for name in library.python
    }
    return frozenset(name.split(".", 1)[0] for name in names)


@dataclass
class _Open:
    """A construct that the walk is inside of."""

    end: int
    kind: str
    name: str = ""
    loop: int = -1
    around: Expression | None = None
    handles: int = -1
    attempt: OpenAttempt | None = None


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
    attempts: list[OpenAttempt] = field(default_factory=list)
    heads: dict[int, str] = field(default_factory=dict)
    called: set[str] = field(default_factory=set)
    whole: bool = False

    @property
    def scope(self) -> str:
        """The qualified name of the function or class around this place."""
        return ".".join(o.name for o in self.stack if o.name)

    def handled(self, end: int) -> bool:
        """Whether a `try` of the same function catches what is raised before `end`."""
        found = False
        for opened in self.stack:
            found = opened.kind != "function_definition" and (found or opened.handles >= end)
        return found

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
    broken = root.find(kind="ERROR")
    if broken is not None and line_of(broken) <= _HEAD_LINES:
        root = SgRoot(_without_head(text), "python").root()
    walk = _Walk(whole=any(word in text for word in running().words))
    for node in root.find_all(any=[{"kind": kind} for kind in _KINDS]):
        _visit(walk, node)
    words = Counter(re.findall(r"\w+", text)) if walk.imports else Counter[str]()
    return Module(
        path,
        role,
        tuple(walk.imports.items()),
        tuple(walk.stars),
        frozenset(alias for alias in walk.imports if words[alias] > 1),
        tuple(replace(f, returns=tuple(walk.returns.get(f.name, ()))) for f in walk.functions),
        tuple(walk.classes),
        tuple(walk.bindings),
        tuple(walk.calls),
        tuple(walk.loops),
        tuple(walk.import_lines),
        line_of(broken) if broken is not None else None,
        attempts=tuple(attempt.closed() for attempt in walk.attempts),
        called=frozenset(walk.called),
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
    place, kind = node.range(), node.kind()
    while walk.stack and walk.stack[-1].end <= place.start.index:
        walk.stack.pop()
    reader = _READERS.get(kind)
    if reader is not None:
        reader(walk, node)
    else:
        walk.stack.append(_Open(place.end.index, kind))


def _call(walk: _Walk, node: SgNode) -> None:
    function = node.field("function")
    text = function.text() if function is not None else ""
    if text.endswith("]"):
        text = text.partition("[")[0]
    last, first = text.rpartition(".")[2][:60], text.partition(".")[0]
    walk.called.add(last)
    _attempted(walk, node, text[:120])
    if (
        last in interesting()
        or walk.imports.get(first, "").split(".", 1)[0] in _packages()
        or knowledge.parsing().helper.search(last) is not None
        or running().kept.search(last) is not None
        or walk.whole
        or _tells(node, text)
    ):
        tried = any(o.kind == "try_statement" for o in walk.stack) and walk.stack[-1].kind != "except_clause"
        around = tuple(o.around for o in walk.stack if o.around is not None)
        handled = walk.handled(node.range().end.index)
        walk.calls.append(CallSite(convert_call(node), walk.scope, walk.loop_numbers, around, tried, handled))
    if last == "wait_for" or "retry" in last.lower():
        walk.stack.append(_Open(node.range().end.index, "call", around=convert(function)))


def _tells(node: SgNode, function: str) -> bool:
    """Whether the arguments of a call name a model or a schema, as far as a call of usual length shows."""
    place = node.range()
    if place.end.index - place.start.index > _CALL_LENGTH:
        return False
    text = node.text()
    return ("=" in text or "**" in text) and _telling().search(text, len(function)) is not None


def _attempted(walk: _Walk, node: SgNode, name: str) -> None:
    """Note a call with the `try` statement that it stands in."""
    caught = False
    for opened in reversed(walk.stack):
        if opened.kind == "function_definition":
            return
        caught = caught or opened.kind == "except_clause"
        if opened.attempt is not None:
            opened.attempt.take(name, convert_call(node) if caught else None)
            return


def _assignment(walk: _Walk, node: SgNode) -> None:
    left, right, declared = node.field("left"), node.field("right"), node.field("type")
    while right is not None and right.kind() == "assignment":
        right = right.field("right")
    value = right if right is not None else declared
    if left is not None and right is not None and left.kind() == "pattern_list":
        _unpacked(walk, node, left, right)
        return
    if left is None or value is None or left.kind() not in ("identifier", "attribute", "subscript"):
        return
    name = left.text() if right is not None else f"{left.text()}:"
    if len(name) <= 80:
        walk.bindings.append(Binding(walk.scope, name, convert(value), line_of(node), walk.loop_numbers))


def _unpacked(walk: _Walk, node: SgNode, left: SgNode, right: SgNode) -> None:
    """Bind each name of `a, b = call()` to its part of the result."""
    if right.kind() not in ("call", "await"):
        return
    value = convert(right)
    names = [child for child in left.children() if child.is_named()]
    for number, name in enumerate(names[:6]):
        if name.kind() == "identifier":
            part = Item(value, Literal(number))
            walk.bindings.append(Binding(walk.scope, name.text(), part, line_of(node), walk.loop_numbers))


def _import(walk: _Walk, node: SgNode) -> None:
    for alias, name in definitions.imported(node):
        walk.import_lines.append((name, line_of(node)))
        if alias:
            walk.imports[alias] = name
        else:
            root = name.split(".", 1)[0]
            walk.imports.setdefault(root, root)


def _import_from(walk: _Walk, node: SgNode) -> None:
    base, bound, starred = definitions.imported_from(node)
    line = line_of(node)
    walk.import_lines.append((base, line))
    walk.imports.update(bound)
    walk.import_lines.extend((name, line) for _, name in bound)
    if starred:
        walk.stars.append(base)


def _function(walk: _Walk, node: SgNode) -> None:
    name = node.field("name")
    if name is None:
        return
    in_class = bool(walk.stack) and walk.stack[-1].kind == "class_definition"
    outer = walk.scope
    walk.stack.append(_Open(node.range().end.index, "function_definition", name.text()))
    listed = definitions.parameters(node.field("parameters"))
    walk.functions.append(
        Function(walk.scope, outer, listed, definitions.decorators(node), (), line_of(node), in_class)
    )


def _class(walk: _Walk, node: SgNode) -> None:
    name = node.field("name")
    if name is None:
        return
    walk.stack.append(_Open(node.range().end.index, "class_definition", name.text()))
    decorated = bool(definitions.decorators(node))
    bases = definitions.bases(node.field("superclasses"))
    walk.classes.append(ClassForm(walk.scope, bases, line_of(node), decorated))


def _with(walk: _Walk, node: SgNode) -> None:
    """Bind what `with … as name` names, and remember what encloses the body."""
    scope, loops, line = walk.scope, walk.loop_numbers, node.range().start.line
    for item in node.find_all(kind="with_item"):
        value = item.field("value")
        if value is None or item.range().start.line > line + 4:
            continue
        parts = (
            [child for child in value.children() if child.is_named()] if value.kind() == "as_pattern" else []
        )
        inner = convert(parts[0]) if parts else convert(value)
        if len(parts) > 1:
            walk.bindings.append(Binding(scope, parts[-1].text(), inner, line_of(item), loops))
        walk.stack.append(_Open(node.range().end.index, "with_statement", around=inner))


def _loop(walk: _Walk, node: SgNode) -> None:
    outer, kind = walk.loop_numbers, node.kind()
    walk.loops.append(read_loop(node, walk.scope, outer))
    if len(outer) < _LOOP_LIMIT:
        head = node.field("right") if kind == "for_statement" else None
        walk.heads[len(walk.loops) - 1] = head_of(node) if kind == "for_statement" else ""
        around = convert(head) if head is not None else None
        walk.stack.append(_Open(node.range().end.index, kind, loop=len(walk.loops) - 1, around=around))


def _try(walk: _Walk, node: SgNode) -> None:
    body = node.field("body")
    catches = any(child.kind() in ("except_clause", "except_group_clause") for child in node.children())
    handles = body.range().end.index if body is not None and catches else -1
    heads = tuple(head for number in walk.loop_numbers if (head := walk.heads.get(number)))
    attempt = open_attempt(node, walk.scope, heads)
    walk.attempts.append(attempt)
    walk.stack.append(_Open(node.range().end.index, "try_statement", handles=handles, attempt=attempt))


def _return(walk: _Walk, node: SgNode) -> None:
    values = [child for child in node.children() if child.is_named()]
    if values and len(walk.returns.setdefault(walk.scope, [])) < 4:
        walk.returns[walk.scope].append(convert(values[0]))


_READERS = {
    "call": _call,
    "assignment": _assignment,
    "import_statement": _import,
    "import_from_statement": _import_from,
    "function_definition": _function,
    "class_definition": _class,
    "with_statement": _with,
    "for_statement": _loop,
    "while_statement": _loop,
    "try_statement": _try,
    "return_statement": _return,
}
