"""Prompts in files and registries: who reads them, in which language, and what only looks like one."""

from pathlib import Path

import pytest

from tests.checks.cases import MET, NA, NOT_MET, OPEN, finding

CALL = "from openai import OpenAI\nOpenAI().responses.create(model='m', input='x')\n"
SCRIPT = "import OpenAI from 'openai';\nnew OpenAI().responses.create({ model: 'm', input: 'x' });\n"
GO = 'package a\n\nimport (\n\t_ "embed"\n\t"github.com/sashabaranov/go-openai"\n)\n\nvar client = openai.NewClient("")\n\n'
TEXT = {"prompts/answer.md": "Answer in one sentence.\n"}
SPEAKS = "You are a clerk. Answer in one sentence.\n"
CREW = "writer:\n  role: Writer\n  goal: Write\n  backstory: >\n    A writer of many years.\n"


FILES = {
    "constants in code": ({"prompts.py": f"{CALL}SYSTEM = 'You are a clerk.'\n"}, NOT_MET),
    "nothing reads it": ({"a.py": CALL, **TEXT}, NOT_MET),
    "by its name": ({"a.py": f"{CALL}P = open('prompts/answer.md').read()\n", **TEXT}, MET),
    "by its folder": ({"a.py": f"{CALL}from pathlib import Path\nP = Path(__file__).parent / 'prompts'\n", **TEXT}, MET),
    "by a pattern": ({"a.py": f"{CALL}def load_prompt(n):\n    return open(f'{{n}}.md')\n", **TEXT}, MET),
    "a key of that name": ({"a.py": f"{CALL}x = data['prompts']\n", **TEXT}, NOT_MET),
    "in a script": ({"a.ts": f"{SCRIPT}const p = fs.readFileSync(path.join(dir, 'prompts', 'answer.md'));\n", **TEXT}, MET),
    "embedded by Go": ({"a.go": f"{GO}//go:embed prompts/*.md\nvar files embed.FS\n", **TEXT}, MET),
    "prompty": ({"a.py": f"{CALL}import prompty\nprompty.load('chat.prompty')\n", "chat.prompty": "---\nname: x\n---\n"}, MET),
    "a text that speaks": ({"a.py": f"{CALL}P = open('system.txt').read()\n", "system.txt": SPEAKS}, MET),
    "a text that tells": ({"a.py": f"{CALL}P = open('data.txt').read()\n", "data.txt": "The year was wet.\n"}, NOT_MET),
    "given as instructions": (
        {"a.py": "from pathlib import Path\nfrom openai import OpenAI\nT = Path('clerk.md').read_text()\n"
         "OpenAI().responses.create(model='m', instructions=T, input='x')\n", "clerk.md": "Answer briefly.\n"}, MET,
    ),
    "given as a question": (
        {"a.py": "from pathlib import Path\nfrom openai import OpenAI\nT = Path('book.md').read_text()\n"
         "OpenAI().responses.create(model='m', input=T)\n", "book.md": "It was a dark night.\n"}, NOT_MET,
    ),
    "settings with the key in use": (
        {"a.py": f"{CALL}c = load('config.yaml')\np = c['system_prompt']\n", "config.yaml": "system_prompt: |\n  Be brief.\n"}, MET,
    ),
    "settings with the key in no use": (
        {"a.py": f"{CALL}c = load('config.yaml')\n", "config.yaml": "system_prompt: |\n  You are a clerk.\n"}, NOT_MET,
    ),
    "agents of CrewAI": ({"a.py": f"{CALL}agents_config = 'config/agents.yaml'\n", "config/agents.yaml": CREW}, MET),
    "one of a folder, by a name that is put together": (
        {"a.ts": f"{SCRIPT}const data = await fs.readFile('roles/' + name + '.txt', 'utf8');\n", "roles/clerk.txt": SPEAKS}, MET,
    ),
    "one of a folder that is only an address": (
        {"a.ts": f"{SCRIPT}const data = await fetch('roles/' + name);\n", "roles/clerk.txt": SPEAKS}, NOT_MET,
    ),
    "one of a folder with texts that tell": (
        {"a.ts": f"{SCRIPT}const data = await fs.readFile('years/' + name + '.txt', 'utf8');\n", "years/1.txt": "The year was wet.\n"}, NOT_MET,
    ),
    "roles on a shelf": (
        {"a.py": f"{CALL}run('roles/a.yaml')\n", **{f"roles/{n}.yaml": f"role: |\n  {SPEAKS}" for n in "abc"}}, MET,
    ),
    "roles that nothing names": ({"a.py": CALL, **{f"roles/{n}.yaml": f"role: |\n  {SPEAKS}" for n in "abc"}}, OPEN),
    "for a coding assistant": ({"a.py": f"{CALL}P = open('prompts/x.md')\n", ".github/prompts/x.md": SPEAKS}, NOT_MET),
    "in a test": ({"a.py": CALL, "tests/prompts/x.md": SPEAKS, "tests/test_a.py": "open('prompts/x.md')\n"}, NOT_MET),
    "of a program without a model": ({"a.py": "P = open('prompts/answer.md').read()\n", **TEXT}, NA),
    "the LangChain hub": ({"a.py": f"{CALL}from langchain import hub\np = hub.pull('a/b')\n"}, MET),
    "Langfuse": ({"a.ts": f"{SCRIPT}import {{ Langfuse }} from 'langfuse';\nconst p = await langfuse.getPrompt('x');\n"}, MET),
    "a method of that name": ({"a.py": f"{CALL}p = self.get_prompt('x')\n"}, NOT_MET),
    "stored at OpenAI": ({"a.py": f"{CALL}p = {{'id': 'pmpt_0123456789abcdef'}}\n"}, MET),
}  # fmt: skip


@pytest.mark.parametrize("case", FILES)
def test_prompt_files(tmp_path: Path, case: str) -> None:
    files, outcome = FILES[case]
    found = finding(tmp_path, "prompt-files", files)
    assert found.outcome is outcome, found
