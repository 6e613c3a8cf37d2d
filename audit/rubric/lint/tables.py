"""What the linter looks for in a rubric: in its criteria and in the tables that decide by them."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from audit.model.decision_tables import DecisionRow
from audit.model.evidence import Grade
from audit.model.ids import STAGES
from audit.model.lint import Flaw, Remark
from audit.model.rubric import Criterion, Rubric
from audit.rubric.lint.anchors import unobservable
from audit.rubric.lint.questions import plain
from audit.yamlfile import Document

Remarks = Iterator[Remark]
Files = Mapping[str, Document]
TABLES = ("readiness_review", "vendor_evaluation", "failed_project")


def lint(rubric: Rubric, files: Files) -> Remarks:
    """Every flaw of a rubric that can be read; `files` are its documents by name."""
    for dimension in rubric.dimensions:
        document = files[f"rubric/{dimension.id.lower()}.yaml"]
        for n, criterion in enumerate(dimension.criteria):
            yield from _criterion(criterion, document, n)
            if _alone(criterion, dimension.criteria):
                why = f"wherever {criterion.id} applies, nothing else of {dimension.id} does: it weighs alone"
                yield _remark(Flaw.WEIGHT_WITHOUT_EFFECT, document, ("criteria", n, "weight"), why)
        if len(rubric.dimensions) == 1:
            why = f"the weight of {dimension.id} changes nothing: it is the only dimension"
            yield _remark(Flaw.WEIGHT_WITHOUT_EFFECT, document, ("weight",), why)
    yield from _same_questions(rubric, files)
    yield from _patterns(rubric, files["failure_patterns.yaml"])
    yield from _stages(rubric, files["stages.yaml"])
    yield from _decisions(rubric, files["decisions.yaml"])


def gates(document: Document) -> Remarks:
    """Gates of a dimension, readable or not, that do not say which level and evidence they ask for."""
    entries = document.data.get("criteria") if isinstance(document.data, dict) else None
    for n, entry in enumerate(entries if isinstance(entries, list) else ()):
        if not isinstance(entry, dict) or entry.get("criticality") != "gate":
            continue
        if lacking := [name for name in ("gate_min_level", "gate_min_evidence") if entry.get(name) is None]:
            why = f"{entry.get('id')} is a gate and does not say {' and '.join(lacking)}"
            yield _remark(Flaw.GATE_WITHOUT_EVIDENCE, document, ("criteria", n), why)


def _remark(flaw: Flaw, document: Document, path: tuple[str | int, ...], why: str) -> Remark:
    return Remark(flaw=flaw, text=document.error(path, why))


def _criterion(criterion: Criterion, document: Document, n: int) -> Remarks:
    evidence = criterion.gate_min_evidence
    if criterion.is_gate and evidence is not None and evidence < Grade.DOCUMENTED:
        why = f"{criterion.id} is a gate that words alone would meet; ask for documented evidence at least"
        yield _remark(Flaw.GATE_WITHOUT_EVIDENCE, document, ("criteria", n, "gate_min_evidence"), why)
    texts = [plain(criterion.levels[level]) for level in range(5)]
    for level, text in enumerate(texts):
        path = ("criteria", n, "levels", f"L{level}")
        if why := unobservable(criterion.levels[level], level):
            yield _remark(Flaw.LEVEL_WITHOUT_ANCHOR, document, path, f"level {level} of {criterion.id} {why}")
        if text in texts[:level]:
            why = f"level {level} of {criterion.id} has the words of level {texts.index(text)}"
            yield _remark(Flaw.DUPLICATE_WORDING, document, path, why)


def _alone(criterion: Criterion, among: Sequence[Criterion]) -> bool:
    others = [one for one in among if one.id != criterion.id]
    return not any(one.applies((kind,)) for one in others for kind in criterion.applies_to)


def _same_questions(rubric: Rubric, files: Files) -> Remarks:
    for side in ("vendor", "internal"):
        first: dict[str, str] = {}
        for dimension in rubric.dimensions:
            for n, criterion in enumerate(dimension.criteria):
                words = plain(getattr(criterion.ask, side))
                if words in first:
                    why = f"{criterion.id} asks in the same words as {first[words]}"
                    path = ("criteria", n, "ask", side)
                    yield _remark(
                        Flaw.DUPLICATE_WORDING, files[f"rubric/{dimension.id.lower()}.yaml"], path, why
                    )
                first.setdefault(words, criterion.id)


def _patterns(rubric: Rubric, document: Document) -> Remarks:
    for n, pattern in enumerate(rubric.patterns):
        if pattern.min_supporting > len(pattern.supporting):
            why = f"{pattern.id} is never exposed: fewer criteria support it than have to"
            yield _remark(Flaw.DEAD_RULE, document, ("patterns", n, "min_supporting"), why)


def _stages(rubric: Rubric, document: Document) -> Remarks:
    reached: dict[str, tuple[int, str]] = {}
    for n, stage in enumerate(sorted(rubric.stages, key=lambda one: STAGES.index(one.id))):
        for criterion, level in stage.exit.levels.items():
            before, earlier = reached.get(criterion, (0, ""))
            if level < before:
                why = f"{criterion} at {level} asks nothing: {earlier} asks for {before} already"
                yield _remark(Flaw.DEAD_RULE, document, ("stages", n, "exit", "levels", criterion), why)
            reached[criterion] = max((level, stage.id), (before, earlier))


def _decisions(rubric: Rubric, document: Document) -> Remarks:
    for table in TABLES:
        rows: tuple[DecisionRow, ...] = getattr(rubric.decisions, table)
        for n, row in enumerate(rows):
            earlier = next((m for m in range(n) if _covers(rows[m], row)), None)
            if earlier is not None:
                why = f"{row.decision!r} is never reached: row {earlier + 1} holds whenever this one would"
                yield _remark(Flaw.DEAD_RULE, document, (table, n), why)
    named: dict[str, int] = {}
    last: int | None = None
    for n, severity in enumerate(rubric.decisions.severity):
        if last is not None:
            why = f"{severity.severity!r} is never reached: row {last + 1} always holds"
            yield _remark(Flaw.DEAD_RULE, document, ("severity", n), why)
        for name in severity.when:
            if name in named:
                why = f"{name} decided in row {named[name] + 1} already"
                yield _remark(Flaw.DEAD_RULE, document, ("severity", n, "when", name), why)
            named.setdefault(name, n)
            last = n if name == "otherwise" and last is None else last
    seen: list[Any] = []
    for n, one in enumerate(rubric.decisions.vendor_knock_outs):
        told = one.model_dump(exclude={"rule"})
        if told in seen:
            yield _remark(
                Flaw.DEAD_RULE, document, ("vendor_knock_outs", n), "knocks out what is out already"
            )
        seen.append(told)


def _covers(earlier: DecisionRow, later: DecisionRow) -> bool:
    """Whether the earlier row holds in every case in which the later one does."""
    if not set(earlier.when_all) <= set(later.when_all):
        return False
    if not earlier.when_any or set(earlier.when_any) & set(later.when_all):
        return True
    return bool(later.when_any) and set(later.when_any) <= set(earlier.when_any)
