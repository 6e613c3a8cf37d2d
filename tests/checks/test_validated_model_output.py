"""What becomes of replies: schemas of many libraries, parsing by hand, and text that is only shown."""

from pathlib import Path

import pytest

from audit.model.finding import Confidence, Outcome
from tests.checks.cases import finding

MET, NOT_MET = Outcome.MET, Outcome.NOT_MET
NA, OPEN = Outcome.NOT_APPLICABLE, Outcome.INCONCLUSIVE
STRONG, WEAK = Confidence.STRONG, Confidence.WEAK

ASK = "import json\nfrom openai import OpenAI\nclient = OpenAI()\nreply = client.responses.create(model='m', input='x')\n"
PLAN = "from pydantic import BaseModel\nclass Plan(BaseModel):\n    n: int\n"
TS = "import OpenAI from 'openai';\nconst c = new OpenAI();\nconst r = await c.responses.create({model: 'm'});\n"

CASES: dict[str, tuple[str, str, Outcome, Confidence]] = {
    "json.loads": ("a.py", ASK + "json.loads(reply.output_text)", NOT_MET, STRONG),
    "through a name and a cleaning": ("a.py", ASK + "t = reply.output_text.strip()\njson.loads(t)", NOT_MET, STRONG),
    "from a function": (
        "a.py", "import json\nfrom openai import OpenAI\nclient = OpenAI()\ndef ask(q):\n"
        "    r = client.chat.completions.create(model='m')\n    return r.choices[0].message.content\n"
        "d = json.loads(ask('x'))", NOT_MET, STRONG,
    ),
    "by a pattern": ("a.py", ASK + "import re\nre.findall(r'\\d+', reply.output_text)", NOT_MET, WEAK),
    "in a repository that checks something": ("a.py", PLAN + ASK + "json.loads(reply.output_text)", NOT_MET, WEAK),
    "JSON mode": (
        "a.py", ASK + "r = client.chat.completions.create(model='m', response_format={'type': 'json_object'})\n"
        "json.loads(r.choices[0].message.content)", NOT_MET, STRONG,
    ),
    "a JSON schema": (
        "a.py", ASK + "r = client.chat.completions.create(model='m', response_format={'type': 'json_schema', 'json_schema': {}})\n"
        "json.loads(r.choices[0].message.content)", MET, WEAK,
    ),
    "response_format is a class": (
        "a.py", PLAN + ASK + "r = client.beta.chat.completions.parse(model='m', response_format=Plan)", MET, STRONG,
    ),
    "validated after parsing": (
        "a.py", PLAN + ASK + "d = json.loads(reply.output_text)\np = Plan.model_validate(d)", MET, STRONG,
    ),
    "spread into a class that checks": (
        "a.py", PLAN + ASK + "d = json.loads(reply.output_text)\np = Plan(**d)", MET, STRONG,
    ),
    "spread into a class that does not": (
        "a.py", "from dataclasses import dataclass\n@dataclass\nclass Plan:\n    n: int\n" + ASK
        + "p = Plan(**json.loads(reply.output_text))", NOT_MET, WEAK,
    ),
    "jsonschema": ("a.py", ASK + "import jsonschema\njsonschema.validate(json.loads(reply.output_text), {})", MET, STRONG),
    "LangChain": (
        "a.py", "from langchain_openai import ChatOpenAI\nllm = ChatOpenAI(model='m').with_structured_output(Plan)", MET, STRONG,
    ),
    "instructor": (
        "a.py", PLAN + "import instructor\nc = instructor.from_provider('openai/m')\nc.create(response_model=Plan)", MET, STRONG,
    ),
    "the model of a response of a web service": (
        "a.py", ASK + PLAN + "from fastapi import FastAPI\napp = FastAPI()\n@app.get('/', response_model=Plan)\ndef f():\n    return reply.output_text\n",
        NA, WEAK,
    ),
    "the type of an agent": ("a.py", PLAN + "from agents import Agent\na = Agent(name='x', output_type=Plan)", MET, STRONG),
    "the type of an agent is text": ("a.py", "from agents import Agent\na = Agent(name='x', output_type=str)", NA, WEAK),
    "only shown": ("a.py", ASK + "print(reply.output_text)", NA, WEAK),
    "other data is parsed": ("a.py", ASK + "settings = json.loads(open('x.json').read())", NA, WEAK),
    "other data is validated": ("a.py", PLAN + ASK + "p = Plan.model_validate_json(open('x').read())", NA, WEAK),
    "the envelope of an answer": (
        "a.py", "import json, boto3\nc = boto3.client('bedrock-runtime')\nr = c.invoke_model(modelId='m')\n"
        "d = json.loads(r['body'].read())\nprint(d)", NA, WEAK,
    ),
    "the arguments of a tool": (
        "a.py", ASK + "for call in reply.output:\n    json.loads(call.function.arguments)", OPEN, WEAK,
    ),
    "the arguments of a tool, all handed to it": (
        "a.py", ASK + "for call in reply.output:\n    given = json.loads(call.function.arguments)\n    run(**given)", OPEN, WEAK,
    ),
    "the arguments of a tool that acts, all handed to it": (
        "a.py", "import json\nfrom openai import OpenAI\nc = OpenAI()\n"
        "r = c.chat.completions.create(model='m', tools=[{'type': 'function', 'function': {'name': 'cancel_order'}}])\n"
        "for call in r.choices[0].message.tool_calls:\n    given = json.loads(call.function.arguments)\n    run(**given)", NOT_MET, WEAK,
    ),
    "no model": ("a.py", "import json\njson.loads(open('response.json').read())", NA, WEAK),
    "TypeScript, an object": (
        "a.ts", "import { generateObject } from 'ai';\nimport { openai } from '@ai-sdk/openai';\n"
        "const r = await generateObject({ model: openai('m'), schema });", MET, STRONG,
    ),
    "Spring AI, an object": (
        "A.java", "import org.springframework.ai.chat.client.ChatClient;\n"
        "class A { Plan f() { return client.prompt().user(q).call().entity(Plan.class); } }", MET, STRONG,
    ),
    "C#, a type": (
        "A.cs", "using Microsoft.Extensions.AI;\nvar p = await chat.GetResponseAsync<Plan>(question);", MET, STRONG,
    ),
    "TypeScript, a form that a person fills in": (
        "a.ts", TS + "import { z } from 'zod';\nconst ok = PersonaSchema.safeParse(model);", NA, WEAK,
    ),
    "TypeScript, a page made of a reply": ("a.ts", TS + "import { z } from 'zod';\nmarked.parse(message.content);", NA, WEAK),
    "TypeScript, a page of another library": ("a.ts", TS + "import { z } from 'zod';\nMarkdoc.parse(r.content);", NA, WEAK),
    "TypeScript, by hand": ("a.ts", TS + "JSON.parse(r.output_text);", NOT_MET, WEAK),
    "TypeScript, zod": ("a.ts", TS + "import { z } from 'zod';\nconst p = Plan.parse(JSON.parse(r.output_text));", MET, STRONG),
    "TypeScript, a request": ("a.ts", TS + "const b = bodySchema.parse(await req.json()); JSON.parse(localStorage.x);", NA, WEAK),
    "Ruby, words alone": ("a.rb", "# withStructuredOutput\n", NA, WEAK),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_validated_model_output(tmp_path: Path, case: str) -> None:
    path, text, outcome, confidence = CASES[case]
    found = finding(tmp_path, "validated-model-output", {path: text + "\n"})
    assert (found.outcome, found.confidence) == (outcome, confidence), found


@pytest.mark.parametrize("text", ["JSON.parse(" * 30_000, ".parse(" * 40_000, "json_schema: {" * 20_000])
def test_hostile_text_is_read_in_time(tmp_path: Path, text: str) -> None:
    found = finding(tmp_path, "validated-model-output", {"a.go": f"// strict\n{text}\n"})
    assert found.outcome is NA
