"""Plain HTTP requests to the address of a model provider."""

from audit.inspection import knowledge
from audit.inspection.around import within_retry, within_wait
from audit.inspection.expressions import Call, CallSite, Module, Name
from audit.inspection.facts import ModelCall, Setting, State
from audit.inspection.recognition import chain_of
from audit.inspection.resolve import Environment, Placed, Resolver
from audit.inspection.settings import follow, settle, state_of

_WEB_ROOTS = {
    "requests": ("", "waits for ever"), "httpx": ("5 s", ""), "urllib.request": ("", "waits for ever"),
    "aiohttp": ("300 s", ""),
}  # fmt: skip
_WEB_LAST = frozenset({"post", "request", "urlopen", "Request", "stream"})


def web_call(resolver: Resolver, module: Module, site: CallSite) -> ModelCall | None:
    """A plain HTTP request to a provider's address."""
    call = site.call
    parts, base = chain_of(call.function)
    if not parts or parts[-1] not in _WEB_LAST or base is not None:
        return None
    name = resolver.dotted(call.function, module, site.scope)
    root = next((r for r in _WEB_ROOTS if name is not None and name.startswith(f"{r}.")), None)
    if root is None:
        return None
    address = next(
        (
            text
            for value in (*call.arguments[:2], *(v for k, v in call.keywords if k == "url"))
            if (text := _address(resolver, Placed(value, module, site.scope)))
        ),
        "",
    )
    provider = next((p for p in knowledge.providers() for host in p.hosts if host in address), None)
    if provider is None or (root == "urllib.request" and parts[-1] == "Request"):
        return None
    where = [(call, module, site.scope)]
    timeout = settle(resolver, where, [], ("timeout",), _WEB_ROOTS[root][0], blind=False)
    if timeout.state is not State.SET and within_wait(resolver, module, site):
        timeout = Setting(State.SET, "by the enclosing wait", module.path, call.line)
    retries = Setting(State.SET if within_retry(module, site) else State.ABSENT)
    body = call.keyword("json") or call.keyword("data")
    model = (
        follow(resolver, Placed(body, module, site.scope, call.line), ["model"]) if body is not None else None
    )
    chosen = state_of(resolver, model) if model is not None else Setting(State.UNRESOLVED)
    return ModelCall(
        module.path, call.line, provider.id, name or "", timeout, retries, chosen, Setting(State.UNRESOLVED)
    )


def _address(resolver: Resolver, placed: Placed) -> str:
    """The text of an address, with unknown parts left out."""
    whole = resolver.text(placed)
    if whole is not None:
        return whole
    for found in resolver.resolve(placed):
        if isinstance(found, Environment) and found.default is not None:
            return _address(resolver, found.default)
    parts = getattr(placed.value, "parts", ())
    if parts and not isinstance(placed.value, Name):
        return "".join(_address(resolver, Placed(part, placed.module, placed.scope)) for part in parts)
    if isinstance(placed.value, Call):
        text_method = placed.value.function
        if isinstance(text_method, Name) and text_method.parts[-1] in (
            "rstrip",
            "strip",
            "lstrip",
            "format",
            "lower",
        ):
            return _address(resolver, Placed(Name(text_method.parts[:-1]), placed.module, placed.scope))
        for value in (*placed.value.arguments, *(v for k, v in placed.value.keywords if k == "url")):
            text = _address(resolver, Placed(value, placed.module, placed.scope))
            if text:
                return text
        for found in resolver.resolve(placed):
            if isinstance(found, Placed) and found.value is not placed.value:
                return _address(resolver, found)
    elif isinstance(placed.value, Name):
        for found in resolver.resolve(placed):
            if isinstance(found, Placed) and found.value is not placed.value:
                return _address(resolver, found)
    return ""
