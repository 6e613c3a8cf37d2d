"""No text, however odd, makes a reader raise: every file gives a value or the reason why it gives none."""

import json
import pickle

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from audit.inspection.classify import classify
from audit.inspection.expressions import Module
from audit.inspection.intake.files import PARSED, parse_file
from audit.inspection.intake.first_read import FirstRead, first_read
from audit.inspection.repository.remote import remote_address

SHARED = "( ) [ ] { } , . : ; = == => + - * / < > ! ? ' \" ` # // /* */ \\ \n \t \0 \x1b[31m \u202e \u2028 é 𝕏 1 0x 1e9 a _"
WORDS = {
    "python": (
        "import openai\nfrom openai import OpenAI\n",
        "import from as def class async await with for while if elif else try except finally return yield lambda in "
        "match case @ ** := ''' \"\"\" f' {x} OpenAI( client.chat.completions.create( model= timeout= 'gpt-4o' eval( "
        "subprocess.run( input( True None print( pd.read_csv( os.environ[ range( self.",
    ),
    "script": (
        "import OpenAI from 'openai'\n",
        "import from export default const let function async await class extends new return if for while of switch "
        "case ${ ... ?. </ /> <div> <script> </script> /re/ generateText( model: tools: z.object( fetch( eval( as any "
        "process.env. try catch OpenAI( .chat.completions.create(",
    ),
    "go": (
        'package main\nimport "github.com/sashabaranov/go-openai"\n',
        "package import func go defer chan <- := range if for switch case select type struct interface map return & 'a' "
        'openai.NewClient( client.CreateChatCompletion( exec.Command( os.Getenv( context.WithTimeout( Model: "',
    ),
    "java": (
        "import com.openai.client.OpenAIClient;\nclass A { void f() {\n",
        "package import static class interface enum record public private new return if for while do switch case try "
        'catch -> :: @Tool <> """ .builder() .timeout( .model( .call() Runtime.getRuntime().exec( extends String \\u0022',
    ),
    "json": (
        "",
        '"cells": "cell_type": "code" "source": "metadata": "kernelspec": "language": "python" "dependencies": "scripts": '
        '"test": null true -1e999 NaN \\ud800 "worksheets": %pip install',
    ),
    "plain": (
        "",
        "``` ~~~ mermaid --> --- === ** ![ <img <h1> </h1> Architecture Deployment Security report prompt: &a *a << | "
        "on: push jobs: run: pytest && project tool.poetry.dependencies [[ ]] version <dependency> </dependency> require "
        "github.com/x/y v1.2 -r -e git+https:// ==1.0 install_requires api_key= sk-abcdefghijklmnopqrstuvwx max_tokens "
        "-----BEGIN PRIVATE KEY----- {{ }} <!DOCTYPE <!ENTITY",
    ),
}  # fmt: skip
FILES = {
    "python": ("app.py", "tests/test_app.py", "evals/run.py", "setup.py"),
    "script": ("app.ts", "ui/app.tsx", "app.js", "App.vue", "App.svelte"),
    "go": ("main.go", "agent_test.go"), "java": ("App.java", "App.kt"),
    "json": ("cells.ipynb", "package.json", "data.json", "settings.json"),
    "plain": (
        "README.md", "docs/architecture.md", "docs/deployment.rst", ".github/workflows/ci.yml", "config.yaml", ".env",
        "pyproject.toml", "Pipfile", "Cargo.toml", "pom.xml", "go.mod", "requirements.txt", "setup.cfg", "Makefile",
        "Dockerfile", "data.csv", "data.jsonl", "run.sh", "app.rs", "app.rb", "app.cs", "prompts/system.txt",
    ),
}  # fmt: skip
fuzzed = settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def read(path: str, data: bytes) -> None:
    """Take both looks at a file as the engine does; what comes of it can be sent to another process."""
    kind = classify(path)
    first = first_read(path, kind, data)
    assert isinstance(pickle.loads(pickle.dumps(first)), FirstRead)
    if kind.language in PARSED:
        parsed = parse_file(path, kind, data)
        assert isinstance(parsed, Module) or parsed.strip()


def texts(family: str) -> st.SearchStrategy[bytes]:
    """Tokens of one language in any order, a few of them repeated, with some bytes that are no text."""
    begin, words = WORDS[family]
    tokens = st.sampled_from([*words.split(" "), *SHARED.split(" "), " ", "\n    "])
    few = st.lists(tokens, min_size=1, max_size=4).map("".join)
    return st.builds(
        lambda start, gap, pieces, piece, number, end: (
            (start + gap.join(pieces) + piece * number).encode() + end
        ),
        st.sampled_from(["", begin]),
        st.sampled_from(["", " "]),
        st.lists(tokens, max_size=60),
        few,
        st.sampled_from([0, 1, 50, 500]),
        st.sampled_from([b"", b"", b"\xff\xfe", b"\xc3", b"\xed\xa0\x80"]),
    )


@pytest.mark.parametrize("family", WORDS)
@fuzzed
@given(data=st.data())
def test_tokens_of_a_language_in_any_order(family: str, data: st.DataObject) -> None:
    read(data.draw(st.sampled_from(FILES[family])), data.draw(texts(family)))


@fuzzed
@given(
    path=st.sampled_from([path for paths in FILES.values() for path in paths]), data=st.binary(max_size=400)
)
def test_any_bytes_under_any_name(path: str, data: bytes) -> None:
    read(path, data)
    read(path, b"\xff\xfe" + data)


values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(
            st.sampled_from(
                ["cells", "cell_type", "source", "metadata", "dependencies", "scripts", "kernelspec"]
            )
            | st.text(max_size=5),
            inner,
            max_size=5,
        )
    ),
    max_leaves=20,
)


@fuzzed
@given(path=st.sampled_from(FILES["json"]), value=values)
def test_any_value_where_another_was_expected(path: str, value: object) -> None:
    read(path, json.dumps(value).encode())


@fuzzed
@given(cells=st.lists(st.fixed_dictionaries({"cell_type": st.just("code"), "source": values}), max_size=4))
def test_any_value_as_the_source_of_a_cell(cells: list[object]) -> None:
    read("cells.ipynb", json.dumps({"cells": cells}).encode())


@fuzzed
@given(
    st.lists(
        st.sampled_from(['[remote "origin"]', "url = ", "https://", "git@", "a:b", "@", "\x1b[2J", "\n", "/"])
    )
)
def test_any_configuration_gives_an_address_that_can_be_printed(parts: list[str]) -> None:
    assert "\x1b" not in remote_address("".join(parts))
