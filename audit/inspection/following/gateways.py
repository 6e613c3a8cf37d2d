"""Calls that go to an address of one's own: what a model name means there is decided elsewhere."""

import re

from audit.inspection.expressions import Call, Expression, Mapping, Member, Module, Name
from audit.inspection.following.package_names import is_packaged
from audit.inspection.following.resolve import Placed, Resolver
from audit.inspection.following.script_names import is_script
from audit.inspection.patterns import Pattern

_GIVEN = Pattern(
    r"^(?:base_?url|(?:openai_|azure_)?api_base|api_?base|(?:azure_|api_)?endpoint|engine|deployment(?:_id|_name)?"
    r"|api_type|custom_llm_provider|azure\w*|configuration|gateway\w*|proxy\w*|host|backend|fetch|http_client)$",
    re.IGNORECASE,
)
_SET = Pattern(r"^openai\.(?:api_base|base_url|api_type)$|\.BaseURL$|\.api_base$")
_MADE = frozenset(
    {
        "BaseURL",
        "baseUrl",
        "backend",
        "endpoint",
        "WithBaseURL",
        "WithEndpoint",
        "DefaultAzureConfig",
        "azureServiceVersion",
    }
)


def goes_elsewhere(
    resolver: Resolver, module: Module, call: Call, clients: list[tuple[Call, Module, str]]
) -> bool:
    """Whether a call, or a client it may run on, is given an address or a deployment."""
    if is_packaged(module.path):
        place = ("gateway", module.path.rpartition("/")[0])
        return resolver.once(place, lambda: _made_near(resolver, module))
    if resolver.once(
        ("gateway", "*" if is_script(module.path) else ""), lambda: _set_for_all(resolver, module)
    ):
        return True
    made = [(call, module, ""), *clients]
    return any(_GIVEN.match(key) for one, home, scope in made for key in _keys(resolver, one, home, scope))


def _made_near(resolver: Resolver, module: Module) -> bool:
    near = resolver.packages.near(module)
    values = [binding.value for one in near for binding in one.bindings]
    values += [site.call for one in near for site in one.calls]
    return any(_is_made(value) for value in values)


def _set_for_all(resolver: Resolver, module: Module) -> bool:
    like = (m for m in resolver.modules if is_script(m.path) is is_script(module.path))
    return any(map(_SET.search, {binding.name for one in like for binding in one.bindings}))


def _is_made(value: Expression, depth: int = 4) -> bool:
    """Whether something made in Go or Java is given an address, or is made for a cloud's deployments."""
    if not isinstance(value, Call) or depth <= 0:
        return False
    if _last(value.function) in _MADE or any(key in _MADE for key, _ in value.keywords):
        return True
    return any(_is_made(inner, depth - 1) for inner in value.arguments)


def given_address(resolver: Resolver, made: Placed) -> bool:
    """Whether what makes a model object is itself made with an address: `createOpenAI({baseURL})`."""
    found = [one for one in resolver.resolve(made) if isinstance(one, Placed)]
    calls = [(one.value, one.module, one.scope) for one in found if isinstance(one.value, Call)]
    return any(_GIVEN.match(key) for call, home, scope in calls for key in _keys(resolver, call, home, scope))


def _keys(resolver: Resolver, call: Call, module: Module, scope: str) -> list[str]:
    """The names of all that a call is given, by keyword or in an object."""
    found = [key for key, _ in call.keywords]
    for value in call.arguments[:2]:
        for one in (
            resolver.resolve(Placed(value, module, scope)) if isinstance(value, Name | Mapping) else ()
        ):
            if isinstance(one, Placed) and isinstance(one.value, Mapping):
                found += [key for key, _ in one.value.items]
    return found


def _last(function: Expression) -> str:
    if isinstance(function, Name):
        return function.parts[-1]
    return function.name if isinstance(function, Member) else ""
