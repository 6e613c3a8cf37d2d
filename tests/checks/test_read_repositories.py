"""What reading whole repositories against their code showed: each row is the smallest example of one cause."""

from pathlib import Path

import pytest

from audit.model.finding import Confidence, Outcome
from tests.checks.cases import MET, NA, NOT_MET, OPEN, WEAK, finding, told

OPENAI = "from openai import OpenAI\nOpenAI().responses.create(model='m', input='')\n"
TS = "import OpenAI from 'openai';\nawait new OpenAI().responses.create({ model: 'm', input: q });\n"
KERNEL = "using Microsoft.SemanticKernel;\nclass A { void F() { kernel.%s; } }\n"
GO = 'package a\nimport "github.com/sashabaranov/go-openai"\n'
SHELL_AGENT = (
    "import os\nfrom openai import OpenAI\nreply = OpenAI().responses.create(model='m', input='')\n%s"
    "os.system(reply.output_text)\n"
)
NOTE = '{"cells": [\n{"cell_type": "markdown", "source": [\n%s\n]},\n{"cell_type": "code", "source": [\n%s\n]}\n], "metadata": {}}\n'
CALL = "\"from openai import OpenAI\\n\",\n\"OpenAI().responses.create(model='m', input='x')\\n\""
MAKING = (
    "from langchain_openai import ChatOpenAI\nfrom langchain_anthropic import ChatAnthropic\n"
    "def make():\n    try:\n        llm = ChatOpenAI(model='gpt-4o')%s\n"
    "    except Exception:\n        llm = ChatAnthropic(model='claude-3-haiku-20240307')\n    return llm\n"
)
AGAIN = "from openai import OpenAI\ndef ask(messages, depth):\n    %s\n    r = OpenAI().responses.create(model='m', input=messages)\n    return ask(%s)\n"
SCORE = "%s\ncases = open('%s')\ndef score(expected, reply):\n    return expected == reply\n"
DEAD = (
    "from openai import OpenAI\nclient = OpenAI(timeout=9)\n"
    "%sif False:\n    OpenAI(timeout=None).responses.create(model='m', input='')\n"
)
LIVE = "client.responses.create(model='m', input='')\n"

CASES: dict[str, tuple[str, dict[str, str], tuple[Outcome, Confidence] | tuple[Outcome]]] = {
    "a question before execution over two lines": (
        "human-approval", {"a.py": SHELL_AGENT % "yes = input(\n    'Execute? (Y/N or n steps): '\n)\n"}, (MET, WEAK),
    ),
    "a question about a test run": ("human-approval", {"a.py": SHELL_AGENT % "x = 'Execute the tests? (y/n)'\n"}, (NOT_MET,)),
    "a policy that decides for the person": (
        "human-approval", {"a.ts": TS + "query({ options: { canUseTool: async (n) => ({ behavior: 'allow' }) } });\n"}, (MET, WEAK),
    ),
    "an interrupt of Eino": (
        "human-approval",
        {"a.go": GO + 'import "github.com/cloudwego/eino/components/tool"\nfunc f() error { return tool.StatefulInterrupt(ctx, i, s) }\n'},
        (OPEN,),
    ),
    "a sentence between the cells of a notebook": (
        "human-approval", {"a.ipynb": NOTE % ('"3. Extract tool input(s), run code\\n"', CALL)}, (NA,),
    ),
    "a key that a notebook only speaks of": (
        "secrets-from-environment", {"a.ipynb": NOTE % ('"Use `load_dotenv()` of python-dotenv.\\n"', CALL)}, (NA,),
    ),
    "a key that a notebook reads": (
        "secrets-from-environment", {"a.ipynb": NOTE % ('"x"', CALL + ',\n"import os\\n",\n"k = os.environ[\'OPENAI_API_KEY\']\\n"')}, (MET,),
    ),
    "a folder of prompts of Semantic Kernel": (
        "prompt-files",
        {"A.cs": KERNEL % 'ImportPluginFromPromptDirectory(Path.Combine(Root(), "Desk"))', "plugins/Desk/Ask/skprompt.txt": "Answer.\n"},
        (MET,),
    ),
    "a prompt of Semantic Kernel in a folder that nothing names": (
        "prompt-files", {"A.cs": KERNEL % 'Run("Desk")', "plugins/Desk/Ask/skprompt.txt": "Answer.\n"}, (NOT_MET, WEAK),
    ),
    "one of several templates": (
        "prompt-files",
        {"a.py": OPENAI, "data/a/title_prompt.liquid": "Write.\n", "data/a/summary.liquid": "Sum up.\n"}, (OPEN,),
    ),
    "a first page that speaks to a model": (
        "prompt-files", {"a.py": OPENAI + "t = open('README.md').read()\n", "loop/README.md": "You are a helper.\n"}, (NOT_MET,),
    ),
    "settings of a log in a part called prompts": (
        "prompt-files", {"a.py": OPENAI + "d = open('prompts/x.md')\n", "prompts/logback.xml": "<configuration/>\n"}, (NOT_MET,),
    ),
    "the license of one part": ("license", {"a.py": "x = 1\n", "api/LICENSE": "MIT\n", "api/go.mod": "module a\n"}, (OPEN,)),
    "the license of something brought along": ("license", {"a.py": "x = 1\n", "data/fonts/LICENSE": "OFL\n"}, (NOT_MET,)),
    "an application put together by Aspire": (
        "deployment-config", {"AppHost/Program.cs": "var b = DistributedApplication.CreateBuilder(args);\n"}, (MET, WEAK),
    ),
    "arguments of Convex": (
        "input-data-validation",
        {"a.ts": TS + "import { v } from 'convex/values';\nexport const f = mutation({\n  args: { id: v.id('x') },\n});\nconst b = await req.json();\n"},
        (MET, WEAK),
    ),
    "arguments of Convex that nobody declares": (
        "input-data-validation",
        {"a.ts": TS + "import { v } from 'convex/values';\nexport const f = mutation({\n  args: {},\n});\nconst b = await req.json();\n"},
        (NOT_MET, WEAK),
    ),
    "a client that parses its reply": (
        "input-data-validation",
        {"a.ts": TS + "import { z } from 'zod';\nconst r = await client.responses.parse(request, o);\nconst b = await req.json();\n"}, (NOT_MET,),
    ),
    "the size of a batch": (
        "input-data-validation",
        {"a.py": OPENAI + "from fastapi import UploadFile\ndef f(file: UploadFile):\n    if len(rows) >= MAX_UPLOAD_BATCH_SIZE:\n        send(rows)\n"},
        (NOT_MET,),
    ),
    "types of a chain": (
        "validated-model-output",
        {"a.py": "from langchain_openai import ChatOpenAI\nc = ChatOpenAI(model='m').with_types(input_type=list, output_type=list)\n"},
        (NA,),
    ),
    "a parser that falls back": (
        "fallback-model", {"a.ts": TS + "import { x } from '@langchain/core/runnables';\nconst p = parserAssign.withFallbacks({ fallbacks: [none] });\n"},
        (NOT_MET,),
    ),
    "another model where the first could not be made": ("fallback-model", {"a.py": MAKING % ""}, (OPEN,)),
    "another model where the first could not be asked": ("fallback-model", {"a.py": MAKING % "\n        llm.invoke('x')"}, (MET,)),
    "retries that a wrapper makes": (
        "model-call-retry",
        {"a.ts": "import OpenAI from 'openai';\nconst c = new OpenAI({ maxRetries: 0 });\n"
                 "async function completionWithRetry(q) {\n  return caller.call(async () => c.responses.create({ model: 'm', input: q }));\n}\n"},
        (OPEN,),
    ),
    "retries that are switched off": (
        "model-call-retry",
        {"a.ts": "import OpenAI from 'openai';\nconst c = new OpenAI({ maxRetries: 0 });\nawait c.responses.create({ model: 'm', input: q });\n"},
        (NOT_MET,),
    ),
    "a wrapper that says it does not retry": (
        "model-call-retry",
        {"a.ts": "import OpenAI from 'openai';\nconst c = new OpenAI({ maxRetries: 0 });\n"
                 "async function completionWithoutRetry(q) {\n  return caller.call(async () => c.responses.create({ model: 'm', input: q }));\n}\n"},
        (NOT_MET,),
    ),
    "a registry in a comment": (
        "prompt-files", {"a.ts": TS + "/**\n * import { pull } from 'langchain/hub';\n */\nimport { z } from 'langchain';\n"}, (NOT_MET,),
    ),
    "a field of an object called env": (
        "configurable-model", {"a.go": GO + 'func f() {\n\tif env.Model == "" {\n\t\tc.Model = "gpt-4o"\n\t}\n}\n'}, (NOT_MET,),
    ),
    "a function that calls a model and itself": ("bounded-agent-loops", {"a.py": AGAIN % ("pass", "messages, depth")}, (OPEN,)),
    "a recursion that counts": (
        "bounded-agent-loops", {"a.py": AGAIN % ("if depth <= 0: return", "messages, depth - 1")}, (MET,),
    ),
    "a recursion that counts and looks at nothing": ("bounded-agent-loops", {"a.py": AGAIN % ("pass", "messages, depth + 1")}, (OPEN,)),
    "a recursion whose count another function compares": (
        "bounded-agent-loops",
        {"a.py": "def before(depth):\n    return depth > 3\n" + AGAIN % ("pass", "messages, depth + 1") + "def other(depth):\n    return depth > 3\n"},
        (OPEN,),
    ),
    "a recursion that only looks at where it began": (
        "bounded-agent-loops", {"a.py": AGAIN % ("if depth == 0: print('start')", "messages, depth + 1")}, (OPEN,),
    ),
    "a recursion that counts down to its end": (
        "bounded-agent-loops", {"a.py": AGAIN % ("if depth == 0: return", "messages, depth - 1")}, (MET,),
    ),
    "a recursion through data": ("bounded-agent-loops", {"a.py": AGAIN % ("pass", "messages[1:], depth")}, (NA,)),
    "replies that somebody wrote": (
        "eval-suite", {"a.py": OPENAI, "evals/run.py": SCORE % ("import json", "replies.jsonl"), "evals/replies.jsonl": "{}\n"}, (OPEN,),
    ),
    "replies that a program with a model wrote": (
        "eval-suite",
        {"a.py": OPENAI + "open('replies.jsonl', 'w')\n", "evals/run.py": SCORE % ("import json", "replies.jsonl"), "evals/replies.jsonl": "{}\n"},
        (MET,),
    ),
    "cases beside the program": (
        "eval-suite", {"a.py": OPENAI, "evals/run.py": SCORE % ("from a import ask", "cases.jsonl"), "evals/cases.jsonl": "{}\n"}, (MET,),
    ),
    "a call that never runs beside one that does": ("model-call-timeout", {"a.py": DEAD % LIVE}, (MET,)),
    "a call that never runs": ("model-call-timeout", {"a.py": DEAD % ""}, (OPEN,)),
    "a switch that a start script sets": (
        "input-guardrails",
        {"a.py": OPENAI + "import os\nif os.getenv('GUARD', 'false') == 'true':\n    print(stop(client.moderations.create(input='x')))\n", "run.sh": "export GUARD=true\npython a.py\n"},
        (MET,),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_what_reading_showed(tmp_path: Path, case: str) -> None:
    check, files, expected = CASES[case]
    found = finding(tmp_path, check, files)
    assert told(found, expected) == expected, (found.reason, found.evidence)


CITED = {
    "types beside a request": (
        {"a.ts": "import https from 'https';\nimport type { Chat } from 'openai';\nsend(\n  'api.openai.com',\n  '/v1/x');\n"}, "a.ts", 4,
    ),
    "helpers beside a class of models": (
        {"a.py": "from llama_index.observability.otel import Otel\n", "b.py": "from llama_index.core.llms import LLM\n"}, "b.py", 1,
    ),
    "types alone": ({"a.ts": "import type { Chat } from 'openai';\n"}, "a.ts", 1),
}  # fmt: skip


@pytest.mark.parametrize("case", CITED)
def test_what_stands_for_a_call_that_was_not_understood(tmp_path: Path, case: str) -> None:
    files, path, line = CITED[case]
    found = finding(tmp_path, "input-guardrails", files)
    assert [(e.path, e.line) for e in found.evidence] == [(path, line)]
