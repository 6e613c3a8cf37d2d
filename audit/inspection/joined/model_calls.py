"""Model calls with the settings that are in force: call, client, environment and library default joined."""

from collections.abc import Callable, Iterator

from msgspec.structs import replace

from audit.inspection.classify import Role
from audit.inspection.expressions import Call, CallSite, Module, spelled
from audit.inspection.facts import ModelCall, Origin, Setting, State
from audit.inspection.following.around import limited_near, retried_near, waited_for, within_wait
from audit.inspection.following.gateways import goes_elsewhere
from audit.inspection.following.makers import model_made
from audit.inspection.following.package_names import GO, JAVA, is_packaged
from audit.inspection.following.positions import argument_at, is_placed
from audit.inspection.following.recognition import Recognised, recognise
from audit.inspection.following.resolve import Placed, Resolver
from audit.inspection.following.script_names import PREFIX, is_script
from audit.inspection.following.settings import settle
from audit.inspection.joined.attempts import attempts
from audit.inspection.joined.script_web_calls import script_web_call
from audit.inspection.joined.typed_calls import typed_call
from audit.inspection.joined.web_calls import web_call
from audit.inspection.knowledge import Surface
from audit.inspection.patterns import Pattern

Decided = Callable[[tuple[str, ...], str], Setting]
_ALARMS = frozenset({"alarm", "setitimer"})
_SCRIPTS = Pattern(r"(?:^|/)(?:scripts?|hack|\.github)/")


def own_calls(resolver: Resolver, aside: frozenset[Role]) -> list[tuple[ModelCall, Module, CallSite]]:
    """The model calls of the system; those of helper scripts only where there are no others."""
    own = [found for found in model_calls(resolver) if found[1].role not in aside]
    return [found for found in own if not _SCRIPTS.search(found[1].path)] or own


def model_calls(resolver: Resolver) -> Iterator[tuple[ModelCall, Module, CallSite]]:
    """Every model call of the repository, in the order of files and lines."""
    for module in resolver.modules:
        for site in module.calls:
            found = recognise(resolver, module, site)
            if found is not None:
                yield _fact(resolver, module, site, found), module, site
                continue
            if is_packaged(module.path):
                continue
            web = (script_web_call if is_script(module.path) else web_call)(resolver, module, site)
            if web is not None:
                yield web, module, site


def _fact(resolver: Resolver, module: Module, site: CallSite, found: Recognised) -> ModelCall:
    surface = found.surface
    if surface.language in (GO, JAVA):
        return typed_call(resolver, module, site, found)
    where = [(site.call, module, site.scope)]
    where += [(over, module, site.scope) for over in found.overrides]
    blind = surface.how == "client" and not found.known_client
    client_calls = list(found.clients)

    def decided(arguments: tuple[str, ...], default: str) -> Setting:
        return settle(resolver, where, client_calls, arguments, default, blind=blind)

    def around(words: str) -> Setting:
        return Setting(State.SET, words, module.path, site.call.line, origin=Origin.WRAPPER)

    timeout = decided(surface.timeout, surface.timeout_default)
    if timeout.state is not State.SET and within_wait(resolver, module, site):
        timeout = around("by the enclosing wait")
    elif timeout.state is not State.SET and (sent := _by_sender(resolver, client_calls)) is not None:
        timeout = sent
    elif timeout.state is State.DEFAULT and not _ALARMS.isdisjoint(module.called):
        timeout = Setting(State.UNRESOLVED)
    elif timeout.state in (State.NONE, State.ABSENT) and (
        waited_for(resolver, module)
        or limited_near(resolver, module, site.scope)
        or any(made.keyword("http_client") is not None for made, _, _ in client_calls)
    ):
        timeout = replace(timeout, certain=False)
    decided_retries = decided(surface.retries, surface.retries_default)
    retries = attempts(module, site, decided_retries, lambda: retried_near(resolver, module))
    model = decided(surface.model, surface.model_default)
    provider = surface.provider or found.provider.id
    if surface.script and provider == "any":
        provider, model = _made_elsewhere(resolver, module, site, surface, model)
    if goes_elsewhere(resolver, module, site.call, client_calls):
        model = replace(model, certain=False)
    limit = decided(surface.limit, "")
    name = found.name.removeprefix(PREFIX)
    return ModelCall(
        module.path, site.call.line, provider, name, timeout, retries, model, limit,
        _structured(surface, found.name, decided), site.handled,
    )  # fmt: skip


def _by_sender(resolver: Resolver, client_calls: list[tuple[Call, Module, str]]) -> Setting | None:
    """The time limit of what sends the requests of a client, where it is given one to send them by."""
    for made, module, scope in client_calls:
        given = made.keyword("http_client")
        for found in resolver.resolve(Placed(given, module, scope)) if given is not None else ():
            sender = found.value if isinstance(found, Placed) else None
            if not isinstance(found, Placed) or not isinstance(sender, Call) or not _is_made(sender):
                return Setting(State.UNRESOLVED)
            if sender.may_give(("timeout",)):
                where = [(sender, found.module, found.scope)]
                return settle(resolver, where, [], ("timeout",), "", blind=False)
    return None


def _is_made(sender: Call) -> bool:
    """Whether a call makes an object of a class."""
    return spelled(sender.function).rpartition(".")[2][:1].isupper()


def _structured(surface: Surface, name: str, decided: Decided) -> Setting:
    """Whether the reply must have a given structure; chat models are often told so where they are used."""
    if name.rpartition(".")[2] in surface.parses:
        return Setting(State.SET, f"by {name}", origin=Origin.CALL)
    return decided(surface.structured, "") if surface.structured else Setting(State.UNRESOLVED)


def _made_elsewhere(
    resolver: Resolver, module: Module, site: CallSite, surface: Surface, model: Setting
) -> tuple[str, Setting]:
    """The provider and the model of a call that is given a model object instead of a name."""
    for argument in surface.model:
        call = Placed(site.call, module, site.scope, site.call.line)
        placed = argument_at(resolver, call, argument) if is_placed(argument) else None
        made = model_made(resolver, placed) if placed is not None else None
        if made is not None:
            return made.provider or "any", made.model
        if placed is not None:
            return "any", Setting(State.UNRESOLVED)
    return "any", model
