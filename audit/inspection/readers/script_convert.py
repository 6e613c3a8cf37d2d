"""Syntax nodes of JavaScript and TypeScript turned into expressions."""

from collections.abc import Iterator
from functools import partial

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
    literal_of,
    name_of,
)
from audit.inspection.readers.loop_words import SCRIPT
from audit.inspection.readers.nodes import line_of, member, named, negative, number, opaque

_DEPTH = 12
_ITEMS = 400
_ARGUMENTS = 20
_NAMES = frozenset({"identifier", "shorthand_property_identifier", "undefined", "type_identifier"})
_WRAPPERS = frozenset({
    "parenthesized_expression", "await_expression", "as_expression", "satisfies_expression",
    "non_null_expression", "spread_element", "type_annotation", "generic_type",
})  # fmt: skip
_CONSTANTS: dict[str, Expression] = {
    "true": Literal(True), "false": Literal(False), "null": Literal(None),
    "this": Name(("self",)), "super": Name(("super",)), "meta_property": Name(("import", "meta")),
}  # fmt: skip
FUNCTIONS = SCRIPT.functions
_LARGE = FUNCTIONS | {"class", "jsx_element", "jsx_self_closing_element", "jsx_fragment"}
_opaque = partial(opaque, large=_LARGE)
_ESCAPES = {"\\n": "\n", "\\t": "\t", "\\r": "\r"}
_IMPORTING = ("require", "import")


def convert(node: SgNode | None, depth: int = _DEPTH) -> Expression:
    """The expression that a node stands for; anything unusual or too deep stays opaque."""
    if node is None or depth <= 0:
        return _opaque(node)
    kind = node.kind()
    if kind in _NAMES:
        return name_of((node.text(),))
    if kind in _CONSTANTS:
        return _CONSTANTS[kind]
    if kind in ("string", "template_string"):
        return _string(node, depth)
    if kind == "member_expression":
        return _member(node, depth)
    if kind in ("call_expression", "new_expression"):
        return convert_call(node, depth)
    if kind == "number":
        return number(node.text(), "n")
    if kind in _WRAPPERS:
        inner = named(node)
        return convert(inner[0], depth - 1) if inner else _opaque(node)
    return _compound(node, kind, depth)


def _compound(node: SgNode, kind: str, depth: int) -> Expression:
    if kind == "object":
        return _object(node, depth)
    if kind == "array":
        return Sequence(tuple(convert(child, depth - 1) for child in named(node)[:50]))
    if kind == "ternary_expression":
        sides = (node.field("consequence"), node.field("alternative"))
        return Choice(tuple(convert(side, depth - 1) for side in sides))
    if kind == "binary_expression":
        return _binary(node, depth)
    if kind == "unary_expression":
        value = convert(node.field("argument"), depth - 1)
        return (negative(value) if node.text().startswith("-") else None) or _opaque(node)
    if kind == "subscript_expression":
        return _subscript(node, depth)
    if kind in ("assignment_expression", "augmented_assignment_expression"):
        return convert(node.field("right"), depth - 1)
    return _type(node, kind, depth)


def _type(node: SgNode, kind: str, depth: int) -> Expression:
    if kind == "nested_type_identifier":
        return Name(tuple(node.text().split(".")))
    if kind == "union_type":
        return next((convert(c, depth - 1) for c in named(node) if c.kind() in _NAMES), _opaque(node))
    return _opaque(node)


def bare(node: SgNode | None) -> SgNode | None:
    """What stands inside of parentheses, `await`, `as T` and `!`."""
    while node is not None and node.kind() in _WRAPPERS:
        inner = named(node)
        node = inner[0] if inner else None
    return node


def imported_module(node: SgNode | None) -> str | None:
    """The module that `require("x")` or `await import("x")` brings."""
    node = bare(node)
    if node is None or node.kind() != "call_expression":
        return None
    function = node.field("function")
    if function is None or function.text()[:10] not in _IMPORTING:
        return None
    first = next(iter(_arguments(node)), None)
    value = convert(first) if first is not None else None
    return value.value if isinstance(value, Literal) and isinstance(value.value, str) else None


def _arguments(node: SgNode) -> list[SgNode]:
    listed = node.field("arguments")
    return named(listed) if listed is not None and listed.kind() == "arguments" else []


def convert_call(node: SgNode, depth: int = _DEPTH) -> Call:
    """A call with its positional arguments; the properties of its object literals are its keywords too."""
    arguments: list[Expression] = []
    keywords: dict[str, Expression] = {}
    splats: list[Expression] = []
    for child in _arguments(node)[:_ARGUMENTS]:
        value = convert(child, depth - 1)
        if child.kind() == "spread_element":
            splats.append(value)
            break
        arguments.append(value)
        if isinstance(value, Mapping):
            for key, inner in value.items:
                keywords.setdefault(key, inner)
            splats.extend(value.splats)
    function = node.field("constructor" if node.kind() == "new_expression" else "function")
    return Call(
        convert(function, depth - 1), tuple(arguments), tuple(keywords.items()), tuple(splats), line_of(node)
    )


def _member(node: SgNode, depth: int) -> Expression:
    base, name = node.field("object"), node.field("property")
    if name is None:
        return _opaque(node)
    return member(convert(base, depth - 1), name.text().lstrip("#"))


def _subscript(node: SgNode, depth: int) -> Expression:
    base, key = convert(node.field("object"), depth - 1), convert(node.field("index"), depth - 1)
    if isinstance(key, Literal) and isinstance(key.value, str):
        return member(base, key.value)
    return Item(base, key)


def _object(node: SgNode, depth: int) -> Mapping:
    items: list[tuple[str, Expression]] = []
    splats: list[Expression] = []
    for child in node.children()[:_ITEMS]:
        kind = child.kind()
        if kind == "pair":
            key = _key(child.field("key"))
            if key is not None:
                items.append((key, convert(child.field("value"), depth - 1)))
        elif kind == "shorthand_property_identifier":
            items.append((child.text(), Name((child.text(),))))
        elif kind == "spread_element":
            splats.append(convert(child, depth - 1))
    return Mapping(tuple(items), tuple(splats))


def _key(node: SgNode | None) -> str | None:
    if node is None:
        return None
    if node.kind() == "string":
        value = convert(node)
        return value.value if isinstance(value, Literal) and isinstance(value.value, str) else None
    return node.text() if node.kind() in ("property_identifier", "number") else None


def _string(node: SgNode, depth: int) -> Expression:
    parts: list[Expression] = []
    text = ""
    for child in node.children():
        kind = child.kind()
        if kind == "string_fragment":
            text += child.text()
        elif kind == "escape_sequence":
            text += _ESCAPES.get(child.text(), child.text()[-1:])
        elif kind == "template_substitution":
            inner = named(child)
            parts += [Literal(text)] if text else []
            parts.append(convert(inner[0], depth - 1) if inner else Opaque(""))
            text = ""
    if not parts:
        return literal_of(text)
    return Joined((*parts, Literal(text)) if text else tuple(parts))


def _binary(node: SgNode, depth: int) -> Expression:
    operator = node.field("operator")
    sign = operator.text() if operator is not None else ""
    if sign not in ("??", "||", "&&", "+", "*"):
        return _opaque(node)
    left, right = convert(node.field("left"), depth - 1), convert(node.field("right"), depth - 1)
    if sign in ("??", "||"):
        return Choice((left, right))
    if sign == "&&":
        return right
    if sign == "+":
        return Joined((left, right))
    numbers = [value for value in _numbers(left, right) if abs(value) < 1e15]
    return Literal(numbers[0] * numbers[1]) if len(numbers) == 2 else _opaque(node)


def _numbers(*values: Expression) -> Iterator[int | float]:
    for value in values:
        if isinstance(value, Literal) and isinstance(value.value, int | float):
            yield value.value
