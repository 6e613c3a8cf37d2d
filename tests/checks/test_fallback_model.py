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

TWO = (
    "import OpenAI from 'openai';\nimport Anthropic from '@anthropic-ai/sdk';\nconst c = new OpenAI();\nconst d = new Anthropic();\n"
    "async function gpt(t) { return await c.responses.create({model: 'gpt-4o', input: t}); }\n"
    "const claude = async (t) => await d.messages.create({model: 'claude-3-5-sonnet-20241022', messages: t});\n"
)

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
    "TypeScript, another provider where one failed": (
        {"a.ts": TWO + "export async function ask(t) {\ntry { return await gpt(t); } catch (e) { log(e); return await claude(t); }\n}\n"},
        MET, STRONG,
    ),
    "TypeScript, a method": (
        {"a.ts": TS + "export class A {\nasync gpt(t) { return await c.responses.create({model: 'gpt-4o', input: t}); }\n"
                      "async mini(t) { return await c.responses.create({model: 'gpt-4o-mini', input: t}); }\n"
                      "async ask(t) { try { return await this.gpt(t); } catch { return this.mini(t); } }\n}\n"}, MET, STRONG,
    ),
    "TypeScript, a promise": ({"a.ts": TWO + "export const ask = (t) => gpt(t).catch(() => claude(t));\n"}, MET, STRONG),
    "TypeScript, a promise and a name": ({"a.ts": TWO + "export const ask = (t) => gpt(t).catch(claude);\n"}, MET, STRONG),
    "TypeScript, another model in place": (
        {"a.ts": TS + "export async function ask(t) {\nlet r;\ntry {\nr = await c.responses.create({model: 'gpt-4o', input: t});\n}"
                      " catch (e) {\nr = await c.responses.create({model: 'gpt-4o-mini', input: t});\n}\nreturn r;\n}\n"},
        MET, STRONG,
    ),
    "TypeScript, the AI SDK": (
        {"a.ts": "import { generateText } from 'ai';\nimport { openai } from '@ai-sdk/openai';\nimport { anthropic } from '@ai-sdk/anthropic';\n"
                 "export async function ask(prompt) {\ntry {\nreturn await generateText({ model: openai('gpt-4o'), prompt });\n} catch {\n"
                 "return await generateText({ model: anthropic('claude-3-5-sonnet-20241022'), prompt });\n}\n}\n"}, MET, STRONG,
    ),
    "TypeScript, one model after the other": (
        {"a.ts": TS + "export async function ask(t, fallbackModels) {\nfor (const model of fallbackModels) {\n"
                      "try { return await c.responses.create({ model, input: t }); } catch (e) { console.warn(e); }\n}\n}\n"},
        MET, STRONG,
    ),
    "TypeScript, a retry": (
        {"a.ts": TS + "export async function ask(t) {\nfor (let i = 0; i < 3; i++) {\n"
                      "try { return await c.responses.create({ model: 'm', input: t }); } catch (e) { console.warn(e); }\n}\n}\n"},
        NOT_MET, WEAK,
    ),
    "TypeScript, the same once more": (
        {"a.ts": TWO + "export const ask = (t) => gpt(t).catch(() => gpt(t));\n"}, NOT_MET, WEAK,
    ),
    "TypeScript, canned text": (
        {"a.ts": TWO + "export async function ask(t) {\ntry { return await gpt(t); } catch { return sorry(t); } finally { await claude(t); }\n}\n"},
        NOT_MET, WEAK,
    ),
    "TypeScript, a comparison": (
        {"a.ts": TS + "export async function compare(t, models) {\nconst out = [];\nfor (const model of models) {\n"
                      "try { out.push(await c.responses.create({ model, input: t })); } catch (e) { console.warn(e); }\n}\nreturn out;\n}\n"},
        NOT_MET, WEAK,
    ),
    "TypeScript, a failure told to the page": (
        {"a.ts": TS + "c.responses.create({model: 'gpt-4o'}).catch((e) => setError(e.message));\n"}, NOT_MET, WEAK,
    ),
    "TypeScript, another thing is tried": (
        {"a.ts": TWO + "export async function ask(t) {\ntry { await save(t); } catch { return await claude(t); }\nreturn await gpt(t);\n}\n"},
        NOT_MET, WEAK,
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
