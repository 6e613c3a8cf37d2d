"""Reads the rubric from `questionnaires/` and proves that its parts fit together."""

import hashlib
from collections.abc import Iterator
from functools import cache
from graphlib import CycleError, TopologicalSorter
from importlib.resources import files
from importlib.resources.abc import Traversable
from typing import Any, Literal

from pydantic import Field

from audit import yamlfile
from audit.model.base import InputError, Value
from audit.model.decision_tables import Decisions, Precedence
from audit.model.rubric import (
    BuildabilityItem,
    ContractClause,
    Dimension,
    FailurePattern,
    PartnerQuestion,
    Rubric,
    Stage,
)
from audit.model.shocks import Shocks
from audit.model.signals import SignalUse
from audit.model.specificity import Vocabulary
from audit.rubric import languages
from audit.yamlfile import Document


class _Index(Value):
    version: str
    dimensions: tuple[str, ...] = Field(min_length=1)
    frameworks: dict[str, str]


class _Patterns(Value):
    patterns: tuple[FailurePattern, ...]


class _Stages(Value):
    stages: tuple[Stage, ...]


class _PartnerQuestions(Value):
    partner_questions: tuple[PartnerQuestion, ...]


class _Order(Value):
    basis: Literal["judgement"]
    order: tuple[Precedence, ...]


class _Buildability(Value):
    buildability: tuple[BuildabilityItem, ...]


class _Clauses(Value):
    basis: Literal["judgement"]
    clauses: tuple[ContractClause, ...]


@cache
def load(language: str = languages.ENGLISH) -> Rubric:
    """The rubric that ships with this version, in a language; in any, the same is judged by it."""
    return languages.worded(_original(), language)


@cache
def _original() -> Rubric:
    return read(files("questionnaires"))


@cache
def signal_use() -> SignalUse:
    """What becomes of the repository signals of the rubric that ships with this version."""
    name = "signals.yaml"
    return yamlfile.build(
        SignalUse, yamlfile.parse(files("questionnaires").joinpath(name).read_text("utf-8"), name)
    )


@cache
def vocabulary() -> Vocabulary:
    """The words by which an answer is read as specific or vague."""
    name = "specificity.yaml"
    return yamlfile.build(
        Vocabulary, yamlfile.parse(files("questionnaires").joinpath(name).read_text("utf-8"), name)
    )


def read(folder: Traversable) -> Rubric:
    """Read a rubric from a folder; raises InputError with `file:line field: why` for all that is wrong."""
    digest = hashlib.sha256()

    def document(*path: str) -> Document:
        name = "/".join(path)
        entry = folder.joinpath(*path)
        try:
            text = entry.read_text(encoding="utf-8")
        except (FileNotFoundError, UnicodeDecodeError) as error:
            raise InputError(f"{name}:1 file: cannot be read: {error}") from error
        digest.update(f"{name}\n{text}\n".encode())
        return yamlfile.parse(text, name)

    index = yamlfile.build(_Index, document("rubric.yaml"))
    dimension_files = [document("rubric", f"{name}.yaml") for name in index.dimensions]
    dimensions = tuple(yamlfile.build(Dimension, file) for file in dimension_files)
    patterns, stages = document("failure_patterns.yaml"), document("stages.yaml")
    questions, decisions = document("partner_questions.yaml"), document("decisions.yaml")
    buildability = document("week_one.yaml")
    shocks, order = document("cost_shocks.yaml"), document("order_of_work.yaml")
    clauses = document("contract_clauses.yaml")
    rubric = Rubric(
        version=index.version,
        dimensions=dimensions,
        patterns=yamlfile.build(_Patterns, patterns).patterns,
        stages=yamlfile.build(_Stages, stages).stages,
        partner_questions=yamlfile.build(_PartnerQuestions, questions).partner_questions,
        buildability=yamlfile.build(_Buildability, buildability).buildability,
        cost_shocks=yamlfile.build(Shocks, shocks),
        decisions=yamlfile.build(Decisions, decisions),
        order=yamlfile.build(_Order, order).order,
        clauses=yamlfile.build(_Clauses, clauses).clauses,
        frameworks=index.frameworks,
        content_hash=digest.hexdigest(),
    )
    complaints = [
        complaint
        for file, dimension in zip(dimension_files, dimensions, strict=True)
        for complaint in _dimension_complaints(file, dimension)
    ]
    known = {criterion.id for criterion in rubric.criteria()}
    for file in (patterns, stages, questions, decisions, order):
        complaints += _unknown_criteria(file, known)
    complaints += _duplicates(rubric)
    complaints += [
        clauses.error(("clauses", n, "criterion"), f"{clause.criterion} is not a gate of the rubric")
        for n, clause in enumerate(rubric.clauses)
        if clause.criterion not in known or not rubric.by_id[clause.criterion].is_gate
    ]
    complaints += _circles(order, rubric)
    if complaints:
        raise InputError("\n".join(complaints))
    return rubric


def _dimension_complaints(file: Document, dimension: Dimension) -> Iterator[str]:
    for n, criterion in enumerate(dimension.criteria):
        at = ("criteria", n)
        if criterion.dimension != dimension.id:
            yield file.error((*at, "id"), f"{criterion.id} does not belong to dimension {dimension.id}")
        has_rule = criterion.gate_min_level is not None and criterion.gate_min_evidence is not None
        if criterion.is_gate and not has_rule:
            yield file.error(at, f"{criterion.id} is a gate and needs gate_min_level and gate_min_evidence")
        if not criterion.is_gate and (criterion.gate_min_level or criterion.gate_min_evidence):
            yield file.error(at, f"{criterion.id} is no gate and must not have a gate level or evidence")
        low, high = criterion.effort_person_days
        if not 0 < low <= high:
            yield file.error((*at, "effort_person_days"), "has to be [low, high] with 0 < low <= high")


CRITERIA_FIELDS = {"core", "supporting", "criteria", "levels", "after"}


def _unknown_criteria(file: Document, known: set[str]) -> Iterator[str]:
    """Complain about references to criteria that do not exist."""

    def walk(data: Any, path: tuple[str | int, ...]) -> Iterator[str]:
        if isinstance(data, dict):
            for key, value in data.items():
                if key in CRITERIA_FIELDS and isinstance(value, list | dict):
                    for name in value:
                        if name not in known:
                            yield file.error((*path, key), f"{name} is not a criterion of the rubric")
                yield from walk(value, (*path, key))
        elif isinstance(data, list):
            for n, value in enumerate(data):
                yield from walk(value, (*path, n))

    yield from walk(file.data, ())


def _circles(file: Document, rubric: Rubric) -> Iterator[str]:
    """Complain about an order of work that runs in a circle, or names a criterion that there is not."""
    for n, one in enumerate(rubric.order):
        if one.criterion not in rubric.by_id:
            yield file.error(("order", n, "criterion"), f"{one.criterion} is not a criterion of the rubric")
    try:
        TopologicalSorter({one.criterion: one.after for one in rubric.order}).prepare()
    except CycleError as error:
        yield file.error(("order",), f"runs in a circle: {' after '.join(error.args[1])}")


def _duplicates(rubric: Rubric) -> Iterator[str]:
    groups: dict[str, list[str]] = {
        "rubric": [c.id for c in rubric.criteria()],
        "failure_patterns.yaml": [p.id for p in rubric.patterns],
        "stages.yaml": [s.id for s in rubric.stages],
        "partner_questions.yaml": [q.id for q in rubric.partner_questions],
        "contract_clauses.yaml": [c.id for c in rubric.clauses],
        "week_one.yaml": [b.id for b in rubric.buildability],
        "order_of_work.yaml": [one.criterion for one in rubric.order],
    }
    for name, ids in groups.items():
        for doubled in sorted({one for one in ids if ids.count(one) > 1}):
            yield f"{name}:1 id: {doubled} is given twice"
