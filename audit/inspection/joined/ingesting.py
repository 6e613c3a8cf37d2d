"""Where data enters an AI system, and what is checked there."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from audit.inspection.expressions import Expression, Function, Module, Name
from audit.inspection.facts import DataEntries, Mark
from audit.inspection.following.resolve import Resolver
from audit.inspection.following.signposts import marks

if TYPE_CHECKING:
    from audit.inspection.project import Project

_ROUTES = frozenset({"post", "put", "patch", "route", "api_route", "websocket"})
_DEPTH = 4
_GENERAL = {"a search of the web": 1, "a store of documents": 1, "the body of a request": 2, "a route": 3}


def data_entries(project: "Project") -> Iterator[DataEntries]:
    """One for a repository with an AI surface into which data comes from outside."""
    if not project.ai:
        return
    entries = tuple(sorted(marks(project, "entry"), key=lambda mark: _GENERAL.get(mark.what, 0)))
    checks = marks(project, "validation")
    bodies = (*marks(project, "request_model"), *_bodies(project.own))
    if entries or checks or bodies:
        refusals = marks(project, "refusal")
        yield DataEntries(".", None, entries, checks, bodies, refusals, project.text_complete)


def _bodies(resolver: Resolver) -> Iterator[Mark]:
    """The routes of Python whose body is a declared model."""
    for module in resolver.modules:
        for function in module.functions:
            if not any(_last(decorator) in _ROUTES for decorator in function.decorators):
                continue
            named = _declared(resolver, module, function)
            if named is not None:
                yield Mark(module.path, function.line, f"the body of a request is a {named}")


def _declared(resolver: Resolver, module: Module, function: Function) -> str | None:
    for parameter in function.parameters:
        home = resolver.class_home(parameter.annotation, module) if parameter.annotation else None
        if home is not None and _is_model(resolver, home, _DEPTH):
            return home[1]
    return None


def _is_model(resolver: Resolver, home: tuple[Module, str], depth: int) -> bool:
    form = resolver.classes[id(home[0])][home[1]]
    for base in form.bases:
        dotted = resolver.dotted(base, home[0], "")
        if dotted is not None:
            return dotted.rpartition(".")[2] in ("BaseModel", "SQLModel")
        inner = resolver.class_home(base, home[0])
        if depth and inner is not None and inner != home:
            return _is_model(resolver, inner, depth - 1)
    return False


def _last(value: Expression) -> str:
    function = getattr(value, "function", value)
    return function.parts[-1] if isinstance(function, Name) else ""
