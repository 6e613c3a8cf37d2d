"""The models that settings name, where the code says of no call which model it is for."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from msgspec.structs import replace

from audit.inspection.facts import ModelChoice, Pin
from audit.inspection.joined.choices import is_embedding, pin_of
from audit.inspection.patterns import Pattern
from audit.inspection.readers.declared import Declared

if TYPE_CHECKING:
    from audit.inspection.project import Project

_LIST = 3
_EXACT = Pattern(r"\d{4}(?:-\d{2}-\d{2})?")
_SAID = (Pin.EXACT, Pin.FLOATING)


def with_declared(project: "Project", choices: Sequence[ModelChoice]) -> Iterator[ModelChoice]:
    """The choices; if code decides none of them, those are told instead that all settings agree on.

    Which setting reaches which call is not followed, so such a choice is never certain.
    """
    if choices and not any(choice.pin in _SAID for choice in choices):
        found = list(_deployed(project)) or list(_configured(project))
        if len({choice.pin for choice in found}) == 1:
            yield from (choice for choice in choices if choice.pin is not Pin.UNRESOLVED)
            yield from found
            return
    yield from choices


def _configured(project: "Project") -> Iterator[ModelChoice]:
    """The models of settings that a program reads; a file with many is a list to choose from."""
    for file in project.files:
        named = [one for one in file.declared if not one.deployed]
        choices = {
            one.value: _choice(file.path, one) for one in reversed(named) if not is_embedding(one.value)
        }
        known = [choice for choice in choices.values() if choice.pin in _SAID]
        if len(known) <= _LIST:
            yield from sorted(known, key=lambda choice: choice.line or 0)


def _deployed(project: "Project") -> Iterator[ModelChoice]:
    """The models that the infrastructure deploys in one version.

    One without a version is passed over: a module that is not read may give it one.
    """
    versions: dict[str, set[str]] = defaultdict(set)
    for file in project.files:
        for one in file.declared:
            if one.deployed and one.is_version:
                versions[one.of].add(one.value)
    for file in project.files:
        for one in file.declared:
            if not one.deployed or one.is_version or is_embedding(one.value):
                continue
            choice, dated = _choice(file.path, one), versions[one.of]
            if choice.pin is Pin.FLOATING and dated and all(map(_EXACT.fullmatch, dated)):
                yield replace(
                    choice, name=f"{one.value} in version {' or '.join(sorted(dated))}", pin=Pin.EXACT
                )
            elif choice.pin is Pin.EXACT:
                yield choice


def _choice(path: str, one: Declared) -> ModelChoice:
    return ModelChoice(path, one.line, one.value, pin_of(one.value), certain=False)
