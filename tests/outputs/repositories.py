"""Small repositories, also one whose names and texts were chosen by an enemy."""

import os
import subprocess
from pathlib import Path

AGENT = """\
import os
from openai import OpenAI
from langchain_openai import ChatOpenAI

client = OpenAI(timeout=None)


def ask(question):
    while True:
        reply = client.chat.completions.create(model="gpt-4o", messages=[question])
        if reply.choices[0].message.content == "done":
            return reply
"""
EVIL_NAMES = (
    b"\x1b]0;owned\x07.py",
    b"a\nb.py",
    b"<script>alert(1)</script>.py",
    b"[click](javascript:alert(1)).py",
    b"`tick` | bar.py",
    b"caf\xe9.py",
    "a\u202egpj.py".encode(),
    b"{0}{{1}}.py",
)
EVIL_PROMPT = b"prompts/\x1b[31m<i>.md"
EVIL_CALL = """\
from openai import OpenAI
OpenAI(timeout=None).responses.create(model="\x1b[31m<b>[x](http://evil.example)|`{0}`</b>\\x1b]0;t\\x07", input="x")
"""


def git(folder: Path, *arguments: str) -> str:
    who = ("-c", "user.name=<b>\x1b[31mEve</b>", "-c", "user.email=eve@example.com")
    command = ["git", "-C", str(folder), *who, *arguments]
    return subprocess.run(command, check=True, capture_output=True).stdout.decode().strip()


def commit(folder: Path) -> str:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "a state")
    return git(folder, "rev-parse", "HEAD")


def repository(folder: Path, files: dict[str, str]) -> Path:
    folder.mkdir()
    git(folder, "init", "--quiet", "-b", "main")
    write(folder, files)
    commit(folder)
    return folder


def write(folder: Path, files: dict[str, str]) -> None:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)


def plain_repository(folder: Path) -> Path:
    return repository(
        folder,
        {
            "agent.py": AGENT,
            "prompts/system.md": "You order stock.\n",
            "requirements.txt": "openai\n",
        },
    )


def hostile_repository(folder: Path) -> Path:
    repository(folder, {"README.md": "# <script>alert(1)</script>\n"})
    for name in (*EVIL_NAMES, EVIL_PROMPT):
        place = os.path.join(os.fsencode(folder), name)  # noqa: PTH118 - a name that is no text
        os.makedirs(os.path.dirname(place), exist_ok=True)  # noqa: PTH103, PTH120
        with open(place, "w") as file:  # noqa: PTH123
            file.write(EVIL_CALL)
    commit(folder)
    return folder
