"""Other spellings, near misses and hostile input: what each check must and must not say about small programs."""

from pathlib import Path

import pytest

from audit.inspection.classify import Role
from audit.inspection.readers.python import read_python
from audit.model.finding import Outcome
from tests.checks.cases import MET, NA, NOT_MET, OPEN, STRONG, WEAK, finding

TIMEOUTS = {
    "default of the library": ("from openai import OpenAI\nOpenAI().responses.create(model='m')", NOT_MET, WEAK),
    "switched off": ("from openai import OpenAI\nOpenAI(timeout=None).responses.create(model='m')", NOT_MET, STRONG),
    "so long that it limits nothing": (
        "from openai import OpenAI\nOpenAI(timeout=1_000_000_000).responses.create(model='m')", NOT_MET, WEAK,
    ),
    "of two hours": ("from openai import OpenAI\nOpenAI(timeout=7200).responses.create(model='m')", MET, STRONG),
    "on the call": ("from openai import OpenAI\nOpenAI().responses.create(model='m', timeout=5)", MET, STRONG),
    "aliased import": ("import openai as o\nc = o.OpenAI(timeout=5)\nc.responses.create(model='m')", MET, STRONG),
    "with_options": ("from openai import OpenAI\nOpenAI().with_options(timeout=5).responses.create(model='m')", MET, STRONG),
    "hidden by **": ("from openai import OpenAI\ndef f(**kw):\n    OpenAI(**kw).responses.create(model='m')", OPEN, WEAK),
    "seen through **": (
        "from openai import OpenAI\nkw = {'timeout': 9}\nOpenAI(**kw).responses.create(model='m')", MET, STRONG,
    ),
    "on self": (
        "from openai import OpenAI\nclass A:\n    def __init__(self):\n        self.c = OpenAI(timeout=9)\n"
        "    def f(self):\n        return self.c.responses.create(model='m')", MET, STRONG,
    ),
    "given by the caller": (
        "from openai import OpenAI\ndef f(client: OpenAI):\n    return client.responses.create(model='m')", OPEN, WEAK,
    ),
    "from the environment": (
        "import os\nfrom openai import OpenAI\nOpenAI(timeout=float(os.getenv('T', '9'))).responses.create(model='m')",
        MET, STRONG,
    ),
    "requests without": ("import requests\nrequests.post('https://api.openai.com/v1/x', json={})", NOT_MET, STRONG),
    "requests with": ("import requests\nrequests.post('https://api.openai.com/v1/x', timeout=3)", MET, STRONG),
    "requests for the list of models": ("import requests\nrequests.request('GET', 'https://api.openai.com/v1/models')", NA, WEAK),
    "requests that bring a model": (
        "import requests\nB = 'http://localhost:11434'\nrequests.post(f'{B}/api/pull', json={'name': 'm'})", OPEN, WEAK,
    ),
    "requests for vectors": ("import requests\nrequests.post('https://api.openai.com/v1/embeddings', json={})", NA, WEAK),
    "requests to one model by name": (
        "import requests\nM = 'gemini-pro'\n"
        "requests.post(f'https://generativelanguage.googleapis.com/v1/models/{M}:generateContent', json={})",
        NOT_MET, STRONG,
    ),
    "requests to elsewhere": ("import requests\nrequests.post('https://example.org/x')", NA, WEAK),
    "an own class of that name": ("class OpenAI: pass\nOpenAI().responses.create(model='m')", NA, WEAK),
    "in a comment": ("# from openai import OpenAI\n# OpenAI().responses.create(model='m')\n", NA, WEAK),
    "in a docstring": ("'''from openai import OpenAI\nOpenAI().responses.create()'''\n", NA, WEAK),
    "wait_for around it": (
        "import asyncio\nfrom openai import AsyncOpenAI\nasync def f():\n"
        "    await asyncio.wait_for(AsyncOpenAI().responses.create(model='m'), 5)", MET, STRONG,
    ),
    "bedrock config": (
        "import boto3\nfrom botocore.config import Config\nc = boto3.client('bedrock-runtime', config=Config(read_timeout=9))\n"
        "c.converse(modelId='m')", MET, STRONG,
    ),
    "another aws service": ("import boto3\nc = boto3.client('s3')\nc.converse(modelId='m')", NA, WEAK),
    "messages of twilio": ("from twilio.rest import Client\nClient().messages.create(body='x')", NA, WEAK),
    "langchain": ("from langchain_openai import ChatOpenAI\nllm = ChatOpenAI(timeout=9)", MET, STRONG),
    "asyncio.timeout around it": (
        "import asyncio\nfrom openai import AsyncOpenAI\nasync def f():\n    async with asyncio.timeout(5):\n"
        "        await AsyncOpenAI(timeout=None).responses.create(model='m')", MET, STRONG,
    ),
    "a caller that waits with a limit": (
        "import asyncio\nfrom openai import AsyncOpenAI\nasync def f():\n"
        "    return await AsyncOpenAI(timeout=None).responses.create(model='m')\n"
        "async def g():\n    return await asyncio.wait_for(f(), 5)", NOT_MET, WEAK,
    ),
    "a field that may be set": (
        "from pydantic_settings import BaseSettings\nfrom openai import OpenAI\nclass S(BaseSettings):\n"
        "    t: float | None = None\ns = S()\nOpenAI(timeout=s.t).responses.create(model='m')", OPEN, WEAK,
    ),
    "a field that is switched off": (
        "from dataclasses import dataclass\nfrom openai import OpenAI\n@dataclass\nclass S:\n    t: float = 0\n"
        "    def f(self):\n        OpenAI(timeout=self.t).responses.create(model='m')", NOT_MET, WEAK,
    ),
    "an attribute set later": (
        "from openai import OpenAI\nclass S:\n    t = None\nS.t = 3\nOpenAI(timeout=S.t).responses.create(model='m')", MET, STRONG,
    ),
    "a constant of a class": (
        "from openai import OpenAI\nclass S:\n    T = None\nOpenAI(timeout=S.T).responses.create(model='m')", NOT_MET, STRONG,
    ),
    "one of two": (
        "from openai import OpenAI\nOpenAI(timeout=3).responses.create(model='m')\nOpenAI(timeout=None).responses.create(model='m')",
        NOT_MET, STRONG,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", TIMEOUTS)
def test_model_call_timeout(tmp_path: Path, case: str) -> None:
    code, outcome, confidence = TIMEOUTS[case]
    found = finding(tmp_path, "model-call-timeout", {"app.py": code})
    assert (found.outcome, found.confidence) == (outcome, confidence), found


def test_settings_are_followed_across_files(tmp_path: Path) -> None:
    files = {
        "shop/settings.py": "TIMEOUT = None\n",
        "shop/llm.py": "from openai import OpenAI\nfrom .settings import TIMEOUT\nclient = OpenAI(timeout=TIMEOUT)\n",
        "shop/app.py": "from shop.llm import client\nclient.responses.create(model='m')\n",
    }
    found = finding(tmp_path, "model-call-timeout", files)
    assert (found.outcome, [(e.path, e.line) for e in found.evidence]) == (NOT_MET, [("shop/settings.py", 1)])


LOOPS = {
    "tool calls end it": ("while True:\n    r = c.responses.create()\n    if not r.tool_calls:\n        break", NOT_MET),
    "a counter ends it": (
        "n = 0\nwhile True:\n    r = c.responses.create()\n    n += 1\n    if n > 5 or not r.tool_calls:\n        break", MET,
    ),
    "a condition with a counter": ("n = 0\nwhile n < 5:\n    n += 1\n    r = c.responses.create()", MET),
    "a clock ends it": (
        "import time\nwhile True:\n    r = c.responses.create()\n    if time.monotonic() > end or r.done:\n        break", MET,
    ),
    "a person leads it": ("while True:\n    q = input()\n    print(c.responses.create(input=q))", NA),
    "a loop over data": ("for row in rows:\n    c.responses.create(input=row)", NA),
    "a retry": ("while True:\n    try:\n        r = c.responses.create()\n        break\n    except Exception:\n        pass", NA),
    "counted rounds": ("for turn in range(9):\n    r = c.responses.create()\n    if not r.tool_calls:\n        break", MET),
    "no loop": ("r = c.responses.create()", NA),
    "a break of an inner loop": (
        "while True:\n    r = c.responses.create()\n    for t in r.tool_calls:\n        if t.last and t.n > 5:\n            break", NOT_MET,
    ),
}  # fmt: skip


TURN = "while True:\n    r = c.responses.create()\n    {}\n    if not r.tool_calls:\n        break"
OTHER_ENDS = {
    "if budget.exhausted(): break": (OPEN, WEAK), "if budget.done(): raise StopIteration": (OPEN, WEAK),
    "if stop_event.is_set(): break": (OPEN, WEAK), "n += 1; assert n < 9": (OPEN, WEAK),
    "limiter.check()": (NOT_MET, WEAK), "with budget.step(): pass": (NOT_MET, WEAK), "tick()": (NOT_MET, WEAK),
    "run(r)": (NOT_MET, STRONG), "assert r.output": (NOT_MET, STRONG),
    "if is_final(r): break": (NOT_MET, STRONG),
}  # fmt: skip


@pytest.mark.parametrize("line", OTHER_ENDS)
def test_other_ends_of_a_loop(tmp_path: Path, line: str) -> None:
    code = f"from openai import OpenAI\nc = OpenAI()\n{TURN.format(line)}\n"
    found = finding(tmp_path, "bounded-agent-loops", {"a.py": code})
    assert (found.outcome, found.confidence) == OTHER_ENDS[line], found


def test_a_loop_with_an_endless_word_is_read_in_one_pass() -> None:
    word = "a" * 150_000
    (loop,) = read_python(f"while True:\n    x = {word}\n    make().chat.run(x)\n", "a.py", Role.SOURCE).loops
    assert (loop.calls, loop.leaves, loop.guarded) == (("make", "chat.run"), False, False)


@pytest.mark.parametrize("case", LOOPS)
def test_bounded_agent_loops(tmp_path: Path, case: str) -> None:
    code, outcome = LOOPS[case]
    found = finding(
        tmp_path, "bounded-agent-loops", {"a.py": f"from openai import OpenAI\nc = OpenAI()\n{code}\n"}
    )
    assert found.outcome is outcome, found


PINS = {
    "gpt-4o": NOT_MET, "gpt-4o-2024-08-06": MET, "gpt-3.5-turbo-0125": MET, "o3-mini": NOT_MET,
    "claude-3-5-sonnet-20241022": MET, "claude-3-5-sonnet-latest": NOT_MET, "gemini-2.0-flash": NOT_MET,
    "gemini-1.5-pro-002": MET, "mistral-large-2411": MET, "mistral-large-latest": NOT_MET,
    "azure/gpt-4o-2024-08-06": MET, "our-own-model": OPEN, "gemma3:27b": NOT_MET,
    "us.anthropic.claude-3-7-sonnet-20250219-v1:0": MET, "claude-sonnet-4-6": MET, "claude-opus-5": MET,
    "us.anthropic.claude-opus-4-7": MET, "claude-sonnet-4-5": NOT_MET, "mistral-7b-v0.1.Q4_0.gguf": OPEN,
}  # fmt: skip


@pytest.mark.parametrize("name", PINS)
def test_pinned_model_version(tmp_path: Path, name: str) -> None:
    found = finding(
        tmp_path, "pinned-model-version", {"a.py": f"import litellm\nlitellm.completion(model='{name}')\n"}
    )
    assert found.outcome is PINS[name], found


@pytest.mark.parametrize("name", ["gemini-2.5-flash", "gemini-3-pro", "ollama/deepseek-r1:7b-q4_K_M"])
def test_a_name_that_its_maker_may_move_only_asks(tmp_path: Path, name: str) -> None:
    code = f"import litellm\nlitellm.completion(model='{name}')\n"
    found = finding(tmp_path, "pinned-model-version", {"a.py": code})
    assert (found.outcome, found.confidence) == (NOT_MET, WEAK), found


def test_a_migration_chooses_no_model(tmp_path: Path) -> None:
    code = "import litellm\nlitellm.completion(model=chosen())\n"
    files = {"a.py": code, "app/migrations/0002_model.py": "default_model = 'gpt-4o'\n"}
    assert finding(tmp_path, "pinned-model-version", files).outcome is OPEN


def test_a_default_from_the_environment_only_asks(tmp_path: Path) -> None:
    code = "import os, litellm\nlitellm.completion(model=os.getenv('MODEL', 'gpt-4o'))\n"
    found = finding(tmp_path, "pinned-model-version", {"a.py": code})
    assert (found.outcome, found.confidence) == (NOT_MET, WEAK)


def test_a_default_of_a_field_only_asks(tmp_path: Path) -> None:
    code = (
        "from dataclasses import dataclass\nimport litellm\n@dataclass\nclass A:\n    model: str = 'gpt-4o'\n"
        "    def f(self):\n        litellm.completion(model=self.model)\n"
    )
    found = finding(tmp_path, "pinned-model-version", {"a.py": code})
    assert (found.outcome, found.confidence) == (NOT_MET, WEAK)
    assert [(e.path, e.line) for e in found.evidence] == [("a.py", 5)]


REASSIGNED = {
    "to an exact version": ("MODEL = 'gpt-4o'\nMODEL = 'gpt-4o-2024-08-06'\n", OPEN, WEAK),
    "to another alias": ("MODEL = 'gpt-4o'\nMODEL = 'gpt-4o-mini'\n", NOT_MET, STRONG),
    "never": ("MODEL = 'gpt-4o-2024-08-06'\n", MET, STRONG),
}


@pytest.mark.parametrize("case", REASSIGNED)
def test_a_model_name_that_is_assigned_twice(tmp_path: Path, case: str) -> None:
    names, outcome, confidence = REASSIGNED[case]
    code = f"import litellm\n{names}litellm.completion(model=MODEL)\n"
    found = finding(tmp_path, "pinned-model-version", {"a.py": code})
    assert (found.outcome, found.confidence) == (outcome, confidence)


def test_a_setting_of_a_notebook_is_cited_by_the_line_of_its_file(tmp_path: Path) -> None:
    notebook = (
        '{"cells": [{"cell_type": "code",\n"source": ["from openai import OpenAI\\n",\n"c = OpenAI(timeout=None)\\n",\n'
        '"c.responses.create(model=1)"]}],\n"metadata": {}}'
    )
    found = finding(tmp_path, "model-call-timeout", {"a.ipynb": notebook})
    assert [(e.line, e.excerpt) for e in found.evidence] == [(3, '"c = OpenAI(timeout=None)\\n",')]


KEY = "Zq8vT1mWb4Yc7LdN2xKf" + "R5hJp9sGt3uEaQwVi6oXyBnMz0Cr"
SECRETS = {
    "in code": ({"a.py": f"key = 'sk-{KEY}'\n"}, NOT_MET, STRONG),
    "in settings of a service": ({".env": f"MY_SECRET_TOKEN={KEY}\n"}, NOT_MET, WEAK),
    "in a notebook": (
        {"a.ipynb": '{"cells": [{"cell_type": "code", "source": ["k = \\"sk-' + KEY + '\\""]}]}'}, NOT_MET, STRONG,
    ),
    "a placeholder": ({"a.py": "key = 'sk-your-key-here-xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx'\n"}, MET, STRONG),
    "documented by its maker": ({"a.py": "key = 'AKIAIOSFODNN7EXAMPLE'\n"}, MET, STRONG),
    "a template": ({".env.example": f"TOKEN={KEY}\n"}, MET, STRONG),
    "a local password": ({"a.py": "u = 'postgresql://postgres:postgres@localhost/db'\n"}, MET, STRONG),
    "a test": ({"tests/a.py": f"key = 'sk-{KEY}'\n"}, NOT_MET, WEAK),
}  # fmt: skip


@pytest.mark.parametrize("case", SECRETS)
def test_no_committed_secrets(tmp_path: Path, case: str) -> None:
    files, outcome, confidence = SECRETS[case]
    found = finding(tmp_path, "no-committed-secrets", files)
    assert (found.outcome, found.confidence) == (outcome, confidence), found
    assert KEY not in found.model_dump_json()


JSON = '[{"sku": 1, "name": "rope"}, {"sku": 2, "name": "anchor"}]'
ROWS = "sku,name\n1,rope\n2,anchor\n3,buoy\n"
MODEL = "from openai import OpenAI\nOpenAI(timeout=3).responses.create(model='m')\n"
READS = {
    "by the agent": ({"a.py": f"import pandas as pd\npd.read_csv('items.csv')\n{MODEL}", "items.csv": ROWS}, NOT_MET, STRONG),
    "by a path of parts": (
        {
            "app/a.py": "from pathlib import Path\nimport csv\nP = Path(__file__).parent.parent / 'data' / 'items.csv'\n"
            f"rows = csv.reader(open(P))\n{MODEL}",
            "data/items.csv": ROWS,
        }, NOT_MET, STRONG,
    ),
    "by its training": ({"train.py": f"import pandas as pd\npd.read_csv('items.csv')\n{MODEL}", "items.csv": ROWS}, NA, WEAK),
    "by its tests": ({"tests/test_a.py": "import pandas as pd\npd.read_csv('items.csv')\n", "items.csv": ROWS}, NA, WEAK),
    "not committed": ({"a.py": f"import pandas as pd\npd.read_csv('items.csv')\n{MODEL}"}, NA, WEAK),
    "refreshed by itself": (
        {"a.py": f"import pandas as pd\nd = pd.read_csv('items.csv')\nd.to_csv('items.csv')\n{MODEL}", "items.csv": ROWS}, OPEN, WEAK,
    ),
    "nothing acts on it": ({"a.py": "import pandas as pd\npd.read_csv('items.csv')\n", "items.csv": ROWS}, OPEN, WEAK),
    "a test set": ({"a.py": f"import pandas as pd\npd.read_csv('test_items.csv')\n{MODEL}", "test_items.csv": ROWS}, NA, WEAK),
    "whose word only holds test": (
        {"a.py": f"import pandas as pd\npd.read_csv('latest_prices.csv')\n{MODEL}", "latest_prices.csv": ROWS}, NOT_MET, STRONG,
    ),
    "in a format of programs": ({"a.py": f"import json\njson.load(open('data/items.json'))\n{MODEL}", "data/items.json": JSON}, NOT_MET, WEAK),
    "a catalogue of templates": (
        {"a.py": f"import json\njson.load(open('config/pages.json'))\n{MODEL}", "config/pages.json": JSON}, NA, WEAK,
    ),
    "stopwords": ({"a.py": f"import pandas as pd\npd.read_csv('data/stopwords.csv')\n{MODEL}", "data/stopwords.csv": ROWS}, NA, WEAK),
    "refreshed by a script": (
        {
            "a.py": f"import pandas as pd\npd.read_csv('data/items.csv')\n{MODEL}", "data/items.csv": ROWS,
            "refresh.sh": "curl https://erp.example/items -o data/items.csv\n",
        }, OPEN, WEAK,
    ),
    "refreshed by a workflow": (
        {
            "a.py": f"import pandas as pd\npd.read_csv('data/items.csv')\n{MODEL}", "data/items.csv": ROWS,
            ".github/workflows/nightly.yml": "on: {schedule: [{cron: '0 3 * * *'}]}\njobs:\n  a:\n    steps:\n    - run: python dump.py > data/items.csv\n",
        }, OPEN, WEAK,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", READS)
def test_current_reference_data(tmp_path: Path, case: str) -> None:
    files, outcome, confidence = READS[case]
    found = finding(tmp_path, "current-reference-data", files)
    assert (found.outcome, found.confidence) == (outcome, confidence), found


CI = ".github/workflows/ci.yml"
TEST = {"tests/test_a.py": "def test_a():\n    assert 1 + 1 == 2\n"}
RUNS = {
    "only installed": ({**TEST, CI: "on: [push]\njobs:\n  a:\n    steps:\n    - run: pip install pytest\n"}, NOT_MET),
    "no tests behind it": ({"a.py": "x = 1\n", CI: "on: [push]\njobs:\n  a:\n    steps:\n    - run: npm test --if-present\n"}, NOT_MET),
    "by hand": ({**TEST, CI: "on: workflow_dispatch\njobs:\n  a:\n    steps:\n    - run: pytest\n"}, OPEN),
    "through make": ({**TEST, CI: "on: [push]\njobs:\n  a:\n    steps:\n    - run: make ci\n", "Makefile": "ci:\n\tpython -m pytest\n"}, MET),
    "in another system": ({**TEST, ".gitlab-ci.yml": "test:\n  script:\n    - pytest -q\n"}, MET),
    "job switched off": ({**TEST, CI: "on: [push]\njobs:\n  a:\n    if: ${{ false }}\n    steps:\n    - run: pytest\n"}, OPEN),
    "step switched off": ({**TEST, CI: "on: [push]\njobs:\n  a:\n    steps:\n    - name: tests\n      if: false  # flaky\n      run: pytest\n"}, OPEN),
    "another step switched off": ({**TEST, CI: "on: [push]\njobs:\n  a:\n    steps:\n    - if: false\n      run: ruff check\n    - run: pytest\n"}, MET),
    "another job switched off": ({**TEST, CI: "on: [push]\njobs:\n  a:\n    if: false\n    steps:\n    - run: ruff check\n\n  b:\n    steps:\n    - run: pytest\n"}, MET),
    "a condition": ({**TEST, CI: "on: [push]\njobs:\n  a:\n    if: github.event_name != 'fork'\n    steps:\n    - run: pytest\n"}, MET),
    "failure shrugged off": ({**TEST, CI: "on: [push]\njobs:\n  a:\n    steps:\n    - run: pytest || true\n"}, OPEN),
    "failure allowed": ({**TEST, CI: "on: [push]\njobs:\n  a:\n    steps:\n    - run: pytest\n      continue-on-error: true\n"}, OPEN),
    "shrugged off once, not twice": ({**TEST, CI: "on: [push]\njobs:\n  a:\n    steps:\n    - run: pytest -m slow || true\n    - run: pytest\n"}, MET),
    "commented out": ({**TEST, CI: "on: [push]\njobs:\n  a:\n    steps:\n    # - run: pytest\n    - run: ruff check\n"}, NOT_MET),
}  # fmt: skip


@pytest.mark.parametrize("case", RUNS)
def test_ci_runs_tests(tmp_path: Path, case: str) -> None:
    files, outcome = RUNS[case]
    assert finding(tmp_path, "ci-runs-tests", files).outcome is outcome


OTHERS = [
    ("tracing-or-metrics", {"a.ts": "import * as Sentry from '@sentry/node';\nSentry.init();\n"}, MET),
    ("tracing-or-metrics", {"a.py": "from agents import set_tracing_disabled\nset_tracing_disabled(True)\n"}, NOT_MET),
    ("tracing-or-metrics", {"a.py": "import langfuse\n"}, NOT_MET),
    ("model-call-timeout", {"a.ts": "import OpenAI from 'openai';\nnew OpenAI();\n"}, OPEN),
    ("automated-tests", {"src/api.mock.test.ts": "export const data = 1;\n"}, NOT_MET),
    ("automated-tests", {"a_test.go": "package a\nfunc TestA(t *testing.T) { if f() != 1 { t.Fatal() } }\n"}, MET),
    ("eval-suite", {"a.py": "x = 1\n"}, NA),
    ("lockfile", {"a.py": "x = 1\n", "dvc.lock": "x\n"}, NOT_MET),
    ("lockfile", {"pyproject.toml": "[project]\nname = 'a'\n", "a.py": "x = 1\n", "uv.lock": ""}, NOT_MET),
    ("container-image", {"backend/DockerFile": "FROM x\n"}, MET),
    ("container-image", {"syntax/Dockerfile.tmLanguage": "x\n"}, NOT_MET),
    ("runbook", {"src/runbooks/README.md": "# Runbook\n", "a.py": "x = 1\n"}, NOT_MET),
    ("runbook", {"RUNBOOK.md": "# Runbook\n"}, NOT_MET),
    ("runbook", {"docs/runbook.md": "# Runbook\n\n## Incidents\n\nTBD\n\n## Backup\n\nTODO\n"}, NOT_MET),
    ("runbook", {"docs/runbook.md": "# Runbook\n\nCall the owner, then restart the worker.\n"}, MET),
    ("security-policy", {"SECURITY.md": "# Security\n"}, NOT_MET),
    ("security-policy", {"SECURITY.md": "# Security\n\nWrite to <security@shop.io>.\n"}, MET),
    ("deployment-config", {"compose.yml": "services: {}\n"}, NOT_MET),
    ("deployment-config", {"compose.yml": "services: {a: {image: us/app}}\n"}, MET),
    ("deployment-config", {"Procfile": "", "a.py": "x = 1\n"}, NOT_MET),
    ("lockfile", {"pyproject.toml": "[project]\nname = 'a'\ndependencies = ['openai']\n", "a.py": "x = 1\n", "uv.lock": "version = 1\n"}, MET),
    ("ci-runs-tests", {"test_a.py": "def test_a():\n    assert f() == 1\n", ".github/workflows/e.yml": "on: push\njobs:\n  a:\n    steps:\n    - run: '# pytest'\n"}, NOT_MET),
    ("ci-runs-tests", {"test_a.py": "def test_a():\n    assert f() == 1\n", ".github/workflows/e.yml": "on: push\njobs:\n  a:\n    steps:\n    - run: pytest # all\n"}, MET),
    ("runbook", {"README.md": "# A\n\n## Productionizing\n\nSet replicas.\n"}, MET),
    ("runbook", {"charts/README.md": "# A\n\n### Scaling\n\nx\n\n### Updates\n\ny\n"}, MET),
    ("runbook", {"README.md": "# A\n\n## Scaling laws\n\nx\n"}, NOT_MET),
    ("runbook", {"README.md": "# A\n\n## Monitoring\n\nA feature.\n"}, NOT_MET),
    ("runbook", {"README.md": "# A\n\n## Monitoring\n\nA feature.\n\n## Upgrade to Pro\n\nBuy.\n"}, NOT_MET),
    ("deployment-config", {"k8s/part.yaml": "apiVersion: apps/v1\nkind: Deployment\n"}, MET),
    ("deployment-config", {"k8s/part.yaml": "apiVersion: v1\nkind: ConfigMap\n"}, NOT_MET),
    ("deployment-config", {"tests/k8s/part.yaml": "apiVersion: apps/v1\nkind: Deployment\n"}, NOT_MET),
    ("deployment-config", {"docs/part.yaml": "apiVersion: apps/v1\nkind: Deployment\n"}, NOT_MET),
    ("deployment-config", {"records.yaml": "kind: Deployment\n"}, NOT_MET),
    ("deployment-config", {"compose.yml": "services:\n  db:\n    image: postgres:17\n"}, NOT_MET),
    ("deployment-config", {"compose.yml": "services:\n  j:\n    image: 'jaegertracing/all-in-one:1'\n"}, NOT_MET),
    ("deployment-config", {"compose.yml": "services:\n  db:\n    image: postgres\n  a:\n    build: .\n"}, MET),
    ("deployment-config", {"compose.yml": "services:\n  a:\n    image: ghcr.io/us/app@sha256:ab\n"}, MET),
    ("eval-suite", {"EvalTests.cs": "using Microsoft.Extensions.AI.Evaluation;\nclass EvalTests {}\n", "App.cs": "using OpenAI;\nclass App {}\n"}, MET),
    ("model-call-timeout", {"a.py": "import httpx\nfrom ollama import Client\ndef f():\n    ollama = Client(timeout=httpx.Timeout(9.0))\n    ollama.chat(model='m')\n"}, MET),
    ("human-approval", {"Tools.java": "package a;\nimport dev.langchain4j.agent.tool.Tool;\nimport dev.langchain4j.model.openai.OpenAiChatModel;\nclass Tools {\n  @Tool(\"Cancels a booking\")\n  public void cancelBooking(String id) {}\n}\n"}, NOT_MET),
    ("human-approval", {"Tools.java": "package a;\nimport dev.langchain4j.agent.tool.Tool;\nimport dev.langchain4j.model.openai.OpenAiChatModel;\nclass Tools {\n  @Tool\n  public void getBooking(String id) {}\n}\n"}, NA),
    ("human-approval", {"Tools.java": "package a;\nimport dev.langchain4j.agent.tool.Tool;\nimport dev.langchain4j.model.openai.OpenAiChatModel;\nclass Tools {\n  @Override\n  public void cancelBooking(String id) {}\n}\n"}, NA),
    ("ci-runs-evals", {"a.py": "import openai\nopenai.OpenAI()\n", ".github/workflows/e.yml": "on: push\njobs:\n  a:\n    steps:\n    - run: bun run eval:answers\n"}, MET),
    ("ci-runs-evals", {"a.py": "import openai\nopenai.OpenAI()\n", ".github/workflows/e.yml": "on: push\njobs:\n  a:\n    steps:\n    - run: bun run evolve\n"}, NOT_MET),
    ("model-call-retry", {"a.py": "import ollama\nfor i in range(3):\n    try:\n        ollama.chat(model='m')\n    except Exception:\n        continue\n"}, MET),
]  # fmt: skip


@pytest.mark.parametrize(("check", "files", "outcome"), OTHERS)
def test_others(tmp_path: Path, check: str, files: dict[str, str], outcome: Outcome) -> None:
    assert finding(tmp_path, check, files).outcome is outcome
