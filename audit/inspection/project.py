"""Everything read from one repository, and the facts that are joined from it on demand."""

from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, TypeVar

from msgspec.structs import replace

from audit.inspection import joins, knowledge
from audit.inspection.classify import Role
from audit.inspection.expressions import CallSite, Module
from audit.inspection.facts import Fact, ModelCall, Setting
from audit.inspection.following.contents import Contents
from audit.inspection.following.resolve import Resolver
from audit.inspection.following.script_names import is_script
from audit.inspection.intake.files import FileFacts
from audit.inspection.joined.history import Log
from audit.inspection.joined.model_calls import own_calls
from audit.inspection.joined.reference import table_reads
from audit.inspection.readers.signs import SignSeen
from audit.inspection.repository.changes import Changes
from audit.inspection.repository.past import Past
from audit.model.inspection import RepositoryProfile

T = TypeVar("T", bound=Fact)
ASIDE = frozenset({Role.TEST, Role.EXAMPLE, Role.EVALUATION})
_ROUTERS = frozenset({"any", "llama_index"})


def _nothing(_: str) -> str | None:
    """No text, where nothing can be read again."""
    return None


@dataclass
class Project:
    """Everything read from one repository."""

    paths: Sequence[str]
    files: Sequence[FileFacts]
    modules: Sequence[Module]
    tables: dict[str, int] = field(default_factory=dict)
    notebook_lines: dict[str, int] = field(default_factory=dict)
    text_complete: bool = True
    log: Log = field(default_factory=Log)
    past: Past | None = None
    changes: Changes = field(default_factory=Changes)
    empty: frozenset[str] = frozenset()
    text_of: Callable[[str], str | None] = _nothing

    def __post_init__(self) -> None:
        self._facts: dict[type[Fact], tuple[Fact, ...]] = {}

    @cached_property
    def _contents(self) -> Contents:
        return Contents(self.modules)

    @cached_property
    def resolver(self) -> Resolver:
        """All modules, with those of tests and examples."""
        return Resolver(self.modules, self._contents)

    @cached_property
    def own(self) -> Resolver:
        """The modules of the system itself."""
        return Resolver([m for m in self.modules if m.role not in ASIDE], self._contents)

    @cached_property
    def calls(self) -> list[tuple[ModelCall, Module, CallSite]]:
        """The model calls of the system with the places they stand at."""
        return own_calls(self.resolver, ASIDE)

    @cached_property
    def table_reads(self) -> dict[int, list[tuple[CallSite, str]]]:
        """The calls of the system that read a committed table, by the identity of their module."""
        return table_reads(self.own, self.tables)

    @cached_property
    def signs(self) -> dict[str, list[tuple[FileFacts, SignSeen]]]:
        """The signs of each topic with their files; some topics are asked for at every call."""
        found: dict[str, list[tuple[FileFacts, SignSeen]]] = defaultdict(list)
        for file in self.files:
            for sign in file.signs:
                found[sign.topic].append((file, sign))
        return found

    @cached_property
    def _lines(self) -> dict[str, tuple[int, ...]]:
        return {module.path: module.lines for module in self.modules if module.lines}

    def of(self, kind: type[T]) -> tuple[T, ...]:
        """All facts of one kind, in the order of path and line; joined when first asked for."""
        if kind not in self._facts:
            join = joins.all_joins().get(kind)
            if join is None:
                raise LookupError(f"no reader provides the fact {kind.__name__}")
            placed = (_placed(fact, self._lines) for fact in join(self))
            self._facts[kind] = tuple(sorted(placed, key=lambda f: (f.path, f.line or 0)))
        return tuple(fact for fact in self._facts[kind] if isinstance(fact, kind))

    @property
    def ai(self) -> bool:
        """Whether the repository has an AI surface at all."""
        return bool(self.profile().ai_surface)

    @property
    def generative(self) -> bool:
        """Whether the repository calls a model that answers to a prompt."""
        return bool(set(self.profile().ai_surface) - {"classic_ml"}) or bool(self.of(ModelCall))

    def languages(self) -> Counter[str]:
        """Lines of own code by language."""
        languages: Counter[str] = Counter()
        for file in self.files:
            if file.kind.is_own_code:
                languages[file.kind.language] += file.lines or self.notebook_lines.get(file.path, 0)
        return languages

    @cached_property
    def written_in_files(self) -> bool:
        """Whether most own code is in files of programs rather than in notebooks."""
        lines = self.languages()
        return 2 * lines.get("Jupyter Notebook", 0) < sum(lines.values())

    def profile(self) -> RepositoryProfile:
        """What kind of repository it is."""
        return self._profile

    @cached_property
    def _profile(self) -> RepositoryProfile:
        imported = self._imported()
        surface = {lib.id for lib in knowledge.surfaces() if any(_matches(name, lib) for name in imported)}
        calls = self.of(ModelCall)
        providers = {call.provider for call in calls} - _ROUTERS - {""}
        if calls:
            surface.add("llm_api")
        lines = self.languages()
        ordered = sorted(((n, c) for n, c in lines.items() if c), key=lambda item: (-item[1], item[0]))
        return RepositoryProfile(
            ai_surface=tuple(sorted(surface)), providers=tuple(sorted(providers)), languages=dict(ordered)
        )

    def _imported(self) -> set[str]:
        python = (m for m in self.modules if m.role not in ASIDE and not is_script(m.path))
        own = {name for m in python for _, name in m.imports}
        return own | {name for f in self.files if f.kind.role is Role.SOURCE for name, _ in f.imports}


def _matches(name: str, library: knowledge.Library) -> bool:
    python = any(name == p or name.startswith(f"{p}.") for p in library.python)
    return python or any(name == p or name.startswith(f"{p.rstrip('/')}/") for p in library.javascript)


def _placed(fact: T, lines: dict[str, tuple[int, ...]]) -> T:
    """A fact of a notebook with the line of the file instead of the line of the code."""
    table = lines.get(fact.path)
    if not table or fact.line is None or fact.of_text:
        return fact

    def of_file(line: int) -> int:
        return table[min(line, len(table)) - 1]

    settings = {name: getattr(fact, name) for name in fact.__struct_fields__}
    moved: dict[str, Any] = {
        name: replace(setting, line=of_file(setting.line))
        for name, setting in settings.items()
        if isinstance(setting, Setting) and setting.path == fact.path and setting.line is not None
    }
    return replace(fact, line=of_file(fact.line), **moved)
