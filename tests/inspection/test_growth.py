"""The time of a reader grows with the length of a text, not with its square: none makes it work without end."""

from functools import partial

import pytest

from audit.inspection.classify import classify
from audit.inspection.intake.first_read import first_read
from audit.inspection.intake.workers import TASKS
from audit.inspection.knowledge.loading import names
from tests.patience import outgrows

LENGTH = 200_000

PIECES = {
    "main.go": (" \n", "\n", "import \n", 'a.b "', "openai.", '"a.io/b"\n'),
    "App.java": (" \n", "import ", "import a;\n", "@Test ", "\n@"),
    "app.rs": (" \n", "use \n", "pub use ", "use a;\n"),
    "app.cs": (" \n", "using ", "using a ;\n"),
    "app.rb": (" \n", "require 'a'\n", "it "),
    "app.ts": (" \n", "import a\n", "import a from ", "const a ", "} from ", "require( ", "from 'a'\n", "process.env.A\n"),
    "app.py": (" \n", "import a\n", "os.environ['A_KEY']\n", "a_", "model_", "default_model_", "[(", "'''", "prompt.md'"),
    "tests/test_app.py": (" \n", "def test", "class A(", "def test_a(\n"),
    "tests/AppTest.java": (" \n", "@Test\n", "@Parameterized"),
    "tests/app.test.ts": (" \n", "it.a", "test.a.", "test(\n"),
    "tests/app_test.rs": (" \n", "#[tokio::", "#[test\n"),
    "README.md": ("```x\n", "~~~ a\n", "# Security issue\n", "# a ", "![", "<img ", "a\n---\n", "# Architecture\n", "[a]("),
    "docs/deployment.md": ("```x\n", "# Deployment\n", "# \t", "a\n===\n"),
    "package.json": (" \n", '"a": "', '"a":"\\\\', '"test": "pytest"\n', "["),
    "Makefile": ("a", "a:\n\tb\n", "\n\tb", "a: b\n"),
    "pom.xml": ("<dependency>", "<dependency></dependency>", "<version> "),
    "go.mod": (" \n", "require ", "a/b ", "\ta/b v1\n"),
    "pyproject.toml": ("[a]\n", "a.b.", "a = [", "'''", "# a\n"),
    "requirements.txt": ("a==1\n", "-r a\n", "a", "git+", "a @ ", "\\\n", "==="),
    "setup.py": ("install_requires=[", "install_requires = [\n", "'a',"),
    "cells.ipynb": ("{", '"cells": [', "!pip install ", "\n!pip ", "\\n"),
    ".github/workflows/ci.yml": (" \n", "run: make a\n", "on: [", "&& ", "- run: pytest\n"),
    ".env": ("API_KEY", "A_TOKEN=", "a.-", "API_KEY=1a2b3c4d5e6f7g8h9i0j1k2l3m4n\n"),
    "config.yaml": (" \n", "model: ", "fallbacks:\n", "structured:\n", "prompt: ", "*a ", "- &a ", "md5: a\n", "model: gpt\n"),
    "data.csv": ("a,", "'a',", "---1.'", '"', "a\n", '"a"b,'),
    "data.jsonl": ("{", "{}\n"),
    "run.sh": ("cp a.csv ", "curl ", "a.", "> b.json\n"),
}  # fmt: skip


def read(path: str, piece: str, size: int) -> None:
    data = (piece * (size // len(piece) + 1))[:size].encode()
    kind = classify(path)
    first_read(path, kind, data)
    if kind.is_code:
        TASKS["code"](path, kind, data)


@pytest.mark.parametrize("path", PIECES)
def test_the_time_grows_with_the_length(path: str) -> None:
    assert names(), "the knowledge is loaded before the clock starts"
    first_read(path, classify(path), b"import openai\n")
    assert [piece for piece in PIECES[path] if outgrows(partial(read, path, piece), LENGTH)] == []
