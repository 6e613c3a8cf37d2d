"""What is tried when a model call fails: another model, another provider, or nothing that can be seen."""

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from msgspec.structs import replace

from audit.inspection import knowledge
from audit.inspection.expressions import (
    Attempt,
    Call,
    CallSite,
    Expression,
    Literal,
    Mapping,
    Module,
    Name,
    Sequence,
    spelled,
)
from audit.inspection.facts import Fallback, ModelCall, Pin
from audit.inspection.following.flows import Replies
from audit.inspection.following.mechanisms import Ways, given_mechanism
from audit.inspection.following.resolve import Placed, Resolver
from audit.inspection.following.signposts import seen
from audit.inspection.joined.asking import constructors
from audit.inspection.joined.choices import pin_of
from audit.inspection.patterns import Pattern

if TYPE_CHECKING:
    from audit.inspection.project import Project

_SEVERAL = Pattern(
    r"(?:^|[\s,(\[.])(?:\w{0,30}_)?(?:models?|providers?|llms?|deployments?|backends?|fallbacks?)(?:_\w{0,30})?(?=$|[\s,)\].(])",
    re.IGNORECASE,
)
_LAST = frozenset({"retry_error_callback", "fallback_function", "fallback"})
_QUOTED = Pattern(r"[\"']([^\"'\n]{1,80})[\"']")
_WORD = Pattern(r"[A-Za-z_]\w*")
_CAMEL = Pattern(r"(?<=[a-z])(?=[A-Z])")
_NAMELESS = Pattern(r"\.?<[^>]*>")
_OTHER = Pattern(r"fallback|fall_back|backup|secondary|alternat", re.IGNORECASE)
_NAMED = Pattern(
    r"(?:fallback|backup)_?(?:\w{1,12}_)?(?:models?|llms?|providers?)|(?:model|llm|provider)s?_?fallbacks?",
    re.IGNORECASE,
)


@knowledge.remembered
def _ways() -> Ways:
    return Ways(knowledge.fallbacks())


def all_fallbacks(project: "Project") -> Iterator[Fallback]:
    """Every fallback to another model, and every name that only speaks of one."""
    replies = Replies(project)
    facts = _by_scope(project)
    for module in project.own.modules:
        for site in module.calls:
            found = given_mechanism(project.own, module, site, _ways())
            given = found and (found[1] or _listed(module, site))
            certain = found is not None and (not given or _given(project.own, given, site))
            if found is not None and certain is not None:
                yield Fallback(module.path, site.call.line, found[0].title, shown=True, certain=certain)
        if project.calls:
            for attempt in module.attempts:
                heads = [h for h in attempt.heads if _several(h) and not _one(project, module, attempt, h)]
                yield from _of_attempt(replies, facts, module, replace(attempt, heads=tuple(heads)))
            yield from _spoken_of(module)
    ways = {way.id: way for way in knowledge.fallbacks()}
    for file, sign in seen(project, "fallback"):
        if not sign.value or pin_of(sign.value) is not Pin.UNRESOLVED:
            title = ways[sign.sign].title
            yield Fallback(file.path, sign.line, title, sign.certain, certain=not sign.value)


def _listed(module: Module, site: CallSite) -> Placed | None:
    """The list that a method such as `with_fallbacks` is given."""
    named = [value for key, value in _entries(site.call) if key == "fallbacks"]
    value = next(iter((*named, *site.call.arguments)), None)
    return Placed(value, module, site.scope, site.call.line) if isinstance(value, Sequence) else None


def _entries(call: Call) -> Iterator[tuple[str, Expression]]:
    yield from call.keywords
    for given in call.arguments:
        yield from given.items if isinstance(given, Mapping) else ()


def _is_itself(value: object, site: CallSite) -> bool:
    """Whether a list of fallbacks names nothing but the model that failed."""
    listed = value.items if isinstance(value, Sequence) else ()
    base, model = spelled(site.call.function).rpartition(".")[0], site.call.keyword("model")
    return bool(listed) and all(one == model or spelled(one) == base != "" for one in listed)


def _given(resolver: Resolver, given: Placed, site: CallSite) -> bool | None:
    """Whether a list of fallbacks holds something for certain; none where it is empty, or only the model."""
    found = resolver.resolve(given)
    values = [one.value for one in found if isinstance(one, Placed)]
    if any(
        _is_itself(v, site)
        or (isinstance(v, Literal | Sequence) and not getattr(v, "items", getattr(v, "value", None)))
        for v in values
    ):
        return None
    return len(values) == len(found)


def _by_scope(project: "Project") -> dict[tuple[str, str], list[ModelCall]]:
    table: dict[tuple[str, str], list[ModelCall]] = {}
    for fact, module, site in project.calls:
        table.setdefault((module.path, _named(site.scope)), []).append(fact)
    return table


def _named(scope: str) -> str:
    """A scope without the functions in it that have no name of their own."""
    return _NAMELESS.sub("", scope)


def _of_attempt(
    replies: Replies, facts: dict[tuple[str, str], list[ModelCall]], module: Module, attempt: Attempt
) -> Iterator[Fallback]:
    if attempt.leaves and attempt.goes_on and attempt.heads:
        spoken = _OTHER.search(f"{attempt.scope} {' '.join(attempt.heads)}") is not None
        asked = any(replies.asks(name, module, attempt.scope) for name in attempt.tried)
        if asked or spoken:
            yield Fallback(
                module.path, attempt.line, "one model after the other is tried", True, certain=asked
            )
            return
    first = min((call.line for call in attempt.caught), default=0)
    here = facts.get((module.path, _named(attempt.scope)), [])
    begun = [f for f in here if attempt.line <= (f.line or 0) < first]
    tried = {(f.provider, f.model.value) for f in begun}
    made = bool(begun) and all(f.function in constructors() for f in begun)
    for name in attempt.tried:
        tried |= _served(replies, facts, module, attempt.scope, name)
    names = {name for name in attempt.tried if replies.asks(name, module, attempt.scope)}
    if not tried and not names:
        return
    if made and not names:
        how = "another model is made where the first could not be made; that a call failed is not seen"
        yield Fallback(module.path, attempt.line, how, shown=False)
        return
    for call in attempt.caught:
        name = spelled(call.function)
        caught = {(f.provider, f.model.value) for f in here if f.line == call.line}
        caught |= _served(replies, facts, module, attempt.scope, name)
        if caught - tried and tried and all(value for _, value in caught | tried):
            how = "where the call failed, another model is called"
            yield Fallback(module.path, call.line, how, shown=True)
            return
        if (caught or replies.asks(name, module, attempt.scope)) and _differs(
            call, name, names, caught, tried
        ):
            how = "where the call failed, another model is called"
            yield Fallback(module.path, call.line, how, shown=True, certain=False)
            return


def _several(head: str) -> bool:
    """Whether a loop runs over models or providers."""
    return _SEVERAL.search(_CAMEL.sub("_", head)) is not None


def _one(project: "Project", module: Module, attempt: Attempt, head: str) -> bool:
    """Whether a loop runs over one model, however often it is named, and nothing may add another one."""
    over = re.split(r"\b(?:in|of)\b", head)[-1].strip("(): ")
    if over.startswith("["):
        named = set(_QUOTED.findall(over))
        return len(named) == 1 and not _WORD.search(_QUOTED.sub("", over))
    if not _WORD.fullmatch(over):
        return False
    placed = Placed(Name((over,)), module, attempt.scope)
    found = project.own.resolve(placed)
    home = found[0] if len(found) == 1 else None
    if not isinstance(home, Placed) or not isinstance(home.value, Sequence):
        return False
    listed = home.value.items
    if len(set(listed)) != 1 or not isinstance(listed[0], Literal):
        return False
    grows = re.compile(rf"\b{over}\b(?:\[[^\]\n]{{0,40}}\])?\s*(?:\+?=(?!=)|\.\w+\()")
    texts = (project.text_of(path) or "" for path in {module.path, home.module.path})
    return sum(len(grows.findall(text)) for text in texts) <= 1


def _differs(
    call: Call, name: str, names: set[str], caught: set[tuple[str, str]], tried: set[tuple[str, str]]
) -> bool:
    """Whether a call made after a failure goes to another provider, or says that it is the other one."""
    if {provider for provider, _ in caught} - {provider for provider, _ in tried} and tried:
        return True
    given = " ".join(spelled(value) for value in (*call.arguments, *(v for _, v in call.keywords)))
    return _OTHER.search(given) is not None or (name not in names and _OTHER.search(name) is not None)


def _served(
    replies: Replies, facts: dict[tuple[str, str], list[ModelCall]], module: Module, scope: str, name: str
) -> set[tuple[str, str]]:
    """The providers and models that a function of the repository calls."""
    home = replies.resolver.function(Name(tuple(name.split("."))), module, scope)
    listed = facts.get((home[1].path, home[0].name), []) if home is not None else []
    return {(fact.provider, fact.model.value) for fact in listed}


def _asked_last(decorator: Expression) -> Iterator[str]:
    """What a decorator is told to do when all attempts have failed."""
    given = decorator.keywords if isinstance(decorator, Call) else ()
    yield from (key for key, _ in given if key in _LAST)


def _spoken_of(module: Module) -> Iterator[Fallback]:
    """Names that speak of a fallback model without showing when it is used."""
    for function in module.functions:
        if _NAMED.search(function.name.rpartition(".")[2]):
            yield Fallback(module.path, function.line, f"{function.name} speaks of a fallback", shown=False)
        for key in (key for one in function.decorators for key in _asked_last(one)):
            yield Fallback(module.path, function.line, f"{key} speaks of a fallback", shown=False)
    for binding in module.bindings:
        if _NAMED.search(binding.name):
            yield Fallback(module.path, binding.line, f"{binding.name} speaks of a fallback", shown=False)
