"""Markdown: all that the inspection says, and no word of the repository acts in it."""

from pathlib import Path

import pytest

from audit import delivery
from reports import markdown
from tests.outputs.repositories import plain_repository


@pytest.fixture(scope="module")
def text(tmp_path_factory: pytest.TempPathFactory) -> str:
    folder: Path = plain_repository(tmp_path_factory.mktemp("markdown") / "shop")
    return delivery.inspection_text(delivery.inspect(folder), "markdown")


def test_it_tells_outcomes_evidence_calls_and_parts(text: str) -> None:
    lines = text.split("\n")
    assert lines[0] == "# Inspection of shop"
    assert (
        "| ✗ not met | REL-01 | Model calls have a time limit | "
        "the time limit of OpenAI.chat.completions.create is switched off |"
    ) in lines
    assert "### Model calls have a time limit: ✗ not met" in lines
    assert "  `client = OpenAI(timeout=None)`" in lines
    assert (
        "What to do: Set the limit on the client or the call: `OpenAI(timeout=30)`, "
        "`requests.post(..., timeout=30)`."
    ) in lines
    assert (
        "| `agent.py:10` | `OpenAI.chat.completions.create` | gpt-4o (call) | switched off (client) | "
        "2 retries (library) | not set | not set | not handled here |"
    ) in lines
    assert "| model | `gpt-4o` | floating, openai | `agent.py:10` | 1 |" in lines
    assert "| prompt | `prompts/system.md` |  | `prompts/system.md` | 1 |" in lines


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a_b *c*", r"a\_b \*c\*"),
        ("<script>", "&lt;script&gt;"),
        ("&lt;", "&amp;lt;"),
        ("[x](http://e.example)", r"\[x\](http://e.example)"),
        ("# no heading", r"\# no heading"),
        ("two\nlines", "two lines"),
        ("\x1b[31mred", r"\\x1b\[31mred"),
        ("a\u202eb", r"a\\u202eb"),
        ("@everybody", "@\u2060everybody"),
        ("`code`", r"\`code\`"),
    ],
)
def test_text_shows_as_it_is_written(text: str, shown: str) -> None:
    assert markdown.plain(text) == shown


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("a.py:1", "`a.py:1`"),
        ("a`b", "``a`b``"),
        ("`a", "`` `a ``"),
        ("a``b`", "``` a``b` ```"),
        ("<b>\n", "`<b> `"),
        ("", ""),
    ],
)
def test_code_cannot_be_left(text: str, shown: str) -> None:
    assert markdown.code(text) == shown


def test_a_bar_does_not_end_a_cell() -> None:
    assert [*markdown.table(("A",), [("`a|b`",)])] == ["| A |", "|---|", r"| `a\|b` |", ""]


def test_what_is_left_out_is_counted() -> None:
    assert [*markdown.more_than(2, 2)] == []
    assert [*markdown.more_than(2, 5)] == ["And 3 more; the JSON of the inspection lists all.", ""]
