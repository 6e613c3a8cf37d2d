"""Names, words and switched-off code that promise a control: the tool does not praise what is not there."""

from pathlib import Path

import pytest

from audit.model.finding import Confidence, Outcome
from tests.checks.cases import MET, NOT_MET, OPEN, STRONG, WEAK, finding

APP = {"app.py": "x = 1\n"}
CALL = "from openai import OpenAI\nc = OpenAI()\n"
CASES: dict[str, tuple[str, dict[str, str], tuple[Outcome, Confidence] | Outcome]] = {
    "a workflow that is only called deploy": (
        "deployment-config", {".github/workflows/deploy.yml": "on: [push]\njobs: {}\n"}, (MET, WEAK),
    ),
    "a workflow that deploys": (
        "deployment-config",
        {".github/workflows/cd.yml": "on: [push]\njobs:\n  a:\n    steps:\n    - run: helm upgrade a ./chart\n"},
        (MET, STRONG),
    ),
    "a workflow that deploys the documentation": (
        "deployment-config", {".github/workflows/docs-deploy.yml": "on: [push]\njobs: {}\n"}, NOT_MET,
    ),
    "a change log of a part brought along": (
        "changelog", {"deps/parser/CHANGELOG.md": "# 1.2\n\n- Faster\n"}, NOT_MET,
    ),
    "a change log of an own part": (
        "changelog", {"pkg/a/CHANGELOG.md": "# 1.2\n\n- Faster\n", "pkg/a/package.json": "{}\n"}, (MET, STRONG),
    ),
    "a program that makes change logs": ("changelog", {"changelog.tcl": "puts 1\n"}, NOT_MET),
    "a policy of the browser": (
        "security-policy", {"docs/web.md": "# Content Security Policy\n\nA header of the page.\n"}, NOT_MET,
    ),
    "a name with the word of a model": (
        "configurable-model",
        {"a.py": f"import os\n{CALL}S = os.environ.get('LLM_STRICT')\nc.responses.create(model='gpt-4o', input='')\n"},
        NOT_MET,
    ),
    "a name that chooses a model": (
        "configurable-model",
        {"a.py": f"import os\n{CALL}c.responses.create(model=os.environ['LLM_NAME'], input='')\n"},
        (MET, STRONG),
    ),
    "one model pinned, another not": (
        "pinned-model-version",
        {"a.py": f"{CALL}c.responses.create(model='gpt-4o')\nc.responses.create(model='gpt-4o-2024-08-06')\n"},
        (NOT_MET, WEAK),
    ),
    "no model pinned": (
        "pinned-model-version",
        {"a.py": f"{CALL}c.responses.create(model='gpt-4o')\nc.responses.create(model='gpt-4')\n"},
        (NOT_MET, STRONG),
    ),
    "a time limit in code that never runs": (
        "model-call-timeout",
        {"a.py": f"{CALL}if False:\n    c = OpenAI(timeout=20)\nc.responses.create(model='m', input='')\n"},
        NOT_MET,
    ),
    "ranges of a library": (
        "pinned-dependencies", {"requirements.txt": "numpy>=1\nscipy\n", "setup.py": "setup()\n"}, (NOT_MET, WEAK),
    ),
    "ranges of a program": ("pinned-dependencies", {"requirements.txt": "numpy>=1\nscipy\n"}, (NOT_MET, STRONG)),
    "a lock of the front end beside an open back end": (
        "lockfile",
        {
            "front/package.json": "{}\n", "front/package-lock.json": "{}\n", "front/a.ts": "let a = 1;\n" * 20,
            "back/requirements.txt": "fastapi\n", "back/main.py": "a = 1\n" * 15,
        },
        (MET, WEAK),
    ),
    "a lock of all of the program": (
        "lockfile",
        {"front/package.json": "{}\n", "front/package-lock.json": "{}\n", "front/a.ts": "let a = 1;\n" * 20},
        (MET, STRONG),
    ),
}  # fmt: skip


@pytest.mark.parametrize("case", CASES)
def test_a_promise_is_no_control(tmp_path: Path, case: str) -> None:
    check, files, expected = CASES[case]
    found = finding(tmp_path, check, APP | files)
    if isinstance(expected, tuple):
        assert (found.outcome, found.confidence) == expected, found.reason
    else:
        assert found.outcome is expected, found.reason


def test_a_notebook_beside_a_program_only_asks(tmp_path: Path) -> None:
    cell = f"{CALL}c.responses.create(model='gpt-4o', input='')".replace("\n", "\\n")
    notebook = f'{{"cells": [{{"cell_type": "code", "source": "{cell}"}}], "metadata": {{}}}}'
    files = {"try.ipynb": notebook, "app.py": "a = 1\n" * 30}
    found = finding(tmp_path, "pinned-model-version", files)
    assert (found.outcome, found.confidence) == (NOT_MET, WEAK)


def test_a_place_is_cited_once(tmp_path: Path) -> None:
    calls = "".join(f"c.responses.create(model=M, input='{n}')\n" for n in range(3))
    found = finding(tmp_path, "pinned-model-version", {"app.py": f"{CALL}M = 'gpt-4o'\n{calls}"})
    assert [(e.path, e.line) for e in found.evidence] == [("app.py", 3)]
    assert found.outcome is not OPEN
