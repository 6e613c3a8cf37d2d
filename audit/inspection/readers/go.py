"""Go source → module: the same form as Python's, so that all names are followed alike."""

import re

from ast_grep_py import SgNode, SgRoot

from audit.inspection.classify import Role
from audit.inspection.expressions import (
    Binding,
    Call,
    ClassForm,
    Expression,
    Function,
    Literal,
    Mapping,
    Module,
    Name,
    Opaque,
    Parameter,
)
from audit.inspection.following.package_names import GO
from audit.inspection.patterns import Pattern
from audit.inspection.readers.braced_loop import read_loop
from audit.inspection.readers.go_convert import convert, convert_call
from audit.inspection.readers.loop_words import GO as GO_LOOPS
from audit.inspection.readers.nodes import line_of, named
from audit.inspection.readers.typed_walk import TypedWalk, interesting
from audit.inspection.readers.walk import Open, go_through

_KINDS = (
    "import_spec", "function_declaration", "method_declaration", "func_literal", "type_spec", "const_spec",
    "var_spec", "short_var_declaration", "assignment_statement", "call_expression", "for_statement",
    "return_statement", "if_statement", "expression_case", "type_case", "default_case", "communication_case",
)  # fmt: skip
_KEPT = frozenset({"WithTimeout", "WithDeadline", "WithTimeoutCause"})
_RETRY = Pattern(r"retr(?:y|ies)|backoff", re.IGNORECASE)
_VERSION = Pattern(r"/v\d+(?=/|$)")
_AFFIX = Pattern(r"^go-|-(?:sdk-)?go$|\.v\d+$")
_SETTER = Pattern(r"\w{1,40}\.Set[A-Z]\w{1,40}$")
_CALLED_LIMIT = 120


class _Walk(TypedWalk):
    """The state of one pass over a file of Go; `receiver` is what a method calls its object."""

    receiver: str = ""
    receiver_end: int = -1
    results: tuple[str, ...] = ()

    def at(self, start: int) -> str:
        """The name of the object at a place."""
        return self.receiver if start < self.receiver_end else ""


def read_go(text: str, path: str, role: Role) -> Module:
    """Read one file; whatever cannot be parsed is skipped, and the first such line is kept."""
    root = SgRoot(text, "go").root()
    walk = _Walk()
    go_through(walk, root, _KINDS, _READERS)
    return walk.module(path, role)


def _own(walk: _Walk, node: SgNode | None) -> Expression:
    return convert(node, walk.at(node.range().start.index) if node is not None else "")


def _import(walk: _Walk, node: SgNode) -> None:
    children = named(node)
    source = convert(children[-1]) if children else Opaque("")
    if not isinstance(source, Literal) or not isinstance(source.value, str) or not source.value:
        return
    name = f"{GO}{_VERSION.sub('', source.value)}"
    walk.import_lines.append((name, line_of(node)))
    if len(children) > 1:
        walk.imports[children[0].text()] = name
        return
    last = name.rpartition("/")[2].removeprefix(GO)
    plain = _AFFIX.sub("", _AFFIX.sub("", last))
    for alias in (last, plain, plain.replace("-", ""), plain.rpartition("-")[2]):
        walk.imports.setdefault(alias, name)


def _call(walk: _Walk, node: SgNode) -> None:
    text = _called(node.field("function"))
    last = text.rpartition(".")[2]
    place = node.range()
    retry = _RETRY.search(text[-60:]) is not None
    if _SETTER.match(text):
        _tell(walk, node, text)
    if last in interesting(GO) or last in _KEPT or retry or last == walk.scope.rpartition(".")[2]:
        value = convert_call(node, walk.at(place.start.index))
        if isinstance(value, Call):
            walk.keep(value, tried=True, handled=False)
            for argument in value.arguments if retry else ():
                if isinstance(argument, Name):
                    walk.retried.add(".".join((walk.scope, *argument.parts)).strip("."))
    if retry:
        walk.enter(Open(place.end.index, "call", around=_retrying(text)))


def _called(function: SgNode | None) -> str:
    """The text of what is called; of a long chain only its last name."""
    if function is None:
        return ""
    place, last = function.range(), function.field("field")
    if place.end.index - place.start.index < _CALLED_LIMIT:
        return function.text()
    return f".{last.text()}" if last is not None else ""


def _tell(walk: _Walk, node: SgNode, text: str) -> None:
    """`model.SetMaxOutputTokens(9)` adds to what the object was told."""
    listed = node.field("arguments")
    given = named(listed) if listed is not None else []
    if len(given) == 1:
        name, _, setter = text.partition(".")
        walk.give(name, (setter,), _own(walk, given[0]))


def _retrying(text: str) -> Expression:
    return Name(tuple(re.findall(r"\w+", text)[-2:]))


def _function(walk: _Walk, node: SgNode) -> None:
    name, outer = node.field("name"), walk.scope
    if name is None:
        return
    owner, receiver = _receiver(node)
    end = node.range().end.index
    if owner:
        walk.types.setdefault(owner, ClassForm(owner, (), line_of(node)))
    if receiver:
        walk.receiver, walk.receiver_end = receiver, end
    walk.enter(Open(end, node.kind(), f"{owner}.{name.text()}" if owner else name.text(), own=True))
    result = node.field("result")
    walk.results = tuple(p.name for p in _parameters(result)) if result is not None else ()
    for parameter in _parameters(result) if result is not None else ():
        if parameter.annotation is not None and parameter.name != "err":
            walk.bind(
                walk.scope, parameter.name, Call(parameter.annotation, line=line_of(node)), line_of(node)
            )
    listed = _parameters(node.field("parameters"))
    walk.functions.append(Function(walk.scope, owner or outer, listed, (), (), line_of(node), bool(owner)))


def _receiver(node: SgNode) -> tuple[str, str]:
    """The type that a method belongs to, and what the method calls its object."""
    listed = node.field("receiver")
    for parameter in named(listed) if listed is not None else ():
        kind = convert(parameter.field("type"))
        name = parameter.field("name")
        if isinstance(kind, Name):
            return kind.parts[-1], name.text() if name is not None and name.text() != "_" else ""
    return "", ""


def _parameters(node: SgNode | None) -> tuple[Parameter, ...]:
    found: list[Parameter] = []
    for child in named(node) if node is not None and node.kind() == "parameter_list" else ():
        kind = child.field("type")
        note = convert(kind) if kind is not None else None
        names = [inner.text() for inner in child.children() if inner.kind() == "identifier"]
        found += [Parameter(name, note if isinstance(note, Name) else None) for name in names]
    return tuple(found[:40])


def _literal(walk: _Walk, node: SgNode) -> None:
    """A function without a name has a scope of its own, named for what it is assigned to or its line."""
    outer, parent = walk.scope, node.parent()
    name = f"func@{line_of(node)}"
    while parent is not None and parent.kind() in ("expression_list", "short_var_declaration", "var_spec"):
        left = parent.field("left") or parent.field("name")
        if left is not None and re.fullmatch(r"\w+", left.text()[:80]):
            name = left.text()
        parent = parent.parent()
    walk.enter(Open(node.range().end.index, node.kind(), name))
    listed = _parameters(node.field("parameters"))
    walk.functions.append(Function(walk.scope, outer, listed, (), (), line_of(node), in_class=False))


def _type(walk: _Walk, node: SgNode) -> None:
    name, form = node.field("name"), node.field("type")
    if name is None or form is None or walk.scope:
        return
    owner = name.text()
    bases: list[Expression] = []
    listed = form.find(kind="field_declaration_list") if form.kind() == "struct_type" else None
    for child in named(listed) if listed is not None else ():
        kind = convert(child.field("type"))
        if child.kind() != "field_declaration" or not isinstance(kind, Name):
            continue
        fields = [c.text() for c in child.children() if c.kind() == "field_identifier"]
        for own in fields:
            walk.bind(owner, f"{own}:", kind, line_of(child))
        if not fields:
            bases.append(kind)
            walk.bind(owner, f"{kind.parts[-1]}:", kind, line_of(child))
    walk.types[owner] = ClassForm(owner, tuple(bases[:10]), line_of(node))


def _spec(walk: _Walk, node: SgNode) -> None:
    names = [c.text() for c in node.children() if c.kind() == "identifier"]
    value, kind = node.field("value"), node.field("type")
    if value is None:
        zero = _zero_of(kind) if kind is not None else Opaque("")
        for name in names:
            walk.bind(walk.scope, name, zero, line_of(node))
        return
    _bind_all(walk, [Name((name,)) for name in names], named(value), node)


def _zero_of(kind: SgNode) -> Expression:
    """What a variable of a type holds before anything is assigned to it."""
    if kind.kind() in ("slice_type", "map_type"):
        return Mapping()
    made = convert(kind)
    return Call(made, line=line_of(kind)) if isinstance(made, Name) else Opaque("")


def _assign(walk: _Walk, node: SgNode) -> None:
    left, right = node.field("left"), node.field("right")
    if left is None or right is None:
        return
    targets = [_own(walk, child) for child in named(left)]
    _bind_all(walk, targets, named(right), node)


def _bind_all(walk: _Walk, targets: list[Expression], values: list[SgNode], node: SgNode) -> None:
    for number, target in enumerate(targets[:20]):
        if not isinstance(target, Name):
            continue
        if number < len(values) and (len(values) == len(targets) or number == 0):
            if values[number].kind() == "func_literal":
                continue
            value = _own(walk, values[number])
        else:
            value = Opaque("")
        _bind(walk, target, value, node)


def _bind(walk: _Walk, target: Name, value: Expression, node: SgNode) -> None:
    line = line_of(node)
    if isinstance(value, Call) and value.function == Name(("append",)):
        _append(walk, target, value, line)
        return
    if len(target.parts) > 1 and target.parts[0] != "self":
        if not walk.give(target.parts[0], target.parts[1:], value):
            walk.bind(walk.scope, ".".join(target.parts), value, line)
        return
    home = walk.home(target.parts[0]) if node.kind() == "assignment_statement" else None
    if home is None or len(target.parts) > 1:
        walk.bind(walk.scope, ".".join(target.parts), value, line)
    elif _zero(walk.bindings[home[1]].value):
        walk.bindings[home[1]] = Binding(home[0], target.parts[0], value, line, walk.loop_numbers)
        walk.depths[home[1]] = walk.perhaps
    else:
        walk.bind(home[0], target.parts[0], value, line)


def _zero(value: Expression) -> bool:
    """Whether a value is only the zero value of a declaration."""
    return isinstance(value, Call) and not (value.arguments or value.keywords or value.splats)


def _append(walk: _Walk, target: Name, call: Call, line: int) -> None:
    """`options = append(options, WithX(1))` adds an option to what the list holds."""
    seen = len(target.parts) == 1 and len(call.arguments) == 1 and not call.splats
    added = [seen and walk.give(target.parts[0], (key,), value) for key, value in call.keywords]
    if not seen or not all(added):
        walk.bind(walk.scope, ".".join(target.parts), Opaque("append"), line)


def _return(walk: _Walk, node: SgNode) -> None:
    children = named(node)
    values = named(children[0]) if children and children[0].kind() == "expression_list" else children
    if not values:
        if walk.results:
            walk.give_back(Name((walk.results[0],)))
        return
    first = _own(walk, values[0])
    if len(values) == 1 or not (isinstance(first, Literal) and first.value is None):
        walk.give_back(first)


def _loop(walk: _Walk, node: SgNode) -> None:
    if not walk.deep:
        place = node.range()
        loop = read_loop(GO_LOOPS, node, walk.scope, walk.loop_numbers, walk.at(place.start.index))
        walk.repeat(loop, place.end.index)


_READERS = {
    "import_spec": _import,
    "function_declaration": _function,
    "method_declaration": _function,
    "func_literal": _literal,
    "type_spec": _type,
    "const_spec": _spec,
    "var_spec": _spec,
    "short_var_declaration": _assign,
    "assignment_statement": _assign,
    "call_expression": _call,
    "for_statement": _loop,
    "return_statement": _return,
}
