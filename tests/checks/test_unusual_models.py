"""Controls in unusual but common forms: names of models, and where they are chosen; no strong check may accuse these programs."""

from pathlib import Path

import pytest

from tests.checks.cases import NOT_MET, STRONG, finding

CLIENT = "from openai import OpenAI\nclient = OpenAI(timeout=9)\n"

PINNED_MODEL_VERSION = {
    'env default': {'app.py': 'import os\n' + CLIENT + 'client.chat.completions.create(model=os.getenv("MODEL","gpt-4o"), messages=[])\n'},
    'settings default': {'app.py': 'from pydantic_settings import BaseSettings\nclass S(BaseSettings):\n    model: str = "gpt-4o"\ns = S()\n' + CLIENT + 'client.chat.completions.create(model=s.model, messages=[])\n'},
    'base_url azure': {'app.py': 'from openai import OpenAI\nclient = OpenAI(base_url="https://x.openai.azure.com/openai/v1/", timeout=9)\nclient.chat.completions.create(model="gpt-4o", messages=[])\n'},
    'base_url env': {'app.py': 'import os\nfrom openai import OpenAI\nclient = OpenAI(base_url=os.environ["LLM_GATEWAY"], timeout=9)\nclient.chat.completions.create(model="gpt-4o", messages=[])\n'},
    'base_url vllm local': {'app.py': 'from openai import OpenAI\nclient = OpenAI(base_url="http://localhost:8000/v1", timeout=9)\nclient.chat.completions.create(model="gpt-4", messages=[])\n'},
    'chatopenai base': {'app.py': 'from langchain_openai import ChatOpenAI\nllm = ChatOpenAI(model="gpt-4o", base_url="http://litellm:4000", timeout=9)\nllm.invoke("x")\n'},
    'chatopenai openai_api_base': {'app.py': 'from langchain_openai import ChatOpenAI\nllm = ChatOpenAI(model="gpt-4o", openai_api_base="http://litellm:4000", timeout=9)\nllm.invoke("x")\n'},
    'litellm azure': {'app.py': 'import litellm\nlitellm.completion(model="azure/gpt-4o", messages=[], timeout=9)\n'},
    'litellm api_base': {'app.py': 'import litellm\nlitellm.completion(model="gpt-4o", api_base="http://gw", messages=[], timeout=9)\n'},
    'old azure engine': {'app.py': 'import openai\nopenai.api_type = "azure"\nopenai.ChatCompletion.create(engine="gpt-4o", messages=[], timeout=9)\n'},
    'old azure deployment_id': {'app.py': 'import openai\nopenai.api_type = "azure"\nopenai.ChatCompletion.create(deployment_id="gpt-4", model="gpt-4", messages=[], timeout=9)\n'},
    'openai.api_base module': {'app.py': 'import openai\nopenai.api_base = "http://gw/v1"\nopenai.ChatCompletion.create(model="gpt-4", messages=[], timeout=9)\n'},
    'AzureChatOpenAI': {'app.py': 'from langchain_openai import AzureChatOpenAI\nllm = AzureChatOpenAI(azure_deployment="gpt-4o", timeout=9)\nllm.invoke("x")\n'},
    'AzureOpenAI': {'app.py': 'from openai import AzureOpenAI\nclient = AzureOpenAI(timeout=9)\nclient.chat.completions.create(model="gpt-4o", messages=[])\n'},
    'name gpt-3.5-turbo-instruct-0914': {'app.py': CLIENT + 'client.chat.completions.create(model="gpt-3.5-turbo-instruct-0914", messages=[])\n'},
    'name gpt-4-1106-vision-preview': {'app.py': CLIENT + 'client.chat.completions.create(model="gpt-4-1106-vision-preview", messages=[])\n'},
    'name gpt-oss-120b': {'app.py': CLIENT + 'client.chat.completions.create(model="gpt-oss-120b", messages=[])\n'},
    'name claude-v1.3': {'app.py': CLIENT + 'client.chat.completions.create(model="claude-v1.3", messages=[])\n'},
    'name claude-instant-v1.1': {'app.py': CLIENT + 'client.chat.completions.create(model="claude-instant-v1.1", messages=[])\n'},
    'name gemini-1.5-pro-exp-0827': {'app.py': CLIENT + 'client.chat.completions.create(model="gemini-1.5-pro-exp-0827", messages=[])\n'},
    'name gemini-1.5-pro-preview-0409': {'app.py': CLIENT + 'client.chat.completions.create(model="gemini-1.5-pro-preview-0409", messages=[])\n'},
    'name gemini-2.0-flash-thinking-exp-1219': {'app.py': CLIENT + 'client.chat.completions.create(model="gemini-2.0-flash-thinking-exp-1219", messages=[])\n'},
    'name gemini-live-2.5-flash': {'app.py': CLIENT + 'client.chat.completions.create(model="gemini-live-2.5-flash", messages=[])\n'},
    'name gemma-3-27b-it': {'app.py': CLIENT + 'client.chat.completions.create(model="gemma-3-27b-it", messages=[])\n'},
    'name deepseek-ai/deepseek-r1-0528-maas': {'app.py': CLIENT + 'client.chat.completions.create(model="deepseek-ai/deepseek-r1-0528-maas", messages=[])\n'},
    'name Qwen/Qwen3-235B-A22B-Instruct-2507-FP8': {'app.py': CLIENT + 'client.chat.completions.create(model="Qwen/Qwen3-235B-A22B-Instruct-2507-FP8", messages=[])\n'},
    'name meta-llama/Llama-3.3-70B-Instruct': {'app.py': CLIENT + 'client.chat.completions.create(model="meta-llama/Llama-3.3-70B-Instruct", messages=[])\n'},
    'name mistral-7b-instruct-v0.3': {'app.py': CLIENT + 'client.chat.completions.create(model="mistral-7b-instruct-v0.3", messages=[])\n'},
    'name phi-4': {'app.py': CLIENT + 'client.chat.completions.create(model="phi-4", messages=[])\n'},
    'default plus .env': {'app.py': 'import os\n' + CLIENT + 'client.chat.completions.create(model=os.getenv("MODEL","gpt-4o"), messages=[])\n', '.env.example': 'MODEL=gpt-4o-2024-08-06\n', 'docker-compose.yml': 'services:\n  a:\n    environment:\n      MODEL: gpt-4o-2024-08-06\n'},
    'dict choose': {'app.py': 'M = {"a": "gpt-4o-2024-08-06", "b": "gpt-4o"}\n' + CLIENT + 'def f(k):\n    client.chat.completions.create(model=M[k], messages=[])\n'},
    'alias map': {'app.py': 'ALIASES = {"gpt-4o": "gpt-4o-2024-08-06"}\n' + CLIENT + 'client.chat.completions.create(model=ALIASES["gpt-4o"], messages=[])\n'},
    'alias map get': {'app.py': 'ALIASES = {"gpt-4o": "gpt-4o-2024-08-06"}\ndef pin(m):\n    return ALIASES.get(m, m)\n' + CLIENT + 'client.chat.completions.create(model=pin("gpt-4o"), messages=[])\n'},
    'suffix': {'app.py': 'BASE = "gpt-4o"\nMODEL = BASE + "-2024-08-06"\n' + CLIENT + 'client.chat.completions.create(model=MODEL, messages=[])\n'},
    'fstring': {'app.py': 'BASE = "gpt-4o"\nDATE = "2024-08-06"\n' + CLIENT + 'client.chat.completions.create(model=f"{BASE}-{DATE}", messages=[])\n'},
    'reassigned': {'app.py': 'MODEL = "gpt-4o"\nMODEL = "gpt-4o-2024-08-06"\n' + CLIENT + 'client.chat.completions.create(model=MODEL, messages=[])\n'},
    'class override': {'app.py': CLIENT + 'class Base:\n    model = "gpt-4o"\n    def go(self):\n        return client.chat.completions.create(model=self.model, messages=[])\nclass Prod(Base):\n    model = "gpt-4o-2024-08-06"\nProd().go()\n'},
    'param default overridden': {'app.py': CLIENT + 'def go(model="gpt-4o"):\n    return client.chat.completions.create(model=model, messages=[])\ngo(model="gpt-4o-2024-08-06")\n'},
    'dspy': {'app.py': 'import dspy\nlm = dspy.LM("openai/gpt-4o", api_base="http://gw")\n'},
    'mock': {'app.py': CLIENT + 'client.chat.completions.create(model="gpt-4o-2024-08-06", messages=[])\n', 'fake.py': 'class FakeOpenAI: pass\n', 'demo/run.py': CLIENT + 'client.chat.completions.create(model="gpt-4o", messages=[])\n'},
    'cli default': {'app.py': 'import argparse\np=argparse.ArgumentParser()\np.add_argument("--model", default="gpt-4o")\nargs=p.parse_args()\n' + CLIENT + 'client.chat.completions.create(model=args.model, messages=[])\n'},
    'foundry java': {'A.java': 'package a;\nimport com.anthropic.client.AnthropicClient;\nimport com.anthropic.client.okhttp.AnthropicOkHttpClient;\nimport com.anthropic.foundry.backends.FoundryBackend;\nimport com.anthropic.models.messages.MessageCreateParams;\npublic class A { public static void main(String[] a) {\n AnthropicClient client = AnthropicOkHttpClient.builder().backend(FoundryBackend.fromEnv()).build();\n MessageCreateParams p = MessageCreateParams.builder().model("claude-sonnet-4-5").maxTokens(9).build();\n client.messages().create(p);\n}}\n'},
    'ts baseURL': {'a.ts': "import OpenAI from 'openai';\nconst c = new OpenAI({ baseURL: process.env.GATEWAY, timeout: 9 });\nawait c.chat.completions.create({ model: 'gpt-4o', messages: [] });\n"},
    'ts createOpenAI baseURL': {'a.ts': "import { createOpenAI } from '@ai-sdk/openai';\nimport { generateText } from 'ai';\nconst openai = createOpenAI({ baseURL: 'https://gateway.x/v1' });\nawait generateText({ model: openai('gpt-4o'), prompt: 'x' });\n"},
    'ts azure': {'a.ts': "import { createAzure } from '@ai-sdk/azure';\nimport { generateText } from 'ai';\nconst azure = createAzure({ resourceName: 'x' });\nawait generateText({ model: azure('gpt-4o'), prompt: 'x' });\n"},
    'ts ChatOpenAI azure keys': {'a.ts': "import { ChatOpenAI } from '@langchain/openai';\nconst m = new ChatOpenAI({ azureOpenAIApiDeploymentName: 'gpt-4o', modelName: 'gpt-4o' });\nawait m.invoke('x');\n"},
    'go azure config': {'main.go': 'package main\nimport openai "github.com/sashabaranov/go-openai"\nfunc f() {\n c := openai.NewClientWithConfig(openai.DefaultAzureConfig("k", "https://x.openai.azure.com"))\n c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{Model: openai.GPT4o})\n}\n'},
    'go base url': {'main.go': 'package main\nimport openai "github.com/sashabaranov/go-openai"\nfunc f() {\n cfg := openai.DefaultConfig("k")\n cfg.BaseURL = "http://gw"\n c := openai.NewClientWithConfig(cfg)\n c.CreateChatCompletion(ctx, openai.ChatCompletionRequest{Model: openai.GPT4o})\n}\n'},
}  # fmt: skip

CONFIGURABLE_MODEL = {
    'override if env': {'app.py': 'import os\nMODEL = "gpt-4o"\nif os.getenv("MODEL"):\n    MODEL = os.environ["MODEL"]\n' + CLIENT + 'client.chat.completions.create(model=MODEL, messages=[])\n'},
    'json config': {'app.py': 'import json\ncfg = json.load(open("config.json"))\n' + CLIENT + 'client.chat.completions.create(model=cfg["model"], messages=[])\n'},
    'overrides': {'app.py': 'import yaml\ncfg = {"model": "gpt-4o", **yaml.safe_load(open("c.yml"))}\n' + CLIENT + 'client.chat.completions.create(messages=[], **cfg)\n'},
    'overrides update': {'app.py': 'import yaml\ncfg = {"model": "gpt-4o"}\ncfg.update(yaml.safe_load(open("c.yml")))\n' + CLIENT + 'client.chat.completions.create(messages=[], **cfg)\n'},
    'kwargs override': {'app.py': CLIENT + 'def go(**kw):\n    p = {"model": "gpt-4o", **kw}\n    return client.chat.completions.create(messages=[], **p)\n'},
    'kwargs setdefault': {'app.py': CLIENT + 'def go(**kw):\n    kw.setdefault("model", "gpt-4o")\n    return client.chat.completions.create(messages=[], **kw)\n'},
    'configurable_fields': {'app.py': 'from langchain_openai import ChatOpenAI\nfrom langchain_core.runnables import ConfigurableField\nllm = ChatOpenAI(model="gpt-4o").configurable_fields(model_name=ConfigurableField(id="model"))\nllm.invoke("x")\n'},
    'init_chat_model configurable': {'app.py': 'from langchain.chat_models import init_chat_model\nllm = init_chat_model("gpt-4o", configurable_fields=("model",))\nllm.invoke("x")\n'},
    'configurable_alternatives': {'app.py': 'from langchain_openai import ChatOpenAI\nllm = ChatOpenAI(model="gpt-4o").configurable_alternatives(F, default_key="a", b=ChatOpenAI(model="gpt-4o-mini"))\nllm.invoke("x")\n'},
    'setattr by env': {'app.py': 'import os\nfrom langchain_openai import ChatOpenAI\nllm = ChatOpenAI(model="gpt-4o")\nif os.getenv("MODEL"):\n    llm.model_name = os.environ["MODEL"]\nllm.invoke("x")\n'},
    'class attr settings': {'app.py': 'import os\nclass Config:\n    MODEL = "gpt-4o"\nfor k in vars(Config).copy():\n    if k in os.environ: setattr(Config, k, os.environ[k])\n' + CLIENT + 'client.chat.completions.create(model=Config.MODEL, messages=[])\n'},
    'globals update': {'app.py': 'import os\nMODEL = "gpt-4o"\nglobals().update({k: v for k, v in os.environ.items() if k in globals()})\n' + CLIENT + 'client.chat.completions.create(model=MODEL, messages=[])\n'},
    'local settings import': {'app.py': 'MODEL = "gpt-4o"\ntry:\n    from local_settings import *\nexcept ImportError:\n    pass\n' + CLIENT + 'client.chat.completions.create(model=MODEL, messages=[])\n'},
    'django settings': {'app.py': 'from django.conf import settings\n' + CLIENT + 'client.chat.completions.create(model=settings.MODEL, messages=[])\n', 'settings.py': 'MODEL = "gpt-4o"\n'},
    'ctor default, DI': {'app.py': CLIENT + 'class Bot:\n    def __init__(self, model="gpt-4o"):\n        self.model = model\n    def go(self):\n        return client.chat.completions.create(model=self.model, messages=[])\n'},
    'ctor default called': {'app.py': CLIENT + 'class Bot:\n    def __init__(self, model="gpt-4o"):\n        self.model = model\n    def go(self):\n        return client.chat.completions.create(model=self.model, messages=[])\nBot().go()\n'},
    'fire cli': {'app.py': 'import fire\n' + CLIENT + 'def main(q, model="gpt-4o"):\n    return client.chat.completions.create(model=model, messages=[])\nfire.Fire(main)\n'},
    'typer run': {'app.py': 'import typer\n' + CLIENT + 'def main(q: str, model: str = "gpt-4o"):\n    return client.chat.completions.create(model=model, messages=[])\ntyper.run(main)\n'},
    'hydra': {'app.py': 'import hydra\n' + CLIENT + '@hydra.main(config_path="c")\ndef main(cfg):\n    client.chat.completions.create(model=cfg.model, messages=[])\n'},
    'gradio': {'app.py': 'import gradio as gr\n' + CLIENT + 'def f(q, model):\n    return client.chat.completions.create(model=model, messages=[])\ngr.Interface(f, ["text", gr.Dropdown(["gpt-4o"])], "text").launch()\n'},
    'base_url env': {'app.py': 'import os\nfrom openai import OpenAI\nclient = OpenAI(base_url=os.environ["GW"], timeout=9)\nclient.chat.completions.create(model="default", messages=[])\n'},
    'yaml model via loader class': {'app.py': 'from cfg import load\ncfg = load()\n' + CLIENT + 'client.chat.completions.create(model=cfg.llm.model, messages=[])\n'},
    'dataclass tyro': {'app.py': 'import tyro\nfrom dataclasses import dataclass\n@dataclass\nclass Args:\n    model: str = "gpt-4o"\nargs = tyro.cli(Args)\n' + CLIENT + 'client.chat.completions.create(model=args.model, messages=[])\n'},
    'simple parsing/ HfArgumentParser': {'app.py': 'from transformers import HfArgumentParser\nfrom dataclasses import dataclass\n@dataclass\nclass Args:\n    model: str = "gpt-4o"\n(args,) = HfArgumentParser(Args).parse_args_into_dataclasses()\n' + CLIENT + 'client.chat.completions.create(model=args.model, messages=[])\n'},
    'absl flags': {'app.py': 'from absl import flags\nFLAGS = flags.FLAGS\nflags.DEFINE_string("model", "gpt-4o", "m")\n' + CLIENT + 'client.chat.completions.create(model=FLAGS.model, messages=[])\n'},
    'sys.argv': {'app.py': 'import sys\nMODEL = sys.argv[1] if len(sys.argv) > 1 else "gpt-4o"\n' + CLIENT + 'client.chat.completions.create(model=MODEL, messages=[])\n'},
    'env or': {'app.py': 'import os\nMODEL = os.environ.get("MODEL") or "gpt-4o"\n' + CLIENT + 'client.chat.completions.create(model=MODEL, messages=[])\n'},
    'config parser': {'app.py': 'import configparser\nc = configparser.ConfigParser()\nc.read("a.ini")\n' + CLIENT + 'client.chat.completions.create(model=c.get("llm","model",fallback="gpt-4o"), messages=[])\n'},
    'db': {'app.py': CLIENT + 'def go(db):\n    client.chat.completions.create(model=db.get_setting("model") or "gpt-4o", messages=[])\n'},
    'feature flag': {'app.py': CLIENT + 'def go(ld):\n    client.chat.completions.create(model=ld.variation("model", ctx, "gpt-4o"), messages=[])\n'},
    'langgraph config': {'app.py': 'from langchain_openai import ChatOpenAI\ndef node(state, config):\n    m = config["configurable"].get("model", "gpt-4o")\n    return ChatOpenAI(model=m).invoke("x")\n'},
    'prompty': {'app.py': 'import prompty\nprompty.execute("a.prompty")\n' + CLIENT + 'client.chat.completions.create(model="gpt-4o", messages=[])\n', 'a.prompty': '---\nmodel:\n  configuration:\n    azure_deployment: ${env:DEPLOY}\n---\nhi\n'},
    'crewai yaml': {'crew.py': 'from crewai import Agent, LLM\nllm = LLM(model="gpt-4o")\nAgent(config=cfg["a"], llm=llm)\n', 'config/agents.yaml': 'a:\n  llm: gpt-4o\n'},
    'litellm router config': {'app.py': 'import litellm\nr = litellm.Router(model_list=load("config.yaml"))\nr.completion(model="chat", messages=[])\n', 'config.yaml': 'model_list:\n- model_name: chat\n  litellm_params: {model: gpt-4o}\n'},
    'ts env': {'a.ts': "import OpenAI from 'openai';\nconst c = new OpenAI({ timeout: 9 });\nawait c.chat.completions.create({ model: process.env.MODEL ?? 'gpt-4o', messages: [] });\n"},
    'ts env destruct': {'a.ts': "import OpenAI from 'openai';\nconst c = new OpenAI({ timeout: 9 });\nconst { MODEL = 'gpt-4o' } = process.env;\nawait c.chat.completions.create({ model: MODEL, messages: [] });\n"},
    'ts json import': {'a.ts': "import OpenAI from 'openai';\nconst c = new OpenAI({ timeout: 9 });\nimport config from './config.json';\nawait c.chat.completions.create({ model: config.model, messages: [] });\n"},
    'ts request': {'a.ts': "import OpenAI from 'openai';\nconst c = new OpenAI({ timeout: 9 });\nexport async function POST(req) { const { model = 'gpt-4o' } = await req.json();\nreturn c.chat.completions.create({ model, messages: [] }); }\n"},
    'ts param default': {'a.ts': "import OpenAI from 'openai';\nconst c = new OpenAI({ timeout: 9 });\nexport async function ask(q, model = 'gpt-4o') {\nreturn c.chat.completions.create({ model, messages: [] }); }\n"},
    'ts options': {'a.ts': "import OpenAI from 'openai';\nconst c = new OpenAI({ timeout: 9 });\nexport async function ask(q, opts = {}) {\nconst o = { model: 'gpt-4o', ...opts };\nreturn c.chat.completions.create({ ...o, messages: [] }); }\n"},
    'ts spread literal first': {'a.ts': "import OpenAI from 'openai';\nconst c = new OpenAI({ timeout: 9 });\nexport async function ask(q, opts = {}) {\nreturn c.chat.completions.create({ model: 'gpt-4o', ...opts, messages: [] }); }\n"},
    'ts env module': {'a.ts': "import OpenAI from 'openai';\nimport { env } from './env';\nconst c = new OpenAI({ timeout: 9 });\nawait c.chat.completions.create({ model: env.MODEL, messages: [] });\n", 'env.ts': "import { z } from 'zod';\nexport const env = z.object({ MODEL: z.string().default('gpt-4o') }).parse(process.env);\n"},
    'ts let override': {'a.ts': "import OpenAI from 'openai';\nconst c = new OpenAI({ timeout: 9 });\nlet model = 'gpt-4o';\nif (process.env.MODEL) model = process.env.MODEL;\nawait c.chat.completions.create({ model, messages: [] });\n"},
    'ts class field setter': {'a.ts': "import OpenAI from 'openai';\nconst c = new OpenAI({ timeout: 9 });\nexport class Bot { model = 'gpt-4o'; setModel(m) { this.model = m; }\nask() { return c.chat.completions.create({ model: this.model, messages: [] }); } }\n"},
    'ts state': {'a.ts': "import OpenAI from 'openai';\nconst c = new OpenAI({ timeout: 9 });\nlet current = 'gpt-4o';\nexport function setModel(m) { current = m; }\nexport function ask() { return c.chat.completions.create({ model: current, messages: [] }); }\n"},
    'ts azure env deployment': {'a.ts': "import { createAzure } from '@ai-sdk/azure';\nimport { generateText } from 'ai';\nconst azure = createAzure({ resourceName: process.env.R });\nawait generateText({ model: azure('gpt-4o'), prompt: 'x' });\n"},
    'py global setter': {'app.py': CLIENT + 'MODEL = "gpt-4o"\ndef set_model(m):\n    global MODEL\n    MODEL = m\ndef ask():\n    return client.chat.completions.create(model=MODEL, messages=[])\n'},
    'py self setter': {'app.py': CLIENT + 'class B:\n    def __init__(self):\n        self.model = "gpt-4o"\n    def set_model(self, m):\n        self.model = m\n    def ask(self):\n        return client.chat.completions.create(model=self.model, messages=[])\n'},
    'py subclass': {'app.py': CLIENT + 'class B:\n    model = "gpt-4o"\n    def ask(self):\n        return client.chat.completions.create(model=self.model, messages=[])\n'},
    'py field pydantic model': {'app.py': CLIENT + 'from pydantic import BaseModel\nclass C(BaseModel):\n    model: str = "gpt-4o"\ndef ask(c: C):\n    return client.chat.completions.create(model=c.model, messages=[])\n'},
    'py request body': {'app.py': CLIENT + 'from fastapi import FastAPI\nfrom pydantic import BaseModel\napp = FastAPI()\nclass C(BaseModel):\n    model: str = "gpt-4o"\n@app.post("/")\ndef ask(c: C):\n    return client.chat.completions.create(model=c.model, messages=[])\n'},
}  # fmt: skip

CASES = [
    *(("pinned-model-version", case, files) for case, files in PINNED_MODEL_VERSION.items()),
    *(("configurable-model", case, files) for case, files in CONFIGURABLE_MODEL.items()),
]


@pytest.mark.parametrize(
    ("check", "case", "files"), CASES, ids=[f"{check}: {case}" for check, case, _ in CASES]
)
def test_no_strong_accusation(tmp_path: Path, check: str, case: str, files: dict[str, str]) -> None:
    found = finding(tmp_path, check, files)
    assert (found.outcome, found.confidence) != (NOT_MET, STRONG), found.reason


ACCUSED = [
    ("pinned-model-version", 'alias', {"app.py": CLIENT + 'client.chat.completions.create(model="gpt-4o", messages=[])\n'}),
    ("configurable-model", 'literal', {"app.py": CLIENT + 'client.chat.completions.create(model="gpt-4o", messages=[])\n'}),
]  # fmt: skip


@pytest.mark.parametrize(
    ("check", "case", "files"), ACCUSED, ids=[f"{check}: {case}" for check, case, _ in ACCUSED]
)
def test_without_the_control_the_accusation_is_strong(
    tmp_path: Path, check: str, case: str, files: dict[str, str]
) -> None:
    found = finding(tmp_path, check, files)
    assert (found.outcome, found.confidence) == (NOT_MET, STRONG), found.reason
