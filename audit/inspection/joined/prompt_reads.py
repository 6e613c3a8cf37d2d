"""Text files that parsed code reads and hands to a model as its instructions, whatever they are called."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from audit.inspection.expressions import (
    Call,
    Choice,
    Expression,
    Item,
    Joined,
    Literal,
    Mapping,
    Member,
    Module,
    Name,
    Sequence,
)

if TYPE_CHECKING:
    from audit.inspection.project import Project

_ROLES = frozenset({"system", "developer"})
_KEYWORDS = frozenset(
    {"system", "instructions", "system_prompt", "system_instruction", "system_message", "prompt"}
)
_TEXTS = (".md", ".txt", ".j2", ".jinja", ".jinja2", ".prompt", ".tmpl", ".mustache", ".hbs", ".xml")
_DEPTH, _BUDGET = 12, 400


@dataclass
class _Search:
    """A walk through what one call is given, with a limit on its steps."""

    project: "Project"
    steps: int = 0
    seen: set[tuple[int, str]] = field(default_factory=set)


def instructions_read(project: "Project") -> Iterator[tuple[str, str]]:
    """The name of each text file that reaches a model as its instructions, and the call that it reaches."""
    for fact, module, site in project.calls:
        search = _Search(project)
        for key, value in site.call.keywords:
            told = key in _KEYWORDS
            for name in _files(search, value, module, told=told, depth=_DEPTH):
                yield name, f"{fact.path}:{fact.line}"


def _files(search: _Search, value: Expression, module: Module, *, told: bool, depth: int) -> Iterator[str]:
    """The names of text files in an expression, as far as they are instructions."""
    search.steps += 1
    if depth <= 0 or search.steps > _BUDGET:
        return
    if isinstance(value, Literal):
        if told and isinstance(value.value, str) and value.value.lower().endswith(_TEXTS):
            yield value.value.rpartition("/")[2]
    elif isinstance(value, Name):
        for home, bound in _bound(search, value, module):
            yield from _files(search, bound, home, told=told, depth=depth - 1)
    else:
        role = _role(value)
        for key, inner in _inside(value):
            now = role in _ROLES and key == "content" if role else told or key in _KEYWORDS
            yield from _files(search, inner, module, told=now, depth=depth - 1)


def _role(value: Expression) -> str:
    """Who speaks in a message; empty if the value is none."""
    for key, inner in value.items if isinstance(value, Mapping) else ():
        if key == "role" and isinstance(inner, Literal):
            return str(inner.value)
    return ""


def _inside(value: Expression) -> Iterator[tuple[str, Expression]]:
    """The parts of an expression, with the keys under which they stand."""
    if isinstance(value, Call):
        yield "", value.function
        yield from (("", argument) for argument in value.arguments)
        yield from value.keywords
    elif isinstance(value, Mapping):
        yield from value.items
    elif isinstance(value, Sequence):
        yield from (("", item) for item in value.items)
    elif isinstance(value, Choice):
        yield from (("", option) for option in value.options)
    elif isinstance(value, Joined):
        yield from (("", part) for part in value.parts)
    elif isinstance(value, Member | Item):
        yield "", value.base


def _bound(search: _Search, value: Name, module: Module) -> Iterator[tuple[Module, Expression]]:
    """What a name was given, in its module or in the one that it is imported from."""
    home = search.project.resolver.home(value, module)
    owner, name = home if home is not None else (module, value.parts[0])
    root = name.partition(".")[0]
    if (id(owner), root) in search.seen:
        return
    search.seen.add((id(owner), root))
    for binding in owner.bindings:
        if binding.name == root:
            yield owner, binding.value
