"""Classes whose fields are filled from outside the code: settings, options, fields of a request."""

from collections.abc import Iterator

from audit.inspection.expressions import Call, Literal, Module, Name, spelled
from audit.inspection.facts import Chosen, ModelOrigin
from audit.inspection.following.naming import names_model
from audit.inspection.following.resolve import Placed, Resolver
from audit.inspection.patterns import Pattern

_SETTINGS = Pattern(r"(?:^|\.)(?:BaseSettings|Dynaconf|Settings)$")
_HOLDER = Pattern(
    r"(?:Config(?:uration)?|Settings|Context|Options|Preferences|Arguments|Args|Request|Params)$"
)
_STORED = Pattern(r"(?:^|\.)(?:Column|mapped_column|CharField|TextField|StringField)$")
_KEEPER = Pattern(
    r"Config|Setting|Preference|Assistant|Agent|Tenant|Workspace|Profile|Bot|User|Provider|Llm|LLM|Model"
)
_LOADERS = frozenset({
    "from_runnable_config", "parse_args_into_dataclasses", "HfArgumentParser", "from_yaml", "from_toml",
    "from_env", "ArgumentParser", "parse_args",
})  # fmt: skip
_READS = frozenset({"os.getenv", "os.environ.get"})


def outside_field(resolver: Resolver, found: Placed) -> str | None:
    """How a default of a class is replaced from outside the code, if it is."""
    if not found.scope or found.scope not in resolver.classes[id(found.module)]:
        return None
    if _is_settings(resolver, found.module, found.scope):
        return "the model is a setting of the environment"
    if _HOLDER.search(found.scope) and _loads(resolver, found.module):
        return "the model is a setting that is read at the start"
    return None


def settings_fields(resolver: Resolver) -> Iterator[ModelOrigin]:
    """The fields that choose a model in classes of settings, of requests, of stored records."""
    for module in resolver.modules:
        classes = resolver.classes[id(module)]
        for binding in module.bindings:
            name = binding.name.rstrip(":")
            if binding.scope not in classes or "." in name or not names_model(name):
                continue
            if _is_settings(resolver, module, binding.scope):
                how = f"{name} is a setting of the environment"
                yield ModelOrigin(module.path, binding.line, Chosen.OUTSIDE, how)
            elif isinstance(binding.value, Call) and _STORED.search(spelled(binding.value.function)):
                if _KEEPER.search(binding.scope):
                    how = f"{name} is kept in the database"
                    yield ModelOrigin(module.path, binding.line, Chosen.OUTSIDE, how, certain=False)
            elif _HOLDER.search(binding.scope) and _loads(resolver, module) and not _fixed(binding.value):
                how = f"{name} is a setting that is read at the start"
                yield ModelOrigin(module.path, binding.line, Chosen.OUTSIDE, how, certain=False)


def _fixed(value: object) -> bool:
    return isinstance(value, Literal) and value.value is None


def _is_settings(resolver: Resolver, module: Module, owner: str, depth: int = 4) -> bool:
    """Whether a class reads its fields from the environment, itself or by a base."""
    form = resolver.classes[id(module)].get(owner)
    for base in form.bases if form is not None and depth > 0 else ():
        name = resolver.dotted(base, module, "") or (spelled(base) if isinstance(base, Name) else "")
        if _SETTINGS.search(name):
            return True
        home = resolver.class_home(base, module)
        if home is not None and home != (module, owner) and _is_settings(resolver, *home, depth - 1):
            return True
    return False


def _loads(resolver: Resolver, module: Module) -> bool:
    """Whether a module fills its classes from the environment, options or a file of settings."""
    if not _LOADERS.isdisjoint(module.called):
        return True
    for site in module.calls:
        name = resolver.dotted(site.call.function, module, site.scope)
        if name in _READS and site.call.arguments and not isinstance(site.call.arguments[0], Literal):
            return True
    return False
