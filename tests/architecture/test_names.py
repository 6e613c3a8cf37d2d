"""The name that translates a message means nothing else where it is called."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
OWN_NAMES = (
    ast.GeneratorExp,
    ast.ListComp,
    ast.SetComp,
    ast.DictComp,
    ast.FunctionDef,
    ast.Lambda,
    ast.ClassDef,
)


def test_no_function_that_translates_gives_the_name_another_meaning() -> None:
    assert [
        f"{module.relative_to(ROOT)}:{part.lineno}"
        for room in ("audit", "reports")
        for module in sorted((ROOT / room).rglob("*.py"))
        for part in ast.walk(ast.parse(module.read_text("utf-8")))
        if isinstance(part, (ast.FunctionDef, ast.Lambda)) and translates(part) and "_" in bound(part)
    ] == []


def test_such_a_function_is_noticed() -> None:
    (named, counted, inner) = (
        ast.parse(text).body[0]
        for text in (
            "def f(x):\n    a, _ = x\n    return _('no')",
            "def f(_):\n    return _('no')",
            "def f(x):\n    return [a for a, _ in x], _('no')",
        )
    )
    assert all(isinstance(one, ast.FunctionDef) and translates(one) for one in (named, counted, inner))
    assert ["_" in bound(one) for one in (named, counted, inner)] == [True, True, False]


def translates(function: ast.AST) -> bool:
    return any(
        isinstance(part, ast.Call) and isinstance(part.func, ast.Name) and part.func.id == "_"
        for part in ast.walk(function)
    )


def bound(function: ast.AST) -> set[str]:
    """What a function gives a meaning of its own: its parameters, and what it assigns."""
    return {
        part.arg if isinstance(part, ast.arg) else part.id
        for part in inside(function)
        if isinstance(part, ast.arg) or (isinstance(part, ast.Name) and isinstance(part.ctx, ast.Store))
    }


def inside(function: ast.AST) -> Iterator[ast.AST]:
    """The parts of a function but those that have names of their own."""
    for part in ast.iter_child_nodes(function):
        if not isinstance(part, OWN_NAMES):
            yield part
            yield from inside(part)
