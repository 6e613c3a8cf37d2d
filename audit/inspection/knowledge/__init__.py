"""What libraries, file names, model names and key forms *mean*: YAML beside this file, checked."""

from functools import cache

from audit.inspection.knowledge.entries import (
    Acting,
    Ecosystem,
    Evaluation,
    FileNames,
    Framework,
    Integration,
    Library,
    ModelNames,
    Operations,
    PathForm,
    Paths,
    Provider,
    ScriptSurfaces,
    SecretReads,
    Secrets,
    Surface,
)
from audit.inspection.knowledge.loading import load, parse

__all__ = [
    "Framework",
    "Library",
    "PathForm",
    "Provider",
    "Surface",
    "acting",
    "ecosystems",
    "evaluation",
    "files",
    "frameworks",
    "integration",
    "model_names",
    "operations",
    "parse",
    "paths",
    "providers",
    "secret_reads",
    "secrets",
    "surfaces",
    "telemetry",
]


@cache
def providers() -> tuple[Provider, ...]:
    """Model providers and frameworks, with their ways in every language."""
    scripts: dict[str, ScriptSurfaces] = {
        one.provider: one for one in load("javascript", tuple[ScriptSurfaces, ...])
    }
    return tuple(_with_scripts(one, scripts.get(one.id)) for one in load("providers", tuple[Provider, ...]))


def _with_scripts(provider: Provider, scripts: ScriptSurfaces | None) -> Provider:
    if scripts is None:
        return provider
    surfaces = (*provider.surfaces, *scripts.surfaces)
    return provider.model_copy(update={"surfaces": surfaces, "makers": scripts.makers})


@cache
def ecosystems() -> tuple[Ecosystem, ...]:
    """Package managers and the languages they serve."""
    return tuple(load("ecosystems", tuple[Ecosystem, ...]))


@cache
def frameworks() -> tuple[Framework, ...]:
    """Agent runs of frameworks."""
    return tuple(load("frameworks", tuple[Framework, ...]))


@cache
def model_names() -> ModelNames:
    """Forms of model names."""
    found: ModelNames = load("models", ModelNames)
    return found


@cache
def telemetry() -> tuple[Library, ...]:
    """Tracing, metrics and error-tracking libraries."""
    return tuple(load("telemetry", tuple[Library, ...]))


@cache
def evaluation() -> tuple[Library, ...]:
    """Evaluation libraries."""
    found: Evaluation = load("evaluation", Evaluation)
    return found.libraries


@cache
def surfaces() -> tuple[Library, ...]:
    """Libraries that show what kind of AI system a repository is."""
    return tuple(load("surfaces", tuple[Library, ...]))


@cache
def files() -> dict[str, tuple[FileNames, ...]]:
    """File names that mean something, by kind."""
    return dict(load("files", dict[str, tuple[FileNames, ...]]))


@cache
def paths() -> Paths:
    """Roles of files by folder and name."""
    found: Paths = load("paths", Paths)
    return found


@cache
def secrets() -> Secrets:
    """Forms of secrets."""
    found: Secrets = load("secrets", Secrets)
    return found


@cache
def integration() -> Integration:
    """Commands of continuous integration."""
    found: Integration = load("ci", Integration)
    return found


@cache
def secret_reads() -> SecretReads:
    """Reads of secrets from the environment."""
    found: SecretReads = load("environment", SecretReads)
    return found


@cache
def operations() -> Operations:
    """Operating guidance."""
    found: Operations = load("operations", Operations)
    return found


@cache
def acting() -> Acting:
    """Signs of code that runs in operation."""
    found: Acting = load("acting", Acting)
    return found
