"""Imports, exports, parameters and patterns of JavaScript and TypeScript → names and what they stand for."""

from collections.abc import Iterator

from ast_grep_py import SgNode

from audit.inspection.expressions import Choice, Expression, Parameter
from audit.inspection.following.script_names import PREFIX
from audit.inspection.readers.nodes import member, named
from audit.inspection.readers.script_convert import FUNCTIONS, convert

_PATTERNS = ("object_pattern", "array_pattern")
_PLAIN = ("identifier", "shorthand_property_identifier_pattern")


def source_of(node: SgNode) -> str | None:
    """The module that an import or export statement names."""
    source = node.field("source")
    return source.text()[1:-1] if source is not None and source.kind() == "string" else None


def imported(node: SgNode) -> Iterator[tuple[str, str]]:
    """What an `import` statement binds: alias and full name."""
    source = source_of(node)
    clause = next((child for child in node.children() if child.kind() == "import_clause"), None)
    for part in named(clause) if source is not None and clause is not None else ():
        if part.kind() == "identifier":
            yield part.text(), f"{PREFIX}{source}.default"
        elif part.kind() == "namespace_import":
            yield from ((name.text(), f"{PREFIX}{source}") for name in named(part)[:1])
        else:
            yield from ((alias, f"{PREFIX}{source}.{name}") for name, alias in _specifiers(part))


def is_type_only(node: SgNode) -> bool:
    """Whether an `import` statement brings types alone, of which nothing is left when the program runs."""
    if any(child.kind() == "type" for child in node.children()):
        return True
    listed = node.find_all(kind="import_specifier")
    clause = next((child for child in node.children() if child.kind() == "import_clause"), None)
    plain = clause is not None and all(part.kind() == "named_imports" for part in named(clause))
    return plain and bool(listed) and all(s.text().startswith("type ") for s in listed)


def exported(node: SgNode) -> Iterator[tuple[str, str]]:
    """The names that an `export { a as b }` statement gives: inner name and outer name."""
    clause = next((child for child in node.children() if child.kind() == "export_clause"), None)
    if clause is not None:
        yield from _specifiers(clause)


def _specifiers(node: SgNode) -> Iterator[tuple[str, str]]:
    for child in named(node):
        name, alias = child.field("name"), child.field("alias")
        if name is not None:
            yield name.text(), (alias or name).text()


def passes_all_on(node: SgNode) -> tuple[str, str] | None:
    """The module of `export * from "x"`, and the name it is given if it is given one."""
    source = source_of(node)
    if source is None:
        return None
    for child in node.children():
        if child.kind() == "namespace_export":
            inner = named(child)
            return source, inner[0].text() if inner else ""
        if child.kind() == "*":
            return source, ""
    return None


def pattern_names(node: SgNode) -> Iterator[tuple[str, tuple[str, ...], Expression | None]]:
    """The names that a pattern binds, the path to each from the whole, and its default."""
    for child in named(node):
        kind = child.kind()
        if kind in _PLAIN and node.kind() == "object_pattern":
            yield child.text(), (child.text(),), None
        elif kind == "object_assignment_pattern":
            left = child.field("left")
            if left is not None and left.kind() in _PLAIN:
                yield left.text(), (left.text(),), convert(child.field("right"))
        elif kind == "pair_pattern":
            yield from _pair(child)


def _pair(node: SgNode) -> Iterator[tuple[str, tuple[str, ...], Expression | None]]:
    key, value = node.field("key"), node.field("value")
    if key is None or value is None:
        return
    default: Expression | None = None
    if value.kind() == "assignment_pattern":
        default, value = convert(value.field("right")), value.field("left")
    if value is None:
        return
    if value.kind() == "identifier":
        yield value.text(), (key.text(),), default
    elif value.kind() == "object_pattern":
        for name, path, inner in pattern_names(value):
            yield name, (key.text(), *path), inner


def within(base: Expression, path: tuple[str, ...], default: Expression | None) -> Expression:
    """What a name of a pattern stands for, given the whole."""
    for name in path:
        base = member(base, name)
    return base if default is None else Choice((base, default))


def parameters(node: SgNode) -> tuple[Parameter, ...]:
    """The parameters of a function; those of a pattern one by one."""
    single = node.field("parameter")
    listed = node.field("parameters")
    children = [single] if single is not None else named(listed) if listed is not None else []
    return tuple(found for child in children for found in _parameter(child))


def _parameter(node: SgNode) -> Iterator[Parameter]:
    kind = node.kind()
    if kind in ("required_parameter", "optional_parameter"):
        pattern, note, value = node.field("pattern"), node.field("type"), node.field("value")
        annotation = convert(note) if note is not None else None
        default = convert(value) if value is not None else None
        yield from _bound(pattern, annotation, default)
    elif kind == "assignment_pattern":
        yield from _bound(node.field("left"), None, convert(node.field("right")))
    else:
        yield from _bound(node, None, None)


def _bound(
    pattern: SgNode | None, annotation: Expression | None, default: Expression | None
) -> Iterator[Parameter]:
    if pattern is None:
        return
    if pattern.kind() == "identifier":
        yield Parameter(pattern.text(), annotation, default)
    elif pattern.kind() == "rest_pattern":
        yield from (Parameter(f"*{inner.text()}") for inner in named(pattern)[:1])
    elif pattern.kind() in _PATTERNS:
        yield from (Parameter(name, None, inner) for name, _, inner in pattern_names(pattern))


def own_fields(node: SgNode) -> Iterator[str]:
    """The parameters of a constructor that are fields at once: `constructor(private client: OpenAI)`."""
    listed = node.field("parameters")
    for child in named(listed) if listed is not None else ():
        marked = any(c.kind() in ("accessibility_modifier", "readonly") for c in child.children())
        pattern = child.field("pattern")
        if marked and pattern is not None and pattern.kind() == "identifier":
            yield pattern.text()


def given_name(node: SgNode) -> str:
    """The name of a function or class: its own, that of what it is assigned to, or its place."""
    name = node.field("name")
    if name is not None:
        return name.text()[:80].lstrip("#")
    outer = node.parent()
    while outer is not None and outer.kind() in ("parenthesized_expression", "as_expression"):
        outer = outer.parent()
    kind = outer.kind() if outer is not None else ""
    label = None
    if outer is not None and kind in ("variable_declarator", "public_field_definition"):
        label = outer.field("name")
    elif outer is not None and kind in ("pair", "field_definition", "assignment_expression"):
        label = outer.field({"pair": "key", "field_definition": "property"}.get(kind, "left"))
    elif kind == "export_statement":
        return "default"
    text = label.text() if label is not None else ""
    text = text.removeprefix("module.").removeprefix("exports.").removeprefix("this.").lstrip("#")
    if text and len(text) <= 80 and "." not in text and text.isidentifier():
        return "default" if text == "exports" else text
    place = node.range().start
    return f"<{place.line + 1}:{place.column}>"


def extended(node: SgNode) -> tuple[Expression, ...]:
    """The class that a class extends."""
    heritage = next((child for child in node.children() if child.kind() == "class_heritage"), None)
    clause = next(iter(named(heritage)), None) if heritage is not None else None
    if clause is not None and clause.kind() == "extends_clause":
        clause = clause.field("value")
    return (convert(clause),) if clause is not None and clause.kind() not in FUNCTIONS else ()
