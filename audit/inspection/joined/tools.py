"""The tools that own code offers to a model, by name, and the functions behind them where they are Python."""

from collections.abc import Iterator
from enum import Enum
from typing import TYPE_CHECKING

from msgspec.structs import replace

from audit.inspection.expressions import (
    Call,
    Expression,
    Function,
    Literal,
    Mapping,
    Member,
    Module,
    Name,
    Sequence,
)
from audit.inspection.following.origins import full_name
from audit.inspection.following.resolve import Placed, Resolver
from audit.inspection.following.signposts import seen
from audit.inspection.intake.sending import Value
from audit.inspection.knowledge.loading import remembered
from audit.inspection.knowledge.running import running
from audit.inspection.patterns import Pattern

if TYPE_CHECKING:
    from audit.inspection.project import Project

_WORDS = Pattern(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")
_LONGEST = 80


class Effect(Enum):
    """What the name of a tool tells about what it does."""

    ACTS = "acts"
    UNCLEAR = "cannot be told"
    READS = "reads"


class Tool(Value, frozen=True):
    """A tool for a model, where it is declared, and its function where known.

    It is not `certain` where what declares it is own code that only bears the name.
    """

    name: str
    path: str
    line: int | None
    function: Function | None = None
    module: Module | None = None
    certain: bool = True


def declared_tools(project: "Project") -> list[Tool]:
    """Every tool of own code that is declared in a way that is known, once each."""
    found: dict[tuple[str, str], Tool] = {}
    for tool in (*python_tools(project.own), *_by_sign(project)):
        found.setdefault((tool.path, tool.name), tool)
    return list(found.values())


def _by_sign(project: "Project") -> Iterator[Tool]:
    for file, sign in seen(project, "tool"):
        if sign.name:
            yield Tool(sign.name, file.path, sign.line)


def python_tools(resolver: Resolver) -> Iterator[Tool]:
    """Functions with a decorator of a tool, methods of tool classes, and functions given to an agent."""
    forms = running().forms
    for module in resolver.modules:
        classes = {c.name: b for c in module.classes for b in c.bases if forms.bases.search(dotted(b))}
        for function in module.functions:
            path, line, last = module.path, function.line, function.name.rpartition(".")[2]
            by = next((d for d in function.decorators if forms.decorators.search(dotted(d))), None)
            if by is not None:
                foreign = resolver.function(by.function if isinstance(by, Call) else by, module, "") is None
                yield Tool(last, path, line, function, module, foreign)
            elif function.in_class and function.outer in classes and last in forms.methods:
                foreign = resolver.class_home(classes[function.outer], module) is None
                yield Tool(function.outer.rpartition(".")[2], path, line, function, module, foreign)
        for site in module.calls:
            foreign = resolver.function(site.call.function, module, site.scope) is None
            for given in _given(resolver, module, site.call, site.scope):
                for tool in _one(resolver, Placed(given, module, site.scope, site.call.line)):
                    yield replace(tool, certain=foreign)


def _one(resolver: Resolver, placed: Placed, depth: int = 4) -> Iterator[Tool]:
    """The tools in a list, a schema or a call that makes one; a function, where it is given by its name."""
    value = placed.value
    home = resolver.function(value, placed.module, placed.scope) if isinstance(value, Name) else None
    if home is not None:
        yield Tool(home[0].name.rpartition(".")[2], home[1].path, home[0].line, home[0], home[1])
    elif isinstance(value, Mapping):
        name = _named(value)
        if name is not None:
            yield Tool(name, placed.module.path, placed.line)
    elif depth > 0:
        for part in _within(resolver, placed):
            yield from _one(resolver, part, depth - 1)


def _within(resolver: Resolver, placed: Placed) -> Iterator[Placed]:
    """What a list holds, a call is given by its name, or a name stands for."""
    value = placed.value
    if isinstance(value, Sequence):
        yield from (Placed(item, placed.module, placed.scope, placed.line) for item in value.items)
    elif isinstance(value, Call):
        given = (*value.arguments, *(argument for _, argument in value.keywords))
        named = (argument for argument in given if isinstance(argument, Name))
        yield from (Placed(argument, placed.module, placed.scope, value.line) for argument in named)
    elif isinstance(value, Name):
        found = (one for one in resolver.resolve(placed) if isinstance(one, Placed))
        yield from (one for one in found if isinstance(one.value, Sequence | Mapping))


def _named(schema: Mapping) -> str | None:
    """The name in a schema of a tool: its own, or that of its function."""
    fields = dict(schema.items)
    inner = fields.get("function")
    name = dict(inner.items).get("name") if isinstance(inner, Mapping) else fields.get("name")
    return name.value if isinstance(name, Literal) and isinstance(name.value, str) else None


def _given(resolver: Resolver, module: Module, call: Call, scope: str) -> Iterator[Expression]:
    """What a call makes tools of, or gives to a model or an agent as its tools."""
    forms = running().forms
    if resolver.dotted(call.function, module, scope) in forms.makers:
        yield from (value for key, value in call.keywords if key in ("func", "fn", "function", "coroutine"))
        yield from call.arguments[:2]
    for key, value in call.keywords:
        if key in forms.keywords:
            yield value
    if dotted(call.function).endswith(".bind_tools"):
        yield from call.arguments[:1]


def gives_tools(call: Call) -> bool:
    """Whether a call gives tools to a model, whatever they are."""
    named = any(key in running().forms.keywords and not _nothing(value) for key, value in call.keywords)
    return named or (dotted(call.function).endswith(".bind_tools") and bool(call.arguments))


def _nothing(value: Expression) -> bool:
    if isinstance(value, Sequence):
        return not value.items
    return isinstance(value, Literal) and not value.value


def dotted(value: Expression) -> str:
    """The names of an expression as they are written, without what it is called with."""
    if isinstance(value, Call):
        return dotted(value.function)
    if isinstance(value, Member):
        return f"{dotted(value.base)}.{value.name}"
    if isinstance(value, Literal):
        return str(value.value)
    return ".".join(value.parts) if isinstance(value, Name) else ""


@remembered
def effect_of(name: str) -> Effect:
    """What the name of a tool tells about what it does: by its verb, and what the verb is done to."""
    verbs = running().verbs
    words = [word.lower() for word in _WORDS.findall(name[:_LONGEST])]
    plain = [word for word in words if word not in ("tool", "tools", "and", "or", "the", "a", "impl", "my")]
    if "_".join(plain) in verbs.alone or (plain and all(word in verbs.alone for word in plain)):
        return Effect.ACTS
    if len(plain) < 2 or set(plain) & set(verbs.harmless):
        return Effect.READS
    if plain[0] in verbs.made.by and set(plain) & set(verbs.made.of):
        return Effect.READS
    if plain[0] in verbs.certain:
        return Effect.ACTS
    return Effect.UNCLEAR if plain[0] in verbs.unclear else Effect.READS


def effect(tool: Tool, resolver: Resolver) -> Effect:
    """What a tool does, by its name, or by its function where the name does not say that it reads."""
    by_name = effect_of(tool.name)
    first = next((word.lower() for word in _WORDS.findall(tool.name[:_LONGEST])), "")
    if by_name is Effect.ACTS or first in running().verbs.reading or tool.function is None:
        return by_name
    return Effect.ACTS if _acts(tool, resolver) else by_name


def _acts(tool: Tool, resolver: Resolver) -> bool:
    """Whether the function of a tool itself sends, changes or deletes something."""
    calls = running().verbs.calls
    for site in tool.module.calls if tool.module and tool.function else ():
        if tool.function is None or tool.module is None or site.scope != tool.function.name:
            continue
        name = full_name(resolver, site.call.function, tool.module, site.scope) or ""
        if calls.functions.search(name):
            return True
        if calls.client.search(name) and calls.methods.search(name.rpartition(".")[2]):
            return True
    return False
