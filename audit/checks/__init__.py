"""The checks: one file each, found by walking this package and the entry points `phase2.checks`."""

import importlib
import pkgutil
from collections.abc import Iterable
from types import ModuleType
from typing import Any

from audit.inspection import edition
from audit.inspection.check import Check

GROUP = "phase2.checks"


def all_checks() -> tuple[type[Check[Any]], ...]:
    """Every check of this package and of installed packages that add some, ordered by id."""
    found: dict[str, type[Check[Any]]] = {}
    modules = [importlib.import_module(info.name) for info in pkgutil.walk_packages(__path__, f"{__name__}.")]
    for module in modules:
        _collect(found, module)
    for loaded in _added():
        if isinstance(loaded, ModuleType):
            _collect(found, loaded)
        else:
            _add(found, loaded)
    return tuple(found[key] for key in sorted(found))


def _added() -> Iterable[object]:
    """What installed packages add; asking all of them takes as long as our own checks, and few add any."""
    if not edition.may_have_entry_points(GROUP):
        return ()
    from importlib.metadata import entry_points

    return (point.load() for point in entry_points(group=GROUP))


def are_ours(checks: Iterable[type[Check[Any]]]) -> bool:
    """Whether all of some checks are of this package, so that its edition says what they do."""
    return all(check.__module__.startswith(f"{__name__}.") for check in checks)


def _collect(found: dict[str, type[Check[Any]]], module: ModuleType) -> None:
    for value in vars(module).values():
        if isinstance(value, type) and issubclass(value, Check) and value.__module__ == module.__name__:
            _add(found, value)


def _add(found: dict[str, type[Check[Any]]], check: object) -> None:
    if not (isinstance(check, type) and issubclass(check, Check)):
        raise TypeError(f"entry point group {GROUP}: {check!r} is neither a check nor a module of checks")
    if found.get(check.id, check) is not check:
        raise TypeError(
            f"two checks are called {check.id}: {found[check.id].__module__} and {check.__module__}"
        )
    found[check.id] = check
