"""Whether output is limited: at the call, in settings of the repository, or not at all."""

from pathlib import Path

import pytest

from audit.inspection.readers.limits import TokenLimit, find_limit
from audit.model.finding import Confidence, Outcome
from tests.checks.cases import finding

MET, NOT_MET, OPEN = Outcome.MET, Outcome.NOT_MET, Outcome.INCONCLUSIVE
CALL = "from openai import OpenAI\nOpenAI().chat.completions.create(model='m', messages=[])\n"

CASES = {
    "nowhere": ({"a.py": CALL}, NOT_MET, None),
    "at the call": ({"a.py": CALL.replace("messages=[]", "max_tokens=9")}, MET, ("a.py", 2)),
    "so high that it limits nothing": ({"a.py": CALL.replace("messages=[]", "max_tokens=10**9")}, NOT_MET, ("a.py", 2)),
    "a number that limits nothing": ({"a.py": CALL.replace("messages=[]", "max_tokens=1000000000")}, NOT_MET, ("a.py", 2)),
    "in settings": ({"a.py": CALL, "config.yaml": "llm:\n  max_tokens: 800\n"}, MET, ("config.yaml", 2)),
    "in another file": ({"a.py": CALL, "b.py": "x = 1\nMAX_TOKENS: int = 4_000\n"}, MET, ("b.py", 2)),
    "spoken of": ({"a.py": CALL, "b.py": "def f(max_tokens=None):\n    pass\n"}, OPEN, ("a.py", 2)),
    "a list of models and their sizes": ({"a.py": CALL, "models.json": '{"gpt-4o": {"max_tokens": 4096}}'}, NOT_MET, ("a.py", 2)),
    "of a test": ({"a.py": CALL, "tests/conf.yaml": "max_tokens: 9\n"}, NOT_MET, ("a.py", 2)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_output_token_cap(tmp_path: Path, case: str) -> None:
    files, outcome, place = CASES[case]
    found = finding(tmp_path, "output-token-cap", files)
    assert (found.outcome, found.confidence) == (outcome, Confidence.WEAK)
    assert place is None or (found.evidence[0].path, found.evidence[0].line) == place


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("max_tokens=300", TokenLimit(1, "300")),
        ('x = 1\n"maxTokens": 300,', TokenLimit(2, "300")),
        ("max_output_tokens := 1_000", TokenLimit(1, "1_000")),
        ("num_predict: 20", TokenLimit(1, "20")),
        ("token_budget = limit", TokenLimit(1, "")),
        ("max_tokens=0", TokenLimit(1, "")),
        ("max_tokens = 3.5", TokenLimit(1, "")),
        ("prompt_tokens = 3", None),
        ("", None),
    ],
)
def test_limits_in_text(text: str, expected: TokenLimit | None) -> None:
    assert find_limit(text) == expected
