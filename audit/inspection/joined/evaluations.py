"""Evaluation suites: code and configuration that score a model's output against cases."""

import re
from collections.abc import Iterator
from itertools import islice
from typing import TYPE_CHECKING

from msgspec.structs import replace

from audit.inspection import knowledge
from audit.inspection.classify import Role, named_files
from audit.inspection.expressions import Module
from audit.inspection.facts import EvaluationRun, EvaluationSuite
from audit.inspection.following.recognition import imports_model
from audit.inspection.following.script_names import PREFIX
from audit.inspection.intake.files import SCRIPTS
from audit.inspection.joined.evaluated import may_reach_a_model
from audit.inspection.patterns import Pattern

if TYPE_CHECKING:
    from audit.inspection.project import Project

_FOLLOWED = frozenset({"Python", "Jupyter Notebook", *SCRIPTS})
_HELD_OUT = Pattern(r"test|holdout|hold_out|valid", re.IGNORECASE)
_SCORER = Pattern(
    r"score|accuracy|judge|grade|metric|precision|recall|correct|f1|exact_match|similarity", re.IGNORECASE
)
_CASES = Pattern(
    r"ground_?truth|expected|reference|golden|dataset|test_?cases?|(?:^|[\s_])cases?(?:$|[\s_])|examples"
    r"|questions|\.jsonl|\.csv",
    re.IGNORECASE,
)
_DISTANCES = "sklearn.metrics.pairwise"  # how near two vectors are: no score of a model
_COMPARED = Pattern(r"(?:expected|reference|actual|golden)_(?:response|answer|reply)", re.IGNORECASE)


def evaluation_runs(project: "Project") -> Iterator[EvaluationRun]:
    """The steps of continuous integration that run an evaluation."""
    for file in project.files:
        for run in file.runs:
            if run.kind == "evaluations":
                yield EvaluationRun(run.path, run.line, run.command, run.unheeded, run.off)


def evaluation_suites(project: "Project") -> Iterator[EvaluationSuite]:
    """Every file that evaluates, and whether it has both cases and a scorer."""
    for path in project.paths:
        for named in named_files(path):
            if named.kind == "evaluation":
                yield EvaluationSuite(path, None, named.what, True)
    for module in project.modules:
        found = _library(module)
        if found is not None:
            yield found
        elif module.role is Role.EVALUATION:
            own = _own(module)
            if own is not None and own.complete and not may_reach_a_model(project, module):
                yield replace(own, how="cases and a scorer, but no model is seen behind them", complete=False)
            elif own is not None:
                yield own
        elif (
            module.role is Role.TEST and imports_model(module) and _COMPARED.search(" ".join(_names(module)))
        ):
            yield EvaluationSuite(module.path, 1, "tests that compare the replies of a model", False)
    yield from _elsewhere(project)


def _elsewhere(project: "Project") -> Iterator[EvaluationSuite]:
    """Files of other languages that import a library of evaluation."""
    for file in project.files:
        if file.kind.language in _FOLLOWED or file.kind.role is Role.VENDORED:
            continue
        found = ((library, line) for name, line in file.imports for library in _named(name))
        for library, line in islice(found, 1):
            yield EvaluationSuite(file.path, line, f"{library.id} is imported", True)


@knowledge.remembered
def _named(imported: str) -> tuple[knowledge.Library, ...]:
    """The libraries of evaluation that a language other than Python and scripts imports by this name."""
    return tuple(
        library
        for library in knowledge.evaluation()
        if any(
            imported == name or imported.startswith(f"{name}.") for name in (*library.jvm, *library.others)
        )
    )


def _library(module: Module) -> EvaluationSuite | None:
    for alias, name in module.imports:
        for library in _libraries(name) if not name.startswith(_DISTANCES) else ():
            line = next(
                (
                    n
                    for imported, n in module.import_lines
                    if imported.startswith(name.rpartition(".")[0] or name)
                ),
                1,
            )
            if library.id.startswith("scikit-learn"):
                complete = alias in module.used and bool(
                    _HELD_OUT.search(" ".join(_names(module)) + module.path)
                )
            else:
                complete = alias in module.used
            return EvaluationSuite(module.path, line, f"{library.id} is imported and used", complete)
    return None


@knowledge.remembered
def _libraries(name: str) -> tuple[knowledge.Library, ...]:
    if not name.removeprefix(PREFIX).startswith(_packages()):
        return ()
    return tuple(library for library in knowledge.evaluation() if _is_of(name, library))


@knowledge.remembered
def _packages() -> tuple[str, ...]:
    """What the names of all of them begin with: most names are of none."""
    return tuple(
        name for library in knowledge.evaluation() for name in (*library.python, *library.javascript)
    )


def _is_of(name: str, library: knowledge.Library) -> bool:
    """Whether an imported name is of a library."""
    bare = name.removeprefix(PREFIX)
    known = library.python if bare == name else library.javascript
    return any(bare == package or bare.startswith((f"{package}.", f"{package}/")) for package in known)


def _own(module: Module) -> EvaluationSuite | None:
    """A file that says it evaluates: complete if it names both cases and a scorer."""
    words = " ".join(_names(module))
    scorer, cases = _SCORER.search(words), _CASES.search(words)
    line = min((f.line for f in module.functions if _SCORER.search(f.name)), default=None)
    if scorer and cases:
        return EvaluationSuite(module.path, line or 1, "cases and a scorer stand in this file", True)
    if scorer or cases:
        return EvaluationSuite(
            module.path, line or 1, "only one of cases and scorer was recognised here", False
        )
    return None


def _names(module: Module) -> list[str]:
    names = (
        [f.name for f in module.functions]
        + [b.name for b in module.bindings]
        + [i for _, i in module.imports]
    )
    for function in module.functions:
        names += [parameter.name for parameter in function.parameters]
    for site in module.calls:
        names += [str(getattr(a, "value", "")) for a in site.call.arguments]
    names += [str(getattr(b.value, "value", "")) for b in module.bindings]
    return names
