"""The forms of knowledge about models by name, and about the settings that name them."""

from typing import Literal

from audit.inspection.knowledge.entry import Entry, Sourced
from audit.inspection.knowledge.loading import load, remembered
from audit.inspection.patterns import Pattern


class Constants(Sourced, frozen=True):
    """The model names that the constants of a library stand for."""

    owners: tuple[str, ...]
    names: dict[str, str]


class ModelName(Sourced, frozen=True):
    """A form of model names, and whether it names one model for good, as far as its maker says so."""

    pattern: Pattern
    pin: Literal["exact", "floating", "unresolved"]
    certain: bool = True


class ModelNames(Entry, frozen=True):
    """All forms of model names, and the prefixes that routers put before them."""

    prefixes: Pattern
    names: tuple[ModelName, ...]


class SettingNames(Sourced, frozen=True):
    """Words in the names of settings that choose a model, and words that show something else."""

    models: frozenset[str]
    served: frozenset[str]
    served_by: frozenset[str]
    others: frozenset[str]


@remembered
def constants() -> dict[str, str]:
    """The model names that constants of Go and Java libraries stand for, by the full name of the constant."""
    listed: tuple[Constants, ...] = load("constants", tuple[Constants, ...])
    return {
        f"{owner}.{name}": model
        for one in listed
        for owner in one.owners
        for name, model in one.names.items()
    }


@remembered
def model_names() -> ModelNames:
    """Forms of model names."""
    return load("models", ModelNames)


@remembered
def setting_names() -> SettingNames:
    """What the names of settings say."""
    return load("setting_names", SettingNames)
