"""The blocks of a report: nothing of the pages is lost, and each is what it is in the pages."""

import re

import pytest

from audit.model.dossier import Dossier
from reports import page
from reports.blocks import Block, Bullets, Cell, Code, Contents, Figure, Heading, Paragraph, Run, Table, words
from reports.elements import parse
from reports.outline import outline
from reports.sections import sections
from tests.reports.dossiers import failed_project, unanswered, with_changes


def blocks_of(body: str) -> tuple[Block, ...]:
    return outline(f"<html><body><main>{body}</main></body></html>")


def said(block: Block) -> str:
    match block:
        case Heading():
            return f"{block.number} {block.text}"
        case Paragraph():
            return words(block.runs)
        case Bullets():
            return " ".join(map(words, block.items))
        case Code():
            return block.text
        case Table():
            cells = (cell for row in (block.titles, *block.rows) for cell in row)
            return " ".join(words(cell.runs) for cell in cells)
        case Figure():
            return block.title
    return ""


def words_of(text: str) -> list[str]:
    """Words in order, without the colon that a label gets."""
    return re.findall(r"\w+", text)


@pytest.mark.parametrize("dossier", [failed_project(), unanswered()], ids=["full", "empty"])
def test_no_word_of_the_pages_is_lost_and_none_is_added(dossier: Dossier) -> None:
    html = page.render(dossier, "")
    body = html[html.index("<main") : html.index("</main>")]
    shown = re.sub(r"<svg.*?</svg>", "", body, flags=re.DOTALL)
    shown = re.sub(r'<h2 class="plain">Contents.*?(?=<h3>How to read)', "", shown, flags=re.DOTALL)
    text = parse(re.sub(r"<[^>]+>", " ", shown)).text()
    assert words_of(" ".join(map(said, outline(html)))) == words_of(text)


def test_a_chapter_has_its_number_and_an_appendix_its_letter() -> None:
    chapters = [b for b in outline(page.render(failed_project(), "")) if isinstance(b, Heading) and b.number]
    first, last = sections(failed_project())[0], sections(failed_project())[-1]
    assert chapters[0] == Heading(1, first.title, first.number, first.id)
    assert chapters[-1] == Heading(1, last.title, last.number, last.id, appendix=True)


@pytest.mark.parametrize(
    ("body", "blocks"),
    [
        ("<h1>A  name</h1>", (Heading(0, "A name"),)),
        ('<h2 class="plain">Said</h2>', (Heading(2, "Said"),)),
        ('<h3><span class="number">G-01</span> Name</h3>', (Heading(2, "G-01 Name"),)),
        (
            '<p>One <b>two</b><br>three <span class="cite">a.py:1</span></p>',
            (
                Paragraph(
                    (Run("One "), Run("two", bold=True), Run("\nthree "), Run("a.py:1", code=True)),
                ),
            ),
        ),
        (
            '<p class="part-name">Cause</p><p>Unknown.</p>',
            (Paragraph((Run("Cause: ", bold=True), Run("Unknown."))),),
        ),
        ('<p class="long">a\nb</p>', (Paragraph((Run("a\nb"),)),)),
        (
            "<ol><li>a</li><li><p>b</p><p>c</p></li></ol>",
            (Bullets(((Run("a"),), (Run("b"), Run("\n"), Run("c"))), True),),
        ),
        ("<pre>a\n  b</pre>", (Code("a\n  b"),)),
        ("<div>loose <p>told</p></div>", (Paragraph((Run("loose"),)), Paragraph((Run("told"),)))),
        ('<nav><h2 class="plain">Contents</h2><ol><li>x</li></ol></nav>', (Contents(),)),
        (
            '<table><colgroup><col style="width:30%"><col style="width:70%"></colgroup>'
            '<thead><tr><th>A</th><th class="figure">B</th></tr></thead>'
            '<tbody><tr><td>1</td><td class="figure"><span class="mark bad">✗ failed</span></td></tr></tbody></table>',
            (
                Table(
                    (Cell((Run("A", bold=True),), head=True), Cell((Run("B", bold=True),), True, True)),
                    ((Cell((Run("1"),)), Cell((Run("✗ failed", bold=True, tone="bad"),), True)),),
                    (30.0, 70.0),
                ),
            ),
        ),
        (
            '<figure class="chart"><figcaption>It rises</figcaption><svg viewBox="0 0 1 1"><title>It rises</title>'
            '<desc>From 1 to 2.</desc><path d="M0 0"/></svg><p class="legend">Black: a.</p></figure>',
            (
                Figure(
                    "It rises",
                    "From 1 to 2.",
                    (
                        '<svg viewBox="0 0 1 1"><title>It rises</title><desc>From 1 to 2.</desc><path d="M0 0"/></svg>',
                    ),
                ),
                Paragraph((Run("Black: a."),), "small"),
            ),
        ),
        (
            '<figure class="chart"><figcaption>Figure 1 Both</figcaption><svg><title>Both</title><path d="M0 0"/></svg>'
            '<svg><title>Both</title><path d="M1 1"/></svg><svg><title>Beside it</title></svg></figure>',
            (
                Figure(
                    "Figure 1 Both",
                    "",
                    (
                        '<svg><title>Both</title><path d="M0 0"/></svg>',
                        '<svg><title>Both</title><path d="M1 1"/></svg>',
                    ),
                ),
                Figure("Beside it", "", ("<svg><title>Beside it</title></svg>",)),
            ),
        ),
    ],
)
def test_markup_becomes_blocks(body: str, blocks: tuple[Block, ...]) -> None:
    assert blocks_of(body) == blocks


def test_what_others_wrote_stays_text() -> None:
    hostile = "<b>bold</b> & <script>alert(1)</script>"
    subject = failed_project().assessment.subject.model_copy(update={"name": hostile})
    found = outline(page.render(with_changes(assessment={"subject": subject}), ""))
    assert Heading(0, hostile) in found
