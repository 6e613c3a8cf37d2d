"""A bad result of an evaluation stops the change: near misses and other spellings."""

from pathlib import Path

import pytest

from audit.checks.eval.eval_gates_merge import EvalGatesMerge
from audit.inspection.engine import inspect
from audit.model.finding import Outcome

APP = "from openai import OpenAI\nOpenAI().responses.create(model='gpt-4o-2024-08-06')\n"


@pytest.mark.parametrize(
    ("step", "script", "outcome"),
    [
        ("- run: deepeval test run evals/", "", Outcome.MET),
        ("- run: npx promptfoo eval -c evals.yaml", "", Outcome.MET),
        ("- run: npx promptfoo eval || true", "", Outcome.NOT_MET),
        ("- run: python evals/run.py", "print('mean', 0.4)\n", Outcome.INCONCLUSIVE),
        ("- run: python evals/run.py", "assert score() > 0.9\n", Outcome.MET),
        ("- run: python evals/run.py --threshold 0.9", "print('mean', 0.4)\n", Outcome.INCONCLUSIVE),
        ("- run: python evals/run.py", "raise SystemExit(1)\n", Outcome.MET),
        ("- continue-on-error: true\n        run: python evals/run.py", "assert x\n", Outcome.NOT_MET),
        (
            "- run: ruff check\n        continue-on-error: true\n      - run: python evals/run.py",
            "assert x\n",
            Outcome.MET,
        ),
        (
            "- run: python evals/run.py\n      - run: ruff check\n        continue-on-error: true",
            "assert x\n",
            Outcome.MET,
        ),
        ("- run: ruff check || true", "assert x\n", Outcome.NOT_APPLICABLE),
    ],
)
def test_what_a_bad_result_does(step: str, script: str, outcome: Outcome, tmp_path: Path) -> None:
    (tmp_path / "app.py").write_text(APP)
    for folder in ("evals", ".github/workflows"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "evals" / "run.py").write_text(script)
    (tmp_path / ".github/workflows/evals.yml").write_text(
        f"on: [push]\njobs:\n  e:\n    runs-on: ubuntu-latest\n    steps:\n      {step}\n"
    )
    (finding,) = inspect(tmp_path, [EvalGatesMerge]).checks
    assert finding.outcome is outcome, finding
