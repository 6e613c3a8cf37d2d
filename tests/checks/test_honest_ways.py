"""Controls in an unusual but plain form are no reason to accuse anyone; what only resembles them is none."""

from pathlib import Path
from typing import Any

import pytest

from tests.checks.cases import MET, NOT_MET, OPEN, finding, told

PY = "from openai import OpenAI\n"
CREATE = "c.responses.create(model='m', input=x)\n"
URL = "'https://api.openai.com/v1/chat/completions'"
POST = f"requests.post({URL}, json=x, timeout=9)"
FETCH = f"await fetch({URL}, {{ method: 'POST', body: x }})"
TOOL = (
    "import subprocess\nfrom langchain_core.tools import tool\nfrom langchain_openai import ChatOpenAI\n"
    '{head}@tool\ndef run(cmd: str):\n    """Run."""\n{ask}    return subprocess.run(cmd, shell=True)\n'
    "llm = ChatOpenAI(model='m').bind_tools([run])\nllm.invoke('x')\n"
)


def sent_by(client: str) -> dict[str, str]:
    return {"a.py": f"import httpx\n{PY}c = OpenAI({client})\n{CREATE}"}


def asked_again(then: str, before: str = "") -> dict[str, str]:
    return {
        "a.py": f"import requests\n{before}def ask(x, n=0):\n    try:\n        return {POST}\n    except OSError:\n        {then}\n"
    }


def repeated(decorator: str) -> dict[str, str]:
    return {"a.py": f"import requests\nfrom tasks import task\n{decorator}\ndef ask(x):\n    return {POST}\n"}


def tool(head: str, ask: str) -> dict[str, str]:
    return {"a.py": TOOL.format(head=head, ask=ask)}


CASES: dict[str, tuple[str, dict[str, str], tuple[Any, ...]]] = {
    "a limit of what sends": ("model-call-timeout", sent_by("http_client=httpx.Client(timeout=10)"), (MET,)),
    "what sends, without a limit of its own": ("model-call-timeout", sent_by("http_client=httpx.Client(proxy=p)"), (NOT_MET,)),
    "what sends, without any limit": ("model-call-timeout", sent_by("http_client=httpx.Client(timeout=None)"), (NOT_MET,)),
    "what sends comes from elsewhere": ("model-call-timeout", sent_by("http_client=make()"), (OPEN,)),
    "nothing else sends": ("model-call-timeout", sent_by(""), (NOT_MET,)),
    "an alarm": (
        "model-call-timeout", {"a.py": f"import signal\n{PY}c = OpenAI()\nsignal.alarm(30)\n{CREATE}signal.alarm(0)\n"}, (OPEN,),
    ),
    "asked again where it failed": ("model-call-retry", asked_again("return ask(x, n + 1)"), (MET,)),
    "asked again by a method": (
        "model-call-retry",
        {"a.py": f"import requests\nclass A:\n    def ask(self, x, n=0):\n        try:\n            return {POST}\n        except OSError:\n            return self.ask(x, n + 1)\n"},
        (MET,),
    ),
    "asked again in a script": (
        "model-call-retry",
        {"a.ts": f"export async function ask(x, n = 0) {{\n  try {{\n    return {FETCH};\n  }} catch (e) {{\n    if (n > 3) throw e;\n    return ask(x, n + 1);\n  }}\n}}\n"},
        (MET,),
    ),
    "another one is asked where it failed": ("model-call-retry", asked_again("return tell(x)", "def tell(x):\n    return x\n"), (NOT_MET,)),
    "it fails": ("model-call-retry", asked_again("raise"), (NOT_MET,)),
    "a task that is queued again": ("model-call-retry", repeated("@task(autoretry_for=(OSError,), max_retries=3)"), (MET,)),
    "a task with retries": ("model-call-retry", repeated("@task(retries=3)"), (MET,)),
    "a task without retries": ("model-call-retry", repeated("@task(retries=0)"), (NOT_MET,)),
    "a task": ("model-call-retry", repeated("@task(name='ask')"), (NOT_MET,)),
    "what is done at last": (
        "fallback-model",
        {"a.py": f"{PY}from tenacity import retry\nc = OpenAI()\n@retry(retry_error_callback=other)\ndef ask(x):\n    return {CREATE}"},
        (OPEN,),
    ),
    "an approval of one's own": (
        "human-approval", tool("from ours import wait_for_approval\n", "    if not wait_for_approval(cmd):\n        return ''\n"), (MET,),
    ),
    "an approval that is only defined": ("human-approval", tool("def wait_for_approval(x):\n    return True\n", ""), (NOT_MET,)),
    "an approval of something else": ("human-approval", {**tool("", ""), "b.py": "wait_for_approval('holiday')\n"}, (NOT_MET,)),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_who_has_a_control_is_not_accused(tmp_path: Path, case: str) -> None:
    check, files, expected = CASES[case]
    found = finding(tmp_path, check, files)
    assert told(found, expected) == expected, (found.reason, found.evidence)
