"""Which calls of Python are worth keeping: by their last name, their package, or what they are given."""

import re

from ast_grep_py import SgNode

from audit.inspection import knowledge
from audit.inspection.knowledge.running import running
from audit.inspection.patterns import Pattern

_CALL_LENGTH = 3_000
_FUNCTION = Pattern(r"\w+\(")
_KEPT = frozenset({
    "open", "read_text", "connect", "Path", "wait_for", "with_retry", "with_fallbacks", "with_options",
    "read_csv", "read_excel", "read_json", "read_parquet", "read_table", "scan_csv", "scan_parquet",
    "genfromtxt",
    "loadtxt", "DictReader", "reader", "load", "loads", "to_csv", "to_json", "to_parquet", "dump",
    "write_text",
    "write_csv", "load_workbook", "read_feather", "read_pickle", "fit", "fit_transform", "train_test_split",
    "post", "request", "urlopen", "Request", "get", "getenv", "timeout", "fail_after", "move_on_after",
})  # fmt: skip


@knowledge.remembered
def interesting() -> frozenset[str]:
    """The last names of the calls worth keeping."""
    found = set(_KEPT)
    for names in (*(r.names for r in running().runners), *(t.names for t in running().tools)):
        found |= {name.rpartition(".")[2] for name in names}
    for provider in knowledge.providers():
        for surface in provider.surfaces:
            found |= {name.rpartition(".")[2] for name in (*surface.names, *surface.methods)}
    for framework in knowledge.frameworks():
        found |= {name.rpartition(".")[2] for name in framework.names}
    parsing = knowledge.parsing()
    found |= {name.rpartition(".")[2] for name in (*parsing.parsers, *parsing.patterns)}
    for mechanism in (*knowledge.fallbacks(), *knowledge.outputs()):
        found |= {name.rpartition(".")[2] for name in (*mechanism.names, *mechanism.methods)}
    return frozenset(found)


@knowledge.remembered
def by_name(last: str) -> bool:
    """Whether calls of this last name are kept; of ten calls nine have a name that was asked for before."""
    forms = (knowledge.parsing().helper, running().kept)
    return last in interesting() or any(form.search(last) is not None for form in forms)


@knowledge.remembered
def _telling() -> re.Pattern[str]:
    """Arguments that make a call worth keeping whatever it calls: those that name a model or a schema."""
    known = {a.partition(".")[0] for m in (*knowledge.fallbacks(), *knowledge.outputs()) for a in m.arguments}
    names = "|".join(sorted(re.escape(name) for name in known | {"llm", "response_format"}))
    return re.compile(
        rf"\b(?:\w{{0,30}}model(?:_?(?:name|id))?|deployment\w{{0,12}}|{names})\s*=(?!=)|\(\s*\*\*"
    )


@knowledge.remembered
def packages() -> frozenset[str]:
    """The packages of models, tracing and evaluation, whose calls are all kept."""
    names = {package for provider in knowledge.providers() for package in provider.packages}
    names |= {
        name for library in (*knowledge.telemetry(), *knowledge.evaluation()) for name in library.python
    }
    return frozenset(name.split(".", 1)[0] for name in names)


def all_kept(text: str) -> bool:
    """Whether all calls of a text matter: by a word, or a whole name, it may run something.

    `retrieval(` is no `eval(`, `thread_pool_exec(` no `exec(`.
    """
    return any(word in text and _stands(word, text) for word in running().words)


def _stands(word: str, text: str) -> bool:
    return not _FUNCTION.fullmatch(word) or _whole(word).search(text) is not None


@knowledge.remembered
def _whole(word: str) -> Pattern:
    return Pattern(rf"(?<!\w){re.escape(word)}")


def tells(node: SgNode, function: str) -> bool:
    """Whether the arguments of a call name a model or a schema, as far as a call of usual length shows."""
    place = node.range()
    if place.end.index - place.start.index > _CALL_LENGTH:
        return False
    text = node.text()
    return ("=" in text or "**" in text) and _telling().search(text, len(function)) is not None
