"""A limit so great that it limits nothing bounds no loop of an agent; limits that people set do."""

from pathlib import Path

import pytest

from audit.inspection.quantity import quantity
from audit.model.finding import Outcome
from tests.checks.cases import MET, NOT_MET, OPEN, STRONG, WEAK, finding

PY = "import sys, time\nfrom openai import OpenAI\nc = OpenAI()\n"
BODY = "    r = c.responses.create(model='m', input='x')\n    if not r.tool_calls:\n        break\n"
TS = "import OpenAI from 'openai';\nconst c = new OpenAI();\n"
TS_BODY = "  const r = await c.responses.create({model: 'm', input: 'x'});\n  if (!r.tool_calls) break;\n"
GO = (
    'package a\nimport "github.com/sashabaranov/go-openai"\nfunc f() {{\n\tfor step := 0; step < {}; step++ {{\n'
    "\t\tr, _ := client.CreateChatCompletion(ctx, req)\n\t\tif len(r.Choices[0].Message.ToolCalls) == 0 {{\n"
    "\t\t\tbreak\n\t\t}}\n\t}}\n}}\n"
)


def counting(condition: str, before: str = "n = 0") -> str:
    return f"{PY}{before}\nwhile {condition}:\n    n += 1\n{BODY}"


CASES: dict[str, tuple[dict[str, str], Outcome]] = {
    "ten to the twelfth": ({"a.py": f"{PY}for step in range(10**12):\n{BODY}"}, NOT_MET),
    "ten million steps": ({"a.py": f"{PY}for step in range(0, 10_000_000):\n{BODY}"}, NOT_MET),
    "the greatest number": ({"a.py": f"{PY}for step in range(sys.maxsize):\n{BODY}"}, NOT_MET),
    "a constant that is as great": ({"a.py": f"{PY}MAX_STEPS = 10**12\nfor step in range(MAX_STEPS):\n{BODY}"}, NOT_MET),
    "a constant of another module": (
        {"limits.py": "MAX_STEPS = 1 << 40\n", "a.py": f"from limits import MAX_STEPS\n{PY}for step in range(MAX_STEPS):\n{BODY}"},
        NOT_MET,
    ),
    "a counter": ({"a.py": counting("n < 1e12")}, NOT_MET),
    "a counter, turned round": ({"a.py": counting("1e12 > n")}, NOT_MET),
    "a counter beside a reply": ({"a.py": counting("not done and n < 10**12", "n = 0\ndone = False")}, NOT_MET),
    "a counter that ends it": (
        {"a.py": f"{PY}n = 0\nwhile True:\n    n += 1\n    if n > 10**12:\n        break\n{BODY}"}, NOT_MET,
    ),
    "TypeScript": ({"a.ts": f"{TS}for (let step = 0; step < Number.MAX_SAFE_INTEGER; step++) {{\n{TS_BODY}}}\n"}, NOT_MET),
    "TypeScript, a constant": (
        {"a.ts": f"{TS}const MAX_STEPS = 1e12;\nfor (let step = 0; step < MAX_STEPS; step++) {{\n{TS_BODY}}}\n"}, NOT_MET,
    ),
    "Go": ({"a.go": GO.format("1e12")}, NOT_MET),
    "a number that no machine holds": ({"a.py": f"{PY}for step in range(10**350):\n{BODY}"}, NOT_MET),
    "a type behind the number": ({"a.ts": f"{TS}for (let n = 0; n < 0x_; n++) {{}}\nfor (let step = 0; step < 10; step++) {{\n{TS_BODY}}}\n"}, MET),
    "ten steps": ({"a.py": f"{PY}for step in range(10):\n{BODY}"}, MET),
    "a thousand steps": ({"a.py": f"{PY}for step in range(1, 1_000):\n{BODY}"}, MET),
    "a setting": ({"a.py": f"{PY}import os\nN = int(os.getenv('STEPS', '10'))\nfor step in range(N):\n{BODY}"}, MET),
    "a parameter": ({"a.py": f"{PY}def f(max_steps):\n  for step in range(max_steps):\n  {BODY.replace(chr(10), chr(10) + '  ').rstrip()}\n"}, MET),
    "a counter with an end": ({"a.py": counting("n < 20")}, MET),
    "a great budget of tokens beside a small counter": ({"a.py": counting("n < 20 and n < 10**12")}, MET),
    "a million tokens": ({"a.py": f"{PY}used = 0\nwhile used < 1_000_000:\n    used += 100\n{BODY}"}, MET),
    "an hour in milliseconds": (
        {"a.ts": f"{TS}const start = Date.now();\nwhile (Date.now() - start < 3_600_000) {{\n{TS_BODY}}}\n"}, MET,
    ),
    "TypeScript, ten steps": ({"a.ts": f"{TS}for (let step = 0; step < 10; step++) {{\n{TS_BODY}}}\n"}, MET),
    "Go, ten steps": ({"a.go": GO.format("10")}, MET),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_great_limit_bounds_nothing(tmp_path: Path, case: str) -> None:
    files, outcome = CASES[case]
    found = finding(tmp_path, "bounded-agent-loops", files)
    assert found.outcome is outcome, found.reason
    assert outcome is MET or found.confidence is WEAK
    assert found.outcome is not OPEN
    assert outcome is NOT_MET or found.confidence is STRONG


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("10**12", 1e12),
        ("1_000", 1000),
        ("60 * 60", 3600),
        ("2 * 10 ** 3", 2000),
        ("1 << 4", 16),
        ("0x10", 16),
        ("5L", 5),
        ("(30)", 30),
        ("10**9999999", float("inf")),
        ("10**350", float("inf")),
        ("99999999999**400", float("inf")),
        ("100u32", 100),
        ("5_i64", 5),
        ("0xFFu8", 255),
        ("9UL", 9),
        ("0x_", None),
        ("sys.maxsize", float("inf")),
        ("", None),
        ("30 s", None),
        ("steps", None),
        ("10 - 2", None),
        ("1" * 80, None),
    ],
)
def test_a_number_as_it_is_written(text: str, number: float | None) -> None:
    assert quantity(text) == number
