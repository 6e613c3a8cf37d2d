"""Model objects of JavaScript libraries: which provider makes them, and from which model name."""

from msgspec.structs import replace

from audit.inspection import knowledge
from audit.inspection.expressions import Call, Expression, Literal, Mapping, Member, Name
from audit.inspection.facts import Setting, State
from audit.inspection.following.gateways import given_address
from audit.inspection.following.origins import full_name
from audit.inspection.following.resolve import Given, Placed, Resolver
from audit.inspection.following.script_names import PREFIX
from audit.inspection.following.settings import state_of
from audit.inspection.intake.sending import Value

_DEPTH = 6
_WRAPPING = ("npm:ai.wrapLanguageModel", "npm:ai.experimental_wrapLanguageModel")
_ROUTING = ("npm:ai.customProvider", "npm:ai.experimental_customProvider")


class Made(Value, frozen=True):
    """The model that a call is given: its provider, where known, and its name."""

    provider: str
    model: Setting


@knowledge.remembered
def _makers() -> dict[str, str]:
    return {package: p.id for p in knowledge.providers() for package in p.makers}


def model_made(resolver: Resolver, placed: Placed, depth: int = _DEPTH) -> Made | None:
    """What a model object is made of: `openai("gpt-4o")` is gpt-4o of OpenAI; none if it cannot be seen."""
    found = [_one(resolver, one, depth) for one in resolver.resolve(placed)] if depth > 0 else []
    known = [made for made in found if made is not None]
    if not known:
        return None
    names = dict.fromkeys(made.model.value for made in known)
    first = next((made for made in known if made.model.value), known[0])
    certain = first.model.certain and len(known) == len(found) and len(names) == 1
    others = tuple(name for name in names if name and name != first.model.value)
    model = first.model
    return Made(first.provider, Setting(model.state, model.value, model.path, model.line, certain, others))


def _one(resolver: Resolver, found: object, depth: int) -> Made | None:
    if isinstance(found, Placed) and isinstance(found.value, Literal):
        return Made("", state_of(resolver, found)) if isinstance(found.value.value, str) else None
    if not isinstance(found, Placed) or not isinstance(found.value, Call):
        return None
    call = found.value
    name = full_name(resolver, call.function, found.module, found.scope) or ""
    if name in _WRAPPING:
        inner = call.keyword("model")
        return model_made(resolver, Placed(inner, found.module, found.scope), depth - 1) if inner else None
    if name.startswith(_ROUTING):
        return _routed(resolver, found, call, depth)
    package = name.removeprefix(PREFIX).partition(".")[0]
    provider = _makers().get(package)
    if provider is None or not call.arguments:
        return None
    first = Placed(call.arguments[0], found.module, found.scope, call.line)
    if any(isinstance(one, Given) and one.parameter.default is None for one in resolver.resolve(first)):
        return Made(provider, Setting(State.UNRESOLVED))
    setting = state_of(resolver, first)
    elsewhere = given_address(resolver, Placed(call.function, found.module, found.scope))
    return Made(provider, replace(setting, certain=False) if elsewhere else setting)


def _routed(resolver: Resolver, found: Placed, call: Call, depth: int) -> Made | None:
    """`customProvider({languageModels: {a: openai("gpt-4o")}}).languageModel("a")`."""
    key = call.arguments[0] if call.arguments else None
    name = resolver.text(Placed(key, found.module, found.scope)) if key is not None else None
    for made in resolver.resolve(Placed(_owner(call), found.module, found.scope)):
        if not isinstance(made, Placed) or not isinstance(made.value, Call):
            continue
        listed = made.value.keyword("languageModels")
        entries = listed.items if isinstance(listed, Mapping) else ()
        for entry, value in entries:
            if entry == name:
                inner = model_made(resolver, Placed(value, made.module, made.scope, made.line), depth - 1)
                if inner is not None:
                    return inner
    return None


def _owner(call: Call) -> Expression:
    function = call.function
    if isinstance(function, Name):
        return Name(function.parts[:-1] or function.parts)
    return function.base if isinstance(function, Member) else function
