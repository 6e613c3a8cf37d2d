"""Java source → module: the same form as Python's, so that all names are followed alike."""

import re

from ast_grep_py import SgNode, SgRoot

from audit.inspection import knowledge
from audit.inspection.classify import Role
from audit.inspection.expressions import (
    Call,
    ClassForm,
    Expression,
    Function,
    Literal,
    Module,
    Name,
    Parameter,
)
from audit.inspection.following.package_names import JAVA
from audit.inspection.patterns import Pattern
from audit.inspection.readers.braced_loop import read_loop
from audit.inspection.readers.java_convert import annotated, chain, convert, convert_call
from audit.inspection.readers.loop_words import JAVA as JAVA_LOOPS
from audit.inspection.readers.nodes import line_of, named
from audit.inspection.readers.typed_walk import TypedWalk, interesting
from audit.inspection.readers.walk import Open, go_through

_CLASSES = ("class_declaration", "interface_declaration", "record_declaration", "enum_declaration")
_METHODS = ("method_declaration", "constructor_declaration")
_KINDS = (
    "import_declaration", "field_declaration", "local_variable_declaration", "assignment_expression",
    "method_invocation", "object_creation_expression", "return_statement", "if_statement",
    "switch_expression", "expression_statement", "try_statement", "catch_clause",
    *_CLASSES, *_METHODS, *JAVA_LOOPS.loops,
)  # fmt: skip
_KEPT = frozenset(
    {"orTimeout", "completeOnTimeout", "executeFutureSupplier", "block", "blockFirst", "blockLast"}
)
_RETRY = Pattern(r"retr(?:y|ies)|backoff|failsafe", re.IGNORECASE)
_OWNER_LIMIT = 120


@knowledge.remembered
def _by_package() -> dict[str, tuple[str, ...]]:
    """The classes that knowledge names, by their package, for imports of all classes of one."""
    table: dict[str, set[str]] = {}
    names = [n for p in knowledge.providers() for s in p.surfaces for n in s.names]
    for name in (n for n in names if n.startswith(JAVA)):
        package, _, last = name.rpartition(".")
        table.setdefault(package, set()).add(last)
    return {package: tuple(sorted(found)) for package, found in table.items()}


def read_java(text: str, path: str, role: Role) -> Module:
    """Read one file; whatever cannot be parsed is skipped, and the first such line is kept."""
    root = SgRoot(text, "java").root()
    walk = TypedWalk(imports={"System": f"{JAVA}java.lang.System"})
    go_through(walk, root, _KINDS, _READERS)
    return walk.module(path, role)


def _import(walk: TypedWalk, node: SgNode) -> None:
    children = named(node)
    if not children:
        return
    name = f"{JAVA}{children[0].text()}"
    walk.import_lines.append((name, line_of(node)))
    if any(child.kind() == "asterisk" for child in children):
        for last in _by_package().get(name, ()):
            walk.imports.setdefault(last, f"{name}.{last}")
    else:
        walk.imports[name.rpartition(".")[2]] = name


def _class(walk: TypedWalk, node: SgNode) -> None:
    name = node.field("name")
    if name is None:
        return
    parent = node.field("superclass")
    inner = named(parent) if parent is not None else []
    walk.enter(Open(node.range().end.index, node.kind(), name.text(), own=True))
    bases = tuple(convert(child) for child in inner[:1])
    walk.types[walk.scope] = ClassForm(walk.scope, bases, line_of(node))


def _method(walk: TypedWalk, node: SgNode) -> None:
    name, outer = node.field("name"), walk.scope
    if name is None:
        return
    own = name.text() if node.kind() == "method_declaration" else f"{name.text()}!"
    walk.enter(Open(node.range().end.index, node.kind(), own, own=True))
    listed = tuple(_parameters(node.field("parameters")))
    decorators = tuple(Name((text,)) for text, _ in _annotations(node))
    walk.functions.append(Function(walk.scope, outer, listed, decorators, (), line_of(node), in_class=True))


def _parameters(node: SgNode | None) -> list[Parameter]:
    found: list[Parameter] = []
    for child in named(node) if node is not None else ():
        name, kind = child.field("name"), child.field("type")
        if name is None:
            continue
        note = convert(kind) if kind is not None else None
        found.append(Parameter(name.text(), note if isinstance(note, Name) else None, _injected(child)))
    return found[:40]


def _annotations(node: SgNode) -> list[tuple[str, SgNode]]:
    modifiers = next((c for c in node.children() if c.kind() == "modifiers"), None)
    listed = modifiers.children() if modifiers is not None else []
    kinds = ("annotation", "marker_annotation")
    return [(n.text(), c) for c in listed if c.kind() in kinds and (n := c.field("name")) is not None]


def _injected(node: SgNode) -> Expression | None:
    """What `@Value("${name:default}")` gives to a field or parameter."""
    for name, annotation in _annotations(node):
        listed = annotation.field("arguments")
        inner = named(listed) if listed is not None else []
        if name == "Value" and inner and inner[0].kind() == "string_literal":
            value = convert(inner[0])
            return annotated(str(value.value)) if isinstance(value, Literal) else None
    return None


def _variables(walk: TypedWalk, node: SgNode) -> None:
    kind, injected = node.field("type"), _injected(node)
    made = convert(kind) if kind is not None else None
    for child in node.children():
        name = child.field("name") if child.kind() == "variable_declarator" else None
        if name is None:
            continue
        value = child.field("value")
        if isinstance(made, Name) and made != Name(("var",)):
            walk.bind(walk.scope, f"{name.text()}:", made, line_of(child))
        if value is not None:
            walk.bind(walk.scope, name.text(), convert(value), line_of(child))
        elif injected is not None:
            walk.bind(walk.scope, name.text(), injected, line_of(child))


def _assignment(walk: TypedWalk, node: SgNode) -> None:
    target, value = convert(node.field("left")), convert(node.field("right"))
    if not isinstance(target, Name):
        return
    first = target.parts[0]
    if first == "self" or len(target.parts) > 1:
        walk.bind(walk.scope, ".".join(target.parts), value, line_of(node))
        return
    home = walk.home(first)
    if home is None and walk.home(f"{first}:") is not None:
        home = walk.home(f"{first}:")
    walk.bind(home[0] if home is not None else walk.scope, first, value, line_of(node))


def _invocation(walk: TypedWalk, node: SgNode) -> None:
    named_, place = node.field("name"), node.range()
    name = named_.text() if named_ is not None else ""
    owner = node.field("object")
    size = owner.range().end.index - owner.range().start.index if owner is not None else 0
    text = f"{owner.text() if owner is not None and size < _OWNER_LIMIT else ''}.{name}"
    itself = name == walk.scope.rpartition(".")[2] and (owner is None or owner.text() == "this")
    if itself or name == "build" or name in interesting(JAVA) or name in _KEPT or _RETRY.search(name):
        _keep(walk, node)
    if _RETRY.search(text):
        walk.enter(Open(place.end.index, "call", around=Name(("retry",))))


def _keep(walk: TypedWalk, node: SgNode) -> None:
    value = convert_call(node)
    home = walk.home(value.parts[0]) if isinstance(value, Name) and len(value.parts) == 1 else None
    if home is not None:  # `builder.build()`: what the builder was told before
        value = walk.bindings[home[1]].value
    if not isinstance(value, Call):
        return
    last = (
        value.function.parts[-1] if isinstance(value.function, Name) else getattr(value.function, "name", "")
    )
    known = last in interesting(JAVA) or last in _KEPT or _RETRY.search(last)
    if not known and last != walk.scope.rpartition(".")[2]:
        return
    tried = any(o.kind == "try_statement" for o in walk.stack)
    walk.keep(value, tried=tried, handled=walk.handled(node.range().end.index))


def _tell(walk: TypedWalk, node: SgNode) -> None:
    """`builder.timeout(x);` as a statement adds to what the builder was told."""
    inner = named(node)
    if not inner or inner[0].kind() != "method_invocation":
        return
    root, steps = chain(inner[0])
    if root is None or root.kind() != "identifier":
        return
    for name, arguments, _ in steps:
        if len(arguments) == 1:
            walk.give(root.text(), (name,), convert(arguments[0]))


def _creation(walk: TypedWalk, node: SgNode) -> None:
    kind = node.field("type")
    last = kind.text().partition("<")[0].rpartition(".")[2] if kind is not None else ""
    if last in interesting(JAVA):
        _keep(walk, node)


def _loop(walk: TypedWalk, node: SgNode) -> None:
    if not walk.deep:
        loop = read_loop(JAVA_LOOPS, node, walk.scope, walk.loop_numbers)
        walk.repeat(loop, node.range().end.index)


def _try(walk: TypedWalk, node: SgNode) -> None:
    body = node.field("body")
    catches = any(child.kind() == "catch_clause" for child in node.children())
    handles = body.range().end.index if body is not None and catches else -1
    walk.enter(Open(node.range().end.index, "try_statement", handles=handles))


def _return(walk: TypedWalk, node: SgNode) -> None:
    values = named(node)
    if values:
        walk.give_back(convert(values[0]))


_READERS = {
    "import_declaration": _import,
    "field_declaration": _variables,
    "local_variable_declaration": _variables,
    "assignment_expression": _assignment,
    "method_invocation": _invocation,
    "object_creation_expression": _creation,
    "expression_statement": _tell,
    "try_statement": _try,
    "return_statement": _return,
    **dict.fromkeys(_CLASSES, _class),
    **dict.fromkeys(_METHODS, _method),
    **dict.fromkeys(JAVA_LOOPS.loops, _loop),
}
