"""The forms of knowledge about calling models: providers, frameworks, and their ways in every language."""

from typing import Literal

from msgspec.structs import replace

from audit.inspection.knowledge.entry import Entry, Sourced
from audit.inspection.knowledge.loading import load, remembered


class Surface(Entry, frozen=True):
    """One way of calling a model, with the arguments that settle it and what happens without them."""

    how: Literal["client", "function", "constructor"]
    names: tuple[str, ...]
    provider: str = ""
    methods: tuple[str, ...] = ()
    signature: tuple[str, ...] = ()
    when: tuple[str, ...] = ()
    timeout: tuple[str, ...] = ()
    timeout_default: str = ""
    retries: tuple[str, ...] = ()
    retries_default: str = ""
    model: tuple[str, ...] = ()
    model_default: str = ""
    limit: tuple[str, ...] = ()
    structured: tuple[str, ...] = ()
    parses: tuple[str, ...] = ()

    @property
    def script(self) -> bool:
        """Whether it is a way of JavaScript and TypeScript."""
        return self.language == "npm:"

    @property
    def language(self) -> str:
        """The prefix of the names of its language; nothing for Python."""
        return next((prefix for prefix in ("npm:", "go:", "java:") if self.names[0].startswith(prefix)), "")


class Provider(Sourced, frozen=True):
    """A model provider, or a framework in front of several."""

    id: str
    title: str
    framework: bool = False
    deployment_names: bool = False
    local: bool = False
    packages: tuple[str, ...] = ()
    javascript: tuple[str, ...] = ()
    go: tuple[str, ...] = ()
    java: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    surfaces: tuple[Surface, ...] = ()
    makers: tuple[str, ...] = ()


class ScriptSurfaces(Sourced, frozen=True):
    """The ways of one provider in JavaScript and TypeScript, and the packages that make its models."""

    provider: str
    surfaces: tuple[Surface, ...]
    makers: tuple[str, ...] = ()


class TypedSurfaces(Sourced, frozen=True):
    """The ways of one provider in Go or Java, and the packages by whose import it is known."""

    provider: str
    packages: tuple[str, ...] = ()
    surfaces: tuple[Surface, ...] = ()


class ForeignLibrary(Sourced, frozen=True):
    """The names under which a language whose calls are not read imports a library of models."""

    provider: str
    language: str
    names: tuple[str, ...]


class Framework(Sourced, frozen=True):
    """The run of an agent inside a framework, and the arguments that bound it."""

    id: str
    names: tuple[str, ...]
    bound: tuple[str, ...]
    default: str
    optional: bool = False
    of_reply: tuple[str, ...] = ()


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
        provider = replace(provider, **update)
    return provider


def _with_scripts(provider: Provider, scripts: ScriptSurfaces | None) -> Provider:
    if scripts is None:
        return provider
    surfaces = (*provider.surfaces, *scripts.surfaces)
    return replace(provider, surfaces=surfaces, makers=scripts.makers)


@remembered
def foreign_libraries() -> tuple[ForeignLibrary, ...]:
    """Libraries of models in languages whose calls are not read."""
    return load("libraries", tuple[ForeignLibrary, ...])


@remembered
def frameworks() -> tuple[Framework, ...]:
    """Agent runs of frameworks."""
    return load("frameworks", tuple[Framework, ...])
