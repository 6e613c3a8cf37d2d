"""Mend one defect of the seed case, and only the criterion that it concerns moves."""

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from audit import example, rubric
from audit.model.conclusion import Verdict
from audit.model.finding import Finding, Outcome
from tests.seed_case.judged import Judged, git, judge

REPAIRS: dict[str, dict[str, Any]] = yaml.safe_load(
    (Path(__file__).parent / "repairs.yaml").read_text("utf-8")
)


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> Judged:
    return judge(example.build(tmp_path_factory.mktemp("seed") / "case"))


def mended(folder: Path, repair: dict[str, Any]) -> Judged:
    """The seed case with one repair committed on top."""
    file = example.build(folder)
    repository = folder / example.DELIVERY
    for name, edits in repair.get("edits", {}).items():
        text = (repository / name).read_text("utf-8")
        for edit in edits:
            assert text.count(edit["now"]) == 1, edit["now"]
            text = text.replace(edit["now"], edit["then"])
        (repository / name).write_text(text, "utf-8")
    for old, new in repair.get("convert", {}).items():
        cells = json.loads((repository / old).read_text("utf-8"))["cells"]
        (repository / old).unlink()
        write(repository / new, "\n\n".join("".join(c["source"]) for c in cells if c["cell_type"] == "code"))
    for name, text in repair.get("add", {}).items():
        write(repository / name, text)
    git(repository, "add", "--all")
    git(repository, "commit", "--quiet", "--message", "Repair")
    return judge(file)


def write(path: Path, text: str) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8")


def seen(finding: Finding, repair: dict[str, Any]) -> object:
    """What a finding says, apart from line numbers, counts of files and the wording of a cited line."""
    moved = repair.get("convert", {})
    cited = sorted((moved.get(e.path, e.path), str(e.direction)) for e in finding.evidence)
    if finding.id in repair.get("elsewhere", ()):
        cited = []
    return finding.informs, finding.outcome, finding.confidence, cited


def standing(judged: Judged) -> dict[str, tuple[int, int]]:
    return {key: (s.low, s.high) for key, s in judged.conclusion.standings.items()}


@pytest.mark.parametrize("name", REPAIRS)
def test_only_what_was_mended_moves(name: str, before: Judged, tmp_path: Path) -> None:
    repair = REPAIRS[name]
    after = mended(tmp_path / "case", repair)

    told = repair["findings"] | repair.get("askable", {})  # what could not be asked of the delivery as it was
    assert {key: after.findings[key].outcome.value for key in told} == told
    others = before.findings.keys() - told.keys()
    assert {key: seen(after.findings[key], repair) for key in others} == {
        key: seen(before.findings[key], repair) for key in others
    }
    moved = {key: list(now) for key, now in standing(after).items() if now != standing(before)[key]}
    assert moved == repair["standings"]


@pytest.mark.parametrize("name", REPAIRS)
def test_what_moves_is_what_the_check_informs(name: str, before: Judged) -> None:
    informed = {before.findings[check].informs for check in REPAIRS[name]["findings"]}

    assert set(REPAIRS[name]["standings"]) <= informed
    assert all(before.findings[check].outcome is Outcome.NOT_MET for check in REPAIRS[name]["findings"])


def test_every_weakness_of_the_delivery_has_a_repair(before: Judged) -> None:
    weak = {key for key, finding in before.findings.items() if finding.outcome is Outcome.NOT_MET}

    assert {check for repair in REPAIRS.values() for check in repair["findings"]} == weak


def test_a_key_that_slips_in_moves_the_criterion_on_keys_alone(before: Judged, tmp_path: Path) -> None:
    # put together here, so that no scanner takes this file for a leak
    key = "sk-" + "proj-" + "Qm7ZtR2xVb9KcW4nLp8Yd3Hs" + "T3BlbkFJ" + "f6GaTe1UoXi5Br0wEj2Nk9Vz"
    edit = {"now": 'os.environ["OPENAI_API_KEY"]', "then": f'"{key}"'}
    after = mended(tmp_path / "case", {"edits": {"agent/planner.py": [edit]}})

    finding = after.findings["no-committed-secrets"]
    assert finding.outcome is Outcome.NOT_MET
    assert [e.path for e in finding.contradicting] == ["agent/planner.py"]
    assert key not in after.assessment.model_dump_json()
    assert {k: now for k, now in standing(after).items() if now != standing(before)[k]} == {"SEC-01": (0, 1)}


def test_all_repairs_together_end_the_certainty_of_failure(before: Judged, tmp_path: Path) -> None:
    names = (
        "pin the model",
        "set a time limit and retry",
        "bound the loop",
        "add an evaluation set with a runner",
        "lock the dependencies",
        "describe a container",
        "take the code out of the notebook",
        "write tests and run them on every change",
        "name owners",
        "write a runbook",
        "trace every decision",
        "look items up in the live item master",
        "run the evaluation on every change",
        "limit the length of a reply",
        "put a gateway in front that changes to a second model",
        "hold the decision against a schema",
        "describe the deployment",
        "say who may use it",
        "say where to report a hole",
        "keep a list of changes",
        "log records of keys and values",
        "explain the architecture",
        "keep the data by version",
        "ask before an order is placed",
        "look at the question before the model does",
        "refuse an export that lacks columns",
    )
    together: dict[str, Any] = {"edits": {}, "add": {}, "convert": {}}
    for name in names:
        for path, edits in REPAIRS[name].get("edits", {}).items():
            together["edits"].setdefault(path, []).extend(edits)
        for part in ("add", "convert"):
            together[part].update(REPAIRS[name].get(part, {}))

    after = mended(tmp_path / "case", together)

    assert {f.id for f in after.findings.values() if f.outcome is Outcome.NOT_MET} == set()
    asserted = {claim.criterion for claim in after.assessment.claims if claim.asserts}
    gates = {c.id for c in rubric.load().criteria() if c.is_gate}
    assert set(before.conclusion.gates.failed) - set(after.conclusion.gates.failed) == (asserted & gates) - {
        "SEC-01"
    }
    assert after.conclusion.gates.met == ()
    assert after.conclusion.conclusion is Verdict.PHASE_1
