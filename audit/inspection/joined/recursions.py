"""Agent loops without a loop: functions that call a model and then themselves."""

import re
from collections.abc import Callable, Iterable, Iterator

from audit.inspection.expressions import (
    CallSite,
    Expression,
    Function,
    Item,
    Joined,
    Literal,
    Mapping,
    Module,
    Name,
    Opaque,
)
from audit.inspection.facts import AgentLoop, Bound, ModelCall
from audit.inspection.following.resolve import Resolver
from audit.inspection.patterns import Pattern

_STEP = Pattern(r"\b([A-Za-z_]\w*)\s*[-+]\s*1\b|(?:\+\+|--)\s*([A-Za-z_]\w*)|\b([A-Za-z_]\w*)\s*(?:\+\+|--)")
_PART = Pattern(r"\[[^\]]*:[^\]]*\]|\.(?:slice|substring|subList|left|right|next|children)\b")


def recursions(
    resolver: Resolver,
    calls: Iterable[tuple[ModelCall, Module, CallSite]],
    aside: frozenset[str],
    text_of: Callable[[str], str | None],
) -> Iterator[AgentLoop]:
    """One loop for each function that calls a model, unless by one of the functions `aside`, and itself.

    It is bounded where it hands on a number one higher or lower, which it also compares itself. What ends
    any other is not read, so that nobody is accused of it.
    """
    seen: set[tuple[int, str]] = set()
    for fact, module, site in calls:
        if not site.scope or fact.function in aside or (id(module), site.scope) in seen:
            continue
        seen.add((id(module), site.scope))
        for again in module.calls:
            home = _itself(resolver, module, site.scope, again)
            if home is None or any(_part(value) for value in _given(again)):
                continue
            steps = {name for value in _given(again) for name in _counted(value, module, site.scope)}
            text = _text_around(module, home, again, text_of(module.path) or "") if steps else ""
            counted = any(_compared(name, text) for name in steps)
            if counted:
                how, bound = "a recursion that counts its steps", Bound.SET
            else:
                how, bound = "a function that calls a model calls itself again", Bound.UNRESOLVED
            yield AgentLoop(module.path, again.call.line, bound, how)
            break


def _itself(resolver: Resolver, module: Module, scope: str, again: CallSite) -> Function | None:
    """The function around a call, if that is what is called."""
    if again.scope != scope or not isinstance(again.call.function, Name):
        return None
    if again.call.function.parts[-1] != scope.rpartition(".")[2]:
        return None
    home = resolver.function(again.call.function, module, scope)
    return home[0] if home is not None and home[1] is module and home[0].name == scope else None


def _text_around(module: Module, home: Function, again: CallSite, text: str) -> str:
    """A function up to the next one behind a call in it: what other functions compare ends nothing here."""
    after = min((one.line for one in module.functions if one.line > again.call.line), default=None)
    return "\n".join(text.split("\n")[home.line - 1 : after and after - 1])


def _given(site: CallSite) -> tuple[Expression, ...]:
    listed = (*site.call.arguments, *(value for _, value in site.call.keywords))
    inner = (value for given in listed if isinstance(given, Mapping) for _, value in given.items)
    return (*listed, *inner)


def _counted(value: Expression, module: Module, scope: str) -> Iterator[str]:
    """The names that a value is one higher or lower than, or itself if it was made so before."""
    yield from _step(value)
    if isinstance(value, Name):
        bound = (b for b in module.bindings if b.scope == scope and b.name == ".".join(value.parts))
        for binding in bound:
            yield from (name for step in _step(binding.value) for name in (step, binding.name))


def _compared(name: str, text: str) -> bool:
    """Whether a text holds a count against a limit: by order, or where it counts down, by what is equal."""
    word = rf"(?<![\w.]){re.escape(name)}\b"
    signs = "(?<![-=])[<>]=?"
    if re.search(rf"{word}\s*-(?:\s*1\b|-|=)|--\s*{word}", text):
        signs = "(?:(?<![-=])[<>]=?|[!=]==?)"
    return re.search(rf"{word}\s*{signs}|{signs}\s*{word}", text) is not None


def _step(value: Expression) -> Iterator[str]:
    """The names that a value is one higher or lower than."""
    if isinstance(value, Joined):
        numbers = [part for part in value.parts if isinstance(part, Literal) and part.value == 1]
        names = [part for part in value.parts if isinstance(part, Name)]
        if numbers and len(names) == 1:
            yield ".".join(names[0].parts)
    elif isinstance(value, Opaque):
        yield from (name for found in _STEP.findall(value.text) for name in found if name)


def _part(value: Expression) -> bool:
    """Whether a value is a part of something: what goes through data ends with the data."""
    if isinstance(value, Item):
        return isinstance(value.key, Opaque) and ":" in value.key.text
    return isinstance(value, Opaque) and _PART.search(value.text) is not None
