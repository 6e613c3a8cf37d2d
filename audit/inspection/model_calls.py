"""Model calls with the settings that are in force: call, client, environment and library default joined."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from audit.inspection import knowledge
from audit.inspection.expressions import Call, CallSite, Expression, Literal, Mapping, Member, Module, Name
from audit.inspection.facts import ModelCall, Setting, State
from audit.inspection.knowledge import Provider, Surface
from audit.inspection.resolve import Environment, Given, Placed, Resolver, Unknown

_RETRY_WORD = re.compile(
    r"(?:^|[._])(?:retry|retrying|retries|backoff|on_exception|on_predicate|AsyncRetrying|Retrying|stamina)(?:$|[._(])|retry",
    re.IGNORECASE,
)
_WEB_ROOTS = {
    "requests": ("", "waits for ever"), "httpx": ("5 s", ""), "urllib.request": ("", "waits for ever"),
    "aiohttp": ("300 s", ""),
}  # fmt: skip
_WEB_LAST = frozenset({"post", "request", "urlopen", "Request", "stream"})


@dataclass(frozen=True, slots=True)
class _Found:
    """A call site recognised as a model call: its surface, and the client's construction where known."""

    provider: Provider
    surface: Surface
    name: str
    clients: tuple[tuple[Call, Module, str], ...] = ()
    known_client: bool = True
    overrides: tuple[Call, ...] = ()


@cache
def _by_name() -> dict[str, tuple[Provider, Surface]]:
    return {name: (p, s) for p in knowledge.providers() for s in p.surfaces for name in s.names}


@cache
def _by_method() -> dict[str, list[tuple[Provider, Surface]]]:
    table: dict[str, list[tuple[Provider, Surface]]] = {}
    for provider in knowledge.providers():
        for surface in provider.surfaces:
            for method in surface.methods:
                table.setdefault(method, []).append((provider, surface))
    return table


def model_calls(resolver: Resolver) -> Iterator[tuple[ModelCall, Module, CallSite]]:
    """Every model call of the repository, in the order of files and lines."""
    for module in resolver.modules:
        for site in module.calls:
            found = _recognise(resolver, module, site)
            if found is not None:
                yield _fact(resolver, module, site, found), module, site
                continue
            web = _web_call(resolver, module, site)
            if web is not None:
                yield web, module, site


def _recognise(resolver: Resolver, module: Module, site: CallSite) -> _Found | None:
    call = site.call
    name = resolver.dotted(call.function, module, site.scope)
    if name is not None:
        known = _by_name().get(name)
        if known is not None and known[1].how != "client":
            return _Found(known[0], known[1], name)
        if name.startswith("openai.") and name.removeprefix("openai.") in _by_method():
            provider, surface = _by_name()["openai"]
            return _Found(provider, surface, name)
    parts, base = _chain(call.function)
    for size in range(min(len(parts), 4), 0, -1):
        method = ".".join(parts[-size:])
        owners = _by_method().get(method)
        if not owners or (size == len(parts) and base is None):
            continue
        root: Expression = Name(parts[:-size]) if base is None else base
        if base is not None and len(parts) > size:
            continue
        found = _through_client(resolver, module, site, root, method, owners)
        if found is not None:
            return found
    return None


def _chain(function: Expression) -> tuple[tuple[str, ...], Expression | None]:
    """The names of an attribute chain from its last non-name base on, and that base."""
    tail: list[str] = []
    while isinstance(function, Member):
        tail.insert(0, function.name)
        function = function.base
    if isinstance(function, Name):
        return (*function.parts, *tail), None
    return tuple(tail), function


def _through_client(
    resolver: Resolver, module: Module, site: CallSite, root: Expression, method: str,
    owners: list[tuple[Provider, Surface]],
) -> _Found | None:  # fmt: skip
    clients: list[tuple[Call, Module, str]] = []
    overrides: list[Call] = []
    chosen: tuple[Provider, Surface] | None = None
    opaque = False
    for found in resolver.resolve(Placed(root, module, site.scope)):
        if isinstance(found, Placed) and isinstance(found.value, Call):
            made, over = _unwrap(found.value)
            owner = _owner(resolver, made, found, owners)
            if owner is not None:
                chosen = chosen or owner
                clients.append((made, found.module, found.scope))
                overrides.extend(over)
            elif resolver.dotted(made.function, found.module, found.scope) is not None:
                continue
            else:
                opaque = True
        elif isinstance(found, Given):
            note = found.parameter.annotation
            named = resolver.dotted(note, found.module, "") if note is not None else None
            hit = _by_name().get(named or "")
            if hit is not None and hit in owners:
                chosen = chosen or hit
            opaque = True
        elif isinstance(found, Unknown | Environment):
            opaque = True
    if chosen is None and opaque:
        chosen = next(
            (o for o in owners if method in o[1].signature and _imports(module, o[0], resolver)), None
        )
        if chosen is None:
            fitting = [o for o in owners if "." in method and _imports_directly(module, o[0])]
            chosen = fitting[0] if fitting else None
    if chosen is None:
        return None
    name = f"{clients[0][0].function.parts[-1] if clients and isinstance(clients[0][0].function, Name) else chosen[0].id}.{method}"
    return _Found(chosen[0], chosen[1], name, tuple(clients), bool(clients) and not opaque, tuple(overrides))


def _unwrap(call: Call) -> tuple[Call, list[Call]]:
    """`OpenAI().with_options(timeout=5)` → the construction, and the calls that override its settings."""
    overrides: list[Call] = []
    while (
        isinstance(call.function, Member)
        and call.function.name in ("with_options", "copy")
        and isinstance(call.function.base, Call)
    ):
        overrides.append(call)
        call = call.function.base
    return call, overrides


def _owner(
    resolver: Resolver, made: Call, found: Placed, owners: list[tuple[Provider, Surface]]
) -> tuple[Provider, Surface] | None:
    name = resolver.dotted(made.function, found.module, found.scope)
    for owner in owners:
        if name in owner[1].names and name is not None:
            if not owner[1].when:
                return owner
            first = made.arguments[0] if made.arguments else made.keyword("service_name")
            if first is not None and resolver.text(Placed(first, found.module, found.scope)) in owner[1].when:
                return owner
    if name is None and isinstance(made.function, Member | Name):
        last = made.function.name if isinstance(made.function, Member) else made.function.parts[-1]
        first = made.arguments[0] if made.arguments else made.keyword("service_name")
        text = resolver.text(Placed(first, found.module, found.scope)) if first is not None else None
        return next((o for o in owners if last == "client" and text is not None and text in o[1].when), None)
    return None


def _imports_directly(module: Module, provider: Provider) -> bool:
    return any(
        dotted == package or dotted.startswith(f"{package}.")
        for _, dotted in module.imports
        for package in provider.packages
    )


def _imports(module: Module, provider: Provider, resolver: Resolver) -> bool:
    return not provider.packages or any(_imports_directly(m, provider) for m in (module, *resolver.modules))


def _fact(resolver: Resolver, module: Module, site: CallSite, found: _Found) -> ModelCall:
    surface = found.surface
    where = [(site.call, module, site.scope)]
    where += [(over, module, site.scope) for over in found.overrides]
    blind = surface.how == "client" and not found.known_client
    client_calls = list(found.clients)

    def settle(arguments: tuple[str, ...], default: str) -> Setting:
        return _setting(resolver, where, client_calls, arguments, default, blind=blind)

    timeout = settle(surface.timeout, surface.timeout_default)
    if timeout.state is not State.SET and _within_wait(resolver, module, site):
        timeout = Setting(State.SET, "by the enclosing wait", module.path, site.call.line)
    retries = settle(surface.retries, surface.retries_default)
    if retries.state is not State.SET and _within_retry(resolver, module, site):
        retries = Setting(State.SET, "by the enclosing retry", module.path, site.call.line)
    model = settle(surface.model, surface.model_default)
    provider = surface.provider or found.provider.id
    limit = settle(surface.limit, "")
    return ModelCall(module.path, site.call.line, provider, found.name, timeout, retries, model, limit)


def _setting(
    resolver: Resolver, where: list[tuple[Call, Module, str]], clients: list[tuple[Call, Module, str]],
    arguments: tuple[str, ...], default: str, *, blind: bool,
) -> Setting:  # fmt: skip
    """The first place that decides a setting wins: the call, an override, then every client it may run on."""
    hidden = False
    for call, module, scope in where:
        decided = _argument(resolver, call, module, scope, arguments)
        if decided is not None:
            return decided
        hidden = hidden or _hides(resolver, call, module, scope)
    from_clients = [_argument(resolver, call, module, scope, arguments) for call, module, scope in clients]
    hidden = hidden or any(_hides(resolver, call, module, scope) for call, module, scope in clients)
    given = [setting for setting in from_clients if setting is not None]
    if given and len(given) == len(from_clients):
        return min(
            given, key=lambda s: (State.NONE, State.UNRESOLVED, State.DEFAULT, State.SET).index(s.state)
        )
    if given or hidden or blind:
        return Setting(State.UNRESOLVED)
    return Setting(State.DEFAULT, default) if default else Setting(State.ABSENT)


def _hides(resolver: Resolver, call: Call, module: Module, scope: str) -> bool:
    """Whether `**` spreads something over the call that cannot be seen."""
    for splat in call.splats:
        for found in resolver.resolve(Placed(splat, module, scope)):
            if not (
                isinstance(found, Placed) and isinstance(found.value, Mapping) and not found.value.splats
            ):
                return True
    return False


def _argument(
    resolver: Resolver, call: Call, module: Module, scope: str, arguments: tuple[str, ...]
) -> Setting | None:
    for argument in arguments:
        if argument.startswith("#"):
            position = int(argument[1:])
            value = call.arguments[position] if len(call.arguments) > position else None
            if value is not None:
                return _state(resolver, Placed(value, module, scope, call.line))
            continue
        placed = _keyword(resolver, Placed(call, module, scope, call.line), argument.split("."))
        if placed is not None:
            return _state(resolver, placed)
    return None


def _keyword(resolver: Resolver, placed: Placed, path: list[str], depth: int = 6) -> Placed | None:
    """Follow a path of keyword arguments and dictionary keys."""
    if depth <= 0:
        return None
    head, rest = path[0], path[1:]
    for found in resolver.resolve(placed) if not isinstance(placed.value, Call) else [placed]:
        if not isinstance(found, Placed):
            continue
        value = None
        splats: tuple[Expression, ...] = ()
        if isinstance(found.value, Call):
            value, splats = found.value.keyword(head), found.value.splats
        elif isinstance(found.value, Mapping):
            value, splats = dict(found.value.items).get(head), found.value.splats
        if value is None:
            for splat in splats:
                inner = _keyword(resolver, Placed(splat, found.module, found.scope, found.line), path, depth - 1)
                if inner is not None:
                    return inner
            continue
        line = value.line if isinstance(value, Call) else found.line
        inside = Placed(value, found.module, found.scope, line)
        return inside if not rest else _keyword(resolver, inside, rest, depth - 1)
    return None


def _state(resolver: Resolver, placed: Placed) -> Setting:
    """What a value given for a setting amounts to; values from configuration count as set."""
    found = resolver.resolve(placed)
    states = [_one(one) for one in found]
    texts = [text for _, text in states if text]
    order = (State.NONE, State.DEFAULT, State.UNRESOLVED, State.SET)
    kinds = {state for state, _ in states}
    state = State.UNRESOLVED if len(kinds) > 1 and State.NONE in kinds else min(kinds, key=order.index)
    decided = next((one for one in found if isinstance(one, Placed) and isinstance(one.value, Literal) and one.line), placed)
    return Setting(state, texts[0] if texts else "", decided.module.path, decided.line)


def _one(found: Placed | Environment | Given | Unknown) -> tuple[State, str]:
    if isinstance(found, Placed):
        value = found.value
        if isinstance(value, Literal):
            if value.value is None or value.value is False:
                return State.NONE, "None"
            return (State.NONE, "0") if value.value == 0 else (State.SET, str(value.value))
        if isinstance(value, Name) and value.parts[-1] in ("NOT_GIVEN", "omit"):
            return State.DEFAULT, ""
        return State.SET, ""
    if isinstance(found, Given):
        default = found.parameter.default
        if default is None or (isinstance(default, Literal) and default.value is None):
            return State.UNRESOLVED, ""
        return _one(Placed(default, found.module, found.function.outer))
    if isinstance(found, Environment):
        if found.default is not None and isinstance(found.default.value, Literal):
            return State.SET, str(found.default.value.value)
        return State.SET, ""
    return State.SET, ""


def _within_wait(resolver: Resolver, module: Module, site: CallSite) -> bool:
    for around in site.around:
        function = around.function if isinstance(around, Call) else around
        name = resolver.dotted(function, module, site.scope) or ""
        if name in (
            "asyncio.wait_for",
            "asyncio.timeout",
            "async_timeout.timeout",
            "anyio.fail_after",
            "anyio.move_on_after",
        ):
            return True
    return False


def _within_retry(resolver: Resolver, module: Module, site: CallSite) -> bool:
    """Whether the call stands in a retry loop, a retry context, or a function that is retried."""
    for around in site.around:
        function = around.function if isinstance(around, Call) else around
        if isinstance(function, Name) and _RETRY_WORD.search(".".join(function.parts)):
            return True
    for number in site.loops:
        loop = module.loops[number]
        if loop.kind == "for" and site.tried and loop.catches:
            return True
    return retried(module, site.scope)


def retried(module: Module, scope: str) -> bool:
    """Whether a function, or one around it, carries a decorator that repeats it."""
    for function in module.functions:
        if scope == function.name or scope.startswith(f"{function.name}."):
            for decorator in function.decorators:
                named = decorator.function if isinstance(decorator, Call) else decorator
                text = ".".join(named.parts) if isinstance(named, Name) else getattr(named, "name", "")
                if _RETRY_WORD.search(text):
                    return True
    return False


def _web_call(resolver: Resolver, module: Module, site: CallSite) -> ModelCall | None:
    """A plain HTTP request to a provider's address."""
    call = site.call
    parts, base = _chain(call.function)
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
    timeout = _setting(resolver, where, [], ("timeout",), _WEB_ROOTS[root][0], blind=False)
    if timeout.state is not State.SET and _within_wait(resolver, module, site):
        timeout = Setting(State.SET, "by the enclosing wait", module.path, call.line)
    retries = Setting(State.SET if _within_retry(resolver, module, site) else State.ABSENT)
    body = call.keyword("json") or call.keyword("data")
    model = (
        _keyword(resolver, Placed(body, module, site.scope, call.line), ["model"])
        if body is not None
        else None
    )
    chosen = _state(resolver, model) if model is not None else Setting(State.UNRESOLVED)
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
        if isinstance(text_method, Name) and text_method.parts[-1] in ("rstrip", "strip", "lstrip", "format", "lower"):
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
