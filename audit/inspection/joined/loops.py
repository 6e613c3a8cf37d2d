"""Agent loops: loops around model calls whose end a reply decides, and runs of agent frameworks."""

import re
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from audit.inspection import knowledge
from audit.inspection.expressions import (
    Call,
    CallSite,
    Expression,
    Literal,
    Loop,
    Mapping,
    Member,
    Module,
    Name,
    Sequence,
    spelled,
)
from audit.inspection.facts import AgentLoop, Bound, ModelCall
from audit.inspection.facts.calls import BOUNDLESS
from audit.inspection.following.around import limited_near, waited_for
from audit.inspection.following.deadlines import waited_near
from audit.inspection.following.origins import full_name
from audit.inspection.following.package_names import prefix_of
from audit.inspection.following.resolve import Placed, Resolver
from audit.inspection.following.script_names import is_script
from audit.inspection.joined.asking import asks_model, constructors
from audit.inspection.joined.recursions import recursions
from audit.inspection.joined.unparsed import unparsed_loops
from audit.inspection.knowledge import Framework
from audit.inspection.patterns import Pattern
from audit.inspection.quantity import quantity

if TYPE_CHECKING:
    from audit.inspection.project import Project

_RACES = Pattern(r"(?:^|\.)(?:race|setTimeout|AbortController)$|[tT]imeout$")
_TOOLS = Pattern(r"tool_?(?:calls?|use)|finish_?reason", re.IGNORECASE)
_A_NAME = Pattern(r"(?:self\.)?[A-Za-z_]\w*(?:\.[A-Za-z_]\w*){0,3}")
MOST_STEPS = 1e6
"""More steps than any agent takes."""


@knowledge.remembered
def _frameworks() -> dict[str, Framework]:
    return {name: framework for framework in knowledge.frameworks() for name in framework.names}


def all_loops(project: "Project") -> Iterator[AgentLoop]:
    """Every agent loop of the system itself."""
    yield from agent_loops(project.own, project.calls)
    yield from recursions(project.own, project.calls, project.text_of)
    yield from unparsed_loops(project)


def agent_loops(
    resolver: Resolver, calls: Iterable[tuple[ModelCall, Module, CallSite]]
) -> Iterator[AgentLoop]:
    """Every agent loop of the repository."""
    calling: set[tuple[int, str]] = set()
    methods: set[str] = set()
    direct: set[tuple[int, int]] = set()
    for fact, module, site in calls:
        if fact.function in constructors():
            continue
        if site.scope:
            calling.add((id(module), site.scope))
            methods |= {
                f.name.rpartition(".")[2] for f in module.functions if f.in_class and f.name == site.scope
            }
        direct |= {(id(module), number) for number in site.loops}
    for module in resolver.modules:
        for number, loop in enumerate(module.loops):
            around = (id(module), number) in direct or asks_model(
                resolver, module, loop.scope, loop.calls, calling
            )
            loosely = not around and any("." in c and c.rpartition(".")[2] in methods for c in loop.calls)
            found = (
                _judge(loop, module, _boundless(loop, module, resolver))
                if around or (loosely and (loop.reply_decides or loop.stepwise))
                else None
            )
            if found is not None and loosely and found.bound is Bound.NONE:
                found = replace(
                    found, bound=Bound.UNRESOLVED, how="what it calls cannot be followed for certain"
                )
            if found is not None and found.bound is Bound.NONE and _may_end(resolver, module, loop):
                found = replace(found, how="unless something around it does", certain=False)
            if found is None and prefix_of(module.path) and _by_tools(loop):
                found = AgentLoop(
                    module.path, loop.line, Bound.UNRESOLVED, "what it calls cannot be followed"
                )
            if found is not None:
                yield found
        yield from _framework_runs(resolver, module)


def _entries(resolver: Resolver, module: Module, site: CallSite) -> tuple[list[tuple[str, Expression]], bool]:
    """The keywords of a call with those that are spread over it, and whether some of them cannot be seen."""
    entries, hidden = list(site.call.keywords), False
    for splat in site.call.splats:
        for found in resolver.resolve(Placed(splat, module, site.scope)):
            seen = found.value if isinstance(found, Placed) else None
            hidden = hidden or not isinstance(seen, Mapping) or bool(seen.splats)
            entries += seen.items if isinstance(seen, Mapping) else ()
    return entries, hidden


def _of_reply(value: Expression, framework: Framework) -> bool:
    """Whether a condition is one that only a reply of the model fulfils."""
    if isinstance(value, Sequence):
        return bool(value.items) and all(_of_reply(item, framework) for item in value.items)
    named = value.function if isinstance(value, Call) else None
    return isinstance(named, Name) and named.parts[-1] in framework.of_reply


def _by_tools(loop: Loop) -> bool:
    """Whether an endless loop speaks of a model's tools, though no call of a model was seen in it."""
    return loop.endless and not loop.interactive and any(_TOOLS.search(name) for name in loop.calls)


def _may_end(resolver: Resolver, module: Module, loop: Loop) -> bool:
    """Whether a time limit near a loop, or an error that a function it calls raises, may end it."""
    if prefix_of(module.path):
        return waited_near(resolver, module)
    if is_script(module.path):
        return any(_RACES.search(spelled(site.call.function)) for site in module.calls)
    if waited_for(resolver, module) or limited_near(resolver, module, loop.scope):
        return True
    for text in loop.calls:
        home = resolver.function(Name(tuple(text.split("."))), module, loop.scope)
        if home is not None and home[0].name in home[1].raising:
            return True
    return False


def _boundless(loop: Loop, module: Module, resolver: Resolver) -> str:
    """The limit of a loop that is so great that it limits nothing; empty if there is another, or none."""
    sizes = [_size(limit, loop, module, resolver) for limit in loop.limits]
    most = MOST_STEPS if loop.kind == "for" and not loop.endless else BOUNDLESS
    return loop.limits[0] if sizes and all(size is not None and size >= most for size in sizes) else ""


def _size(limit: str, loop: Loop, module: Module, resolver: Resolver) -> float | None:
    known = quantity(limit)
    if known is not None or not _A_NAME.fullmatch(limit):
        return known
    found = resolver.resolve(Placed(Name(tuple(limit.split("."))), module, loop.scope))
    values: list[float | None] = []
    for one in found:
        value = one.value if isinstance(one, Placed) else None
        text = str(value.value) if isinstance(value, Literal) else getattr(one, "text", "")
        values.append(quantity(text))
    sizes = [value for value in values if value is not None]
    return min(sizes) if sizes and len(sizes) == len(values) else None


def _judge(loop: Loop, module: Module, boundless: str) -> AgentLoop | None:
    """What ends a loop; none for a loop over data, a retry, or a conversation that a person leads."""
    if (
        loop.kind == "each"
        or loop.interactive
        or (loop.catches and not (loop.reply_decides or loop.stepwise))
    ):
        return None
    if boundless and (loop.reply_decides or loop.stepwise):
        how = f"its limit limits nothing: {boundless}"
        return AgentLoop(module.path, loop.line, Bound.NONE, how, certain=False)
    if loop.kind == "for" and not loop.endless:
        if loop.reply_decides or loop.stepwise:
            return AgentLoop(module.path, loop.line, Bound.SET, "a counted loop")
        return None
    if loop.counted:
        return AgentLoop(module.path, loop.line, Bound.SET, "a counter or a time limit")
    if (loop.reply_decides or not loop.exits) and not loop.leaves:
        how = "unless what it calls does" if loop.guarded else "nothing but the reply ends it"
        return AgentLoop(module.path, loop.line, Bound.NONE, how, certain=not loop.guarded)
    return AgentLoop(module.path, loop.line, Bound.UNRESOLVED, "its end cannot be read from the loop")


@knowledge.remembered
def _last_names() -> frozenset[str]:
    return frozenset(name.rpartition(".")[2] for name in _frameworks())


@knowledge.remembered
def _packages() -> frozenset[str]:
    """What stands before the last name of a run: `a.b.Run.go` → `a`, `a.b`, `a.b.Run`."""
    split = [name.split(".") for name in _frameworks()]
    return frozenset(".".join(parts[:size]) for parts in split for size in range(1, len(parts)))


def _may_run(function: Expression, aliases: frozenset[str]) -> bool:
    """Whether a function can be one of a framework by its last name, or by what it is imported as."""
    if isinstance(function, Name):
        return function.parts[-1] in _last_names() or function.parts[0] in aliases
    return not isinstance(function, Member) or function.name in _last_names()


def _framework_runs(resolver: Resolver, module: Module) -> Iterator[AgentLoop]:
    aliases = frozenset(
        alias
        for alias, name in module.imports
        if name.rpartition(".")[2] in _last_names() or name in _packages()
    )
    for site in module.calls:
        if not _may_run(site.call.function, aliases):
            continue
        name = full_name(resolver, site.call.function, module, site.scope)
        framework = _frameworks().get(name or "")
        if framework is None:
            continue
        entries, hidden = _entries(resolver, module, site)
        given = [value for key, value in entries if key in framework.bound]
        if framework.optional and not given and not hidden:
            continue
        if given and all(_of_reply(value, framework) for value in given):
            how = f"{framework.id}: only a reply fulfils {'/'.join(framework.of_reply)}"
            yield AgentLoop(module.path, site.call.line, Bound.UNRESOLVED, how)
            continue
        if any(not (isinstance(value, Literal) and value.value is None) for value in given):
            yield AgentLoop(
                module.path, site.call.line, Bound.SET, f"{framework.id}: {'/'.join(framework.bound)}"
            )
        elif given:
            yield AgentLoop(
                module.path, site.call.line, Bound.NONE, f"{framework.id}: the limit is switched off"
            )
        elif hidden:
            yield AgentLoop(
                module.path, site.call.line, Bound.UNRESOLVED, f"{framework.id}: ** hides the limit"
            )
        else:
            yield AgentLoop(
                module.path, site.call.line, Bound.DEFAULT, f"{framework.id}: {framework.default}"
            )
