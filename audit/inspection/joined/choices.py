"""Which model is chosen, and whether its name can come to mean another model."""

import re
from collections.abc import Iterable, Iterator

from audit.inspection import knowledge
from audit.inspection.classify import Role
from audit.inspection.expressions import Call, Expression, Literal, Module, Name
from audit.inspection.facts import ModelCall, ModelChoice, Pin, State
from audit.inspection.following.script_names import is_script
from audit.inspection.patterns import Pattern

_HISTORY = Pattern(r"(?:^|/)(?:migrations|alembic/versions)/", re.IGNORECASE)


def pin_of(name: str) -> Pin:
    """What a model name says about itself."""
    return _pin(name)[0]


def _pin(name: str) -> tuple[Pin, bool]:
    """What a model name says about itself, and whether that is certain."""
    known = knowledge.model_names()
    bare = name.strip().lower()
    prefix = known.prefixes.match(bare)
    if prefix:
        bare = bare[prefix.end() :]
    for form in known.names:
        if form.pattern.fullmatch(bare):
            return Pin(form.pin), form.certain
    return Pin.UNRESOLVED, True


def model_choices(calls: Iterable[ModelCall]) -> Iterator[ModelChoice]:
    """The model of every call; the place is where its name is decided, if that is known."""
    by_deployment = {provider.id for provider in knowledge.providers() if provider.deployment_names}
    for call in calls:
        setting = call.model
        path, line = (setting.path, setting.line) if setting.path and setting.line else (call.path, call.line)
        if _HISTORY.search(path):
            continue
        if setting.state is State.SET and setting.value and call.provider not in by_deployment:
            pins = {_pin(name)[0] for name in (setting.value, *setting.others)}
            pin, certain = _pin(setting.value)
            if len(pins) > 1:
                yield ModelChoice(path, line, " or ".join((setting.value, *setting.others)), Pin.UNRESOLVED)
            else:
                yield ModelChoice(path, line, setting.value, pin, setting.certain and certain)
        elif setting.state is State.DEFAULT:
            yield ModelChoice(call.path, call.line, setting.value, Pin.DEFAULT)
        else:
            yield ModelChoice(path, line, setting.value, Pin.UNRESOLVED)


_NAMED_DEFAULT = Pattern(r"(?:^|[._])default_?\w{0,60}?(?:model|llm)(?:_?(?:name|id))?$", re.IGNORECASE)
_NAMED = Pattern(r"(?:^|[._])(?:model|llm|deployment)(?:_?(?:name|id))?:?$", re.IGNORECASE)


def with_defaults(choices: Iterable[ModelChoice], modules: Iterable[Module]) -> Iterator[ModelChoice]:
    """The choices; those that are made elsewhere are replaced by the defaults that own settings name.

    Which default reaches which call is not known for certain, so such a choice only asks.
    """
    listed, modules = list(choices), list(modules)
    for kind in ("", "script", "go"):
        own = [choice for choice in listed if _kind(choice.path) == kind]
        hidden = [choice for choice in own if choice.pin is Pin.UNRESOLVED and _followed(choice.path)]
        beside = [module for module in modules if _kind(module.path) == kind] if hidden else []
        defaults = list(_defaults(beside, _NAMED_DEFAULT if kind else _NAMED))
        yield from (choice for choice in own if choice not in hidden or not defaults)
        yield from defaults


def _kind(path: str) -> str:
    """The family of languages of a file, within which defaults are looked for."""
    return "script" if is_script(path) else "go" if path.endswith(".go") else ""


def _followed(path: str) -> bool:
    return path.endswith((".py", ".ipynb", ".go")) or is_script(path)


def _defaults(modules: Iterable[Module], named: Pattern) -> Iterator[ModelChoice]:
    for module in modules:
        if module.role is not Role.SOURCE or _HISTORY.search(module.path):
            continue
        for binding in module.bindings:
            if not named.search(binding.name) or "embed" in binding.name.lower():
                continue
            name = _text(binding.value)
            pin = pin_of(name) if name else Pin.UNRESOLVED
            if pin is not Pin.UNRESOLVED and not is_embedding(name):
                yield ModelChoice(module.path, binding.line, name, pin, certain=False)


_EMBEDDING = Pattern(r"embed|rerank|whisper|tts|dall-e|image|moderation", re.IGNORECASE)


def is_embedding(name: str) -> bool:
    """Whether a model of this name makes something else than text: vectors, speech, pictures."""
    return _EMBEDDING.search(name) is not None


def _text(value: Expression) -> str:
    """A text, also as the default of a settings field or of an environment variable."""
    if isinstance(value, Literal):
        return value.value if isinstance(value.value, str) else ""
    if isinstance(value, Call):
        last = value.function.parts[-1] if isinstance(value.function, Name) else ""
        if last in ("Field", "field"):
            default = value.keyword("default") or (value.arguments[0] if value.arguments else None)
            return _text(default) if default is not None else ""
        if last in ("getenv", "get") and len(value.arguments) == 2:
            return _text(value.arguments[1])
    return ""
