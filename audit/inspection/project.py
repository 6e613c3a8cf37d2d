"""Per-file facts joined into the facts of a repository, which checks are given."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import TypeVar

from audit.inspection import knowledge
from audit.inspection.choices import model_choices, with_defaults
from audit.inspection.classify import Role, classify, folder_role, named_files
from audit.inspection.evaluations import evaluation_suites
from audit.inspection.expressions import CallSite, Module
from audit.inspection.facts import (
    AgentLoop,
    Bound,
    CodeBase,
    EvaluationRun,
    EvaluationSuite,
    Fact,
    FileTree,
    ModelCall,
    ModelChoice,
    NamedFile,
    OperationsText,
    ReferenceRead,
    Requirements,
    SecretRead,
    SecretSearch,
    Setting,
    State,
    Telemetry,
    TestFile,
    TestRun,
)
from audit.inspection.files import FileFacts
from audit.inspection.loops import agent_loops
from audit.inspection.model_calls import model_calls
from audit.inspection.reference import reference_reads
from audit.inspection.resolve import Resolver
from audit.inspection.telemetry import telemetry_uses
from audit.model.inspection import RepositoryProfile

T = TypeVar("T", bound=Fact)
_OWN = frozenset({Role.SOURCE, Role.TRAINING})
_PYTHON_LOCKS = (
    "uv.lock",
    "poetry.lock",
    "Pipfile.lock",
    "pdm.lock",
    "pylock.toml",
    "conda-lock.yml",
    "pixi.lock",
)
_SCRIPTS = re.compile(r"(?:^|/)(?:scripts?|hack|\.github)/")
_DEVELOPMENT = re.compile(r"dev|test|doc|lint|eval|example|build", re.IGNORECASE)
_ASIDE = frozenset({Role.TEST, Role.EXAMPLE, Role.EVALUATION})


@dataclass
class Project:
    """Everything read from one repository."""

    paths: Sequence[str]
    files: Sequence[FileFacts]
    modules: Sequence[Module]
    tables: dict[str, int] = field(default_factory=dict)
    notebook_lines: dict[str, int] = field(default_factory=dict)
    text_complete: bool = True

    def __post_init__(self) -> None:
        self.resolver = Resolver(self.modules)
        self.own = Resolver([m for m in self.modules if m.role not in _ASIDE])
        self._facts: dict[type[Fact], tuple[Fact, ...]] = {}

    def of(self, kind: type[T]) -> tuple[T, ...]:
        """All facts of one kind, in the order of path and line."""
        if not self._facts:
            self._facts = self._join()
        found = self._facts.get(kind)
        if found is None:
            raise LookupError(f"no reader provides the fact {kind.__name__}")
        return tuple(fact for fact in found if isinstance(fact, kind))

    def _join(self) -> dict[type[Fact], tuple[Fact, ...]]:
        calls = _own_calls(self.resolver)
        facts = [fact for fact, _, _ in calls]
        if any(file.limits for file in self.files):
            facts = [_limited_elsewhere(fact) for fact in facts]
        joined: dict[type[Fact], Iterable[Fact]] = {
            ModelCall: [*facts, *self._unparsed_calls()],
            ModelChoice: [*with_defaults(model_choices(facts), self.own.modules), *self._unparsed_choices()],
            AgentLoop: [*agent_loops(self.own, calls), *self._unparsed_loops()],
            FileTree: [self._tree()],
            TestFile: self._tests(),
            TestRun: self._test_runs(),
            EvaluationRun: [
                EvaluationRun(run.path, run.line, run.command)
                for file in self.files
                for run in file.runs
                if run.kind == "evaluations"
            ],
            SecretRead: [
                SecretRead(f.path, line, name) for f in self.files for name, line in f.secret_reads[:5]
            ],
            Requirements: self._requirements(calls_models=bool(calls)),
            EvaluationSuite: evaluation_suites(self),
            Telemetry: telemetry_uses(self),
            SecretSearch: [self._secrets()],
            CodeBase: self._code_base(),
            OperationsText: self._operations(),
            ReferenceRead: reference_reads(self, calls),
        }
        lines = {module.path: module.lines for module in self.modules if module.lines}
        return {
            kind: tuple(sorted((_placed(f, lines) for f in found), key=lambda f: (f.path, f.line or 0)))
            for kind, found in joined.items()
        }

    @property
    def ai(self) -> bool:
        """Whether the repository has an AI surface at all."""
        return bool(self.profile().ai_surface)

    @cached_property
    def _unparsed(self) -> list[tuple[FileFacts, str, int, knowledge.Provider]]:
        """Imports of model libraries in languages that are not parsed."""
        return list(self._find_unparsed())

    def _find_unparsed(self) -> Iterator[tuple[FileFacts, str, int, knowledge.Provider]]:
        for file in self.files:
            if file.kind.role is not Role.SOURCE:
                continue
            for imported, line in file.imports:
                for provider in knowledge.providers():
                    if any(
                        imported == n or imported.startswith(f"{n}/")
                        for n in (*provider.javascript, *provider.go)
                    ):
                        yield file, imported, line, provider

    def _unparsed_calls(self) -> Iterator[ModelCall]:
        hidden = Setting(State.UNRESOLVED)
        for file, imported, line, provider in self._unparsed:
            yield ModelCall(file.path, line, provider.id, imported, hidden, hidden, hidden, hidden)

    def _unparsed_loops(self) -> Iterator[AgentLoop]:
        """One loop that cannot be judged, where models are called in a language that is not parsed."""
        for file, _, line, _ in self._unparsed:
            yield AgentLoop(file.path, line, Bound.UNRESOLVED, f"{file.kind.language} is not parsed")
            return

    def _unparsed_choices(self) -> Iterator[ModelChoice]:
        for call in self._unparsed_calls():
            yield from model_choices([call])

    def _tree(self) -> FileTree:
        named = [file for path in self.paths for file in named_files(path) if _named_counts(file)]
        named += [
            NamedFile(file.path, line, "security_policy", f"section: {heading}")
            for file in self.files
            for heading, line in file.reporting
        ]
        return FileTree(".", None, len(self.paths), tuple(named))

    def _tests(self) -> Iterator[TestFile]:
        for file in self.files:
            if file.cases and "mock" not in file.path.rpartition("/")[2].lower():
                yield TestFile(file.path, file.first_case, file.cases)

    def _test_runs(self) -> Iterator[TestRun]:
        tests = sum(1 for _ in self._tests())
        targets = {target for file in self.files for target in file.test_targets}
        for file in self.files:
            for run in file.runs:
                if run.kind == "tests" or (
                    run.kind == "target" and run.command.rpartition(" ")[2] in targets
                ):
                    yield TestRun(run.path, run.line, run.command, tests, run.automatic)

    def _requirements(self, *, calls_models: bool) -> Iterator[Requirements]:
        """The dependencies of the component that calls models, or of the largest: lock or requirements."""
        lines = self._languages()
        python = calls_models or lines["Python"] + lines["Jupyter Notebook"] >= sum(lines.values()) / 2
        locks = [f.path for f in self._tree().of_kind("lockfile")]
        fitting = [path for path in sorted(locks) if python == path.endswith(_PYTHON_LOCKS)]
        if fitting:
            yield Requirements(fitting[0], None, 1, 1, fitting[0])
            return
        for file in self.files:
            count, exact = file.requirements
            aside = folder_role(file.path) in _ASIDE or _DEVELOPMENT.search(file.path.rpartition("/")[2])
            if count and python and not aside:
                yield Requirements(file.path, None, count, exact, "")

    def _languages(self) -> Counter[str]:
        """Lines of own code by language."""
        languages: Counter[str] = Counter()
        for file in self.files:
            if file.kind.is_own_code:
                languages[file.kind.language] += file.lines or self.notebook_lines.get(file.path, 0)
        return languages

    def _secrets(self) -> SecretSearch:
        leaks = tuple(leak for file in self.files for leak in file.leaks)
        return SecretSearch(".", None, len(self.files), self.text_complete, leaks)

    def _code_base(self) -> Iterator[CodeBase]:
        source = sum(
            f.lines
            for f in self.files
            if f.kind.role in _OWN and f.kind.language not in ("", "Jupyter Notebook", "SQL", "Shell")
        )
        roles = {f.path: f.kind.role for f in self.files}
        own = {p: n for p, n in self.notebook_lines.items() if roles.get(p) in _OWN}
        if source or own:
            largest = max(own, key=lambda p: own[p], default=".")
            yield CodeBase(largest, None, source, sum(own.values()))

    def _operations(self) -> Iterator[OperationsText]:
        for file in self.files:
            by_name = [n for n in named_files(file.path) if n.kind == "operations"]
            if file.kind.role is Role.DOCS and by_name and knowledge.operations().files.search(file.path):
                yield OperationsText(file.path, None, by_name[0].what, True)
            for heading, line in file.headings:
                yield OperationsText(file.path, line, heading, True)

    def profile(self) -> RepositoryProfile:
        """What kind of repository it is."""
        languages = self._languages()
        imported = self._imported()
        surface = {lib.id for lib in knowledge.surfaces() if any(_matches(name, lib) for name in imported)}
        providers = {provider for provider in self._providers() if provider}
        if providers:
            surface.add("llm_api")
        ordered = sorted(((n, c) for n, c in languages.items() if c), key=lambda item: (-item[1], item[0]))
        return RepositoryProfile(
            ai_surface=tuple(sorted(surface)), providers=tuple(sorted(providers)), languages=dict(ordered)
        )

    def _imported(self) -> set[str]:
        own = {name for m in self.modules if m.role not in _ASIDE for _, name in m.imports}
        return own | {name for f in self.files if f.kind.role is Role.SOURCE for name, _ in f.imports}

    def _providers(self) -> set[str]:
        return {
            call.provider
            for call in self.of(ModelCall)
            if call.provider not in ("any", "langchain", "llama_index")
        } | ({"langchain"} & {c.provider for c in self.of(ModelCall)})


def _limited_elsewhere(call: ModelCall) -> ModelCall:
    """A call without an output limit, where settings of the repository speak of one: it cannot be told."""
    if call.output_limit.state is State.SET:
        return call
    return replace(call, output_limit=Setting(State.UNRESOLVED))


def _own_calls(resolver: Resolver) -> list[tuple[ModelCall, Module, CallSite]]:
    """The model calls of the system; those of helper scripts only where there are no others."""
    own = [found for found in model_calls(resolver) if found[1].role not in _ASIDE]
    return [found for found in own if not _SCRIPTS.search(found[1].path)] or own


def _named_counts(file: NamedFile) -> bool:
    """Whether a named file belongs to the system itself, not to its tests, examples or vendored parts."""
    if classify(file.path).role in (Role.VENDORED, Role.GENERATED):
        return False
    return (
        file.kind not in ("container", "lockfile", "manifest", "deployment")
        or folder_role(file.path) not in _ASIDE
    )


def _matches(name: str, library: knowledge.Library) -> bool:
    python = any(name == p or name.startswith(f"{p}.") for p in library.python)
    return python or any(name == p or name.startswith(f"{p.rstrip('/')}/") for p in library.javascript)


def _placed(fact: T, lines: dict[str, tuple[int, ...]]) -> T:
    """A fact of a notebook with the line of the file instead of the line of the code."""
    table = lines.get(fact.path)
    if not table or fact.line is None:
        return fact
    return replace(fact, line=table[min(fact.line, len(table)) - 1])
