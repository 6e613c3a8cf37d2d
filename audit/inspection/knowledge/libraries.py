"""The forms of knowledge about libraries, images and packages that mean something by being there."""

from audit.inspection.knowledge.entry import Entry, Sourced
from audit.inspection.knowledge.loading import load, remembered


class Library(Sourced, frozen=True):
    """A library that means something when it is imported, by language."""

    id: str
    python: tuple[str, ...] = ()
    javascript: tuple[str, ...] = ()
    go: tuple[str, ...] = ()
    jvm: tuple[str, ...] = ()
    others: tuple[str, ...] = ()


class Evaluation(Entry, frozen=True):
    """Libraries that score model output."""

    libraries: tuple[Library, ...]


class Ecosystem(Sourced, frozen=True):
    """A package manager's world: the languages whose dependencies it brings."""

    id: str
    languages: tuple[str, ...]


class DevelopmentTools(Sourced, frozen=True):
    """Packages that only those who develop a program need."""

    packages: frozenset[str]


class Services(Sourced, frozen=True):
    """Images of services that programs use."""

    images: frozenset[str]


@remembered
def telemetry() -> tuple[Library, ...]:
    """Tracing, metrics and error-tracking libraries."""
    return load("telemetry", tuple[Library, ...])


@remembered
def evaluation() -> tuple[Library, ...]:
    """Evaluation libraries."""
    found: Evaluation = load("evaluation", Evaluation)
    return found.libraries


@remembered
def surfaces() -> tuple[Library, ...]:
    """Libraries that show what kind of AI system a repository is."""
    return load("surfaces", tuple[Library, ...])


@remembered
def ecosystems() -> tuple[Ecosystem, ...]:
    """Package managers and the languages they serve."""
    return load("ecosystems", tuple[Ecosystem, ...])


@remembered
def development_tools() -> frozenset[str]:
    """Packages that no running program needs."""
    found: DevelopmentTools = load("development", DevelopmentTools)
    return found.packages


@remembered
def services() -> frozenset[str]:
    """Images of services that programs use."""
    found: Services = load("services", Services)
    return found.images
