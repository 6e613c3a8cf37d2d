"""The parts of an AI system that own code shows: models, providers, libraries, data and prompts."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from audit.inspection import knowledge
from audit.inspection.classify import Role, classify, folder_role, named_files
from audit.inspection.facts import ModelCall, ModelChoice, Pin, State
from audit.inspection.joined.choices import pin_of
from audit.inspection.project import ASIDE, Project
from audit.inspection.redaction import excerpt
from audit.model.inventory import Item, ItemKind, Place

_PLACES = 50
_ITEMS = 500
_NAMESPACES = frozenset({"google", "azure"})
_PYTHON = frozenset({"Python", "Jupyter Notebook"})
_OWN = frozenset({Role.SOURCE, Role.TRAINING})


@dataclass
class _Part:
    """An item while its places are gathered."""

    kind: ItemKind
    name: str
    language: str = ""
    records: int | None = None
    providers: set[str] = field(default_factory=set)
    purposes: set[str] = field(default_factory=set)
    places: dict[tuple[str, int], str] = field(default_factory=dict)

    def see(self, path: str, line: int | None, symbol: str = "") -> None:
        """Note a place that shows it."""
        self.places.setdefault((path, line or 0), symbol)


class _Parts(dict[tuple[ItemKind, str, str], _Part]):
    """All items, each once."""

    def part(self, kind: ItemKind, name: str, language: str = "") -> _Part:
        """The item of this kind and name."""
        return self.setdefault((kind, name, language), _Part(kind, name, language))


def inventory(project: Project) -> tuple[Item, ...]:
    """What was sighted, by kind and name; nothing is added from what is known about it elsewhere."""
    parts = _Parts()
    _models(project, parts)
    _libraries(project, parts)
    _datasets(project, parts)
    _prompts(project, parts)
    order = list(ItemKind)
    found = sorted(parts.values(), key=lambda part: (order.index(part.kind), part.name, part.language))
    return tuple(_item(part) for part in found[:_ITEMS])


def _item(part: _Part) -> Item:
    places = sorted(part.places.items())
    model = part.kind is ItemKind.MODEL
    return Item(
        kind=part.kind, name=part.name, language=part.language, records=part.records,
        title=_titles().get(part.name, "") if part.kind is ItemKind.PROVIDER else "",
        providers=tuple(sorted(part.providers)), purposes=tuple(sorted(part.purposes)),
        pin=pin_of(part.name).value if model else "", sighted=len(places),
        places=tuple(
            Place(path=path, line=line or None, symbol=excerpt(symbol))
            for (path, line), symbol in places[:_PLACES]
        ),
    )  # fmt: skip


@knowledge.remembered
def _titles() -> dict[str, str]:
    """The names of providers; frameworks in front of several are libraries, not providers."""
    return {provider.id: provider.title for provider in knowledge.providers() if not provider.framework}


def _models(project: Project, parts: _Parts) -> None:
    """Models and providers where they are called; models that only settings name, where they are named."""
    for call in project.of(ModelCall):
        if call.provider in _titles():
            parts.part(ItemKind.PROVIDER, call.provider).see(call.path, call.line, call.function)
        names = (call.model.value, *call.model.others) if call.model.state is State.SET else ()
        for name in filter(None, map(excerpt, names)):
            part = parts.part(ItemKind.MODEL, name)
            part.see(call.path, call.line, call.function)
            part.providers |= {call.provider} & _titles().keys()
    named = {key[1] for key in parts if key[0] is ItemKind.MODEL}
    for choice in project.of(ModelChoice):
        name = excerpt(choice.name)
        if name not in named and pin_of(name) is not Pin.UNRESOLVED:
            parts.part(ItemKind.MODEL, name).see(choice.path, choice.line)


def _libraries(project: Project, parts: _Parts) -> None:
    for path, language, imported, line in _imports(project):
        for name, purpose in _known(imported, language):
            part = parts.part(ItemKind.LIBRARY, name, language)
            part.see(path, line, imported)
            part.purposes.add(purpose)


def _imports(project: Project) -> Iterator[tuple[str, str, str, int]]:
    """Path, language, name and line of every import of own code."""
    parsed = {}
    for module in project.modules:
        if classify(module.path).language in _PYTHON:
            parsed[module.path] = module
    for file in project.files:
        if file.kind.role not in _OWN:
            continue
        known = parsed.get(file.path)
        for name, line in known.import_lines if known else file.imports:
            at = known.lines[min(line, len(known.lines)) - 1] if known and known.lines else line
            yield file.path, "Python" if known else file.kind.language, name, at


def _known(imported: str, language: str) -> tuple[tuple[str, str], ...]:
    """The libraries that an import brings in, each with what it is known for."""
    separator = "." if language == "Python" else "/"
    found = (
        (_library(imported, name, language), purpose)
        for name, purpose in _purposes().get(_root(imported), ())
        if imported == name or imported.startswith((f"{name.rstrip(separator)}{separator}", f"{name}."))
    )
    return tuple(dict.fromkeys(found))


@knowledge.remembered
def _purposes() -> dict[str, list[tuple[str, str]]]:
    """By the first part of its import name: everything known, and what it is for."""
    groups = (
        (knowledge.surfaces(), ""),
        (knowledge.telemetry(), "telemetry"),
        (knowledge.evaluation(), "evaluation"),
    )
    table: dict[str, list[tuple[str, str]]] = {}
    for libraries, purpose in groups:
        for library in libraries:
            for name in (*library.python, *library.javascript, *library.go, *library.jvm, *library.others):
                table.setdefault(_root(name), []).append((name, purpose or library.id))
    for provider in knowledge.providers():
        for name in (*provider.packages, *provider.javascript, *provider.go):
            purpose = "framework" if provider.framework else "model client"
            table.setdefault(_root(name), []).append((name, purpose))
    return table


def _root(name: str) -> str:
    return name.replace("/", ".").partition(".")[0]


def _library(imported: str, known: str, language: str) -> str:
    """The package that an import names, as far as the import shows it."""
    if language == "Python":
        root = imported.partition(".")[0]
        return known if root in _NAMESPACES else root
    if language in ("JavaScript", "TypeScript"):
        return "/".join(imported.split("/")[: 2 if imported.startswith("@") else 1])
    return known.rstrip("/")


def _datasets(project: Project, parts: _Parts) -> None:
    for module in project.own.modules:
        for site, data in project.table_reads.get(id(module), ()):
            if folder_role(data) not in ASIDE:
                part = parts.part(ItemKind.DATASET, data)
                part.records = project.tables[data]
                line = site.call.line
                part.see(
                    module.path, module.lines[min(line, len(module.lines)) - 1] if module.lines else line
                )


def _prompts(project: Project, parts: _Parts) -> None:
    for path in _prompt_files(project.paths):
        parts.part(ItemKind.PROMPT, path).see(path, None)


def _prompt_files(paths: Iterable[str]) -> Iterator[str]:
    aside = ASIDE | {Role.VENDORED, Role.GENERATED, Role.BINARY}
    for path in paths:
        if (
            "prompt" in path.lower()
            and any(named.kind == "prompt" for named in named_files(path))
            and classify(path).role not in aside
            and folder_role(path) not in aside
        ):
            yield path
