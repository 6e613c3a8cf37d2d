"""Python source → module: imports, bindings, functions, calls and loops, each with its scope and line."""

import re
from collections import Counter
from dataclasses import replace

from ast_grep_py import SgNode, SgRoot

from audit.inspection import knowledge
from audit.inspection.classify import Role
from audit.inspection.expressions import (
    Binding,
    CallSite,
    ClassForm,
    Function,
    Item,
    Literal,
    Module,
)
from audit.inspection.knowledge.running import running
from audit.inspection.readers import definitions
from audit.inspection.readers.attempts import head_of, open_attempt
from audit.inspection.readers.convert import convert, convert_call, line_of
from audit.inspection.readers.kept_calls import interesting, packages, tells
from audit.inspection.readers.loop import read_loop
from audit.inspection.readers.python_walk import Open, Walk

_KINDS = (
    "import_statement", "import_from_statement", "function_definition", "class_definition", "assignment",
    "call", "for_statement", "while_statement", "with_statement", "try_statement", "return_statement",
    "except_clause",
)  # fmt: skip
_LOOP_LIMIT = 6
_HEAD_LINES = 3
_STATEMENT = re.compile(r"(?:import|from|def|class|async def)\s+\w|@\w|[A-Za-z_]\w*\s*=|if __name__")


def read_python(text: str, path: str, role: Role) -> Module:
    """Read one module; whatever cannot be parsed is skipped, and the first such line is kept."""
    root = SgRoot(text, "python").root()
    broken = root.find(kind="ERROR")
    if broken is not None and line_of(broken) <= _HEAD_LINES:
        root = SgRoot(_without_head(text), "python").root()
    walk = Walk(whole=any(word in text for word in running().words))
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


def _visit(walk: Walk, node: SgNode) -> None:
    place, kind = node.range(), node.kind()
    while walk.stack and walk.stack[-1].end <= place.start.index:
        walk.stack.pop()
    reader = _READERS.get(kind)
    if reader is not None:
        reader(walk, node)
    else:
        walk.stack.append(Open(place.end.index, kind))


def _call(walk: Walk, node: SgNode) -> None:
    function = node.field("function")
    text = function.text() if function is not None else ""
    if text.endswith("]"):
        text = text.partition("[")[0]
    last, first = text.rpartition(".")[2][:60], text.partition(".")[0]
    walk.called.add(last)
    _attempted(walk, node, text[:120])
    if (
        last in interesting()
        or walk.imports.get(first, "").split(".", 1)[0] in packages()
        or knowledge.parsing().helper.search(last) is not None
        or running().kept.search(last) is not None
        or walk.whole
        or tells(node, text)
    ):
        tried = any(o.kind == "try_statement" for o in walk.stack) and walk.stack[-1].kind != "except_clause"
        around = tuple(o.around for o in walk.stack if o.around is not None)
        handled = walk.handled(node.range().end.index)
        walk.calls.append(CallSite(convert_call(node), walk.scope, walk.loop_numbers, around, tried, handled))
    if last == "wait_for" or "retry" in last.lower():
        walk.stack.append(Open(node.range().end.index, "call", around=convert(function)))


def _attempted(walk: Walk, node: SgNode, name: str) -> None:
    """Note a call with the `try` statement that it stands in."""
    caught = False
    for opened in reversed(walk.stack):
        if opened.kind == "function_definition":
            return
        caught = caught or opened.kind == "except_clause"
        if opened.attempt is not None:
            opened.attempt.take(name, convert_call(node) if caught else None)
            return


def _assignment(walk: Walk, node: SgNode) -> None:
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


def _unpacked(walk: Walk, node: SgNode, left: SgNode, right: SgNode) -> None:
    """Bind each name of `a, b = call()` to its part of the result."""
    if right.kind() not in ("call", "await"):
        return
    value = convert(right)
    names = [child for child in left.children() if child.is_named()]
    for number, name in enumerate(names[:6]):
        if name.kind() == "identifier":
            part = Item(value, Literal(number))
            walk.bindings.append(Binding(walk.scope, name.text(), part, line_of(node), walk.loop_numbers))


def _import(walk: Walk, node: SgNode) -> None:
    for alias, name in definitions.imported(node):
        walk.import_lines.append((name, line_of(node)))
        if alias:
            walk.imports[alias] = name
        else:
            root = name.split(".", 1)[0]
            walk.imports.setdefault(root, root)


def _import_from(walk: Walk, node: SgNode) -> None:
    base, bound, starred = definitions.imported_from(node)
    line = line_of(node)
    walk.import_lines.append((base, line))
    walk.imports.update(bound)
    walk.import_lines.extend((name, line) for _, name in bound)
    if starred:
        walk.stars.append(base)


def _function(walk: Walk, node: SgNode) -> None:
    name = node.field("name")
    if name is None:
        return
    in_class = bool(walk.stack) and walk.stack[-1].kind == "class_definition"
    outer = walk.scope
    walk.stack.append(Open(node.range().end.index, "function_definition", name.text()))
    listed = definitions.parameters(node.field("parameters"))
    walk.functions.append(
        Function(walk.scope, outer, listed, definitions.decorators(node), (), line_of(node), in_class)
    )


def _class(walk: Walk, node: SgNode) -> None:
    name = node.field("name")
    if name is None:
        return
    walk.stack.append(Open(node.range().end.index, "class_definition", name.text()))
    decorated = bool(definitions.decorators(node))
    bases = definitions.bases(node.field("superclasses"))
    walk.classes.append(ClassForm(walk.scope, bases, line_of(node), decorated))


def _with(walk: Walk, node: SgNode) -> None:
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
        walk.stack.append(Open(node.range().end.index, "with_statement", around=inner))


def _loop(walk: Walk, node: SgNode) -> None:
    outer, kind = walk.loop_numbers, node.kind()
    walk.loops.append(read_loop(node, walk.scope, outer))
    if len(outer) < _LOOP_LIMIT:
        head = node.field("right") if kind == "for_statement" else None
        walk.heads[len(walk.loops) - 1] = head_of(node) if kind == "for_statement" else ""
        around = convert(head) if head is not None else None
        walk.stack.append(Open(node.range().end.index, kind, loop=len(walk.loops) - 1, around=around))


def _try(walk: Walk, node: SgNode) -> None:
    body = node.field("body")
    catches = any(child.kind() in ("except_clause", "except_group_clause") for child in node.children())
    handles = body.range().end.index if body is not None and catches else -1
    heads = tuple(head for number in walk.loop_numbers if (head := walk.heads.get(number)))
    attempt = open_attempt(node, walk.scope, heads)
    walk.attempts.append(attempt)
    walk.stack.append(Open(node.range().end.index, "try_statement", handles=handles, attempt=attempt))


def _return(walk: Walk, node: SgNode) -> None:
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
