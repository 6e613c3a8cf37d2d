"""Syntax nodes of Java turned into expressions; what a builder is told becomes the keywords of one call."""

from ast_grep_py import SgNode

from audit.inspection.expressions import (
    Call,
    Choice,
    Expression,
    Item,
    Joined,
    Literal,
    Mapping,
    Name,
    Opaque,
    Sequence,
)
from audit.inspection.patterns import Pattern
from audit.inspection.readers.nodes import line_of, member, named, negative, number, opaque, quoted

_DEPTH = 14
_ARGUMENTS = 20
_CHAIN_LIMIT = 80
_NAMES = frozenset({"identifier", "type_identifier", "scoped_identifier", "scoped_type_identifier"})
_CONSTANTS: dict[str, Expression] = {
    "true": Literal(True), "false": Literal(False), "null_literal": Literal(None),
    "this": Name(("self",)), "super": Name(("super",)),
}  # fmt: skip
_NUMBERS = frozenset({"decimal_integer_literal", "decimal_floating_point_literal"})
_BUILDERS = frozenset({"builder", "newBuilder", "toBuilder"})
_HOLDERS = frozenset(
    {"of", "ofNullable", "valueOf", "from", "parseInt", "parseLong", "parseDouble", "ofString"}
)
_BARE = frozenset(
    {"toString", "getValue", "getName", "asString", "value", "id", "modelName", "intValue", "get"}
)
_UNITS = {"ofMillis": "ms", "ofSeconds": "s", "ofMinutes": "min", "ofHours": "h"}
_PROPERTY = Pattern(r"\$\{([^:{}]+)(?::([^{}]*))?\}")
_ESCAPES = {"\\n": "\n", "\\t": "\t", '\\"': '"', "\\\\": "\\"}

Step = tuple[str, list[SgNode], int]


def convert(node: SgNode | None, depth: int = _DEPTH) -> Expression:
    """The expression that a node stands for; anything unusual or too deep stays opaque."""
    if node is None or depth <= 0:
        return opaque(node)
    kind = node.kind()
    if kind in _NAMES:
        return Name(tuple(node.text().replace(" ", "").split(".")))
    if kind in _CONSTANTS:
        return _CONSTANTS[kind]
    if kind in ("string_literal", "text_block"):
        return Literal(_text(node))
    if kind in _NUMBERS:
        return number(node.text(), "lLfFdD")
    if kind in ("method_invocation", "object_creation_expression"):
        return convert_call(node, depth)
    if kind == "field_access":
        return _field(node, depth)
    if kind == "lambda_expression":
        return _lambda(node, depth)
    return _compound(node, kind, depth)


def _compound(node: SgNode, kind: str, depth: int) -> Expression:
    inner = named(node)
    if kind in ("parenthesized_expression", "generic_type", "annotated_type") and inner:
        return convert(inner[0], depth - 1)
    if kind == "cast_expression":
        return convert(node.field("value"), depth - 1)
    if kind == "assignment_expression":
        return convert(node.field("right"), depth - 1)
    if kind == "ternary_expression":
        sides = (node.field("consequence"), node.field("alternative"))
        return Choice(tuple(convert(side, depth - 1) for side in sides))
    if kind in ("binary_expression", "unary_expression"):
        return _operation(node, kind, depth)
    if kind == "array_access":
        return Item(convert(node.field("array"), depth - 1), convert(node.field("index"), depth - 1))
    if kind == "array_initializer":
        return Sequence(tuple(convert(child, depth - 1) for child in inner[:50]))
    return opaque(node)


def _operation(node: SgNode, kind: str, depth: int) -> Expression:
    operator = node.field("operator")
    sign = operator.text() if operator is not None else ""
    if kind == "binary_expression" and sign == "+":
        return Joined((convert(node.field("left"), depth - 1), convert(node.field("right"), depth - 1)))
    value = convert(node.field("operand"), depth - 1) if kind == "unary_expression" and sign == "-" else None
    return (negative(value) if value is not None else None) or opaque(node)


def annotated(value: str) -> Expression:
    """What `@Value` injects: a property with its default, or a constant."""
    found = _PROPERTY.fullmatch(value.strip())
    if found is None:
        return Opaque(value[:80]) if "$" in value or "#" in value else Literal(value)
    arguments: tuple[Expression, ...] = (Literal(found[1]),)
    if found[2]:
        arguments = (*arguments, number(found[2]) if found[2].isdecimal() else Literal(found[2]))
    return Call(Name(("System", "getenv")), arguments)


def chain(node: SgNode) -> tuple[SgNode | None, list[Step]]:
    """`a.b().c(1)` → `a` and its calls in their order; no root for a call without an object."""
    steps: list[Step] = []
    current: SgNode | None = node
    while current is not None and current.kind() == "method_invocation" and len(steps) < _CHAIN_LIMIT:
        name, listed = current.field("name"), current.field("arguments")
        line = line_of(name) if name is not None else line_of(current)
        steps.append(
            (name.text() if name is not None else "", named(listed) if listed is not None else [], line)
        )
        current = current.field("object")
    return current, steps[::-1]


def convert_call(node: SgNode, depth: int = _DEPTH) -> Expression:
    """A call, a construction, or a chain of them."""
    root, steps = chain(node)
    base: Expression | None = None
    if root is not None:
        base = (
            _created(root, depth) if root.kind() == "object_creation_expression" else convert(root, depth - 1)
        )
    building = isinstance(base, Call) and _is_builder(root)
    for place, (name, arguments, line) in enumerate(steps):
        last = place == len(steps) - 1
        if base is not None and isinstance(base, Name) and name in _BUILDERS and base.parts[-1][:1].isupper():
            base = Call(base, _arguments(arguments, depth), line=line)
            building = True
        elif building and name == "build":
            building = False
        elif building and isinstance(base, Call):
            base = _told(base, name, arguments, depth)
        else:
            base = _step(base, name, arguments, line, depth, last=last)
    return base if base is not None else opaque(node)


def _told(base: Call, name: str, arguments: list[SgNode], depth: int) -> Call:
    value = convert(arguments[0], depth - 1) if arguments else Literal(True)
    kept = tuple((k, v) for k, v in base.keywords if k != name)
    return Call(base.function, base.arguments, (*kept, (name, value)), base.splats, base.line)


def _step(
    base: Expression | None, name: str, arguments: list[SgNode], line: int, depth: int, *, last: bool
) -> Expression:
    """One call of a chain; a call without arguments in its midst is like an attribute."""
    owner = base.parts[-1] if isinstance(base, Name) else ""
    if owner == "Duration" and name in _UNITS and len(arguments) == 1:
        return _duration(convert(arguments[0], depth - 1), _UNITS[name])
    if owner[:1].isupper() and name in _HOLDERS and len(arguments) == 1:
        return convert(arguments[0], depth - 1)
    if isinstance(base, Name) and not arguments and (name == "build" or (owner.isupper() and name in _BARE)):
        return base
    if base is None:
        function: Expression = Name((name,))
    else:
        function = member(base, name)
    return function if not arguments and not last else Call(function, _arguments(arguments, depth), line=line)


def _arguments(nodes: list[SgNode], depth: int) -> tuple[Expression, ...]:
    return tuple(convert(node, depth - 1) for node in nodes[:_ARGUMENTS])


def _is_builder(node: SgNode | None) -> bool:
    kind = node.field("type") if node is not None and node.kind() == "object_creation_expression" else None
    return kind is not None and kind.text().partition("<")[0].endswith("Builder")


def _created(node: SgNode, depth: int) -> Call:
    made, listed = convert(node.field("type"), depth - 1), node.field("arguments")
    if isinstance(made, Name) and made.parts[-1].endswith("Builder"):
        last = made.parts[-1].removesuffix("Builder")
        made = Name((*made.parts[:-1], last) if last else made.parts[:-1] or made.parts)
    given = _arguments(named(listed) if listed is not None else [], depth)
    return Call(made, given, line=line_of(node))


def _field(node: SgNode, depth: int) -> Expression:
    base, name = convert(node.field("object"), depth - 1), node.field("field")
    if name is None:
        return opaque(node)
    if base == Name(("Duration",)) and name.text() == "ZERO":
        return Literal(0)
    return member(base, name.text())


def _lambda(node: SgNode, depth: int) -> Expression:
    """`o -> o.model(x).maxTokens(9)` tells an object what to hold."""
    parameter, body = node.field("parameters"), node.field("body")
    if parameter is None or body is None or body.kind() != "method_invocation":
        return opaque(node)
    root, steps = chain(body)
    if root is None or root.text()[:60] != parameter.text().strip("()")[:60]:
        return opaque(node)
    return Mapping(tuple((name, convert(given[0], depth - 1)) for name, given, _ in steps if len(given) == 1))


def _duration(value: Expression, unit: str) -> Expression:
    if isinstance(value, Literal) and isinstance(value.value, int | float):
        return Literal(f"{value.value} {unit}") if value.value else Literal(0)
    return value


def _text(node: SgNode) -> str:
    if node.kind() == "text_block":
        return node.text().strip('"').strip()
    return quoted(node, ("string_fragment", "multiline_string_fragment"), _ESCAPES)
