"""Definitions and imports of Python → parameters, decorators, bases, and what each import binds."""

from collections.abc import Iterator

from ast_grep_py import SgNode

from audit.inspection.expressions import Expression, Parameter
from audit.inspection.readers.convert import convert
from audit.inspection.readers.nodes import word


def imported(node: SgNode) -> Iterator[tuple[str, str]]:
    """What an `import` statement binds: alias and module; no alias where the root is bound."""
    for child in node.children():
        if child.kind() == "dotted_name":
            yield "", child.text()
        elif child.kind() == "aliased_import":
            name, alias = child.field("name"), child.field("alias")
            if name is not None and alias is not None:
                yield alias.text(), name.text()


def imported_from(node: SgNode) -> tuple[str, list[tuple[str, str]], bool]:
    """What a `from … import …` statement binds: its module, alias and full name of each, and whether all."""
    source = node.field("module_name")
    base = "".join(source.text().split()) if source is not None else ""
    bound: list[tuple[str, str]] = []
    seen, starred = False, False
    for child in node.children():
        kind = child.kind()
        seen = seen or kind == "import"
        starred = starred or kind == "wildcard_import"
        if seen and kind == "dotted_name":
            bound.append((child.text(), within(base, child.text())))
        elif seen and kind == "aliased_import":
            name, alias = child.field("name"), child.field("alias")
            if name is not None and alias is not None:
                bound.append((alias.text(), within(base, name.text())))
    return base, bound, starred


def within(base: str, name: str) -> str:
    """The full name of something imported from a module, which may be relative."""
    return f"{base}{name}" if base.endswith(".") else f"{base}.{name}"


def decorators(node: SgNode) -> tuple[Expression, ...]:
    """The decorators of a function or class."""
    parent = node.parent()
    if parent is None or parent.kind() != "decorated_definition":
        return ()
    listed = [child for child in parent.children() if child.kind() == "decorator"]
    inner = [child.named_children() for child in listed]
    return tuple(convert(parts[0]) for parts in inner if parts)


def parameters(node: SgNode | None) -> tuple[Parameter, ...]:
    """The parameters of a function."""
    listed = node.children() if node is not None else []
    return tuple(found for child in listed if (found := _parameter(child)) is not None)


def _parameter(node: SgNode) -> Parameter | None:
    kind, name = node.kind(), node.field("name")
    if kind in ("identifier", "dictionary_splat_pattern"):
        return Parameter(word(node))
    if kind in ("default_parameter", "typed_default_parameter") and name is not None:
        annotation = node.field("type")
        declared = convert(annotation) if annotation is not None else None
        return Parameter(word(name), declared, convert(node.field("value")))
    if kind == "typed_parameter":
        names = [child for child in node.children() if child.kind() == "identifier"]
        return Parameter(word(names[0]), convert(node.field("type"))) if names else None
    return None


def bases(node: SgNode | None) -> tuple[Expression, ...]:
    """The bases of a class that are plain names."""
    listed = node.children() if node is not None else []
    return tuple(convert(child) for child in listed if child.kind() in ("identifier", "attribute"))
