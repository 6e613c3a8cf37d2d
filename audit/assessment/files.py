"""Use cases on a file, without a ledger: read, hold against a policy, conclude."""

import json
from datetime import date
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from audit import rubric as rubrics
from audit import yamlfile
from audit.assessment import bounded, places, questionnaires
from audit.exchange import assessment_file, brand_file, gate_policy
from audit.model import complaint
from audit.model.assessment import Assessment
from audit.model.base import InputError
from audit.model.ci_gate import GateResult, Policy
from audit.model.dossier import Dossier
from audit.model.inspection import Inspection
from audit.model.questionnaire import Question
from audit.model.rubric import Rubric
from audit.model.speech import marked, spoken

MAX_INSPECTION = 200_000_000


def read_file(path: Path, today: date | None = None) -> Assessment:
    """Read an assessment file; one without a date of its own is dated `today`."""
    from audit.checks import all_checks

    known = {check.id for check in all_checks()}
    texts = partial(places.texts, path.parent)
    return assessment_file.read(path, rubrics.load(), today, known, questionnaires.questions, texts)


def read_brand(path: Path) -> brand_file.Given:
    """Read the file of a brand; its logo is given as it is."""
    return brand_file.read(path)


def brand_schema() -> dict[str, Any]:
    """The JSON Schema of the file of a brand."""
    return brand_file.schema()


def file_schema() -> dict[str, Any]:
    """The JSON Schema of an assessment file."""
    return assessment_file.schema()


def read_inspection(path: Path) -> Inspection:
    """Read an inspection that was written as JSON."""
    try:
        return Inspection.model_validate_json(
            bounded.read(path, MAX_INSPECTION, marked("an inspection in JSON"))
        )
    except ValidationError as error:
        place, why = complaint.first(error)
        raise InputError(
            f"{path} {place}: {why}; give what this wrote: phase2 inspect PATH --format json --output FILE"
        ) from error


def read_policy(path: Path, today: date | None = None) -> Policy:
    """Read the policy of a gate; waivers in it expire by `today`."""
    from audit.checks import all_checks

    text = bounded.read(path, yamlfile.MAX_BYTES, marked("a policy in YAML")).decode("utf-8-sig", "replace")
    day = today or date.today()  # noqa: DTZ011 - a waiver ends where the gate stands
    return gate_policy.parse(text, str(path), {check.id for check in all_checks()}, day)


def gate(policy: Policy, inspection: Inspection, baseline: Inspection | None = None) -> GateResult:
    """Hold an inspection against a policy; with a baseline only what is new counts."""
    from audit.judgement.ci_gate import decide_gate  # brings scipy, which a help text does not need

    if policy.max_new_findings is not None and baseline is None:
        raise InputError(
            "max_new_findings counts what is new since a baseline: give --baseline with an earlier inspection"
        )
    return decide_gate(policy, inspection, baseline)


def handbook(accuracy: Path | None = None, only: str | None = None) -> str:
    """The handbook of all checks in Markdown, or the page of one; `accuracy` is a file of numbers."""
    from audit.checks import all_checks
    from audit.inspection import handbook as book

    numbers = _numbers(accuracy) if accuracy else {}
    checks = {check.id: check for check in all_checks()}
    if only is None:
        return book.handbook(checks.values(), rubrics.load(), rubrics.signal_use(), numbers)
    if only not in checks:
        near = get_close_matches(only, checks, n=1)
        way_out = f"did you mean {near[0]}?" if near else "see all with: phase2 checks"
        raise InputError(f"there is no check {only[:80]!r}; {way_out}")
    return book.page(checks[only], rubrics.load(), numbers)


def _numbers(path: Path) -> dict[str, Any]:
    try:
        found = json.loads(bounded.read(path, MAX_INSPECTION, marked("measured accuracy in JSON")))
    except (ValueError, RecursionError) as error:
        raise InputError(f"{path}: is no JSON: {error}; give benchmarks/results/accuracy.json") from error
    if not isinstance(found, dict) or not all(isinstance(corpus, dict) for corpus in found.values()):
        raise InputError(f"{path}: holds no measured accuracy; give benchmarks/results/accuracy.json")
    return found


def conclude(
    assessment: Assessment, rubric: Rubric | None = None, questions: tuple[Question, ...] | None = None
) -> Dossier:
    """Judge the assessment by the rubric; if none is given, by the bundled one in the language spoken now.

    `questions` are those that were replied to; if none are given, ours in the language of the rubric.
    """
    from audit import judgement  # brings scipy, which reading and answering do not need

    used = rubric or rubrics.load(spoken().language)
    asked = questionnaires.questions_replied(assessment, used.language) if questions is None else questions
    conclusion = judgement.conclude(assessment, used)
    return Dossier(assessment=assessment, conclusion=conclusion, rubric=used, questions=asked)


def data_folder() -> Path:
    """The folder of this user in which the product keeps its data."""
    from audit import storage

    return storage.data_folder()
