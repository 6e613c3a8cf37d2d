"""A check that nobody makes, or whose answer nobody looks at, holds nothing back; one that may is believed."""

from pathlib import Path
from typing import Any

import pytest

from tests.checks.cases import MET, NOT_MET, OPEN, STRONG, finding, told

PY = "import logging\nfrom openai import OpenAI\nc = OpenAI()\n"
CHECK = "c.moderations.create(input=text)"
ASK = "    return c.responses.create(model='m', input=text)\n"
TS = "import OpenAI from 'openai';\nconst c = new OpenAI();\n"


def py(lines: str) -> dict[str, str]:
    return {"a.py": f"{PY}def ask(text):\n{lines}{ASK}"}


def ts(lines: str) -> dict[str, str]:
    return {
        "a.ts": f"{TS}export async function ask(text) {{\n{lines}  return c.responses.create({{ model: 'm', input: text }});\n}}\n"
    }


HEEDED, DROPPED = (MET, STRONG), (OPEN,)
STOPS = f"    if {CHECK}.results[0].flagged:\n        raise ValueError\n"
SAFE = f"{PY}def safe(text):\n{STOPS}"
SCAN = "await c.moderations.create({ input: text })"
GUARDS: dict[str, tuple[dict[str, str], tuple[Any, ...]]] = {
    "it stops": (py(STOPS), HEEDED),
    "it is dropped": (py(f"    {CHECK}\n"), DROPPED),
    "it is only logged": (py(f"    found = {CHECK}\n    logging.info(found)\n    print(found)\n"), DROPPED),
    "it is logged, and looked at": (py(f"    found = {CHECK}\n    logging.info(found)\n    if found.results[0].flagged:\n        return ''\n"), HEEDED),
    "it is kept and never used": (py(f"    found = {CHECK}\n"), DROPPED),
    "it is met by nothing": (py(f"    if {CHECK}.results[0].flagged:\n        pass\n"), DROPPED),
    "it is met by a log": (py(f"    if {CHECK}.results[0].flagged:\n        logging.warning('bad')\n"), DROPPED),
    "it is met by a log, and then": (py(f"    if {CHECK}.results[0].flagged:\n        logging.error('bad'); raise ValueError\n"), HEEDED),
    "it is met by a log, or else": (py(f"    if {CHECK}.results[0].fine:\n        print('ok')\n    else:\n        raise ValueError\n"), HEEDED),
    "it is printed, and looked at in the same line": (py(f"    found = {CHECK}\n    print(found); stop(found)\n"), HEEDED),
    "it is looked at by what is printed": (py(f"    found = {CHECK}\n    print('checked', stop(found))\n"), HEEDED),
    "its text is logged": (py(f"    found = {CHECK}\n    logging.info('%s', repr(found))  # kept\n"), DROPPED),
    "it is kept for others": (
        {"a.py": f"{PY}found = None\ndef ask(text):\n    global found\n    found = {CHECK}\n{ASK}def stop():\n    return found\n"}, HEEDED,
    ),
    "it is looked at in the next round": (
        py(f"    found = None\n    for text in texts:\n        if found and found.results[0].flagged:\n            return ''\n        found = {CHECK}\n"), HEEDED,
    ),
    "it is returned": ({"a.py": f"{PY}def safe(text):\n    return {CHECK}\ndef ask(text):\n    stop(safe(text))\n{ASK}"}, HEEDED),
    "it is given on": (py(f"    stop({CHECK})\n"), HEEDED),
    "it is an attribute": (py(f"    state.found = {CHECK}\n"), HEEDED),
    "it is taken apart": (py(f"    found, reason = {CHECK}\n"), HEEDED),
    "one is dropped, and another one not": (py(f"    {CHECK}\n{STOPS}"), HEEDED),
    "a rule that is registered": (
        {"a.py": f"from guardrails import Guard\nfrom guardrails.hub import DetectPII\n{PY}guard = Guard()\nguard.use(DetectPII())\ndef ask(text):\n    guard.validate(text)\n{ASK}"},
        (MET,),
    ),
    "nobody calls it": ({"a.py": f"{SAFE}def ask(text):\n{ASK}"}, DROPPED),
    "a file that nobody brings": ({"a.py": f"{PY}def ask(text):\n{ASK}", "safe.py": SAFE}, DROPPED),
    "another function calls it": ({"a.py": f"{SAFE}def ask(text):\n    safe(text)\n{ASK}"}, HEEDED),
    "another file calls it": (
        {"safe.py": SAFE, "a.py": f"{PY}from safe import safe\ndef ask(text):\n    safe(text)\n{ASK}"}, HEEDED,
    ),
    "another file calls it by its module": (
        {"safe.py": SAFE, "a.py": f"{PY}import safe\ndef ask(text):\n    safe.safe(text)\n{ASK}"}, HEEDED,
    ),
    "it is announced to a framework": (
        {"a.py": f"{PY}from fastapi import FastAPI\napp = FastAPI()\n@app.middleware('http')\ndef safe(text):\n{STOPS}def ask(text):\n{ASK}"},
        HEEDED,
    ),
    "a method": ({"a.py": f"{PY}class Guard:\n    def safe(self, text):\n        if {CHECK}.results[0].flagged:\n            raise ValueError\ndef ask(text):\n{ASK}"}, HEEDED),
    "TypeScript, it stops": (ts(f"  const found = {SCAN};\n  if (found.results[0].flagged) throw new Error('no');\n"), HEEDED),
    "TypeScript, it is dropped": (ts(f"  {SCAN};\n"), DROPPED),
    "TypeScript, it is only logged": (ts(f"  const found = {SCAN};\n  console.log(found);\n"), DROPPED),
    "TypeScript, it is taken apart": (ts(f"  const {{ results }} = {SCAN};\n  if (results[0].flagged) return;\n"), HEEDED),
    "TypeScript, what it says is waited for": (ts("  await c.moderations.create({ input: text }).then(stop);\n"), HEEDED),
    "TypeScript, it is spread": (ts(f"  const found = {SCAN};\n  stop({{\n    ...found,\n  }});\n"), HEEDED),
    "TypeScript, it is kept for others": (
        {"a.ts": f"{TS}let found;\nexport async function ask(text) {{\n  found = {SCAN};\n  return c.responses.create({{ model: 'm', input: text }});\n}}\nexport const stop = () => found;\n"}, HEEDED,
    ),
    "TypeScript, it is kept and never used": (ts(f"  let found;\n  found = {SCAN};\n"), DROPPED),
    "TypeScript, others have it": ({"a.ts": f"{TS}export const found = {SCAN};\nc.responses.create({{ model: 'm' }});\n"}, HEEDED),
}  # fmt: skip


@pytest.mark.parametrize("case", GUARDS)
def test_what_a_check_of_input_says(tmp_path: Path, case: str) -> None:
    files, expected = GUARDS[case]
    found = finding(tmp_path, "input-guardrails", files)
    assert told(found, expected) == expected, found.reason


CHAT = "from langchain_openai import ChatOpenAI\nllm = ChatOpenAI(model='a')\n"
LITE = "import litellm\nlitellm.completion(model='gpt-4o', messages=[], fallbacks=%s)\n"
EACH = (
    "from openai import OpenAI\nc = OpenAI()\ndef ask(x):\n    for model in %s:\n        try:\n"
    "            return c.responses.create(model=model, input=x)\n        except Exception:\n            continue\n"
)
CHAIN = "import {{ ChatOpenAI }} from '@langchain/openai';\nconst llm = new ChatOpenAI({{ model: 'a' }});\nllm.withFallbacks({{ fallbacks: [{}] }}).invoke('x');\n"
FALLBACKS: dict[str, tuple[dict[str, str], tuple[Any, ...]]] = {
    "another one": ({"a.py": f"{CHAT}other = ChatOpenAI(model='b')\nllm.with_fallbacks([other]).invoke('x')\n"}, (MET, STRONG)),
    "those that are handed in": ({"a.py": f"{CHAT}def run(others):\n    llm.with_fallbacks(others).invoke('x')\n"}, (MET,)),
    "none": ({"a.py": f"{CHAT}llm.with_fallbacks([]).invoke('x')\n"}, (NOT_MET,)),
    "itself": ({"a.py": f"{CHAT}llm.with_fallbacks([llm]).invoke('x')\n"}, (NOT_MET,)),
    "itself and another one": ({"a.py": f"{CHAT}llm.with_fallbacks([llm, other]).invoke('x')\n"}, (MET,)),
    "another one in a script": ({"a.ts": CHAIN.format("other")}, (MET,)),
    "itself in a script": ({"a.ts": CHAIN.format("llm")}, (NOT_MET,)),
    "one after the other": ({"a.py": EACH % "['gpt-4o', 'gpt-4o-mini']"}, (MET, STRONG)),
    "one after the other, of a list": ({"a.py": f"MODELS = ['gpt-4o', 'gpt-4o-mini']\n{EACH % 'MODELS'}"}, (MET, STRONG)),
    "one after the other, of what is read": ({"a.py": f"MODELS = read()\n{EACH % 'MODELS'}"}, (MET, STRONG)),
    "one after the other, of what is set": ({"a.py": EACH % "[FIRST, SECOND]"}, (MET, STRONG)),
    "one after the other, of a list that grows": ({"a.py": f"MODELS = ['gpt-4o']\nMODELS += read()\n{EACH % 'MODELS'}"}, (MET, STRONG)),
    "one after the other, of a list that is added to": ({"a.py": f"MODELS = ['gpt-4o']\nMODELS.append(read())\n{EACH % 'MODELS'}"}, (MET, STRONG)),
    "one alone": ({"a.py": EACH % "['gpt-4o']"}, (NOT_MET,)),
    "one twice": ({"a.py": EACH % "['gpt-4o', 'gpt-4o']"}, (NOT_MET,)),
    "one alone, of a list": ({"a.py": f"MODELS = ['gpt-4o']\n{EACH % 'MODELS'}"}, (NOT_MET,)),
    "another name": ({"a.py": LITE % "['gpt-4o', 'claude-3']"}, (MET,)),
    "the same name": ({"a.py": LITE % "['gpt-4o']"}, (NOT_MET,)),
}  # fmt: skip


@pytest.mark.parametrize("case", FALLBACKS)
def test_what_is_fallen_back_to(tmp_path: Path, case: str) -> None:
    files, expected = FALLBACKS[case]
    found = finding(tmp_path, "fallback-model", files)
    assert told(found, expected) == expected, found.reason


AGENT = "from langchain.agents import create_agent\nfrom langchain.agents.middleware import HumanInTheLoopMiddleware\ncreate_agent('m', tools=[send_mail], middleware=[HumanInTheLoopMiddleware(interrupt_on=%s)])\n"
TOOL = "from agents import Agent, function_tool\n@function_tool(needs_approval=%s)\ndef cancel_order(order: str) -> str:\n    return shop.cancel(order)\nAgent(name='s', tools=[cancel_order])\n"
ALLOWED = "import {{ humanInTheLoopMiddleware }} from 'langchain';\nimport {{ ChatOpenAI }} from '@langchain/openai';\nhumanInTheLoopMiddleware({{ interruptOn: {{ {} }} }});\n"
ASKED: dict[str, tuple[dict[str, str], bool]] = {
    "for a tool": ({"a.py": AGENT % "{'send_mail': True}"}, True),
    "for one of two": ({"a.py": AGENT % "{'read_mail': False, 'send_mail': True}"}, True),
    "for one of those that are handed in": ({"a.py": AGENT % "TOOLS"}, True),
    "for no tool": ({"a.py": AGENT % "{'send_mail': False}"}, False),
    "for none": ({"a.py": AGENT % "{}"}, False),
    "for none, with blanks": ({"a.py": AGENT.replace("HumanInTheLoopMiddleware(interrupt_on=%s)", "") + "interrupt_on = {}\n"}, False),
    "for a tool, with blanks": ({"a.py": AGENT.replace("=%s", "=interrupt_on") + "interrupt_on = {'send_mail': True}\n"}, True),
    "for a tool, in a script": ({"a.ts": ALLOWED.format("sendMail: true")}, True),
    "for no tool, in a script": ({"a.ts": ALLOWED.format("sendMail: false")}, False),
    "a condition": ({"a.py": TOOL % "lambda order: order.total > 9"}, True),
    "a condition that always says no": ({"a.py": TOOL % "lambda order: False"}, False),
}  # fmt: skip


@pytest.mark.parametrize("case", ASKED)
def test_who_is_asked(tmp_path: Path, case: str) -> None:
    files, asked = ASKED[case]
    found = finding(tmp_path, "human-approval", files)
    assert ((found.outcome, found.confidence) == HEEDED) is asked, found.reason


@pytest.mark.parametrize(("given", "expected"), [("{}", False), ("{'guardrailIdentifier': 'g'}", True)])
def test_a_guardrail_of_bedrock_has_to_be_named(tmp_path: Path, given: str, *, expected: bool) -> None:
    files = {
        "a.py": f"import boto3\nc = boto3.client('bedrock-runtime')\nc.converse(modelId='m', guardrailConfig={given})\n"
    }
    found = finding(tmp_path, "input-guardrails", files)
    assert (found.outcome is MET) is expected, found.reason
