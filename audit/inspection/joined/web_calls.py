"""Plain HTTP requests to the address of a model provider."""

import re
from collections.abc import Iterator

from msgspec.structs import replace

from audit.inspection import knowledge
from audit.inspection.expressions import Call, CallSite, Expression, Joined, Module, Name
from audit.inspection.facts import ModelCall, Origin, Setting, State
from audit.inspection.following.around import limited_near, named_retry, waited_for, within_retry, within_wait
from audit.inspection.following.positions import follow
from audit.inspection.following.recognition import chain_of
from audit.inspection.following.resolve import Environment, Placed, Resolver
from audit.inspection.following.settings import settle, state_of
from audit.inspection.patterns import Pattern

_DEFAULTS = {"requests": "", "httpx": "5 s", "urllib.request": "", "aiohttp": "300 s"}
_METHODS = frozenset({"post", "request", "urlopen", "stream"})
ELSEWHERE = Pattern(
    r"/(?:embed\w*|models(?![/\w.:-])|audio|images|moderations|files|uploads|batches|fine[-_]tun\w*|vector_stores"
    r"|rerank\w*|(?:de)?tokenize|count_tokens|tags|show|pull|ps|api/(?:push|copy|delete|create|blobs|version))"
    r"(?:$|[/?])|:(?:batch)?embed|:countTokens",
    re.IGNORECASE,
)
_TEXT_METHODS = frozenset({"rstrip", "strip", "lstrip", "format", "lower", "encode"})


def web_call(resolver: Resolver, module: Module, site: CallSite) -> ModelCall | None:
    """The model call that an HTTP request makes, if its address is a provider's."""
    call = site.call
    parts, base = chain_of(call.function)
    if base is not None or not parts or parts[-1] not in _METHODS:
        return None
    name = resolver.dotted(call.function, module, site.scope) or ""
    library = next((known for known in _DEFAULTS if name.startswith(f"{known}.")), None)
    provider = provider_of(resolver, module, site) if library is not None else None
    if library is None or provider is None:
        return None
    timeout = settle(
        resolver, [(call, module, site.scope)], [], ("timeout",), _DEFAULTS[library], blind=False
    )
    if timeout.state is not State.SET and within_wait(resolver, module, site):
        timeout = Setting(State.SET, "by the enclosing wait", module.path, call.line, origin=Origin.WRAPPER)
    elif timeout.state in (State.NONE, State.ABSENT) and (
        waited_for(resolver, module) or limited_near(resolver, module, site.scope)
    ):
        timeout = replace(timeout, certain=False)
    retries = Setting(State.ABSENT, origin=Origin.LIBRARY)
    if named_retry(site.scope):
        retries = Setting(State.UNRESOLVED)
    if within_retry(module, site):
        retries = Setting(State.SET, "by the enclosing retry", module.path, call.line, origin=Origin.WRAPPER)
    body = call.keyword("json") or call.keyword("data")
    model = (
        follow(resolver, Placed(body, module, site.scope, call.line), ["model"]) if body is not None else None
    )
    chosen = state_of(resolver, model) if model is not None else Setting(State.UNRESOLVED)
    hidden = Setting(State.UNRESOLVED)
    return ModelCall(
        module.path, call.line, provider.id, name, timeout, retries, chosen, hidden, hidden, site.handled
    )


def provider_of(resolver: Resolver, module: Module, site: CallSite) -> knowledge.Provider | None:
    """The provider whose address a request goes to; addresses of lists, files and vectors are of no model."""
    given = [value for key, value in site.call.keywords if key == "url"]
    for value in (*site.call.arguments[:2], *given):
        address = _address(resolver, Placed(value, module, site.scope))
        for provider in knowledge.providers():
            if any(host in address for host in provider.hosts):
                return None if ELSEWHERE.search(address) else provider
    return None


def _address(resolver: Resolver, placed: Placed, depth: int = 8) -> str:
    """The text of an address, with unknown parts left out."""
    whole = resolver.text(placed)
    if whole is not None or depth <= 0:
        return whole or ""
    value = placed.value
    if isinstance(value, Joined):
        parts = (Placed(part, placed.module, placed.scope) for part in value.parts)
        return "".join(_address(resolver, part, depth - 1) for part in parts)
    return next((text for text in _sources(resolver, placed, depth) if text), "")


def _sources(resolver: Resolver, placed: Placed, depth: int) -> Iterator[str]:
    """The texts that an address may come from: what is changed, passed on, assigned or a default."""
    value = placed.value
    inner: list[Expression] = []
    if isinstance(value, Call):
        function = value.function
        if isinstance(function, Name) and function.parts[-1] in _TEXT_METHODS and len(function.parts) > 1:
            inner.append(Name(function.parts[:-1]))
        else:
            inner += [*value.arguments[:2], *(v for k, v in value.keywords if k == "url")]
    for one in inner:
        yield _address(resolver, Placed(one, placed.module, placed.scope), depth - 1)
    for found in resolver.resolve(placed):
        if isinstance(found, Environment) and found.default is not None:
            yield _address(resolver, found.default, depth - 1)
        elif isinstance(found, Placed) and found.value is not value:
            yield _address(resolver, found, depth - 1)
