"""Agent loops without a loop: functions that call a model and then themselves."""

import re
from collections.abc import Callable, Iterable, Iterator

from audit.inspection.expressions import (
    Call,
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
    spelled,
)
from audit.inspection.facts import AgentLoop, Bound, ModelCall
from audit.inspection.following.names import scopes_of
from audit.inspection.following.resolve import Resolver
from audit.inspection.following.script_names import is_script
from audit.inspection.joined.asking import asks_model, constructors
from audit.inspection.patterns import Pattern

_STEP = Pattern(r"\b([A-Za-z_]\w*)\s*[-+]\s*1\b|(?:\+\+|--)\s*([A-Za-z_]\w*)|\b([A-Za-z_]\w*)\s*(?:\+\+|--)")
_PART = Pattern(r"\[[^\]]*:[^\]]*\]|\.(?:slice|substring|subList|left|right|next|children)\b")
_LED = Pattern(
    r"\b(?:confirm|select|prompts?|input|readline|createInterface|setTimeout|setInterval|Scanln|ReadString|nextLine)"
    r"\s*\(|inquirer|isCancel",
    re.IGNORECASE,
)
_CALLED = Pattern(r"(?<![\w$])((?:[A-Za-z_$][\w$]*\.){0,3}[A-Za-z_$][\w$]*)\s*\(")


def recursions(
    resolver: Resolver,
    calls: Iterable[tuple[ModelCall, Module, CallSite]],
    text_of: Callable[[str], str | None],
) -> Iterator[AgentLoop]:
    """One loop for each function that calls a model, itself or by another one, and itself.

    It is bounded where it hands on a number one higher or lower, which it also compares itself. What ends
    any other is not read, so that nobody is accused of it. What calls itself where it failed repeats a call;
    what a person or a timer leads is no loop of a model.
    """
    asking = {
        (id(module), _named(site.scope))
        for fact, module, site in calls
        if site.scope and fact.function not in constructors()
    }
    seen: set[tuple[int, str]] = set()
    for module in resolver.modules:
        for again in module.calls:
            home = _itself(resolver, module, again)
            if home is None or (id(module), home.name) in seen or _repeats(module, again):
                continue
            if any(_part(value) for value in _given(again)):
                continue
            whole = text_of(module.path) or ""
            text = _text_around(module, home, again, whole)
            if (
                not _is_bound(module, home, whole)
                or _LED.search(text)
                or not _asks(resolver, module, home, text, asking)
            ):
                continue
            seen.add((id(module), home.name))
            steps = {name for value in _given(again) for name in _counted(value, module, again.scope)}
            if any(_compared(name, text) for name in steps):
                how, bound = "a recursion that counts its steps", Bound.SET
            else:
                how, bound = "a function that calls a model calls itself again", Bound.UNRESOLVED
            yield AgentLoop(module.path, again.call.line, bound, how)


def _named(scope: str) -> str:
    """The innermost function with a name that a scope is, or stands in."""
    return scope.partition(".<")[0]


def _itself(resolver: Resolver, module: Module, again: CallSite) -> Function | None:
    """The function around a call, if that is what is called."""
    called = again.call.function
    if not isinstance(called, Name) or called.parts[-1] not in again.scope.split("."):
        return None
    home = resolver.function(called, module, again.scope)
    if home is None or home[1] is not module or not f"{again.scope}.".startswith(f"{home[0].name}."):
        return None
    if module.path.endswith(".java"):
        return _of_arguments(module, home[0], again)
    return home[0] if len(called.parts) > 1 or not home[0].in_class else None


def _of_arguments(module: Module, home: Function, again: CallSite) -> Function | None:
    """The one of several methods of a name around a call, if no other may be meant by what it is given."""
    named = [one for one in module.functions if one.name == home.name]
    taking = [one for one in named if len(one.parameters) == len(again.call.arguments)]
    around = max(
        (one for one in named if one.line <= again.call.line), key=lambda one: one.line, default=home
    )
    return around if len(named) == 1 or taking == [around] else None


def _is_bound(module: Module, home: Function, text: str) -> bool:
    """Whether the name that is called is that of the function: `{ run: () => run() }` calls another one."""
    if not is_script(module.path) or home.in_class:
        return True
    name = re.escape(home.name.rpartition(".")[2])
    first = text.split("\n")[max(home.line - 2, 0) : home.line]
    return re.search(rf"\b(?:function\s*\*?|const|let|var)\s+{name}\b", "\n".join(first)) is not None


def _repeats(module: Module, again: CallSite) -> bool:
    """Whether a call is made where something failed."""
    return any(again.call in attempt.caught for attempt in module.attempts)


def _asks(
    resolver: Resolver, module: Module, home: Function, text: str, asking: set[tuple[int, str]]
) -> bool:
    """Whether a function calls a model, or another function that does."""
    if any(one == id(module) and f"{scope}.".startswith(f"{home.name}.") for one, scope in asking):
        return True
    called = {name.replace("this.", "self.") for name in _CALLED.findall(text)}
    return asks_model(resolver, module, home.name, sorted(called), asking)


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
        inner = frozenset(scopes_of(scope))
        bound = (b for b in module.bindings if b.scope in inner and b.name == ".".join(value.parts))
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
    text = spelled(value) if isinstance(value, Name | Call) else getattr(value, "text", "")
    return _PART.search(text) is not None
