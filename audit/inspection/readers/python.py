"""Python source → module: imports, bindings, functions, calls and loops, each with its scope and line."""

from dataclasses import dataclass, field
from sys import intern

from ast_grep_py import SgNode, SgRoot
from msgspec.structs import replace

from audit.inspection.classify import Role
from audit.inspection.expressions import Binding, ClassForm, Function, Item, Literal, Module
from audit.inspection.patterns import Pattern
from audit.inspection.readers import definitions
from audit.inspection.readers.attempts import head_of, open_attempt
from audit.inspection.readers.checked import CONDITIONS, of_call, of_condition, taker
from audit.inspection.readers.convert import convert, convert_call
from audit.inspection.readers.dead import without_dead
from audit.inspection.readers.kept_calls import all_kept, by_name, packages, tells
from audit.inspection.readers.loop import read_loop
from audit.inspection.readers.nodes import line_of, word
from audit.inspection.readers.walk import Open, Walk, go_through

_KINDS = (
    "import_statement", "import_from_statement", "function_definition", "class_definition", "assignment",
    "call", "for_statement", "while_statement", "with_statement", "try_statement", "return_statement",
    "except_clause", "raise_statement",
)  # fmt: skip
_PARSES = ("loads(", "literal_eval(", "safe_load(", "repair_json(")
_HEAD_LINES = 3
_NAME = Pattern(r"\w+")
_STATEMENT = Pattern(r"(?:import|from|def|class|async def)\s+\w|@\w|[A-Za-z_]\w*\s*=|if __name__")


@dataclass
class PythonWalk(Walk):
    """A walk that also gathers the modules imported whole, what runs over what, and every name called.

    Where the file runs or parses text, it `looks` for what conditions look at.
    """

    stars: list[str] = field(default_factory=list)
    heads: dict[int, str] = field(default_factory=dict)
    called: set[str] = field(default_factory=set)
    checked: set[tuple[str, str]] = field(default_factory=set)
    raising: set[str] = field(default_factory=set)
    whole: bool = False
    looks: bool = False


def read_python(text: str, path: str, role: Role) -> Module:
    """Read one module; whatever cannot be parsed is skipped, and the first such line is kept."""
    text = without_dead(text)
    whole = all_kept(text)
    looks = whole or any(word in text for word in _PARSES)
    walk = _walked(text, whole=whole, looks=looks)
    if walk.broken_at is not None and walk.broken_at <= _HEAD_LINES:
        at, walk = walk.broken_at, _walked(_without_head(text), whole=whole, looks=looks)
        walk.broken_at = at
    return replace(
        walk.module(path, role),
        stars=tuple(walk.stars),
        used=frozenset(alias for alias in walk.imports if _again(alias, text)),
        called=frozenset(walk.called),
        checked=frozenset(walk.checked),
        raising=frozenset(walk.raising),
    )


def _walked(text: str, *, whole: bool, looks: bool) -> PythonWalk:
    walk = PythonWalk(whole=whole, looks=looks)
    kinds = dict.fromkeys((*_KINDS, *(CONDITIONS if looks else ())))
    go_through(walk, SgRoot(text, "python").root(), kinds, _READERS)
    return walk


def _again(name: str, text: str) -> bool:
    """Whether a name stands in a text as a word of its own more than once."""
    if not _NAME.fullmatch(name):
        return False
    place, seen = text.find(name), 0
    while place >= 0:
        end = place + len(name)
        if not _NAME.match(text[place - 1 : place]) and not _NAME.match(text, end):
            seen += 1
            if seen > 1:
                return True
        place = text.find(name, end)
    return False


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


def _call(walk: PythonWalk, node: SgNode) -> None:
    function = node.field("function")
    text = function.text() if function is not None else ""
    if text.endswith("]"):
        text = text.partition("[")[0]
    last, first = text.rpartition(".")[2][:60], text.partition(".")[0]
    walk.called.add(last)
    _attempted(walk, node, text[:120])
    if walk.looks:
        walk.checked.update((walk.scope, name) for name in of_call(node, last))
    if (
        by_name(last)
        or walk.imports.get(first, "").split(".", 1)[0] in packages()
        or walk.whole
        or tells(node, text)
        or (last == walk.scope.rpartition(".")[2] and text in (last, f"self.{last}", f"cls.{last}"))
    ):
        tried = any(o.kind == "try_statement" for o in walk.stack) and walk.stack[-1].kind != "except_clause"
        handled, into = walk.handled(node.range().end.index), taker(node) if walk.looks else ""
        walk.keep(convert_call(node), tried=tried, handled=handled, into=into)
    if last == "wait_for" or "retry" in last.lower():
        walk.enter(Open(node.range().end.index, "call", around=convert(function)))


def _attempted(walk: PythonWalk, node: SgNode, name: str) -> None:
    """Note a call with the `try` statement that it stands in."""
    caught = False
    for opened in reversed(walk.stack):
        if opened.own:
            return
        caught = caught or opened.kind == "except_clause"
        if opened.attempt is not None:
            opened.attempt.take(name, convert_call(node) if caught else None)
            return


def _assignment(walk: PythonWalk, node: SgNode) -> None:
    left, right, declared = node.field("left"), node.field("right"), node.field("type")
    while right is not None and right.kind() == "assignment":
        right = right.field("right")
    value = right if right is not None else declared
    if left is not None and right is not None and left.kind() == "pattern_list":
        _unpacked(walk, node, left, right)
        return
    if left is None or value is None or left.kind() not in ("identifier", "attribute", "subscript"):
        return
    name = word(left) if right is not None else intern(f"{left.text()}:")
    walk.bind(walk.scope, name, convert(value), line_of(node))


def _unpacked(walk: PythonWalk, node: SgNode, left: SgNode, right: SgNode) -> None:
    """Bind each name of `a, b = call()` to its part of the result."""
    if right.kind() not in ("call", "await"):
        return
    value = convert(right)
    names = left.named_children()
    for number, name in enumerate(names[:6]):
        if name.kind() == "identifier":
            walk.bind(walk.scope, name.text(), Item(value, Literal(number)), line_of(node))


def _import(walk: PythonWalk, node: SgNode) -> None:
    for alias, name in definitions.imported(node):
        walk.import_lines.append((name, line_of(node)))
        if alias:
            walk.imports[alias] = name
        else:
            root = name.split(".", 1)[0]
            walk.imports.setdefault(root, root)


def _import_from(walk: PythonWalk, node: SgNode) -> None:
    base, bound, starred = definitions.imported_from(node)
    line = line_of(node)
    walk.import_lines.append((base, line))
    walk.imports.update(bound)
    walk.import_lines.extend((name, line) for _, name in bound)
    if starred:
        walk.stars.append(base)


def _function(walk: PythonWalk, node: SgNode) -> None:
    name = node.field("name")
    if name is None:
        return
    in_class = bool(walk.stack) and walk.stack[-1].kind == "class_definition"
    outer = walk.scope
    walk.enter(Open(node.range().end.index, "function_definition", name.text(), own=True))
    listed = definitions.parameters(node.field("parameters"))
    walk.functions.append(
        Function(walk.scope, outer, listed, definitions.decorators(node), (), line_of(node), in_class)
    )


def _class(walk: PythonWalk, node: SgNode) -> None:
    name = node.field("name")
    if name is None:
        return
    walk.enter(Open(node.range().end.index, "class_definition", name.text()))
    decorated = bool(definitions.decorators(node))
    bases = definitions.bases(node.field("superclasses"))
    walk.classes.append(ClassForm(walk.scope, bases, line_of(node), decorated))


def _with(walk: PythonWalk, node: SgNode) -> None:
    """Bind what `with … as name` names, and remember what encloses the body."""
    scope, loops, line = walk.scope, walk.loop_numbers, node.range().start.line
    for item in node.find_all(kind="with_item"):
        value = item.field("value")
        if value is None or item.range().start.line > line + 4:
            continue
        parts = value.named_children() if value.kind() == "as_pattern" else []
        inner = convert(parts[0]) if parts else convert(value)
        if len(parts) > 1:
            walk.bindings.append(Binding(scope, word(parts[-1]), inner, line_of(item), loops))
        walk.enter(Open(node.range().end.index, "with_statement", around=inner))


def _loop(walk: PythonWalk, node: SgNode) -> None:
    if walk.looks and node.kind() == "while_statement":
        _condition(walk, node)
    if walk.deep:
        return
    target = node.field("right") if node.kind() == "for_statement" else None
    walk.heads[len(walk.loops)] = head_of(node) if target is not None else ""
    around = convert(target) if target is not None else None
    walk.repeat(read_loop(node, walk.scope, walk.loop_numbers), node.range().end.index, around)


def _try(walk: PythonWalk, node: SgNode) -> None:
    body = node.field("body")
    catches = any(child.kind() in ("except_clause", "except_group_clause") for child in node.children())
    handles = body.range().end.index if body is not None and catches else -1
    heads = tuple(head for number in walk.loop_numbers if (head := walk.heads.get(number)))
    attempt = open_attempt(node, walk.scope, heads)
    walk.attempts.append(attempt)
    walk.enter(Open(node.range().end.index, "try_statement", handles=handles, attempt=attempt))


def _return(walk: PythonWalk, node: SgNode) -> None:
    values = node.named_children()
    if values:
        walk.give_back(convert(values[0]))


def _raise(walk: PythonWalk, _: SgNode) -> None:
    if not walk.stack or walk.stack[-1].kind != "except_clause":
        walk.raising.add(walk.scope)


def _condition(walk: PythonWalk, node: SgNode) -> None:
    walk.checked.update((walk.scope, name) for name in of_condition(node))


_READERS = {
    **dict.fromkeys(CONDITIONS, _condition),
    "raise_statement": _raise,
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
