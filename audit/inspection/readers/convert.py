"""Syntax nodes of Python turned into expressions."""

import re
from ast import literal_eval
from math import isfinite

from ast_grep_py import SgNode

from audit.inspection.expressions import (
    Call,
    Choice,
    Expression,
    Item,
    Joined,
    Literal,
    Mapping,
    Opaque,
    Sequence,
    literal_of,
    name_of,
)
from audit.inspection.quantity import quantity
from audit.inspection.readers.nodes import line_of, member, named, word

_DEPTH = 12
_ITEMS = 400
_CHAIN = 200
_DIGITS = 40
_QUOTES = ('"', "'")
_NO_NAMES = frozenset({"True", "False", "None"})
_CONSTANTS: dict[str, Literal] = {"true": Literal(True), "false": Literal(False), "none": Literal(None)}


def convert(node: SgNode | None, depth: int = _DEPTH) -> Expression:
    """The expression that a node stands for; anything unusual or too deep stays opaque."""
    if node is None or depth <= 0:
        return Opaque("" if node is None else node.text()[:80])
    kind = node.kind()
    if kind == "identifier":
        return name_of((node.text(),))
    if kind in _CONSTANTS:
        return _CONSTANTS[kind]
    if kind == "string":
        return _string(node, depth)
    if kind == "attribute":
        return _attribute(node, depth)
    if kind == "call":
        return convert_call(node, depth)
    if kind in ("integer", "float"):
        return _number(node.text())
    if kind in ("parenthesized_expression", "await", "expression_list"):
        inner = named(node)
        if len(inner) == 1:
            return convert(inner[0], depth - 1)
        return Sequence(tuple(convert(child, depth - 1) for child in inner))
    return _compound(node, kind, depth)


def _compound(node: SgNode, kind: str, depth: int) -> Expression:
    if kind == "dictionary":
        return _dictionary(node, depth)
    if kind in ("list", "tuple", "set"):
        return Sequence(tuple(convert(child, depth - 1) for child in named(node)[:50]))
    if kind == "boolean_operator":
        sides = (convert(node.field("left"), depth - 1), convert(node.field("right"), depth - 1))
        return Choice(sides) if any(c.kind() == "or" for c in node.children()) else sides[1]
    if kind == "conditional_expression":
        return _conditional(node, depth)
    if kind == "binary_operator":
        return _binary(node, depth)
    if kind == "concatenated_string":
        parts_ = tuple(convert(child, depth - 1) for child in node.named_children())
        return _joined(parts_)
    if kind == "subscript":
        return Item(convert(node.field("value"), depth - 1), convert(node.field("subscript"), depth - 1))
    if kind in ("keyword_argument", "named_expression"):
        return convert(node.field("value"), depth - 1)
    return _wrapped(node, kind, depth)


def _wrapped(node: SgNode, kind: str, depth: int) -> Expression:
    """A type or an alias stands for what it wraps."""
    inner = node.named_children()
    if kind == "generic_type" and len(inner) > 1 and inner[0].text() == "Annotated":
        return Item(convert(inner[0], depth - 1), Opaque(inner[1].text()[:160]))
    if kind in ("type", "generic_type", "as_pattern") and inner:
        return convert(inner[0], depth - 1)
    return Opaque(node.text()[:80])


def _conditional(node: SgNode, depth: int) -> Expression:
    parts = node.named_children()
    if len(parts) != 3:
        return Opaque(node.text()[:80])
    return Choice((convert(parts[0], depth - 1), convert(parts[2], depth - 1)))


def _binary(node: SgNode, depth: int) -> Expression:
    operator = node.field("operator")
    sign = operator.text() if operator else ""
    if sign in ("*", "**", "<<"):
        number = quantity(node.text())
        whole = number is not None and isfinite(number) and number == int(number)
        return literal_of(int(number)) if whole and number is not None else Opaque(node.text()[:80])
    if sign not in ("+", "/"):
        return Opaque(node.text()[:80])
    sides = (convert(node.field("left"), depth - 1), convert(node.field("right"), depth - 1))
    return Joined(sides, "/" if sign == "/" else "")


def convert_call(node: SgNode, depth: int = _DEPTH) -> Call:
    """A call with its positional, keyword and spread arguments."""
    arguments: list[Expression] = []
    keywords: list[tuple[str, Expression]] = []
    splats: list[Expression] = []
    listed = node.field("arguments")
    for child in named(listed) if listed is not None else ():
        kind = child.kind()
        if kind == "keyword_argument":
            name, value = child.field("name"), child.field("value")
            if name is not None:
                keywords.append((word(name), convert(value, depth - 1)))
        elif kind == "dictionary_splat":
            inner = child.named_children()
            splats.append(convert(inner[0], depth - 1) if inner else Opaque(child.text()[:80]))
        elif len(arguments) < 20:
            arguments.append(convert(child, depth - 1))
    function = convert(node.field("function"), depth - 1)
    return Call(function, tuple(arguments), tuple(keywords), tuple(splats), line_of(node))


def _attribute(node: SgNode, depth: int) -> Expression:
    place = node.range()
    parts = tuple(node.text().split(".")) if place.end.index - place.start.index <= _CHAIN else ()
    if 0 < len(parts) <= depth and all(map(str.isidentifier, parts)) and parts[0] not in _NO_NAMES:
        return name_of(parts)
    base, name = node.field("object"), node.field("attribute")
    if name is None:
        return Opaque(node.text()[:80])
    return member(convert(base, depth - 1), name.text())


def _dictionary(node: SgNode, depth: int) -> Mapping:
    items: list[tuple[str, Expression]] = []
    splats: list[Expression] = []
    for child in node.children()[:_ITEMS]:
        if child.kind() == "pair":
            key = convert(child.field("key"), depth - 1)
            if isinstance(key, Literal) and isinstance(key.value, str):
                items.append((key.value, convert(child.field("value"), depth - 1)))
        elif child.kind() == "dictionary_splat":
            inner = child.named_children()
            splats.append(convert(inner[0], depth - 1) if inner else Opaque(""))
    return Mapping(tuple(items), tuple(splats))


def _string(node: SgNode, depth: int) -> Expression:
    written = node.text()
    mark = written[:1]
    if mark in _QUOTES and "\\" not in written and len(written) > 1 and written.endswith(mark):
        long = written[:3] == 3 * mark and len(written) > 5
        return literal_of(written[3:-3] if long else written[1:-1])
    children = node.children()
    opening = children[0].text() if children else ""
    if any(child.kind() == "interpolation" for child in children):
        parts: list[Expression] = []
        for child in children:
            if child.kind() == "string_content":
                parts.append(Literal(child.text()))
            elif child.kind() == "interpolation":
                inner = child.named_children()
                parts.append(convert(inner[0], depth - 1) if inner else Opaque(child.text()[:80]))
        return Joined(tuple(parts))
    if "b" in opening.lower().rstrip("'\""):
        return Opaque(written[:80])
    content = "".join(child.text() for child in children if child.kind() == "string_content")
    if "\\" in content and "r" not in opening.lower().rstrip("'\""):
        try:
            value = literal_eval(re.sub(r"^[fF]", "", written))
        except (ValueError, SyntaxError, MemoryError, RecursionError):
            value = content
        return Literal(value if isinstance(value, str) else content)
    return literal_of(content)


def _joined(parts: tuple[Expression, ...]) -> Expression:
    if all(isinstance(part, Literal) and isinstance(part.value, str) for part in parts):
        return Literal("".join(str(part.value) for part in parts if isinstance(part, Literal)))
    return Joined(parts)


def _number(text: str) -> Expression:
    if text.isdecimal() and text.isascii() and (text[0] != "0" or len(text) == 1) and len(text) < _DIGITS:
        return literal_of(int(text))
    try:
        value = literal_eval(text)
    except (ValueError, SyntaxError):
        return Opaque(text[:80])
    return literal_of(value) if isinstance(value, int | float) else Opaque(text[:80])
