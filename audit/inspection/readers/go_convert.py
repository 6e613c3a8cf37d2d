"""Syntax nodes of Go turned into expressions."""

import re

from ast_grep_py import SgNode

from audit.inspection.expressions import (
    Call,
    Expression,
    Item,
    Joined,
    Literal,
    Mapping,
    Name,
    Sequence,
    name_of,
)
from audit.inspection.patterns import Pattern
from audit.inspection.readers.nodes import line_of, member, named, negative, number, opaque, quoted

_DEPTH = 12
_ITEMS = 400
_ARGUMENTS = 20
_CONSTANTS: dict[str, Literal] = {"true": Literal(True), "false": Literal(False), "nil": Literal(None)}
_WRAPPERS = frozenset({"parenthesized_expression", "literal_element", "type_conversion_expression"})
_CONVERSIONS = frozenset({
    "string", "int", "int8", "int16", "int32", "int64", "uint", "uint32", "uint64", "float32", "float64",
})  # fmt: skip
_HOLDERS = frozenset({
    "String", "Int", "Int32", "Int64", "Float", "Float32", "Float64", "F", "Ptr", "ToPtr", "NewOpt", "Opt",
    "Pointer", "StringPtr", "Int32Ptr", "Raw", "Model", "ChatModel", "ResponsesModel", "ModelParam",
})  # fmt: skip
_OPTION = Pattern(r"With[A-Z]\w*$")
_OPTIONS = Pattern(r"opt(?:ion)?s?$", re.IGNORECASE)
_TYPES = frozenset({"type_identifier", "qualified_type", "pointer_type", "generic_type"})
_UNITS = {
    "Nanosecond": "ns",
    "Microsecond": "us",
    "Millisecond": "ms",
    "Second": "s",
    "Minute": "min",
    "Hour": "h",
}
_ESCAPES = {"\\n": "\n", "\\t": "\t", '\\"': '"', "\\\\": "\\"}
_PLAIN_CLIENT = ("http", "DefaultClient")


def convert(node: SgNode | None, receiver: str = "", depth: int = _DEPTH) -> Expression:
    """The expression that a node stands for; `receiver` is the name that a method gives to its object."""
    if node is None or depth <= 0:
        return opaque(node)
    kind = node.kind()
    if kind in ("identifier", "type_identifier", "field_identifier", "package_identifier"):
        return Name(("self",)) if receiver and node.text() == receiver else name_of((node.text(),))
    if kind in _CONSTANTS:
        return _CONSTANTS[kind]
    if kind in ("interpreted_string_literal", "raw_string_literal"):
        return _string(node)
    if kind in ("int_literal", "float_literal"):
        return number(node.text())
    if kind == "call_expression":
        return convert_call(node, receiver, depth)
    if kind == "composite_literal":
        return _composite(node, receiver, depth)
    if kind in ("selector_expression", "qualified_type"):
        return _selector(node, receiver, depth)
    if kind in _WRAPPERS or kind in ("pointer_type", "generic_type", "type_assertion_expression"):
        inner = named(node)
        return convert(inner[0], receiver, depth - 1) if inner else opaque(node)
    return _compound(node, kind, receiver, depth)


def _compound(node: SgNode, kind: str, receiver: str, depth: int) -> Expression:
    if kind == "unary_expression":
        return _unary(node, receiver, depth)
    if kind == "binary_expression":
        return _binary(node, receiver, depth)
    if kind == "index_expression":
        base = convert(node.field("operand"), receiver, depth - 1)
        return Item(base, convert(node.field("index"), receiver, depth - 1))
    if kind == "expression_list":
        inner = named(node)
        return convert(inner[0], receiver, depth - 1) if inner else opaque(node)
    if kind == "literal_value":
        return _entries(node, receiver, depth)
    return opaque(node)


def convert_call(node: SgNode, receiver: str = "", depth: int = _DEPTH) -> Expression:
    """A call; options of the form `WithX(value)` are its keywords, what holds more options its splats."""
    function = node.field("function")
    listed = node.field("arguments")
    given = named(listed)[:_ARGUMENTS] if listed is not None else []
    short = function is not None and function.range().end.index - function.range().start.index < 80
    text = function.text() if function is not None and short else ""
    last = text.rpartition(".")[2]
    if len(given) == 1 and (text in _CONVERSIONS or last in _HOLDERS):
        return convert(given[0], receiver, depth - 1)
    if text == "make":
        return Mapping()
    if text == "new" and given:
        return Call(convert(given[0], receiver, depth - 1), line=line_of(node))
    arguments: list[Expression] = []
    keywords: list[tuple[str, Expression]] = []
    splats: list[Expression] = []
    for child in given:
        if child.kind() == "variadic_argument":
            inner = named(child)
            splats.append(convert(inner[0], receiver, depth - 1) if inner else opaque(child))
            continue
        value = convert(child, receiver, depth - 1)
        option = option_name(value)
        if option is not None and isinstance(value, Call):
            keywords.append((option, value.arguments[0] if value.arguments else Literal(True)))
        elif arguments and isinstance(value, Name) and _OPTIONS.search(value.parts[-1]):
            splats.append(value)
        else:
            arguments.append(value)
    called = convert(function, receiver, depth - 1)
    return Call(called, tuple(arguments), tuple(keywords), tuple(splats), line_of(node))


def option_name(value: Expression) -> str | None:
    """The name of a functional option: `option.WithMaxRetries(3)` → `WithMaxRetries`."""
    if not isinstance(value, Call) or not isinstance(value.function, Name):
        return None
    last = value.function.parts[-1]
    context = value.function.parts[0] == "context"
    return last if _OPTION.match(last) and not context else None


def _composite(node: SgNode, receiver: str, depth: int) -> Expression:
    made, body = node.field("type"), node.field("body")
    entries = _entries(body, receiver, depth) if body is not None else Mapping()
    if made is None or made.kind() not in _TYPES:
        return entries
    if isinstance(entries, Mapping):
        return Call(convert(made, "", depth - 1), (), entries.items, entries.splats, line_of(node))
    values = entries.items if isinstance(entries, Sequence) else ()
    return Call(convert(made, "", depth - 1), values, (), (), line_of(node))


def _entries(node: SgNode, receiver: str, depth: int) -> Expression:
    """What stands in the braces of a literal: fields or keys, options, or a plain sequence."""
    items: list[tuple[str, Expression]] = []
    values: list[Expression] = []
    for child in named(node)[:_ITEMS]:
        if child.kind() == "keyed_element":
            sides = named(child)
            key = _key(sides[0], depth) if len(sides) == 2 else None
            if key is not None:
                items.append((key, convert(sides[1], receiver, depth - 1)))
            continue
        value = convert(child, receiver, depth - 1)
        option = option_name(value)
        if option is not None and isinstance(value, Call):
            items.append((option, value.arguments[0] if value.arguments else Literal(True)))
        else:
            values.append(value)
    return Sequence(tuple(values[:50])) if values and not items else Mapping(tuple(items))


def _key(node: SgNode, depth: int) -> str | None:
    value = convert(node, "", depth - 1)
    if isinstance(value, Name):
        return value.parts[-1]
    return value.value if isinstance(value, Literal) and isinstance(value.value, str) else None


def _selector(node: SgNode, receiver: str, depth: int) -> Expression:
    children = named(node)
    if len(children) != 2:
        return opaque(node)
    base, name = convert(children[0], receiver, depth - 1), children[1].text()
    if base == Name(_PLAIN_CLIENT[:1]) and name == _PLAIN_CLIENT[1]:
        return Call(Name(("http", "Client")), line=line_of(node))
    return member(base, name)


def _unary(node: SgNode, receiver: str, depth: int) -> Expression:
    sign, operand = node.text()[:1], node.field("operand")
    value = convert(operand, receiver, depth - 1)
    if sign in "&*":
        return value
    return (negative(value) if sign == "-" else None) or opaque(node)


def _binary(node: SgNode, receiver: str, depth: int) -> Expression:
    operator = node.field("operator")
    sign = operator.text() if operator is not None else ""
    if sign not in ("+", "*"):
        return opaque(node)
    left = convert(node.field("left"), receiver, depth - 1)
    right = convert(node.field("right"), receiver, depth - 1)
    if sign == "+":
        return Joined((left, right))
    for amount, unit in ((left, right), (right, left)):
        if not isinstance(amount, Literal) or not isinstance(amount.value, int | float):
            continue
        if isinstance(unit, Name) and unit.parts[0] == "time" and unit.parts[-1] in _UNITS:
            return Literal(f"{amount.value} {_UNITS[unit.parts[-1]]}") if amount.value else Literal(0)
        if isinstance(unit, Literal) and isinstance(unit.value, int | float) and abs(unit.value) < 1e12:
            return Literal(amount.value * unit.value) if abs(amount.value) < 1e12 else opaque(node)
    return opaque(node)


def _string(node: SgNode) -> Literal:
    text = node.text()
    if node.kind() == "raw_string_literal":
        return Literal(text.strip("`"))
    return Literal(quoted(node, ("interpreted_string_literal_content",), _ESCAPES))
