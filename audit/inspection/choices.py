"""Which model is chosen, and whether its name can come to mean another model."""

from collections.abc import Iterable, Iterator

from audit.inspection import knowledge
from audit.inspection.facts import ModelCall, ModelChoice, Pin, State


def pin_of(name: str) -> Pin:
    """What a model name says about itself."""
    known = knowledge.model_names()
    bare = name.strip().lower()
    prefix = known.prefixes.match(bare)
    if prefix:
        bare = bare[prefix.end() :]
    for form in known.names:
        if form.pattern.fullmatch(bare):
            return Pin.EXACT if form.pin == "exact" else Pin.FLOATING
    return Pin.UNRESOLVED


def model_choices(calls: Iterable[ModelCall]) -> Iterator[ModelChoice]:
    """The model of every call; the place is where its name is decided, if that is known."""
    by_deployment = {provider.id for provider in knowledge.providers() if provider.deployment_names}
    for call in calls:
        setting = call.model
        path, line = (setting.path, setting.line) if setting.path and setting.line else (call.path, call.line)
        if setting.state is State.SET and setting.value and call.provider not in by_deployment:
            yield ModelChoice(path, line, setting.value, pin_of(setting.value))
        elif setting.state is State.DEFAULT:
            yield ModelChoice(call.path, call.line, setting.value, Pin.DEFAULT)
        else:
            yield ModelChoice(path, line, setting.value, Pin.UNRESOLVED)
