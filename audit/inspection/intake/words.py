"""The words that make a file worth parsing, found in one pass over its bytes."""

from collections.abc import Iterable, Iterator
from enum import Enum

from ahocorasick_rs import BytesAhoCorasick

from audit.inspection import knowledge
from audit.inspection.classify import FileClass, Role
from audit.inspection.following.script_names import PREFIX
from audit.inspection.intake.files import SCRIPTS, TYPED
from audit.inspection.knowledge.running import running

_DATA = (".csv", ".tsv", ".xlsx", ".parquet", ".sqlite", ".db", ".json", ".feather")
_SWITCHES = ("LANGCHAIN_TRACING", "LANGSMITH_TRACING")
_COMPARED = [
    f"{a}_{b}" for a in ("expected", "actual", "reference", "golden") for b in ("response", "answer", "reply")
]
_HEAD = 2_000
_ASIDE = frozenset({Role.TEST, Role.EXAMPLE})


class Worth(Enum):
    """Whether a file is worth parsing."""

    NEVER = "in no language that is parsed"
    NO = "holds none of the words"
    TABLES = "holds words about data files only"
    YES = "holds words of models, agents or tools"


def worth_parsing(kind: FileClass, data: bytes) -> Worth:
    """Whether a file can hold facts, by its words."""
    if kind.language in SCRIPTS:
        words = _script_evaluation() if kind.role in _ASIDE else _script()
        return Worth.YES if _holds(words, data) else Worth.NO
    if kind.language in TYPED:
        own = kind.role not in _ASIDE
        return Worth.YES if own and _holds(_typed(), data) else Worth.NO
    if kind.role is Role.EVALUATION:
        return Worth.YES
    if kind.role in _ASIDE:
        return Worth.YES if _holds(_evaluation(), data) else Worth.NO
    if _holds(_system(), data):
        return Worth.YES
    return Worth.TABLES if _holds(_tables(), data) else Worth.NO


def _holds(words: BytesAhoCorasick, data: bytes) -> bool:
    """Whether one of some words stands in a file; most that have one have it where they import."""
    head = words.find_matches_as_indexes(data[:_HEAD])
    return bool(head or words.find_matches_as_indexes(data))


@knowledge.remembered
def _system() -> BytesAhoCorasick:
    return _automaton(system_words())


@knowledge.remembered
def _script() -> BytesAhoCorasick:
    return _automaton(script_words())


@knowledge.remembered
def _typed() -> BytesAhoCorasick:
    return _automaton(name for p in knowledge.providers() for name in (*p.go, *p.java))


@knowledge.remembered
def _script_evaluation() -> BytesAhoCorasick:
    return _automaton(_quoted(name for library in knowledge.evaluation() for name in library.javascript))


@knowledge.remembered
def _evaluation() -> BytesAhoCorasick:
    libraries = _imports(name for library in knowledge.evaluation() for name in library.python)
    return _automaton((*libraries, *_COMPARED))


@knowledge.remembered
def _tables() -> BytesAhoCorasick:
    return _automaton((*_DATA, *_imports(knowledge.acting().packages)))


def _automaton(words: Iterable[str]) -> BytesAhoCorasick:
    return BytesAhoCorasick(sorted({word.encode() for word in words}))


def _imports(names: Iterable[str]) -> Iterator[str]:
    """How an import of each package begins."""
    for root in {name.split(".", 1)[0] for name in names}:
        yield f"import {root}"
        yield f"from {root}"


def system_words() -> Iterator[str]:
    """The words of models, agents, tracing, evaluation and machine learning."""
    for provider in knowledge.providers():
        yield from (package.split(".", 1)[0] for package in provider.packages)
        yield from provider.hosts
        for surface in (one for one in provider.surfaces if not one.language):
            yield from (name.rpartition(".")[2] for name in surface.names if "." in name)
            yield from surface.signature
            yield from surface.when
    libraries = (*knowledge.telemetry(), *knowledge.evaluation(), *knowledge.surfaces())
    yield from _imports(name for library in libraries for name in library.python)
    runs = (name for framework in knowledge.frameworks() for name in framework.names)
    yield from _imports(name for name in runs if not name.startswith(PREFIX))
    yield from _SWITCHES
    yield from ("import fastapi", "from fastapi", *running().words)
    yield from ("_model =", "_MODEL =", "model:", "MODEL =", "model_name", "model =", "model=", "llm=")


def script_words() -> Iterator[str]:
    """The words of models and agents in JavaScript and TypeScript: packages between quotes, hosts, calls."""
    packages: set[str] = set()
    for provider in knowledge.providers():
        packages |= {*provider.javascript, *provider.makers}
        yield from provider.hosts
        for surface in (one for one in provider.surfaces if one.script):
            packages |= {name.removeprefix(PREFIX).partition(".")[0] for name in surface.names}
            yield from surface.signature
    packages |= {name for library in knowledge.evaluation() for name in library.javascript}
    yield from _quoted(packages)
    yield from ("DEFAULT_MODEL", "defaultModel", "modelName:")


def _quoted(packages: Iterable[str]) -> Iterator[str]:
    """How the name of a package stands in an import."""
    for package in packages:
        yield from (
            f"{word}{quote}{package}{end}"
            for word in ("from ", "import ", "import(", "require(")
            for quote in "'\""
            for end in (quote, "/")
        )
