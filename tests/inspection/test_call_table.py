"""The table of model calls says which setting is in force and where it was decided."""

import json
from pathlib import Path

import pytest

from audit.inspection.engine import inspect
from audit.model.calls import SightedCall


def calls(folder: Path, files: dict[str, str]) -> tuple[SightedCall, ...]:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    return inspect(folder, []).calls


CLIENT = "from openai import OpenAI\n"
CALL = "OpenAI().responses.create(model='gpt-4o', {})\n"
SETTINGS = "import os\nTIMEOUT = 30\nFROM = float(os.getenv('TIMEOUT', '20'))\nBARE = os.environ['TIMEOUT']\n"


@pytest.mark.parametrize(
    ("body", "words", "place"),
    [
        (CALL.format("timeout=30"), "30 (call)", "app.py:2"),
        (CALL.format("timeout=None"), "switched off (call)", "app.py:2"),
        (CALL.format(""), "600 s (library)", ""),
        (CALL.format("**given"), "cannot tell", ""),
        ("c = OpenAI(timeout=9)\nc.responses.create(model='gpt-4o')\n", "9 (client)", "app.py:2"),
        (
            "c = OpenAI(timeout=9)\n\nc.responses.create(model='gpt-4o', timeout=5)\n",
            "5 (call)",
            "app.py:4",
        ),
        (
            "\nOpenAI(timeout=9).with_options(timeout=4).responses.create(model='gpt-4o')\n",
            "4 (call)",
            "app.py:3",
        ),
        ("LIMIT = 30\n\n" + CALL.format("timeout=LIMIT"), "30 (constant)", "app.py:2"),
        ("from settings import TIMEOUT\n" + CALL.format("timeout=TIMEOUT"), "30 (constant)", "settings.py:2"),
        ("from settings import FROM\n" + CALL.format("timeout=FROM"), "20 (environment)", "settings.py:3"),
        ("from settings import BARE\n" + CALL.format("timeout=BARE"), "set (environment)", "app.py:3"),
        (
            "def ask(limit=8):\n    return " + CALL.format("timeout=limit"),
            "8 (wrapper or parameter)",
            "app.py:3",
        ),
        ("def ask(limit=None):\n    return " + CALL.format("timeout=limit"), "cannot tell", "app.py:3"),
        (
            "import asyncio\nasync def ask():\n    return await asyncio.wait_for("
            + CALL.format("").rstrip()
            + ", 5)\n",
            "by the enclosing wait (wrapper or parameter)",
            "app.py:4",
        ),
    ],
)
def test_a_setting_tells_its_origin_and_its_place(tmp_path: Path, body: str, words: str, place: str) -> None:
    (found,) = calls(tmp_path, {"app.py": CLIENT + body, "settings.py": SETTINGS})
    timeout = found.timeout
    assert timeout.words == words
    assert (f"{timeout.path}:{timeout.line}" if timeout.path else "") == place


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("OpenAI().responses.create(model='gpt-4o')\n", "not set"),
        (
            "OpenAI().chat.completions.create(model='a', response_format={'type': 'json_object'})\n",
            "set (call)",
        ),
        ("OpenAI().responses.parse(model='a')\n", "by OpenAI.responses.parse (call)"),
        ("from langchain_openai import ChatOpenAI\nChatOpenAI()\n", "cannot tell"),
    ],
)
def test_whether_the_reply_has_a_given_structure(tmp_path: Path, body: str, words: str) -> None:
    assert [c.structured_output.words for c in calls(tmp_path, {"app.py": CLIENT + body})] == [words]


ASK = "OpenAI().responses.create(model='gpt-4o')"


@pytest.mark.parametrize(
    ("body", "handled"),
    [
        (f"{ASK}\n", False),
        (f"try:\n    {ASK}\nexcept OSError:\n    pass\n", True),
        (f"try:\n    with x:\n        {ASK}\nexcept OSError:\n    pass\n", True),
        (f"try:\n    {ASK}\nfinally:\n    pass\n", False),
        (f"try:\n    pass\nexcept OSError:\n    {ASK}\n", False),
        (f"try:\n    pass\nexcept OSError:\n    pass\nelse:\n    {ASK}\n", False),
        (f"try:\n    def ask():\n        {ASK}\nexcept OSError:\n    pass\n", False),
        (f"def ask():\n    try:\n        {ASK}\n    except OSError:\n        pass\n", True),
    ],
)
def test_whether_errors_are_handled_where_the_call_stands(tmp_path: Path, body: str, handled: bool) -> None:
    assert [c.handled for c in calls(tmp_path, {"app.py": CLIENT + body})] == [handled]


def test_lines_of_a_notebook_are_those_of_its_file(tmp_path: Path) -> None:
    source = ["LIMIT = 30\n", "from openai import OpenAI\n", CALL.format("timeout=LIMIT")]
    cell: dict[str, object] = {
        "cell_type": "code",
        "metadata": {},
        "outputs": [],
        "execution_count": None,
        "source": source,
    }
    book = {"cells": [cell], "metadata": {}, "nbformat": 4, "nbformat_minor": 5}
    text = json.dumps(book, indent=1)
    (found,) = calls(tmp_path, {"a.ipynb": text})
    lines = text.split("\n")
    assert found.line is not None
    assert found.timeout.line is not None
    assert "responses.create" in lines[found.line - 1]
    assert "LIMIT = 30" in lines[found.timeout.line - 1]


def test_a_key_in_a_setting_is_not_repeated(tmp_path: Path) -> None:
    key = "sk-proj-" + "aB3dE5gH7jK9mN1pQ3sT5" * 3
    (found,) = calls(tmp_path, {"app.py": CLIENT + f"OpenAI().responses.create(model='{key}')\n"})
    assert key not in found.model_dump_json()


def test_a_path_is_cited_as_it_is(tmp_path: Path) -> None:
    path = " odd /a.py"
    (call,) = calls(tmp_path, {path: CLIENT + CALL.format("timeout=3")})
    assert call.path == call.timeout.path == path
    assert SightedCall.model_validate_json(call.model_dump_json()) == call
