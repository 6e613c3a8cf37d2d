"""Model calls of Go and Java with the settings that are in force."""

import re

from msgspec.structs import replace

from audit.inspection.expressions import CallSite, Expression, Module, Name
from audit.inspection.facts import ModelCall, Setting, State
from audit.inspection.following.deadlines import deadline, endless, waited_near
from audit.inspection.following.gateways import goes_elsewhere
from audit.inspection.following.recognition import Recognised
from audit.inspection.following.resolve import Placed, Resolver
from audit.inspection.following.typed_settings import Search
from audit.inspection.joined.attempts import attempts
from audit.inspection.patterns import Pattern

_REPEATS = Pattern(r"retr(?:y|ies)|backoff", re.IGNORECASE)
_LEFT = (State.ABSENT, State.DEFAULT, State.NONE)


def typed_call(resolver: Resolver, module: Module, site: CallSite, found: Recognised) -> ModelCall:
    """The fact of one call."""
    surface = found.surface
    packages = (
        *(f"go:{name}" for name in found.provider.go),
        *(f"java:{name}" for name in found.provider.java),
    )
    search = Search(resolver, packages)
    call = Placed(site.call, module, site.scope, site.call.line)
    clients = [Placed(made, where, scope, made.line) for made, where, scope in found.clients]
    blind = surface.how == "client" and not found.known_client

    def decided(arguments: tuple[str, ...], default: str) -> Setting:
        return search.settle(call, clients, arguments, default, blind=blind)

    hidden = Setting(State.UNRESOLVED)
    model = decided(surface.model, surface.model_default)
    if goes_elsewhere(resolver, module, site.call, []):
        model = replace(model, certain=False)
    retries = decided(surface.retries, surface.retries_default)
    structured = decided(surface.structured, "") if surface.structured else hidden
    return ModelCall(
        module.path, site.call.line, surface.provider or found.provider.id, _title(found.name),
        _timeout(resolver, module, site, decided(surface.timeout, surface.timeout_default)),
        attempts(module, site, retries, lambda: _repeated_near(resolver, module)),
        model, decided(surface.limit, ""), structured, site.handled,
    )  # fmt: skip


def _title(name: str) -> str:
    """The name of a function as a programmer would say it: its package and itself."""
    return (
        name.rpartition("/")[2].rpartition(":")[2]
        if name.startswith("go:")
        else ".".join(name.split(".")[-2:])
    )


def _timeout(resolver: Resolver, module: Module, site: CallSite, decided: Setting) -> Setting:
    """A time limit of the context counts as well; one that a caller may give cannot be told."""
    if decided.state is State.SET:
        return decided
    limited = deadline(resolver, module, site)
    if limited is not None:
        return limited
    if decided.state not in _LEFT:
        return decided
    if not endless(resolver, module, site) and waited_near(resolver, module):
        return Setting(State.UNRESOLVED)
    return replace(decided, certain=decided.state is State.NONE)  # a version of the library may have a limit


def _repeated_near(resolver: Resolver, module: Module) -> bool:
    """Whether the package of a call, or one that imports it, speaks of repeating anything."""
    for one in resolver.packages.near(module):
        if any(_REPEATS.search(_last(site.call.function)) for site in one.calls):
            return True
        if any(_REPEATS.search(function.name) for function in one.functions):
            return True
    return False


def _last(function: Expression) -> str:
    return function.parts[-1] if isinstance(function, Name) else getattr(function, "name", "")
