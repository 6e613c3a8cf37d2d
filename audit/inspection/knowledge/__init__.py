"""What libraries, file names, model names and key forms *mean*: YAML beside this file, checked."""

from pathlib import Path

from audit.inspection.knowledge import loading
from audit.inspection.knowledge.commands import commands
from audit.inspection.knowledge.entries import (
    Acting,
    Constants,
    DevelopmentTools,
    Ecosystem,
    Evaluation,
    FileNames,
    ForeignLibrary,
    Framework,
    Integration,
    Library,
    ModelNames,
    Operations,
    ParsingWays,
    PathForm,
    Paths,
    People,
    Provider,
    ScriptSurfaces,
    SecretReads,
    Secrets,
    Services,
    SettingNames,
    Surface,
    TypedSurfaces,
)
from audit.inspection.knowledge.loading import VARIABLE, fingerprint, load, parse, remembered
from audit.inspection.knowledge.running import running
from audit.inspection.knowledge.signs import Mechanism, Sign, choosing, fallbacks, outputs, signs
from audit.inspection.knowledge.starters import starters
from audit.inspection.knowledge.texts import Architecture, Prompts
from audit.inspection.patterns import Pattern

__all__ = [
    "VARIABLE",
    "Framework",
    "Library",
    "Mechanism",
    "PathForm",
    "Pattern",
    "People",
    "Prompts",
    "Provider",
    "Sign",
    "Surface",
    "acting",
    "architecture",
    "choosing",
    "commands",
    "constants",
    "development_tools",
    "ecosystems",
    "evaluation",
    "fallbacks",
    "files",
    "fingerprint",
    "foreign_libraries",
    "frameworks",
    "integration",
    "model_names",
    "operations",
    "outputs",
    "parse",
    "parsing",
    "paths",
    "people",
    "prompts",
    "providers",
    "remembered",
    "running",
    "secret_reads",
    "secrets",
    "services",
    "setting_names",
    "signs",
    "starters",
    "surfaces",
    "telemetry",
    "use",
]


@remembered
def providers() -> tuple[Provider, ...]:
    """Model providers and frameworks, with their ways in every language."""
    scripts: dict[str, ScriptSurfaces] = {
        one.provider: one for one in load("javascript", tuple[ScriptSurfaces, ...])
    }
    go = load("go", tuple[TypedSurfaces, ...])
    java = load("java", tuple[TypedSurfaces, ...])
    found = (_with_scripts(one, scripts.get(one.id)) for one in load("providers", tuple[Provider, ...]))
    return tuple(_with_typed(_with_typed(one, "go", go), "java", java) for one in found)


def _with_typed(provider: Provider, language: str, listed: tuple[TypedSurfaces, ...]) -> Provider:
    for one in (one for one in listed if one.provider == provider.id):
        packages = tuple(dict.fromkeys((*getattr(provider, language), *one.packages)))
        update = {"surfaces": (*provider.surfaces, *one.surfaces), language: packages}
        provider = provider.model_copy(update=update)
    return provider


@remembered
def foreign_libraries() -> tuple[ForeignLibrary, ...]:
    """Libraries of models in languages whose calls are not read."""
    return tuple(load("libraries", tuple[ForeignLibrary, ...]))


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


def _with_scripts(provider: Provider, scripts: ScriptSurfaces | None) -> Provider:
    if scripts is None:
        return provider
    surfaces = (*provider.surfaces, *scripts.surfaces)
    return provider.model_copy(update={"surfaces": surfaces, "makers": scripts.makers})


@remembered
def ecosystems() -> tuple[Ecosystem, ...]:
    """Package managers and the languages they serve."""
    return tuple(load("ecosystems", tuple[Ecosystem, ...]))


@remembered
def frameworks() -> tuple[Framework, ...]:
    """Agent runs of frameworks."""
    return tuple(load("frameworks", tuple[Framework, ...]))


@remembered
def model_names() -> ModelNames:
    """Forms of model names."""
    found: ModelNames = load("models", ModelNames)
    return found


@remembered
def telemetry() -> tuple[Library, ...]:
    """Tracing, metrics and error-tracking libraries."""
    return tuple(load("telemetry", tuple[Library, ...]))


@remembered
def evaluation() -> tuple[Library, ...]:
    """Evaluation libraries."""
    found: Evaluation = load("evaluation", Evaluation)
    return found.libraries


@remembered
def surfaces() -> tuple[Library, ...]:
    """Libraries that show what kind of AI system a repository is."""
    return tuple(load("surfaces", tuple[Library, ...]))


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


@remembered
def files() -> dict[str, tuple[FileNames, ...]]:
    """File names that mean something, by kind."""
    return dict(load("files", dict[str, tuple[FileNames, ...]]))


@remembered
def paths() -> Paths:
    """Roles of files by folder and name."""
    found: Paths = load("paths", Paths)
    return found


@remembered
def people() -> People:
    """Names in a log that are no person."""
    found: People = load("people", People)
    return found


@remembered
def secrets() -> Secrets:
    """Forms of secrets."""
    found: Secrets = load("secrets", Secrets)
    return found


@remembered
def integration() -> Integration:
    """Commands of continuous integration."""
    found: Integration = load("ci", Integration)
    return found


@remembered
def secret_reads() -> SecretReads:
    """Reads of secrets from the environment."""
    found: SecretReads = load("environment", SecretReads)
    return found


@remembered
def operations() -> Operations:
    """Operating guidance."""
    found: Operations = load("operations", Operations)
    return found


@remembered
def acting() -> Acting:
    """Signs of code that runs in operation."""
    found: Acting = load("acting", Acting)
    return found


@remembered
def setting_names() -> SettingNames:
    """What the names of settings say."""
    found: SettingNames = load("setting_names", SettingNames)
    return found


@remembered
def parsing() -> ParsingWays:
    """How text becomes data."""
    found: ParsingWays = load("parsing", ParsingWays)
    return found


@remembered
def prompts() -> Prompts:
    """Files that hold prompts."""
    found: Prompts = load("prompts", Prompts)
    return found


@remembered
def architecture() -> Architecture:
    """Passages that explain how a system is built."""
    found: Architecture = load("architecture", Architecture)
    return found


def use(overlay: Path | None) -> None:
    """Add the knowledge of a file to our own from now on, or of none; raises `InputError` if any is wrong."""
    loading.use(overlay)
    for loader in (
        acting, architecture, choosing, commands, constants, development_tools, ecosystems, evaluation,
        fallbacks, files, foreign_libraries, frameworks, integration, model_names, operations,
        outputs, parsing, paths, people, prompts, providers, running, secret_reads, secrets,
        services, setting_names, signs, starters, surfaces, telemetry,
    ):  # fmt: skip
        loader()
