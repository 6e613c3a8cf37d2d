"""Where the model is chosen: other spellings, near misses, other languages and hostile text."""

from pathlib import Path

import pytest

from audit.model.finding import Confidence, Outcome
from tests.checks.cases import finding

MET, NOT_MET = Outcome.MET, Outcome.NOT_MET
NA, OPEN = Outcome.NOT_APPLICABLE, Outcome.INCONCLUSIVE
STRONG, WEAK = Confidence.STRONG, Confidence.WEAK

HEAD = "import os\nfrom openai import OpenAI\nclient = OpenAI()\n"
ASK = "client.responses.create(model={}, input='x')\n"
NET = "using Azure.AI.OpenAI;\nclass A { OpenAIClient c; }\n"
LITERAL = HEAD + ASK.format("'gpt-4o'")
PARAMETER = HEAD + "def ask(text, model='gpt-4o'):\n    return " + ASK.format("model")

CASES: dict[str, tuple[dict[str, str], Outcome, Confidence]] = {
    "a literal": ({"a.py": LITERAL}, NOT_MET, WEAK),
    "a constant of another module": (
        {"c.py": "MODEL = 'gpt-4o'\n", "a.py": f"from c import MODEL\n{HEAD}{ASK.format('MODEL')}"}, NOT_MET, WEAK,
    ),
    "the environment": ({"a.py": HEAD + ASK.format("os.environ['OPENAI_MODEL']")}, MET, STRONG),
    "the key of the environment alone": (
        {"a.py": "key = os.environ['OPENAI_API_KEY']\n" + LITERAL}, NOT_MET, WEAK,
    ),
    "the model of embeddings alone": ({"a.py": "e = os.getenv('EMBEDDING_MODEL')\n" + LITERAL}, NOT_MET, WEAK),
    "commented out": ({"a.py": "# m = os.getenv('OPENAI_MODEL')\n" + LITERAL}, NOT_MET, WEAK),
    "an option": (
        {"a.py": "import argparse\np = argparse.ArgumentParser()\np.add_argument('-m', '--model', default='gpt-4o')\n"
                 f"args = p.parse_args()\n{HEAD}{ASK.format('args.model')}"}, MET, STRONG,
    ),
    "an option of click": (
        {"a.py": f"import click\n{HEAD}@click.command()\n@click.option('--model', default='gpt-4o')\ndef main(model):\n    "
                 + ASK.format("model")}, MET, STRONG,
    ),
    "an argument that typer makes an option": (
        {"a.py": f"import typer\n{HEAD}app = typer.Typer()\n@app.command()\ndef main(model: str = 'gpt-4o'):\n    "
                 + ASK.format("model")}, MET, STRONG,
    ),
    "settings of pydantic": (
        {"a.py": "from pydantic_settings import BaseSettings\nclass Settings(BaseSettings):\n    chat_model: str = 'gpt-4o'\n"
                 f"settings = Settings()\n{HEAD}{ASK.format('settings.chat_model')}"}, MET, STRONG,
    ),
    "a class of constants": (
        {"a.py": f"class Config:\n    model = 'gpt-4o'\n{HEAD}{ASK.format('Config.model')}"}, NOT_MET, WEAK,
    ),
    "a configuration file": (
        {"config.yaml": "llm:\n  model: gpt-4o-2024-08-06\n",
         "a.py": f"import yaml\nconfig = yaml.safe_load(open('config.yaml'))\n{HEAD}{ASK.format('config[chr(0)]')}"},
        MET, STRONG,
    ),
    "the configuration of another tool": (
        {".pr_agent.toml": "model = 'gpt-4o'\n", "a.py": LITERAL}, NOT_MET, WEAK,
    ),
    "another kind of model in a configuration": (
        {"config.yaml": "model: text-embedding-3-small\nproduct_model: gpt-4o\n", "a.py": LITERAL}, NOT_MET, WEAK,
    ),
    "a template of the environment": (
        {".env.example": "# OPENAI_MODEL=gpt-4o\n", "a.py": HEAD + ASK.format("load().model")}, MET, STRONG,
    ),
    "a setting that no call reads": ({".env.example": "OPENAI_MODEL=gpt-4o\n", "a.py": LITERAL}, MET, WEAK),
    "a box to select": (
        {"a.py": f"import streamlit as st\n{HEAD}m = st.selectbox('Model', ['gpt-4o', 'o3'])\n{ASK.format('m')}"}, MET, WEAK,
    ),
    "a box to select something else": (
        {"a.py": f"import streamlit as st\nm = st.selectbox('Colour', ['red'])\n{LITERAL}"}, NOT_MET, WEAK,
    ),
    "a default that no caller replaces": ({"a.py": PARAMETER + "ask('hello')\n"}, NOT_MET, WEAK),
    "a literal from the only caller": ({"a.py": PARAMETER + "ask('hello', model='o3')\n"}, NOT_MET, WEAK),
    "an option from a caller": (
        {"a.py": PARAMETER + "import sys\n", "b.py": "from a import ask\ndef main(args):\n    ask('x', model=args.model)\n"},
        MET, WEAK,
    ),
    "a library whose users choose": ({"a.py": PARAMETER}, OPEN, WEAK),
    "the default of the library": (
        {"a.py": "from langchain_openai import ChatOpenAI\nllm = ChatOpenAI()\n"}, NOT_MET, WEAK,
    ),
    "hidden by **": ({"a.py": HEAD + "def f(**kw):\n    client.responses.create(**kw)\n"}, OPEN, WEAK),
    "in tests only": ({"a.py": LITERAL, "tests/test_a.py": "import os\nm = os.getenv('OPENAI_MODEL')\n"}, NOT_MET, WEAK),
    "no model at all": ({"a.py": "import os\nm = os.getenv('OPENAI_MODEL')\n", "config.yaml": "model: gpt-4o\n"}, NA, WEAK),
    "TypeScript, a literal": (
        {"a.ts": "import OpenAI from 'openai';\nconst c = new OpenAI();\nc.responses.create({model: 'gpt-4o', input: 'x'});\n"},
        NOT_MET, WEAK,
    ),
    "TypeScript, the environment": (
        {"a.ts": "import OpenAI from 'openai';\nconst c = new OpenAI();\n"
                 "c.responses.create({model: process.env.OPENAI_MODEL ?? 'gpt-4o', input: 'x'});\n"}, MET, STRONG,
    ),
    "TypeScript, a setting that no call reads": (
        {"a.ts": "import OpenAI from 'openai';\nexport const config = {model: process.env.OPENAI_MODEL};\nconst c = new OpenAI();\n"
                 "c.responses.create({model: 'gpt-4o', input: 'x'});\n"}, MET, WEAK,
    ),
    "TypeScript, the environment taken apart": (
        {"a.ts": "import OpenAI from 'openai';\nconst { OPENAI_MODEL } = process.env;\nconst c = new OpenAI();\n"
                 "c.responses.create({model: OPENAI_MODEL, input: 'x'});\n"}, MET, STRONG,
    ),
    "Bicep, what is given from outside": (
        {"infra/main.bicep": "param chatModelName string\n", "A.cs": NET}, MET, STRONG,
    ),
    "Bicep, what another file fills": (
        {"infra/core/deployment.bicep": "param chatModelName string\n", "A.cs": NET}, OPEN, WEAK,
    ),
    ".NET, settings": ({"src/appsettings.json": '{\n  "ChatDeploymentName": "<name>"\n}\n', "A.cs": NET}, MET, STRONG),
    ".NET, other settings": ({"src/appsettings.json": '{\n  "EmbeddingModel": "x"\n}\n', "A.cs": NET}, OPEN, WEAK),
    ".NET, the model of something else": (
        {"src/appsettings.json": '{\n  "ModelName": "nomic-embed-text"\n}\n', "A.cs": NET}, OPEN, WEAK,
    ),
    "Go, a flag": (
        {"a.go": 'package a\nimport "github.com/sashabaranov/go-openai"\nfunc f() { cmd.Flags().StringVarP(&model, "model", "m", "", "") }\n'},
        MET, STRONG,
    ),
    "Go, a literal": (
        {"a.go": 'package a\nimport "github.com/sashabaranov/go-openai"\nvar r = openai.Request{Model: "gpt-4o"}\n'},
        NOT_MET, WEAK,
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_configurable_model(tmp_path: Path, case: str) -> None:
    files, outcome, confidence = CASES[case]
    found = finding(tmp_path, "configurable-model", files)
    assert (found.outcome, found.confidence) == (outcome, confidence), found


@pytest.mark.parametrize(
    "text", ["add_argument(" * 20_000, "{" * 60_000, "env(" + "A" * 90_000, "const {" + "MODEL, " * 30_000]
)
def test_hostile_text_is_read_in_time(tmp_path: Path, text: str) -> None:
    found = finding(tmp_path, "configurable-model", {"a.go": f"// x\n{text}\nMODEL LLM\n"})
    assert found.outcome is NA
