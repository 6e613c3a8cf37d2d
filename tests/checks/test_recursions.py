"""A function that calls a model and itself again is an agent loop, in every language that is followed."""

from pathlib import Path
from typing import Any

import pytest

from tests.checks.cases import MET, NA, OPEN, STRONG, finding, told

TS = "import OpenAI from 'openai';\nconst c = new OpenAI();\n"
CALL = "  const r = await c.responses.create({ model: 'm', input: messages });\n"
GO = 'package a\nimport "github.com/sashabaranov/go-openai"\n'
JAVA = (
    "package a;\nimport dev.langchain4j.model.openai.OpenAiChatModel;\npublic class Agent {\n"
    '  private final OpenAiChatModel model = OpenAiChatModel.builder().modelName("m").build();\n%s}\n'
)
PY = "from openai import OpenAI\nc = OpenAI()\n"
ASK = "    r = c.responses.create(model='m', input=q)\n"


def ts(head: str, then: str, before: str = "") -> dict[str, str]:
    return {"a.ts": f"{TS}{head}{before}{CALL}{then}}}\n"}


FUNCTION = "export async function run(messages: any[], depth: number) {\n"
CASES: dict[str, tuple[dict[str, str], tuple[Any, ...]]] = {
    "a function": (ts(FUNCTION, "  if (r.tool_calls) return run([...messages, r], depth);\n"), (OPEN,)),
    "a function that counts": (
        ts(FUNCTION, "  return run(messages, depth + 1);\n", "  if (depth >= MAX) return;\n"), (MET, STRONG),
    ),
    "a function that counts down in an object": (
        {"a.ts": f"{TS}async function run({{ messages, depth }}) {{\n{CALL}  const less = depth - 1;\n  if (less > 0) return run({{ messages, depth: less }});\n}}\n"},
        (MET, STRONG),
    ),
    "a function that counts and looks at nothing": (ts(FUNCTION, "  return run(messages, depth + 1);\n"), (OPEN,)),
    "an arrow": (ts("const run = async (messages: any[]) => {\n", "  if (r.tool_calls) await run(messages);\n"), (OPEN,)),
    "a method": (
        {"a.ts": f"{TS}class Agent {{\n  async run(messages: any[]) {{\n{CALL}  if (r.tool_calls) return this.run(messages);\n}}\n}}\n"},
        (OPEN,),
    ),
    "a method that counts": (
        {"a.ts": f"{TS}class Agent {{\n  async run(messages: any[], n = 0) {{\n  if (n > 5) throw new Error('too many');\n{CALL}  return this.run(messages, n + 1);\n}}\n}}\n"},
        (MET, STRONG),
    ),
    "from within what it hands on": (
        ts(FUNCTION, "  await Promise.all(r.tool_calls.map(async (t) => run([t], depth)));\n"), (OPEN,),
    ),
    "what it calls calls the model": (
        {"a.ts": f"{TS}async function ask(messages) {{\n{CALL}  return r;\n}}\nasync function research(messages, depth) {{\n  const found = await ask(messages);\n  if (depth > 0) return research(found, depth - 1);\n}}\n"},
        (MET, STRONG),
    ),
    "an entry of an object that calls another function of its name": (
        {"a.ts": f"{TS}import {{ execute }} from './b';\nexport const tool = {{\n  execute: async (messages) => {{\n{CALL}    return execute(messages);\n  }},\n}};\n"},
        (NA,),
    ),
    "a method that calls a function of its name": (
        {"a.ts": f"{TS}import {{ run }} from './b';\nclass Agent {{\n  async run(messages) {{\n{CALL}    return run(messages);\n  }}\n}}\n"},
        (NA,),
    ),
    "a method of Python that calls a function of its name": (
        {"a.py": f"{PY}from b import run\nclass Agent:\n    def run(self, q):\n    {ASK}        return run(q)\n"}, (NA,),
    ),
    "one more attempt": (
        {"a.ts": f"{TS}async function run(messages, n = 0) {{\n  try {{\n{CALL}    return r;\n  }} catch (e) {{\n    if (n > 3) throw e;\n    return run(messages, n + 1);\n  }}\n}}\n"},
        (NA,),
    ),
    "one more attempt of Python": (
        {"a.py": f"{PY}def run(q, n=0):\n    try:\n    {ASK}        return r\n    except ValueError:\n        if n > 3:\n            raise\n        return run(q, n + 1)\n"},
        (NA,),
    ),
    "a person says whether again": (
        ts(FUNCTION, "  const again = await confirm({ message: 'Again?' });\n  if (again) return run(messages, depth);\n"), (NA,),
    ),
    "a timer": (ts(FUNCTION, "  setTimeout(() => run(messages, depth), 60_000);\n"), (NA,)),
    "a function that calls no model": (
        {"a.ts": f"{TS}export async function ask(messages) {{\n{CALL}  return r;\n}}\nfunction walk(node) {{\n  for (const one of node.all) walk(one);\n}}\n"},
        (NA,),
    ),
    "through data": (ts(FUNCTION, "  return run(messages.slice(1), depth);\n"), (NA,)),
    "Go": (
        {"a.go": GO + "func run(client *openai.Client, q string) {\n\tr, _ := client.CreateChatCompletion(ctx, req)\n\tif len(r.Choices[0].Message.ToolCalls) > 0 {\n\t\trun(client, q)\n\t}\n}\n"},
        (OPEN,),
    ),
    "Go that counts": (
        {"a.go": GO + "func run(client *openai.Client, q string, depth int) {\n\tif depth > 5 {\n\t\treturn\n\t}\n\tclient.CreateChatCompletion(ctx, req)\n\trun(client, q, depth+1)\n}\n"},
        (MET, STRONG),
    ),
    "a method of Go": (
        {"a.go": GO + "type Agent struct{ client *openai.Client }\nfunc (a *Agent) Run(q string) {\n\ta.client.CreateChatCompletion(ctx, req)\n\ta.Run(q)\n}\n"},
        (OPEN,),
    ),
    "Java": (
        {"Agent.java": JAVA % '  String run(String q) {\n    String r = model.chat(q);\n    return r.isEmpty() ? r : run(r);\n  }\n'}, (OPEN,),
    ),
    "Java that counts": (
        {"Agent.java": JAVA % '  String run(String q, int depth) {\n    if (depth > 4) { return q; }\n    String r = model.chat(q);\n    return this.run(r, depth + 1);\n  }\n'},
        (MET, STRONG),
    ),
    "Java, another method of its name": (
        {"Agent.java": JAVA % '  String run(String q) {\n    return run(q, 1);\n  }\n  String run(String q, int n) {\n    return model.chat(q);\n  }\n'}, (NA,),
    ),
    "Java, another method of its name and its length": (
        {"Agent.java": JAVA % '  String run(String q) {\n    return run(this.read(q));\n  }\n  String run(Page p) {\n    return model.chat(p.text());\n  }\n'}, (NA,),
    ),
    "Java that counts beside another method of its name": (
        {"Agent.java": JAVA % '  String run(String q) {\n    return run(q, 0);\n  }\n  String run(String q, int n) {\n    if (n > 4) { return q; }\n    String r = model.chat(q);\n    return run(r, n + 1);\n  }\n'},
        (MET, STRONG),
    ),
    "Java, the method of a parent": (
        {"Agent.java": JAVA % '  String run(String q) {\n    String r = model.chat(q);\n    return super.run(r);\n  }\n'}, (NA,),
    ),
    "a method of a parent": (
        {"a.ts": f"{TS}class Agent extends Base {{\n  async run(messages) {{\n{CALL}    return super.run(messages);\n  }}\n}}\n"}, (NA,),
    ),
    "a method of a part": (
        {"a.ts": f"{TS}class Agent {{\n  async run(messages) {{\n{CALL}    return this.inner.run(messages);\n  }}\n}}\n"}, (NA,),
    ),
    "a method of a parent of Python": (
        {"a.py": f"{PY}class Agent(Base):\n    def run(self, q):\n    {ASK}        return super().run(q)\n"}, (NA,),
    ),
    "a method of a part of Python": (
        {"a.py": f"{PY}class Agent:\n    def run(self, q):\n    {ASK}        return self.inner.run(q)\n"}, (NA,),
    ),
    "a method of a part of Go": (
        {"a.go": GO + "type Agent struct{ client *openai.Client; inner *Other }\nfunc (a *Agent) Run(q string) {\n\ta.client.CreateChatCompletion(ctx, req)\n\ta.inner.Run(q)\n}\n"}, (NA,),
    ),
    "a method of another object of Go": (
        {"a.go": GO + "type Agent struct{ client *openai.Client }\nfunc (a *Agent) Run(q string, b *Tool) {\n\ta.client.CreateChatCompletion(ctx, req)\n\tb.Run(q)\n}\n"}, (NA,),
    ),
    "a function of another package of Go": (
        {"a.go": GO + "func Run(client *openai.Client, q string) {\n\tclient.CreateChatCompletion(ctx, req)\n\ttool.Run(q)\n}\n"}, (NA,),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_function_that_calls_a_model_and_itself(tmp_path: Path, case: str) -> None:
    files, expected = CASES[case]
    found = finding(tmp_path, "bounded-agent-loops", files)
    assert told(found, expected) == expected, (found.reason, found.evidence)
