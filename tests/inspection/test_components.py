"""Components: which lists and locks count for the part of a repository that calls models."""

from pathlib import Path

import pytest

from audit.checks import all_checks
from audit.inspection.engine import inspect
from audit.inspection.readers.manifest import read_manifest
from audit.model.finding import Confidence, Outcome

CHECKS = {check.id: check for check in all_checks()}
MET, NOT_MET, NA = Outcome.MET, Outcome.NOT_MET, Outcome.NOT_APPLICABLE
STRONG, WEAK = Confidence.STRONG, Confidence.WEAK
CALL = "from openai import OpenAI\nOpenAI().responses.create(model='m')\n"
UI = {"ui/app.ts": "export const a = 1\n" * 50, "ui/package.json": '{"dependencies": {"next": "^14.0.0"}}'}

LISTS = {
    "exact": ("requirements.txt", "openai==1.51.2\npandas == 2.2.3 ; python_version > '3.8'\n", (2, 2)),
    "a wildcard": ("requirements.txt", "openai==1.*\n", (1, 0)),
    "local folders": ("requirements.txt", "-e .\n./libs/a\nopenai==1.51.2\nshop @ file:///srv/shop\n", (1, 1)),
    "a wheel by its address": ("requirements.txt", "a @ https://x.example/w/a-1.2.3-py3-none-any.whl\n", (1, 1)),
    "a commit": ("requirements.txt", "a @ git+https://x.example/a@" + "0" * 40 + "\n", (1, 1)),
    "a branch": ("requirements.txt", "a @ git+https://x.example/a@main\n", (1, 0)),
    "a project": ("pyproject.toml", "[project]\ndependencies = ['openai>=1', 'pandas==2.2.3']\n", (2, 1)),
    "poetry": (
        "pyproject.toml",
        "[tool.poetry.dependencies]\npython = '^3.11'\nopenai = '^1.0'\npandas = '2.2.3'\nown = {path = '.'}\n",
        (2, 1),
    ),
    "node": ("package.json", '{"dependencies": {"a": "1.2.3", "b": "^1.2.3", "c": "workspace:*"}}', (2, 1)),
    "go": ("go.mod", "module x\nrequire (\n\tgithub.com/a/b v1.2.3\n\tgithub.com/c/d v0.1.0 // indirect\n)\n", (2, 2)),
    "maven": (
        "pom.xml",
        "<dependency><artifactId>a</artifactId></dependency><dependency><version>[1,2)</version></dependency>",
        (2, 1),
    ),
    "cargo": ("Cargo.toml", "[dependencies]\na = '1.2'\nb = {version = '=1.2.3'}\nc = {path = '../c'}\n", (2, 1)),
    "set-up": ("setup.py", "setup(install_requires=['a', 'b==1.2.3'])\n", (2, 1)),
    "cells": ("a.ipynb", '{"cells": [{"source": ["!pip install -q openai pandas==2.2.3\\n"]}]}', (2, 1)),
}  # fmt: skip


@pytest.mark.parametrize("case", LISTS)
def test_lists(case: str) -> None:
    path, text, expected = LISTS[case]
    found = read_manifest(path, text)
    assert found is not None
    assert (len(found.entries), found.exact) == expected


@pytest.mark.parametrize("text", ["[[[", "{", "", '{"dependencies": [1]}', "[project]\ndependencies = 3\n"])
@pytest.mark.parametrize(
    "path", ["pyproject.toml", "package.json", "Cargo.toml", "Pipfile", "pom.xml", "setup.py"]
)
def test_a_broken_list_is_none(path: str, text: str) -> None:
    found = read_manifest(path, text)
    assert found is None or found.entries == ()


LOCKS = {
    "its own": ({"api/a.py": CALL, "api/pyproject.toml": "", "api/uv.lock": "version = 1\n", **UI}, MET, STRONG),
    "of the page in front of it": ({"api/a.py": CALL, "api/requirements.txt": "openai\n", **UI, "ui/package-lock.json": "{}"}, NOT_MET, WEAK),
    "of the workspace around it": ({"api/a.py": CALL, "api/pyproject.toml": "", "uv.lock": "version = 1\n", "pyproject.toml": ""}, MET, STRONG),
    "of another world": ({"a.py": CALL, "requirements.txt": "openai\n", "go.sum": "a v1 h1:x=\n"}, NOT_MET, WEAK),
    "of the largest, without models": ({"a.py": "x = 1\n", "requirements.txt": "", **UI, "ui/pnpm-lock.yaml": "lockfileVersion: 9\n"}, MET, STRONG),
}  # fmt: skip


@pytest.mark.parametrize("case", LOCKS)
def test_lockfile(tmp_path: Path, case: str) -> None:
    files, outcome, confidence = LOCKS[case]
    assert _outcome(tmp_path, "lockfile", files) == (outcome, confidence)


PINS = {
    "through an included list": (
        {"a.py": CALL, "requirements.txt": "-r base.txt\nopenai==1.51.2\n", "base.txt": "pandas\n"}, NOT_MET, STRONG,
    ),
    "through an included list that floats": (
        {"a.py": CALL, "requirements.txt": "-r requirements/base.txt\n", "requirements/base.txt": "pandas\nopenai\n"}, NOT_MET, STRONG,
    ),
    "by constraints": (
        {"a.py": CALL, "requirements.txt": "-c constraints.txt\nopenai\n", "constraints.txt": "openai==1.51.2\nhttpx==0.27.0\n"}, MET, STRONG,
    ),
    "in the page only": (
        {"api/a.py": CALL, "api/requirements.txt": "openai\n", "ui/a.ts": "a\n" * 99, "ui/package.json": '{"dependencies": {"a": "1.2.3"}}'},
        NOT_MET, STRONG,
    ),
    "for development only": ({"a.py": CALL, "requirements.txt": "openai==1.51.2\n", "requirements-dev.txt": "pytest\nruff\n"}, MET, STRONG),
    "ranges of a project": ({"a.py": CALL, "pyproject.toml": "[project]\ndependencies = ['openai>=1']\n"}, NOT_MET, WEAK),
    "no list at all": ({"a.py": CALL}, NOT_MET, WEAK),
    "nothing from elsewhere": ({"a.py": "import json\n"}, NA, WEAK),
}  # fmt: skip


@pytest.mark.parametrize("case", PINS)
def test_pinned_dependencies(tmp_path: Path, case: str) -> None:
    files, outcome, confidence = PINS[case]
    assert _outcome(tmp_path, "pinned-dependencies", files) == (outcome, confidence)


def _outcome(folder: Path, check: str, files: dict[str, str]) -> tuple[Outcome, Confidence]:
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    (found,) = inspect(folder, [CHECKS[check]]).checks
    return found.outcome, found.confidence
