"""What is tried when a model fails: ways of libraries and of one's own, and what only looks like one."""

from pathlib import Path

import pytest

from audit.model.finding import Confidence, Outcome
from tests.checks.cases import finding

MET, NOT_MET = Outcome.MET, Outcome.NOT_MET
NA, OPEN = Outcome.NOT_APPLICABLE, Outcome.INCONCLUSIVE
STRONG, WEAK = Confidence.STRONG, Confidence.WEAK

OPENAI = "from openai import OpenAI\nclient = OpenAI()\n"
BOTH = OPENAI + (
    "from anthropic import Anthropic\nother = Anthropic()\n"
    "def gpt(t):\n    return client.responses.create(model='gpt-4o', input=t)\n"
    "def claude(t):\n    return other.messages.create(model='claude-3-5-sonnet-20241022', messages=t)\n"
)
TS = "import OpenAI from 'openai';\nconst c = new OpenAI();\n"

CASES: dict[str, tuple[dict[str, str], Outcome, Confidence]] = {
    "LiteLLM": ({"a.py": "import litellm\nlitellm.completion(model='a', fallbacks=['b'])\n"}, MET, STRONG),
    "LiteLLM, an empty list": ({"a.py": "import litellm\nlitellm.completion(model='a', fallbacks=[])\n"}, NOT_MET, WEAK),
    "a router": ({"a.py": "from litellm import Router\nr = Router(model_list=[], fallbacks=[{'a': ['b']}])\nr.completion(model='a')\n"}, MET, STRONG),
    "a gateway's configuration": (
        {"a.py": OPENAI + "client.responses.create(model='a')\n",
         "proxy.yaml": "router_settings:\n  fallbacks: [{a: [b]}]\n"}, MET, STRONG,
    ),
    "Pydantic AI": (
        {"a.py": "from pydantic_ai.models.fallback import FallbackModel\n" + OPENAI
                 + "m = FallbackModel('a', 'b')\nclient.responses.create(model='x')\n"}, MET, STRONG,
    ),
    "middleware": (
        {"a.py": "from langchain.agents.middleware import ModelFallbackMiddleware\n" + OPENAI
                 + "m = ModelFallbackMiddleware('a')\nclient.responses.create(model='x')\n"}, MET, STRONG,
    ),
    "another provider where one failed": (
        {"a.py": BOTH + "def ask(t):\n    try:\n        return gpt(t)\n    except Exception:\n        return claude(t)\n"}, MET, STRONG,
    ),
    "another model where one failed": (
        {"a.py": OPENAI + "try:\n    r = client.responses.create(model='gpt-4o')\n"
                          "except Exception:\n    r = client.responses.create(model='gpt-4o-mini')\n"}, MET, STRONG,
    ),
    "the same model once more": (
        {"a.py": OPENAI + "try:\n    r = client.responses.create(model='gpt-4o')\n"
                          "except Exception:\n    r = client.responses.create(model='gpt-4o')\n"}, NOT_MET, WEAK,
    ),
    "the same function once more": (
        {"a.py": BOTH + "def ask(t):\n    try:\n        return gpt(t)\n    except Exception:\n        return gpt(t)\n"}, NOT_MET, WEAK,
    ),
    "one model after the other": (
        {"a.py": OPENAI + "def ask(t, models):\n    for model in models:\n        try:\n"
                          "            return client.responses.create(model=model, input=t)\n"
                          "        except Exception:\n            continue\n"}, MET, STRONG,
    ),
    "a comparison of all models": (
        {"a.py": OPENAI + "def compare(t, models):\n    out = []\n    for model in models:\n        try:\n"
                          "            out.append(client.responses.create(model=model, input=t))\n"
                          "        except Exception:\n            print(model)\n    return out\n"}, NOT_MET, WEAK,
    ),
    "a retry": (
        {"a.py": OPENAI + "def ask(t):\n    for attempt in range(3):\n        try:\n"
                          "            return client.responses.create(model='m', input=t)\n"
                          "        except Exception:\n            continue\n"}, NOT_MET, WEAK,
    ),
    "chosen by the key that is set": (
        {"a.py": BOTH + "import os\ndef ask(t):\n    return gpt(t) if os.getenv('OPENAI_API_KEY') else claude(t)\n"}, NOT_MET, WEAK,
    ),
    "canned text": (
        {"a.py": BOTH + "def fallback(t):\n    return 'sorry'\ndef ask(t):\n    try:\n        return gpt(t)\n    except Exception:\n        return fallback(t)\n"},
        NOT_MET, WEAK,
    ),
    "only spoken of": ({"a.py": OPENAI + "fallback_model = 'gpt-4o-mini'\nclient.responses.create(model='gpt-4o')\n"}, OPEN, WEAK),
    "no model": ({"a.py": "try:\n    run()\nexcept Exception:\n    fallback_model()\n"}, NA, WEAK),
    "TypeScript, LangChain": (
        {"a.ts": "import { ChatOpenAI } from '@langchain/openai';\nconst m = new ChatOpenAI({model: 'a'}).withFallbacks([b]);\n"}, MET, STRONG,
    ),
    "TypeScript, nothing": ({"a.ts": TS + "c.responses.create({model: 'gpt-4o'});\n"}, NOT_MET, WEAK),
    "TypeScript, a fallback of the page": (
        {"a.tsx": TS + "c.responses.create({model: 'gpt-4o'});\nexport const p = <Suspense fallback={<Spinner/>} />;\n"}, NOT_MET, WEAK,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_fallback_model(tmp_path: Path, case: str) -> None:
    files, outcome, confidence = CASES[case]
    found = finding(tmp_path, "fallback-model", files)
    assert (found.outcome, found.confidence) == (outcome, confidence), found


@pytest.mark.parametrize("text", ["catch {" * 40_000, "retry " * 40_000, "strategy: {" * 20_000])
def test_hostile_text_is_read_in_time(tmp_path: Path, text: str) -> None:
    found = finding(tmp_path, "fallback-model", {"a.go": f"// fallbackModel strategy\n{text}\n"})
    assert found.outcome is NA
