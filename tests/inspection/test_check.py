"""A declaration that lacks a part fails at import; a check that raises does not take the others with it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from audit.checks import all_checks
from audit.inspection.check import Check, Policy
from audit.inspection.engine import inspect
from audit.inspection.facts import FileTree, Sighting
from audit.model.finding import Confidence, Outcome

CONTRACT = {
    "automated-tests": "REL-06", "ci-runs-tests": "REL-06", "eval-suite": "EVAL-02", "ci-runs-evals": "EVAL-05",
    "lockfile": "SEC-05", "pinned-dependencies": "SEC-05", "container-image": "DEP-01", "deployment-config": "DEP-01",
    "tracing-or-metrics": "OBS-01", "model-call-timeout": "REL-01", "model-call-retry": "REL-01",
    "output-token-cap": "COST-01", "pinned-model-version": "PROV-01", "bounded-agent-loops": "REL-03",
    "no-committed-secrets": "SEC-01", "secrets-from-environment": "SEC-01", "license": "OWN-02",
    "named-owners": "OWN-01", "security-policy": "SEC-07", "changelog": "DOC-04", "runbook": "DOC-01",
    "configurable-model": "PROV-04", "fallback-model": "REL-02", "validated-model-output": "REL-04",
    "deployable-code": "DEP-01", "current-reference-data": "DATA-03", "prompt-files": "PROV-02",
    "structured-logging": "OBS-01", "architecture-docs": "DOC-02", "data-or-model-versioning": "DATA-01",
    "no-unsafe-execution": "SEC-04", "human-approval": "HUM-02", "input-guardrails": "SEC-02",
    "input-data-validation": "DATA-02",
}  # fmt: skip


BEYOND = {"active-owners": "OWN-01", "current-eval-suite": "EVAL-02", "eval-gates-merge": "EVAL-05"}


def test_the_checks_are_those_of_the_contract_and_what_goes_beyond_it() -> None:
    assert {check.id: check.informs for check in all_checks()} == CONTRACT | BEYOND


def test_an_incomplete_declaration_fails_and_names_every_lack() -> None:
    with pytest.raises(
        TypeError, match=r"must declare `id`.*`remediation`.*`detect`.*docstring.*Blind spot.*the fact"
    ):
        type("Empty", (Check,), {})


class Broken(Check[FileTree]):
    """It never works.

    It raises.

    Blind spot: everything.
    """

    id = "broken"
    informs = "DOC-01"
    policy = Policy.ANY
    confidence = Confidence.STRONG
    remediation = "None."
    good = {"a.py": "x = 1\n"}
    bad = {"a.py": "x = 1\n"}

    def detect(self, tree: FileTree, /) -> Iterator[Sighting]:
        raise ZeroDivisionError("by design")


def test_a_check_that_raises_is_inconclusive_and_the_others_go_on(tmp_path: Path) -> None:
    (tmp_path / "LICENSE").write_text("Apache\n")
    found = {f.id: f for f in inspect(tmp_path, [Broken, *all_checks()]).checks}
    assert found["broken"].outcome is Outcome.INCONCLUSIVE
    assert found["broken"].reason == "the check itself failed: ZeroDivisionError: by design"
    assert found["license"].outcome is Outcome.MET


def test_absence_says_what_was_searched(tmp_path: Path) -> None:
    (tmp_path / "a.py").write_text("x = 1\n")
    (found,) = inspect(tmp_path, [c for c in all_checks() if c.id == "license"]).checks
    assert (found.outcome, found.confidence, found.nothing_found) == (Outcome.NOT_MET, Confidence.WEAK, True)
    assert found.searched == "no such file among 1 file; 1 Python file read whole, 0 of them parsed"
