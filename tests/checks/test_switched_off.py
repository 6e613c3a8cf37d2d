"""A control that is switched off, or stands where nothing runs, is none; what is switched on counts as before."""

from pathlib import Path

import pytest

from audit.inspection.joined.flag_values import _values_in
from audit.model.evidence import Direction
from audit.model.finding import Confidence, Outcome
from tests.checks.cases import MET, NOT_MET, OPEN, STRONG, WEAK, finding

PY = "import os\nfrom openai import OpenAI\nc = OpenAI()\n"
GUARD = "c.moderations.create(input=x).results[0].flagged"
ASK = "    return c.responses.create(model='m', input=x)\n"


def py(head: str, condition: str) -> str:
    return f"{PY}{head}\ndef ask(x):\n    if {condition}:\n        if {GUARD}:\n            raise ValueError\n{ASK}"


TS = "import OpenAI from 'openai';\nconst c = new OpenAI();\n"
CHECKED = "  const m = await c.moderations.create({input: x});\n  if (m.results[0].flagged) throw new Error('no');\n"
REPLY = "  return c.responses.create({model: 'm', input: x});\n"


def ts(head: str, condition: str) -> str:
    return f"{TS}{head}\nexport async function ask(x) {{\n  if ({condition}) {{\n{CHECKED}  }}\n{REPLY}}}\n"


def env(default: str, then: str = " == 'true'") -> str:
    return f"os.getenv('GUARD', {default}){then}"


FIELD = (
    "from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    guard: bool = False\n"
    "settings = Settings()\n"
)
OFF, NEVER, RUNS = (MET, WEAK), (OPEN, WEAK), (MET, STRONG)
GUARDS: dict[str, tuple[dict[str, str], tuple[Outcome, Confidence]]] = {
    "no switch": ({"a.py": py("", "x")}, RUNS),
    "a constant that says no": ({"a.py": py("GUARD = False", "GUARD")}, NEVER),
    "a constant that says yes": ({"a.py": py("GUARD = True", "GUARD")}, RUNS),
    "a constant that is set elsewhere in the file": (
        {"a.py": py("GUARD = False\ndef on():\n    global GUARD\n    GUARD = True", "GUARD")}, RUNS,
    ),
    "a constant that a local module may replace": (
        {"a.py": py("GUARD = False\ntry:\n    from local import GUARD\nexcept ImportError:\n    pass", "GUARD")}, RUNS,
    ),
    "a constant that is set by its name": ({"a.py": py("GUARD = False\nglobals()['GUARD'] = True", "GUARD")}, RUNS),
    "a constant that is set with others": ({"a.py": py("GUARD = False\nGUARD, B = read()", "GUARD")}, RUNS),
    "a constant that a loop sets": ({"a.py": py("GUARD = False\nfor GUARD in read():\n    pass", "GUARD")}, RUNS),
    "a constant that is named in a comparison": ({"a.py": py("GUARD = False\nB = GUARD == 1\nprint(B, GUARD)", "GUARD")}, NEVER),
    "a constant of another module": (
        {"flags.py": "GUARD = False\n", "a.py": py("from flags import GUARD", "GUARD")}, NEVER,
    ),
    "a constant of another module, with its name": (
        {"config.py": "GUARD = False\n", "a.py": py("import config", "config.GUARD")}, NEVER,
    ),
    "a field of settings": (
        {"config.py": "class Settings:\n    guard: bool = False\nsettings = Settings()\n", "a.py": py("from config import settings", "settings.guard")},
        OFF,
    ),
    "a field of settings that the environment sets": (
        {"config.py": FIELD, "a.py": py("from config import settings", "settings.guard"), ".env": "GUARD=true\n"}, RUNS,
    ),
    "a field of settings that no file sets": (
        {"config.py": FIELD, "a.py": py("from config import settings", "settings.guard")}, OFF,
    ),
    "a field that somebody else sets": (
        {"config.py": FIELD, "a.py": py("from config import settings", "settings.guard"), "main.py": "from openai import OpenAI\nfrom config import settings\nsettings.guard = True\n"}, RUNS,
    ),
    "a constant that another module sets": (
        {"a.py": py("GUARD = False", "GUARD"), "main.py": "from openai import OpenAI\nimport a\na.GUARD = True\n"}, RUNS,
    ),
    "a constant that local settings may replace": (
        {"config.py": "GUARD = False\nfrom local_settings import *\n", "a.py": py("import config", "config.GUARD")}, RUNS,
    ),
    "a field of settings that is on": (
        {"config.py": "class Settings:\n    guard: bool = True\nsettings = Settings()\n", "a.py": py("from config import settings", "settings.guard")},
        RUNS,
    ),
    "a parameter with a default": (
        {"a.py": f"{PY}def ask(x, guard=False):\n    if guard:\n        if {GUARD}:\n            raise ValueError\n{ASK}"}, RUNS,
    ),
    "a variable that is found out": (
        {"a.py": f"{PY}def ask(x):\n    risky = False\n    for w in x.split():\n        risky = risky or len(w) > 9\n    if risky:\n        if {GUARD}:\n            raise ValueError\n{ASK}"},
        RUNS,
    ),
    "off by default": ({"a.py": py(f"GUARD = {env(chr(39) + 'false' + chr(39))}", "GUARD")}, OFF),
    "off by default, asked in place": ({"a.py": py("", env("'0'", " == '1'"))}, OFF),
    "off by default, in lower case": ({"a.py": py(f"GUARD = {env(repr('False'), '.lower() == ' + repr('true'))}", "GUARD")}, OFF),
    "off by default, one of several words": ({"a.py": py("", env("'no'", ".lower() in ('1', 'true', 'yes')"))}, OFF),
    "off by default, as a number": ({"a.py": py("", f"bool(int({env(repr('0'), '')}))")}, OFF),
    "off by default, of a helper": ({"a.py": py("def env_bool(n, d): return d", "env_bool('GUARD', False)")}, OFF),
    "on by default": ({"a.py": py("", env("'true'"))}, RUNS),
    "on unless it is switched off": ({"a.py": py("", env("'false'", " != 'true'"))}, RUNS),
    "any text is true": ({"a.py": py("", env("'false'", ""))}, RUNS),
    "a key that must be there": ({"a.py": py("", "os.getenv('MODERATION_KEY')")}, RUNS),
    "switched on by the compose file": (
        {"a.py": py("", env("'false'")), "docker-compose.yml": "services:\n  a:\n    environment:\n      GUARD: 'true'\n"}, RUNS,
    ),
    "switched on by the deployment": (
        {"a.py": py("", env("'false'")), "k8s/deployment.yaml": "env:\n- name: GUARD\n  value: 'true'\n"}, RUNS,
    ),
    "switched off by the compose file": (
        {"a.py": py("", env("'false'")), "docker-compose.yml": "services:\n  a:\n    environment:\n      GUARD: 'false'\n"}, OFF,
    ),
    "one of two switches is off": ({"a.py": py("GUARD = False", "x and GUARD")}, NEVER),
    "either of two": ({"a.py": py("GUARD = False", "x or GUARD")}, RUNS),
    "negated": ({"a.py": py("SKIP = True", "not SKIP")}, NEVER),
    "negated, and off": ({"a.py": py("SKIP = False", "not SKIP")}, RUNS),
    "the other branch": (
        {"a.py": f"{PY}SKIP = False\ndef ask(x):\n    if SKIP:\n        pass\n    elif {GUARD}:\n        raise ValueError\n{ASK}"}, RUNS,
    ),
    "before the call that is guarded, in one line": (
        {"a.py": f"{PY}GUARD = False\ndef ask(x):\n    if GUARD and {GUARD}:\n        raise ValueError\n{ASK}"}, NEVER,
    ),
    "it ends before": (
        {"a.py": f"{PY}GUARD = False\ndef safe(x):\n    if not GUARD:\n        return x\n    if {GUARD}:\n        raise ValueError\n    return x\ndef ask(x):\n    x = safe(x)\n{ASK}"},
        NEVER,
    ),
    "it ends before where there is nothing to look at": (
        {"a.py": f"{PY}def safe(x):\n    if not x:\n        return x\n    if {GUARD}:\n        raise ValueError\n    return x\ndef ask(x):\n    x = safe(x)\n{ASK}"},
        RUNS,
    ),
    "every caller is switched off": (
        {"a.py": f"{PY}GUARD = False\ndef safe(x):\n    if {GUARD}:\n        raise ValueError\ndef ask(x):\n    if GUARD:\n        safe(x)\n{ASK}"},
        NEVER,
    ),
    "a route that the file itself calls only where it is switched off": (
        {"a.py": f"{PY}from fastapi import FastAPI\napp = FastAPI()\nTRY = False\n@app.post('/q')\ndef ask(x):\n    if {GUARD}:\n        raise ValueError\n{ASK}if TRY:\n    print(ask('x'))\n"},
        RUNS,
    ),
    "a route of TypeScript that its file calls only where it is switched off": (
        {"a.ts": f"{TS}const TRY = false;\nexport async function POST(x) {{\n{CHECKED}{REPLY}}}\nif (TRY) {{\n  POST('x');\n}}\n"}, RUNS,
    ),
    "a function of TypeScript whose every caller is switched off": (
        {"a.ts": f"{TS}const TRY = false;\nasync function safe(x) {{\n{CHECKED}}}\nexport async function ask(x) {{\n  if (TRY) {{\n    await safe(x);\n  }}\n{REPLY}}}\n"}, NEVER,
    ),
    "one caller is switched off": (
        {"a.py": f"{PY}GUARD = False\ndef safe(x):\n    if {GUARD}:\n        raise ValueError\ndef ask(x):\n    if GUARD:\n        safe(x)\n    safe(x)\n{ASK}"},
        RUNS,
    ),
    "Python, after a return": ({"a.py": f"{PY}def ask(x):\n{ASK}    if {GUARD}:\n        raise ValueError\n"}, NEVER),
    "Python, after a return in a branch": (
        {"a.py": f"{PY}def ask(x):\n    if not x:\n        return x\n    if {GUARD}:\n        raise ValueError\n{ASK}"}, RUNS,
    ),
    "TypeScript, no switch": ({"a.ts": ts("", "x")}, RUNS),
    "TypeScript, a constant": ({"a.ts": ts("const GUARD = false;", "GUARD")}, NEVER),
    "TypeScript, a variable that is set if it is not": ({"a.ts": ts("let GUARD = false;\nGUARD ||= load();", "GUARD")}, RUNS),
    "TypeScript, of the environment": ({"a.ts": ts("const GUARD = process.env.GUARD === 'true';", "GUARD")}, OFF),
    "TypeScript, with a default": ({"a.ts": ts("", "(process.env.GUARD ?? 'false') === 'true'")}, OFF),
    "TypeScript, on unless it is switched off": ({"a.ts": ts("", "process.env.GUARD !== 'false'")}, RUNS),
    "TypeScript, not in production": ({"a.ts": ts("", "process.env.NODE_ENV === 'production'")}, RUNS),
    "TypeScript, after a return": ({"a.ts": f"{TS}export async function ask(x) {{\n{REPLY}{CHECKED}}}\n"}, NEVER),
    "TypeScript, after a throw": (
        {"a.ts": f"{TS}export async function ask(x) {{\n  throw new Error('later');\n{CHECKED}{REPLY}}}\n"}, NEVER,
    ),
    "TypeScript, after a return without braces": (
        {"a.ts": f"{TS}export async function ask(x) {{\n  if (!x)\n    return x;\n{CHECKED}{REPLY}}}\n"}, RUNS,
    ),
    "TypeScript, a function below a return": (
        {"a.ts": f"{TS}export async function ask(x) {{\n  await safe(x);\n  return c.responses.create({{model: 'm', input: x}});\n  async function safe(x) {{\n{CHECKED}  }}\n}}\n"},
        RUNS,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", GUARDS)
def test_a_guard_that_is_switched_off(tmp_path: Path, case: str) -> None:
    files, expected = GUARDS[case]
    found = finding(tmp_path, "input-guardrails", files)
    assert (found.outcome, found.confidence) == expected, found.reason


GO = (
    'package a\nimport "github.com/sashabaranov/go-openai"\nfunc f() int {{\n{before}'
    "\tfor {{\n\t\tr, _ := client.CreateChatCompletion(ctx, req)\n"
    "\t\tif len(r.Choices[0].Message.ToolCalls) == 0 {{\n\t\t\tbreak\n\t\t}}\n\t}}\n\treturn 0\n}}\n"
)
LOOPS: dict[str, tuple[dict[str, str], tuple[Outcome, Confidence]]] = {
    "an endless loop that runs": ({"a.go": GO.format(before="")}, (NOT_MET, STRONG)),
    "an endless loop that never runs is no accusation": ({"a.go": GO.format(before="\treturn 1\n")}, (OPEN, WEAK)),
    "an endless loop that is off by default only asks": (
        {"a.py": f"{PY}if os.getenv('AGENT', 'false') == 'true':\n    while True:\n        r = c.responses.create(model='m', input='x')\n        if not r.tool_calls:\n            break\n"},
        (NOT_MET, WEAK),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", LOOPS)
def test_nobody_is_accused_of_what_does_not_run(tmp_path: Path, case: str) -> None:
    files, expected = LOOPS[case]
    found = finding(tmp_path, "bounded-agent-loops", files)
    assert (found.outcome, found.confidence) == expected, found.reason


def test_a_secret_is_one_wherever_it_stands(tmp_path: Path) -> None:
    key = "".join(("sk-", "proj-", "Zq8Rt2Wn5Yc7Xv1Bm4Kd9Lf3Hs6Jg0Pa", "T3BlbkFJ", "Qw8Er5Ty2Ui7Op1As4Df9Gh"))
    found = finding(
        tmp_path, "no-committed-secrets", {"a.py": f"KEEP = False\nif KEEP:\n    key = '{key}'\n"}
    )
    assert found.outcome is NOT_MET


def test_why_it_is_not_reached_is_told(tmp_path: Path) -> None:
    found = finding(tmp_path, "input-guardrails", GUARDS["off by default"][0])
    assert [(e.direction, e.note.partition("; ")[2]) for e in found.evidence] == [
        (
            Direction.SUPPORTS,
            "but it runs only where GUARD decides so, and that is off unless somebody switches it on",
        )
    ]


@pytest.mark.parametrize("filler", [" " * 200_000, ":" + " " * 200_000, " import" * 30_000])
def test_a_line_made_to_be_read_for_hours_is_read_at_once(filler: str) -> None:
    assert _values_in(f"GUARD = False\nGUARD{filler}", "GUARD") == ["False"]
