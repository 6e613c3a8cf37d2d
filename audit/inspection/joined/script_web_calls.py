"""Plain HTTP requests of JavaScript to the address of a model provider: `fetch`, axios, got, ky."""

from msgspec.structs import replace

from audit.inspection.expressions import Call, CallSite, Expression, Mapping, Member, Module, Name
from audit.inspection.facts import ModelCall, Setting, State
from audit.inspection.following.around import named_retry, within_retry, within_wait
from audit.inspection.following.origins import full_name
from audit.inspection.following.positions import follow
from audit.inspection.following.resolve import Placed, Resolver
from audit.inspection.following.settings import settle, state_of
from audit.inspection.joined.web_calls import provider_of

_FETCH = ("fetch", "npm:node-fetch", "npm:node-fetch.fetch", "npm:cross-fetch", "npm:undici.fetch")
_LIBRARIES = {
    "npm:axios": (
        "#1.timeout", "#2.timeout", "#0.timeout", "new#0.timeout", "#2.signal", "#1.signal", "#0.signal",
    ),
    "npm:got": ("#1.timeout.request", "#1.timeout", "#1.signal", "new#0.timeout"),
    "npm:ky": ("#1.timeout", "#1.signal", "new#0.timeout"),
}  # fmt: skip
_RETRIES = {"npm:got": "2 retries", "npm:ky": "2 retries"}
_DEFAULTS = {"npm:ky": "10 s"}
_METHODS = frozenset({"post", "request", "create", "fetch", "axios", "got", "ky", "()"})


def script_web_call(resolver: Resolver, module: Module, site: CallSite) -> ModelCall | None:
    """The model call that an HTTP request makes, if its address is a provider's."""
    call = site.call
    name = _library(resolver, module, site)
    sends = name is not None and _sends(site)
    provider = provider_of(resolver, module, site) if sends else None
    if name is None or provider is None:
        return None
    where = [(call, module, site.scope)]
    library = next((known for known in _LIBRARIES if name.startswith(known)), "")
    arguments = _LIBRARIES.get(library, ("#1.signal", "#1.timeout"))
    default = _DEFAULTS.get(library, "" if library else "300 s of Node's fetch")
    timeout = settle(resolver, where, _made(resolver, module, site), arguments, default, blind=False)
    if timeout.state is not State.SET and within_wait(resolver, module, site):
        timeout = Setting(State.SET, "by the enclosing wait", module.path, call.line)
    elif timeout.state is State.ABSENT:  # any file may set the defaults of axios for all
        timeout = replace(timeout, certain=False)
    unseen = Setting(State.UNRESOLVED if named_retry(site.scope) else State.ABSENT)
    retries = Setting(State.SET) if within_retry(module, site) else unseen
    if library in _RETRIES and retries.state is State.ABSENT:
        retries = settle(resolver, where, [], ("#1.retry",), _RETRIES[library], blind=False)
    model, limit = _body(resolver, module, site)
    return ModelCall(
        module.path, call.line, provider.id, name.removeprefix("npm:"), timeout, retries, model, limit,
        Setting(State.UNRESOLVED), site.handled,
    )  # fmt: skip


def _sends(site: CallSite) -> bool:
    """Whether a request carries something: one that only fetches a list of models is no model call."""
    function = site.call.function
    last = function.parts[-1] if isinstance(function, Name) else getattr(function, "name", "")
    given = {key for key, _ in site.call.keywords}
    return last in ("post", "create") or bool(given & {"body", "data", "json"}) or bool(site.call.splats)


def _library(resolver: Resolver, module: Module, site: CallSite) -> str | None:
    function = site.call.function
    last = function.parts[-1] if isinstance(function, Name) else getattr(function, "name", "()")
    if last not in _METHODS and not isinstance(function, Name):
        return None
    name = full_name(resolver, function, module, site.scope)
    if name is None:
        return "fetch" if function in (Name(("fetch",)), Name(("globalThis", "fetch"))) else None
    if name.endswith(".create"):
        return None
    known = name in _FETCH or any(name == k or name.startswith(f"{k}.") for k in _LIBRARIES)
    return name if known else None


def _made(resolver: Resolver, module: Module, site: CallSite) -> list[tuple[Call, Module, str]]:
    """`axios.create({timeout})`, whose settings all its requests share."""
    function = site.call.function
    base: Expression | None = function
    if isinstance(function, Name) and len(function.parts) > 1:
        base = Name(function.parts[:-1])
    elif isinstance(function, Member):
        base = function.base
    found = resolver.resolve(Placed(base, module, site.scope)) if base is not None else []
    made = [one for one in found if isinstance(one, Placed) and isinstance(one.value, Call)]
    return [(one.value, one.module, one.scope) for one in made if isinstance(one.value, Call)]


def _body(resolver: Resolver, module: Module, site: CallSite) -> tuple[Setting, Setting]:
    """The model and the limit of output that the body of a request names, where it can be seen."""
    for value in (
        *site.call.arguments[:2],
        *(v for k, v in site.call.keywords if k in ("body", "json", "data")),
    ):
        body = _object(resolver, Placed(value, module, site.scope, site.call.line))
        model = follow(resolver, body, ["model"]) if body is not None else None
        if body is None or model is None:
            continue
        limits = [follow(resolver, body, [key]) for key in ("max_tokens", "max_completion_tokens")]
        given = next((limit for limit in limits if limit is not None), None)
        plain = isinstance(body.value, Mapping) and not body.value.splats
        absent = Setting(State.ABSENT if plain else State.UNRESOLVED)
        return state_of(resolver, model), state_of(resolver, given) if given is not None else absent
    return Setting(State.UNRESOLVED), Setting(State.UNRESOLVED)


def _object(resolver: Resolver, placed: Placed) -> Placed | None:
    """The object that a body is: as it stands, or written as JSON."""
    for found in resolver.resolve(placed):
        value = found.value if isinstance(found, Placed) else None
        if isinstance(found, Placed) and isinstance(value, Mapping):
            return found
        if not isinstance(found, Placed) or not isinstance(value, Call):
            continue
        if value.function == Name(("JSON", "stringify")) and value.arguments:
            return _object(resolver, Placed(value.arguments[0], found.module, found.scope, found.line))
    return None
