"""What repositories showed that nobody had read before: each row is the smallest example of one cause."""

from pathlib import Path

import pytest

from audit.model.finding import Confidence, Outcome
from tests.checks.cases import MET, NA, NOT_MET, OPEN, STRONG, WEAK, finding, told

TEST = {"tests/test_a.py": "def test_a():\n    assert f() == 1\n"}


def pipeline(command: str) -> dict[str, str]:
    """A program with a test and one command in its continuous integration."""
    return {
        **TEST, ".github/workflows/ci.yml": f"on: [push]\njobs:\n  a:\n    steps:\n    - run: {command}\n"
    }  # fmt: skip


RUNS: dict[str, tuple[dict[str, str], Outcome]] = {
    "a build that skips the tests": (pipeline("mvn verify -DskipTests"), NOT_MET),
    "a build that skips them by another name": (pipeline("mvn package verify -Dmaven.test.skip=true"), NOT_MET),
    "skipping switched off": (pipeline("mvn verify -DskipTests=false"), MET),
    "a build of Gradle without tests": (pipeline("./gradlew build -x test"), NOT_MET),
    "a build of Gradle without another task": (pipeline("./gradlew build -x javadoc"), MET),
    "scripts of Composer": (pipeline("composer test:unit"), MET),
    "a linter that Composer calls a test": (pipeline("composer test:lint"), NOT_MET),
    "a script of Composer with a name of its own": (
        pipeline("composer run verify") | {"composer.json": '{"scripts": {\n"verify": "pest ./tests"\n}}\n'}, MET,
    ),
    "a script of Composer that only counts types": (
        pipeline("composer test:types") | {"composer.json": '{"scripts": {\n"test:types": "php ./vendor/bin/pest --type-coverage"\n}}\n'}, NOT_MET,
    ),
    "several goals of a task runner": (pipeline("just build test"), MET),
    "a goal that a matrix may replace": (pipeline("just ${{ matrix.goals || 'build test' }}"), MET),
    "a goal about something else": (pipeline("just latest-build"), NOT_MET),
    "an orb of CircleCI": (
        {**TEST, ".circleci/config.yml": "version: 2.1\nworkflows:\n  all:\n    jobs:\n      - maven/test:\n          executor: jdk\n"},
        MET,
    ),
}  # fmt: skip


GO_CALL = 'package tools\nimport "os/exec"\nimport "github.com/sashabaranov/go-openai"\nfunc f() { exec.Command("sh", "-c", %s).Run() }\n'
AGENT = "import { tool } from 'ai';\nimport OpenAI from 'openai';\nexport const %s = tool({\n  inputSchema: s,\n});\n"
TS_CALL = "import OpenAI from 'openai';\nawait new OpenAI().responses.create({ model: 'm', input: q });\n"
LATER = (
    "from openai import OpenAI\ndef ask(q, seconds):\n    options = {}\n    %s\n"
    "    return OpenAI().responses.create(model='m', input=q, **options)\n"
)
SLUG = "def slug(x):\n    return x.lower()\n"
SCORE = "%s\ncases = [('A', 'a')]\ndef score(expected, x):\n    return expected == slug(x)\n"
RUST = "use async_openai::Client;\nuse std::process::Command;\nfn main() {\n    %s\n}\n"
NEVER = "import OpenAI from 'openai';\nconst c = new OpenAI();\n%s\nawait c.responses.create({ model: 'm', input: q });\n"
UPLOAD = "from fastapi import UploadFile\nfrom openai import OpenAI\ndef f(file: UploadFile):\n    %s\n"
SPRING = "plugins { id 'org.springframework.boot' }\ndependencies {\n    %s 'io.micrometer:micrometer-registry-prometheus'\n}\n"
TERMINAL = (
    "import os\nfrom openai import OpenAI\nr = OpenAI().responses.create(model='m', input='')\n"
    "if input('%s (y/n)') == 'y':\n    os.system(r.output_text)\n"
)
OPENAI = "from openai import OpenAI\nOpenAI().responses.create(model='m', input='')\n"

CASES: dict[str, tuple[str, dict[str, str], tuple[Outcome, Confidence] | tuple[Outcome]]] = {
    "a script beside a large program that locks": (
        "lockfile", {"proxy.py": OPENAI, "server/main.go": "package main\n" + "func f() {}\n" * 200,
                     "server/go.mod": "module a\nrequire b v1.0.0\n", "server/go.sum": "b v1.0.0 h1:x\n"},
        (MET,),
    ),
    "a program without any list beside a page that locks": (
        "lockfile", {"app.py": OPENAI * 9, "ui/package.json": "{}\n", "ui/package-lock.json": "{}\n"}, (NOT_MET,),
    ),
    "a command of an own setting": (
        "no-unsafe-execution", {"tools/executor.go": GO_CALL % "hook.Command"}, (OPEN,),
    ),
    "a command that a tool is given": (
        "no-unsafe-execution", {"tools/executor.go": GO_CALL % "args.Command"}, (NOT_MET, WEAK),
    ),
    "an upload that nothing looks at": ("input-data-validation", {"a.py": UPLOAD % "pass"}, (NOT_MET, WEAK)),
    "an upload that is turned away for something": (
        "input-data-validation", {"a.py": UPLOAD % "raise HTTPException(status_code=400)"}, (OPEN,),
    ),
    "an upload of Streamlit that something turns away": (
        "input-data-validation",
        {"a.py": OPENAI + "import streamlit as st\nf = st.file_uploader('x')\nif not is_file_valid(f):\n    st.stop()\n"}, (OPEN,),
    ),
    "a model of Rails": (
        "input-data-validation",
        {"a.rb": "require 'openai'\nclass Note < ApplicationRecord\n  validates :text, presence: true\nend\nx = request.body\n"},
        (MET, WEAK),
    ),
    "the body that a client sends": ("input-data-validation", {"a.rb": "require 'openai'\nreq.body = text\n"}, (NA,)),
    "an annotation of an editor": (
        "input-data-validation",
        {"A.java": "import org.jetbrains.annotations.NotNull;\nimport com.openai.client.OpenAIClient;\nclass A { void f(@NotNull String a) {} }\n"},
        (NA,),
    ),
    "a library of another name": (
        "model-call-timeout", {"A.kt": "import ai.grazie.nlp.utils.takeWhitespaces\nfun f() = 1\n"}, (NA,),
    ),
    "a function that is traced by its template": (
        "tracing-or-metrics",
        {"a.py": "x = 1\n", "template.yaml": "Resources:\n  F:\n    Type: AWS::Serverless::Function\n    Properties:\n      Tracing: Active\n"},
        (MET, STRONG),
    ),
    "a starter that records": ("tracing-or-metrics", {"A.java": "class A {}\n", "build.gradle": SPRING % "implementation"}, (MET, STRONG)),
    "a starter for tests": ("tracing-or-metrics", {"A.java": "class A {}\n", "build.gradle": SPRING % "testImplementation"}, (NOT_MET,)),
    "a document of its own about monitoring": ("runbook", {"docs/monitoring.md": "# Monitoring\n\nOpen the dashboard and look.\n"}, (MET,)),
    "a document about updates": ("runbook", {"docs/UPDATING.md": "# Update\n\nPull the new image and start it.\n"}, (OPEN,)),
    "a prompt in the form of Rust": (
        "prompt-files",
        {"src/prompt.rs": 'use async_openai::Client;\nconst P: &str = include_str!("../prompts/title.tera");\n', "prompts/title.tera": "Write a title.\n"},
        (MET,),
    ),
    "a setting that only hides models": (
        "configurable-model",
        {"a.py": OPENAI.replace("'m'", "'gpt-4o'") + "import os\nH = os.environ.get('HIDE_LOCAL_MODELS')\n"}, (NOT_MET,),
    ),
    "a question about a missing package": ("human-approval", {"a.py": TERMINAL % "Install the missing package?"}, (NOT_MET,)),
    "a question before a command": ("human-approval", {"a.py": TERMINAL % "Run this?"}, (MET, WEAK)),
    "a class from an inner module of its package": (
        "model-call-timeout", {"a.py": "from langchain_community.llms.ollama import Ollama\nOllama(model='m')\n"}, (NOT_MET,),
    ),
    "a class of that name of another package": (
        "model-call-timeout", {"a.py": "from shop.llms.ollama import Ollama\nOllama(model='m')\n"}, (NA,),
    ),
    "tests that compare replies": (
        "eval-suite",
        {"a.py": OPENAI, "test_rag.py": OPENAI + "def test_a():\n    assert same(question='x', expected_response='y')\ndef same(question, expected_response):\n    return True\n"},
        (OPEN,),
    ),
    "tests of other things": ("eval-suite", {"a.py": OPENAI, "test_a.py": OPENAI + "def test_a():\n    assert f() == 1\n"}, (NOT_MET,)),
    "an index that holds a pickle": (
        "no-unsafe-execution",
        {"a.py": "from langchain_community.vectorstores import FAISS\ndef f(e, folder):\n"
         "    return FAISS.load_local(folder, e, allow_dangerous_deserialization=True)\n"}, (OPEN,),
    ),
    "a request to a model behind an own address": (
        "model-call-timeout",
        {"a.ts": "import { HOST } from './b';\nconst r = await fetch(`${HOST}/v1/chat/completions`, { method: 'POST', body: JSON.stringify({ model: 'm' }) });\n"},
        (NOT_MET, WEAK),
    ),
    "a request to an own address": (
        "model-call-timeout", {"a.ts": "const r = await fetch(`${HOST}/v1/chats`, { method: 'POST', body: '' });\n"}, (NA,),
    ),
    "a prompt of the class path": (
        "prompt-files",
        {"src/main/java/A.java": 'import org.springframework.ai.chat.client.ChatClient;\nclass A {\n  @Value("classpath:/joke-prompt.st")\n  Resource joke;\n}\n',
         "src/main/resources/joke-prompt.st": "Tell a joke.\n"}, (MET,),
    ),
    "a build file in a folder that speaks of prompts": (
        "prompt-files",
        {"prompts-and-parsers/pom.xml": "<project/>\n", "a.py": OPENAI + "open('prompts-and-parsers/pom.xml')\n"}, (NOT_MET,),
    ),
    "most of a list exact": ("pinned-dependencies", {"a.py": "x = 1\n", "requirements.txt": "a==1\nb==2\nc==3\nd==4\ne==5\nf\n"}, (OPEN,)),
    "half of a list exact": ("pinned-dependencies", {"a.py": "x = 1\n", "requirements.txt": "a==1\nb\n"}, (NOT_MET, STRONG)),
    "an extra in a list of setup.py": (
        "pinned-dependencies",
        {"a.py": "x = 1\n", "setup.py": "setup(install_requires=[\n  'uvicorn[standard]==0.29.0',\n  'a',\n  'b',\n])\n"}, (NOT_MET,),
    ),
    "the distance of vectors": (
        "eval-suite",
        {"a.py": OPENAI + "from sklearn.metrics.pairwise import cosine_similarity\nx = cosine_similarity(a, b)\ntest_size = 1\n"},
        (NOT_MET,),
    ),
    "a question before a script is run elsewhere": (
        "human-approval",
        {"a.py": OPENAI + "import typer, subprocess\nif typer.confirm('The agent wants to run this script. Run it?'):\n    subprocess.run(['bash', 'a.sh'])\n"},
        (MET, WEAK),
    ),
    "a stand-in for a service": (
        "input-data-validation", {"a.py": OPENAI, "mocked_api/b.py": UPLOAD % "pass"}, (NA,),
    ),
    "a check of input that never runs": (
        "input-guardrails", {"a.ts": NEVER % "if (false) {\n  await c.moderations.create({ input: q });\n}"}, (NOT_MET,),
    ),
    "a check of input after a condition that is never true": (
        "input-guardrails", {"a.ts": NEVER % "false && (await c.moderations.create({ input: q }));"}, (NOT_MET,),
    ),
    "a check of input under a setting": (
        "input-guardrails", {"a.ts": NEVER % "if (settings.check) {\n  stop(await c.moderations.create({ input: q }));\n}"}, (MET,),
    ),
    "telemetry of .NET that never starts": (
        "tracing-or-metrics", {"a.cs": 'if (false)\n{\n    builder.Services.AddOpenTelemetry();\n}\n'}, (NOT_MET,),
    ),
    "a secret in code that never runs": (
        "no-committed-secrets", {"a.ts": 'if (false) {\n  const k = "AKIA' + "Q3EGRAZ6OHQSNVTB" + '";\n}\n'}, (NOT_MET,),
    ),
    "the environment of Deno": (
        "secrets-from-environment", {"a.ts": "const c = new OpenAI({ apiKey: Deno.env.get('OPENAI_API_KEY') });\n"}, (MET, STRONG),
    ),
    "a default that a constant of Go names": (
        "pinned-model-version",
        {"a.go": 'package a\nimport "google.golang.org/genai"\nconst DefaultModel = "gemini-2.5-flash"\n'
         'func f(c *genai.Client, model string) { c.Models.GenerateContent(ctx, model, nil, nil) }\n'}, (NOT_MET, WEAK),
    ),
    "a conversation that is cut to a number of tokens": (
        "output-token-cap",
        {"a.ts": TS_CALL, "b.ts": "export function isTokenOverLimit(m) {\n  return count(m) > 4096;\n}\n"}, (OPEN,),
    ),
    "a conversation that is not cut": ("output-token-cap", {"a.ts": TS_CALL}, (NOT_MET, WEAK)),
    "a dictionary that is given a time limit later": (
        "model-call-timeout", {"a.py": LATER % "options['timeout'] = 30"}, (MET, STRONG),
    ),
    "a dictionary that is given a time limit by a caller": (
        "model-call-timeout", {"a.py": LATER % "options['timeout'] = seconds"}, (OPEN,),
    ),
    "a dictionary that is given something else": ("model-call-timeout", {"a.py": LATER % "options['user'] = seconds"}, (NOT_MET,)),
    "a score of an own function": ("eval-suite", {"a.py": OPENAI, "text.py": SLUG, "evals/run.py": SCORE % "from text import slug"}, (OPEN,)),
    "a score of what a model says": (
        "eval-suite", {"a.py": OPENAI, "text.py": OPENAI + SLUG, "evals/run.py": SCORE % "from text import slug"}, (MET,),
    ),
    "a score of what a module behind says": (
        "eval-suite",
        {"a.py": OPENAI, "llm.py": OPENAI, "text.py": "import llm\n" + SLUG, "evals/run.py": SCORE % "from text import slug"}, (MET,),
    ),
    "a score of replies that were kept": ("eval-suite", {"a.py": OPENAI, "evals/run.py": SCORE % "slug = replies"}, (MET,)),
    "a shell of Rust": (
        "no-unsafe-execution", {"src/main.rs": RUST % 'Command::new("bash").arg("-c").arg(code).output();'}, (OPEN,),
    ),
    "a program of Rust": ("no-unsafe-execution", {"src/main.rs": RUST % 'Command::new("git").arg("diff").output();'}, (MET,)),
    "a shell of Java": (
        "no-unsafe-execution",
        {"src/main/java/A.java": 'import com.openai.client.OpenAIClient;\nclass A { void f(String c) { new ProcessBuilder("bash", "-c", c).start(); } }\n'},
        (OPEN,),
    ),
    "the proxy of a model": (
        "configurable-model", {"a.py": OPENAI.replace("'m'", "'gpt-4o'") + "import os\nP = os.environ.get('LLM_PROXY')\n"}, (NOT_MET,),
    ),
    "a tool that draws": ("human-approval", {"a.ts": AGENT % "createImg"}, (NA,)),
    "a tool that deletes a drawing": ("human-approval", {"a.ts": AGENT % "deleteImg"}, (NOT_MET, WEAK)),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_small_programs(name: str, tmp_path: Path) -> None:
    check, files, expected = CASES[name]
    assert told(finding(tmp_path, check, files), expected) == expected


@pytest.mark.parametrize("name", RUNS)
def test_what_runs_tests(name: str, tmp_path: Path) -> None:
    files, outcome = RUNS[name]
    assert finding(tmp_path, "ci-runs-tests", files).outcome is outcome
