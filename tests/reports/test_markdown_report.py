"""The report as Markdown: the same words, and nothing that others wrote acts in it."""

import re

import pytest

from reports import markdown_report, page
from reports.blocks import Bullets, Code, Heading, Paragraph, Run, Table
from reports.outline import outline
from tests.reports.dossiers import failed_project, with_changes


def test_chapters_and_tables_are_those_of_the_pages() -> None:
    text = markdown_report.render(failed_project())
    blocks = outline(page.render(failed_project(), ""))
    titles = [f"{b.number} {b.text}" for b in blocks if isinstance(b, Heading) and b.number]
    assert re.findall(r"^## (.*)$", text, re.MULTILINE) == titles
    rows = sum(len(b.rows) + 2 for b in blocks if isinstance(b, Table))
    assert len(re.findall(r"^\|", text, re.MULTILINE)) == rows
    assert "| G-01 | Freshness and reference-data lifecycle enforced DATA-03 | **◆ Critical** |" in text
    assert markdown_report.render(failed_project()) == text


@pytest.mark.parametrize(
    ("name", "shown"),
    [
        ("<img src=x onerror=alert(1)>", "# &lt;img src=x onerror=alert(1)&gt;"),
        ("[here](https://evil.example)", "# \\[here\\](https://evil.example)"),
        ("*a* `b` | c", "# \\*a\\* \\`b\\` | c"),
    ],
)
def test_what_others_wrote_is_text(name: str, shown: str) -> None:
    subject = failed_project().assessment.subject.model_copy(update={"name": name})
    text = markdown_report.render(with_changes(assessment={"subject": subject}))
    assert shown in text.splitlines()


@pytest.mark.parametrize(
    ("block", "lines"),
    [
        (Paragraph((Run("1. one"),)), ["1\\. one"]),
        (Paragraph((Run("- one"),)), ["\\- one"]),
        (Paragraph((Run("a "), Run("b ", bold=True), Run("c"))), ["a **b** c"]),
        (Paragraph((Run("x|`y", code=True),)), ["``x|`y``"]),
        (Paragraph((Run("Read this."),), "caution"), ["> Read this."]),
        (Bullets(((Run("a\nb"),),), ordered=True), ["1. a  ", "   b"]),
        (Code("a\n\tb"), ["    a", "    \\tb"]),
    ],
)
def test_blocks_as_markdown(block: Paragraph | Bullets | Code, lines: list[str]) -> None:
    assert "\n".join(markdown_report.lines(block, ())).split("\n") == [*lines, ""]
