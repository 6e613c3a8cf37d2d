"""What a program imports → the library of tracing, metrics or error tracking that it belongs to."""

from audit.inspection import knowledge


@knowledge.remembered
def telemetry_library(imported: str) -> knowledge.Library | None:
    """The library of a module of a language other than Python, or none."""
    for library, names, beginnings in _known():
        if imported in names or imported.startswith(beginnings):
            return library
    return None


@knowledge.remembered
def _known() -> tuple[tuple[knowledge.Library, frozenset[str], tuple[str, ...]], ...]:
    """Each library with the names of its modules, and how the names of what is in them begin."""
    return tuple(
        (library, names, _within(names)) for library in knowledge.telemetry() if (names := _names(library))
    )


def _names(library: knowledge.Library) -> frozenset[str]:
    return frozenset((*library.javascript, *library.go, *library.jvm, *library.others))


def _within(names: frozenset[str]) -> tuple[str, ...]:
    return tuple(f"{name.removesuffix(mark)}{mark}" for name in names for mark in "/.:\\")
