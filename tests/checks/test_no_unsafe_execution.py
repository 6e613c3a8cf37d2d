"""What is run as a program, from where it comes, and what only looks like it."""

from pathlib import Path

import pytest

from tests.checks.cases import MET, NOT_MET, OPEN, STRONG, WEAK, finding

CALL = "from openai import OpenAI\nreply = OpenAI(timeout=9).responses.create(model='m', input=q)\n"
TOOL = "from langchain_core.tools import tool\n"

PYTHON = {
    "eval of a reply": (f"{CALL}print(eval(reply.output_text))", NOT_MET, STRONG),
    "exec of a block cut out of a reply": (
        f"import re\n{CALL}code = re.findall('```(.*)```', reply.output_text)[0]\nexec(code)", NOT_MET, STRONG,
    ),
    "a reply through functions": (
        "from openai import OpenAI\nclient = OpenAI(timeout=9)\n"
        "def ask(q):\n    return client.responses.create(model='m', input=q).output_text\n"
        "def run_code(code):\n    exec(code)\nrun_code(ask('go'))", NOT_MET, STRONG,
    ),
    "a shell with a reply": (f"import subprocess\n{CALL}subprocess.run(reply.output_text, shell=True)", NOT_MET, STRONG),
    "a list for bash": (f"import subprocess\n{CALL}subprocess.run(['bash', '-c', reply.output_text])", NOT_MET, STRONG),
    "an argument of a tool": (f"{TOOL}@tool\ndef calculator(expression: str):\n    return eval(expression)", NOT_MET, STRONG),
    "an argument of a tool, held in": (
        f"{TOOL}@tool\ndef calculator(expression: str):\n    return eval(expression, {{'__builtins__': {{}}}})", NOT_MET, WEAK,
    ),
    "a class of tools": (
        "import subprocess\nfrom crewai.tools import BaseTool\nclass Run(BaseTool):\n    name: str = 'run'\n"
        "    def _run(self, command: str):\n        return subprocess.getoutput(command)", NOT_MET, STRONG,
    ),
    "by its name only": ("import litellm\nlitellm.completion(model='m')\ndef go(generated_code):\n    exec(generated_code)", NOT_MET, WEAK),
    "an argument of a request": (
        "from flask import Flask, request\napp = Flask(__name__)\n@app.post('/x')\ndef x():\n    return str(eval(request.json['q']))",
        NOT_MET, STRONG,
    ),
    "a body of a request": (
        "import pickle\nfrom fastapi import FastAPI, UploadFile\napp = FastAPI()\n@app.post('/x')\n"
        "async def x(file: UploadFile):\n    return pickle.loads(await file.read())", NOT_MET, STRONG,
    ),
    "objects from a download": ("import pickle, requests\nrows = pickle.loads(requests.get(URL, timeout=9).content)", NOT_MET, WEAK),
    "the Python tool": ("from langchain_experimental.tools import PythonREPLTool\ntools = [PythonREPLTool()]", NOT_MET, STRONG),
    "a sandbox": ("from e2b_code_interpreter import Sandbox\nfrom openai import OpenAI\nOpenAI().responses.create(model='m')\nbox = Sandbox()", NOT_MET, WEAK),
    "a calculator chain": ("from langchain.chains import LLMMathChain\nchain = LLMMathChain.from_llm(llm)", NOT_MET, WEAK),
    "own artefacts": ("import pickle\nmodel = pickle.load(open('model.pkl', 'rb'))", OPEN, WEAK),
    "weights of unknown origin": ("import torch\nnet = torch.load(path)", OPEN, WEAK),
    "a parameter of nobody": ("def f(x):\n    return eval(x)", OPEN, WEAK),
    "a script that something wrote": ("import subprocess\nsubprocess.Popen('bash run.sh', shell=True)", OPEN, WEAK),
    "weights only": ("import torch\nnet = torch.load(path, weights_only=True)", MET, WEAK),
    "a safe loader": ("import yaml\nx = yaml.load(open('a'), Loader=yaml.SafeLoader)", MET, WEAK),
    "safe_load": ("import yaml\nx = yaml.safe_load(reply)", MET, WEAK),
    "literal_eval of a reply": (f"import ast\n{CALL}x = ast.literal_eval(reply.output_text)", MET, WEAK),
    "json of a reply": (f"import json\n{CALL}x = json.loads(reply.output_text)", MET, WEAK),
    "a list without a shell": (f"import subprocess\n{CALL}subprocess.run(['git', 'commit', '-m', reply.output_text])", MET, WEAK),
    "a command that is written out": ("import subprocess\nsubprocess.run('git status', shell=True)", MET, WEAK),
    "own words put together": ("import os\nNAME = 'x'\nos.system(f'echo {NAME}')", MET, WEAK),
    "a command of the person at the terminal": ("import os\nos.system(input('command: '))", MET, WEAK),
    "quoted": ("import os, shlex\nos.system('ls ' + shlex.quote(x))", MET, WEAK),
    "a method called eval": ("import torch\nmodel.eval()\ndf.eval('a + b')", MET, WEAK),
    "an own function of that name": ("def eval(x):\n    return x\neval(reply)", MET, WEAK),
    "in a comment and a text": ("# eval(reply)\nPROMPT = '''Use eval(reply)'''\n", MET, WEAK),
    "a regex compiled": (f"import re\n{CALL}re.compile(reply.output_text)", MET, WEAK),
    "an own PythonREPLTool": ("class PythonREPLTool: pass\nPythonREPLTool()", MET, WEAK),
    "nothing at all": ("print('x')", MET, WEAK),
}  # fmt: skip


@pytest.mark.parametrize("case", PYTHON)
def test_python(tmp_path: Path, case: str) -> None:
    code, outcome, confidence = PYTHON[case]
    found = finding(tmp_path, "no-unsafe-execution", {"app.py": code})
    assert (found.outcome, found.confidence) == (outcome, confidence), found


ROUTE = "from fastapi import Depends, FastAPI, UploadFile\napp = FastAPI()\n"
SHELL = f"import subprocess\n{TOOL}"
NEAR = {
    "a path from a request, for torch": (
        f"import torch\n{ROUTE}@app.post('/tune')\ndef tune(name: str):\n"
        "    path = f'./data/{name}.pt'\n    return torch.load(path)", OPEN, WEAK,
    ),
    "a path from a request, for joblib": (
        f"import joblib\n{ROUTE}@app.post('/tune')\ndef tune(name: str):\n    return joblib.load('models/' + name)", OPEN, WEAK,
    ),
    "a path from a request, opened": (
        f"import pickle\nfrom pathlib import Path\n{ROUTE}DATA = Path('data')\n@app.post('/x')\ndef x(name: str):\n"
        "    path = DATA / name\n    with path.open('rb') as file:\n        return pickle.load(file)", OPEN, WEAK,
    ),
    "a path from a request, read": (
        f"import pickle\nfrom pathlib import Path\n{ROUTE}DATA = Path('data')\n@app.post('/x')\ndef x(name: str):\n"
        "    path = DATA / name\n    return pickle.loads(path.read_bytes())", OPEN, WEAK,
    ),
    "a path that a tool is given": (
        f"import yaml\n{TOOL}@tool\ndef read(path: str):\n    with open(path) as file:\n        return yaml.load(file)", OPEN, WEAK,
    ),
    "the bytes of an upload, for torch": (
        f"import io, torch\n{ROUTE}@app.post('/x')\nasync def x(file: UploadFile):\n"
        "    return torch.load(io.BytesIO(await file.read()))", NOT_MET, STRONG,
    ),
    "an upload, for joblib": (
        f"import joblib\n{ROUTE}@app.post('/x')\ndef x(upload: UploadFile):\n    return joblib.load(upload.file)", NOT_MET, STRONG,
    ),
    "bytes of a request whose signature is checked": (
        "import hmac, pickle\nfrom flask import Flask, abort, request\napp = Flask(__name__)\n@app.post('/x')\ndef x():\n"
        "    data = request.data\n    if not hmac.compare_digest(sign(data), request.headers['sig']):\n        abort(403)\n"
        "    return pickle.loads(data)", NOT_MET, WEAK,
    ),
    "a command on a list of allowed ones": (
        f"{SHELL}ALLOWED = {{'ls', 'pwd'}}\n@tool\ndef run_command(command: str):\n    if command.split()[0] not in ALLOWED:\n"
        "        return 'denied'\n    return subprocess.run(command, shell=True)", NOT_MET, WEAK,
    ),
    "a command that is validated": (
        f"{SHELL}from .safety import validate_command\n@tool\ndef run_command(command: str):\n    validate_command(command)\n"
        "    return subprocess.run(command, shell=True)", NOT_MET, WEAK,
    ),
    "a command that a person confirms": (
        f"{SHELL}@tool\ndef run_command(command: str):\n    print(command)\n    if input('Run this? [y/N] ') != 'y':\n"
        "        return 'declined'\n    return subprocess.run(command, shell=True)", NOT_MET, WEAK,
    ),
    "an expression of digits only": (
        f"import re\n{TOOL}@tool\ndef calculate(expression: str):\n    if not re.fullmatch(r'[0-9+*/(). -]+', expression):\n"
        "        return 'no'\n    return eval(expression)", NOT_MET, WEAK,
    ),
    "an expression with all but digits taken out": (
        f"import re\n{TOOL}@tool\ndef calculate(expression: str):\n    return eval(re.sub(r'[^0-9+*/().-]', '', expression))", NOT_MET, WEAK,
    ),
    "an expression whose tree is walked": (
        f"import ast\n{TOOL}@tool\ndef calculate(expression: str):\n    tree = ast.parse(expression, mode='eval')\n"
        "    for node in ast.walk(tree):\n        if not isinstance(node, ALLOWED):\n            raise ValueError\n"
        "    return eval(compile(tree, '', 'eval'))", NOT_MET, WEAK,
    ),
    "a reply that is not empty": (f"{CALL}code = reply.output_text\nif code:\n    exec(code)", NOT_MET, STRONG),
    "an evaluator of numbers": (f"import numexpr\n{CALL}numexpr.evaluate(reply.output_text)", NOT_MET, WEAK),
    "a number in a command": (
        f"{SHELL}@tool\ndef set_volume(level: int):\n    subprocess.run(f'amixer set Master {{level}}%', shell=True)", MET, WEAK,
    ),
    "what a framework gives to a tool": (
        f"{SHELL}from agents import RunContextWrapper, function_tool\n@function_tool\ndef run_tests(ctx: RunContextWrapper[Shop]):\n"
        "    return subprocess.run(f'cd {ctx.context.folder} && pytest', shell=True)", OPEN, WEAK,
    ),
    "what a route depends on": (
        f"import os\n{ROUTE}@app.post('/build')\ndef build(settings = Depends(get_settings)):\n"
        "    os.system(f'{settings.program} build')", OPEN, WEAK,
    ),
    "what a route depends on, annotated": (
        f"import os\nfrom typing import Annotated\n{ROUTE}@app.post('/build')\n"
        "def build(config: Annotated[Config, Depends(get_config)]):\n    os.system(f'{config.program} build')", OPEN, WEAK,
    ),
    "an annotated argument of a route": (
        f"import os\nfrom typing import Annotated\n{ROUTE}@app.post('/build')\n"
        "def build(program: Annotated[str, Query()]):\n    os.system(f'{program} build')", NOT_MET, STRONG,
    ),
    "a route for the administrator": (
        f"import os\n{ROUTE}@app.post('/run')\ndef run(command: str, user = Depends(get_current_admin)):\n    os.system(command)", NOT_MET, WEAK,
    ),
    "a name that is used again": (
        f"import os\n{CALL}text = reply.output_text\nprint(text)\ntext = 'git status'\nos.system(text)", NOT_MET, WEAK,
    ),
    "a name that is refined": (f"{CALL}code = reply.output_text\ncode = code.strip()\nexec(code)", NOT_MET, STRONG),
    "an entry of an own table": (
        f"{SHELL}COMMANDS = {{'list': 'ls -l'}}\n@tool\ndef run(name: str):\n    subprocess.run(COMMANDS[name], shell=True)", MET, WEAK,
    ),
    "a container around a command": (
        f"{SHELL}@tool\ndef run(command: str):\n    subprocess.run(f'docker run --rm --network none box {{command}}', shell=True)", NOT_MET, WEAK,
    ),
    "a sandbox around code": (f"from box import sandboxed\n{CALL}with sandboxed():\n    exec(reply.output_text)", NOT_MET, WEAK),
    "a list without a shell, in a tool": (
        f"{SHELL}import shlex\n@tool\ndef run(command: str):\n    subprocess.run(shlex.split(command), shell=False)", MET, WEAK,
    ),
    "an own class that is called a tool": (
        "import os\nimport openai\nclass BaseTool: pass\nclass Lint(BaseTool):\n    def run(self, arguments):\n        os.system(arguments)",
        NOT_MET, WEAK,
    ),
    "a method of the same name elsewhere": (
        f"import os\n{CALL}class Local:\n    def run_command(self, command):\n        os.system(command)\n"
        "class Remote:\n    def run_command(self, command):\n        self.box.post(command)\n"
        "def go(box):\n    box.run_command(reply.output_text)", NOT_MET, WEAK,
    ),
    "a shell tool that asks": ("from langchain_community.tools import ShellTool\ntools = [ShellTool(ask_human_input=True)]", NOT_MET, WEAK),
    "a guarded command beside others that cannot be followed": (
        f"{SHELL}import os\nfrom .safety import validate_command\n@tool\ndef run_command(command: str):\n    validate_command(command)\n"
        "    return subprocess.run(command, shell=True)\ndef a(x):\n    os.system(x)\ndef b(y):\n    os.system(y)", NOT_MET, WEAK,
    ),
    "a full loader": (f"import yaml\n{CALL}plan = yaml.full_load(reply.output_text)", MET, WEAK),
}  # fmt: skip


@pytest.mark.parametrize("case", NEAR)
def test_near_misses(tmp_path: Path, case: str) -> None:
    code, outcome, confidence = NEAR[case]
    found = finding(tmp_path, "no-unsafe-execution", {"app.py": code})
    assert (found.outcome, found.confidence) == (outcome, confidence), found


def test_a_class_of_tools_in_a_repository_without_a_model_is_not_one_of_a_model(tmp_path: Path) -> None:
    code = "import os\nfrom lintkit import BaseTool\nclass Lint(BaseTool):\n    def run(self, arguments):\n        os.system(arguments)\n"
    assert finding(tmp_path, "no-unsafe-execution", {"lint.py": code}).outcome is OPEN


AI = {"llm.ts": "import OpenAI from 'openai';\nnew OpenAI();\n"}
OTHERS = {
    "a shell for a tool": (
        {**AI, "src/tools/runCommand.ts": "import { exec } from 'child_process';\nexport const run = ({ command }) => exec(command);\n"}, NOT_MET,
    ),
    "a shell for nobody known": ({**AI, "src/git.ts": "import { exec } from 'child_process';\nexec(line);\n"}, OPEN),
    "a shell in a repository without AI": (
        {"src/tools/run.ts": "import { exec } from 'child_process';\nexport const run = (command) => exec(command);\n"}, OPEN,
    ),
    "a command that is written out": ({**AI, "src/git.ts": "import { execSync } from 'child_process';\nexecSync('git status');\n"}, MET),
    "a build script": ({**AI, "scripts/build.js": "const { execSync } = require('child_process');\nexecSync(cmd);\n"}, MET),
    "exec of a pattern": ({**AI, "src/a.ts": "const match = pattern.exec(text);\nconst other = /x/.exec(text);\n"}, MET),
    "exec of a database": ({**AI, "src/a.ts": "await db.exec(sql);\n"}, MET),
    "new Function": ({**AI, "src/a.ts": "const f = new Function('x', body);\n"}, OPEN),
    "eval of a joined text": ({**AI, "src/a.js": "eval(\"(async () => {\" + programs + \"})()\");\n"}, OPEN),
    "eval of own text": ({**AI, "src/a.js": "eval('1 + 1');\n"}, MET),
    "a remote sandbox": ({**AI, "src/run.ts": "import { Sandbox } from '@e2b/code-interpreter';\n"}, NOT_MET),
    "a test of JavaScript": ({**AI, "tests/a.test.ts": "eval(reply);\n"}, MET),
    "a shell of Go": ({"main.go": 'package main\nimport "os/exec"\nfunc f(s string) { exec.Command("sh", "-c", s).Run() }\n'}, OPEN),
    "a program of Go": ({"main.go": 'package main\nimport "os/exec"\nfunc f(u string) { exec.Command("open", u).Run() }\n'}, MET),
    "a language of which nothing is known": ({"a.jl": "eval(Meta.parse(reply))\n"}, OPEN),
    "a deploy script of Python": ({"deploy/up.py": "import subprocess, sys\ndef f(name):\n    subprocess.run(f'azd env set {name}', shell=True)\n"}, MET),
    "tests of Python": ({"app.py": CALL, "tests/test_a.py": f"{CALL}eval(reply.output_text)\n"}, MET),
    "vendored": ({"app.py": CALL, "vendor/a.py": f"{CALL}eval(reply.output_text)\n"}, MET),
}  # fmt: skip


@pytest.mark.parametrize("case", OTHERS)
def test_other_languages_and_places(tmp_path: Path, case: str) -> None:
    files, outcome = OTHERS[case]
    found = finding(tmp_path, "no-unsafe-execution", files)
    assert found.outcome is outcome, found
    assert found.confidence is WEAK


def test_a_flow_across_files_is_followed(tmp_path: Path) -> None:
    files = {
        "shop/llm.py": "from openai import OpenAI\n\ndef write_command(q):\n    client = OpenAI(timeout=9)\n"
        "    return client.responses.create(model='m', input=q).output_text\n",
        "shop/shell.py": "import os\n\ndef run_command(command):\n    os.system(command)\n",
        "shop/app.py": "from shop.llm import write_command\nfrom shop.shell import run_command\nrun_command(write_command('x'))\n",
    }
    found = finding(tmp_path, "no-unsafe-execution", files)
    assert (found.outcome, found.confidence) == (NOT_MET, STRONG)
    assert [(e.path, e.line) for e in found.evidence] == [("shop/shell.py", 4)]


def test_values_that_go_in_circles_end(tmp_path: Path) -> None:
    code = "def f(a):\n    b = a\n    a = b\n    return eval(f(a))\n" + "".join(
        f"x{n} = x{n - 1} + x{n - 1}\n" for n in range(1, 60)
    )
    found = finding(tmp_path, "no-unsafe-execution", {"a.py": code + "exec(x59)\n"})
    assert found.outcome is OPEN
