"""A document printed by two processes: its bytes are those that one makes, and it is left to one where it must."""

import gc
import os
import re
import select
import socket
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

import pytest
import weasyprint  # type: ignore[import-untyped]
from weasyprint.text.fonts import FontConfiguration  # type: ignore[import-untyped]

from reports import assets, halves, page, paper
from reports.halves.worker import Line, Worker
from reports.parting import Apart
from reports.sheet import Sheet
from tests.reports import kinds

NOBODY = b"\0" * 16
WHOLE = page.render(kinds.failed(), assets.style(inline=False))
HALVES = """<!doctype html><html lang="en"><head><title>t</title><style>
@page {{ @bottom-left {{ content: string(top) counter(page) " of " counter(pages) }} {margin} }}
h1 {{ string-set: top content(text); bookmark-level: 1; bookmark-label: content(text) }}
a::after {{ content: target-counter(attr(href), page) }}
.half {{ break-before: page }} {style}</style></head><body><main>
<nav><a href="#one">One</a> <a href="#two">Two</a></nav>
<section><h1 id="one">One</h1><p>a <a href="#two">b</a></p>{first}</section>
<section class="half"><h1 id="two">Two</h1><p>c <i>d \u0416</i></p>{second}</section>
</main></body></html>"""
LONG = "<p>word</p>" * 200
WAITING = """
import sys, time
from reports.halves.worker import Worker
worker = Worker(lambda first: time.sleep(600))
print(worker.process, flush=True)
time.sleep(600)
"""
ORPHAN = """
from reports.halves import worker
worker.end_with(0)
"""


def _page(**parts: str) -> str:
    return HALVES.format(**({"margin": "", "style": "", "first": "", "second": ""} | parts))


def _printed(text: str, monkeypatch: pytest.MonkeyPatch, *, together: bool) -> tuple[bytes, bool]:
    """The file, and whether two processes made it."""
    done: list[bytes] = []

    def written(*given: Any) -> bytes:
        made = real(*given)
        done.append(made)
        return made

    real = halves.written
    with monkeypatch.context() as patched:
        patched.setattr(halves, "written", written)
        patched.setattr(halves, "able", lambda: together)
        made = paper.print_pdf(text, NOBODY, abreast=True)
    return made, done == [made]


@pytest.mark.parametrize(
    "text",
    [
        WHOLE,
        _page(first=LONG, second=LONG),
        _page(second="<p>e <a href='#one'>f</a></p>", style="section a::after { content: none }"),
        _page(style="i { font-family: Report Serif; font-style: italic }"),
        _page(style="@page wide { margin: 9cm } .wide { page: wide }"),
        _page(
            second="<table><thead><tr><th>h</th></tr></thead><tbody><tr><td colspan='2'>v</td></tr></tbody></table>"
        ),
        _page(second="<ul><li>a<ol><li>b</li></ol></li></ul><p style='position: relative'>c</p>"),
        _page(
            second="<svg xmlns='http://www.w3.org/2000/svg' width='9' height='9'><title>t</title><path d='M0 0h9'/></svg>"
        ),
    ],
    ids=["whole", "long", "links", "types", "named", "table", "list", "drawing"],
)
def test_two_processes_make_the_very_same_file(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one = _printed(text, monkeypatch, together=False)
    two = _printed(text, monkeypatch, together=True)
    assert one == (two[0], False)
    assert two[1]


@pytest.mark.parametrize(
    "text",
    [
        _page().replace('class="half"', 'class="other"'),
        _page().replace("<section>", '<section class="half">'),
        _page(style=".half { break-before: auto }"),
        _page(second="<p style='opacity: 0.5'>e</p>"),
        _page(second="<a href='#one'>f</a>"),
        _page(first="<p style='position: fixed'>e</p>"),
        _page(second="<p style='position: fixed'>e</p>"),
        _page(style="h1::after { content: counter(pages) }"),
        _page(style="@page :left { margin: 9cm }"),
        _page(style="@page wide { margin: 9cm } section { page: wide }"),
        "<p>one</p>",
    ],
)
def test_what_cannot_be_parted_is_printed_by_one(text: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one = _printed(text, monkeypatch, together=False)
    assert _printed(text, monkeypatch, together=True) == one


def test_a_second_process_that_ends_early_is_done_without(monkeypatch: pytest.MonkeyPatch) -> None:
    def ended(*_: object) -> None:
        os._exit(9)

    text = _page()
    one = _printed(text, monkeypatch, together=False)
    monkeypatch.setattr(halves, "_second", ended)
    assert _printed(text, monkeypatch, together=True) == one


def test_nothing_is_left_when_the_first_one_gives_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    seen: list[int] = []
    end = Worker.end

    def noted(worker: Worker) -> None:
        seen.append(worker.process)
        end(worker)

    monkeypatch.setattr(Worker, "end", noted)
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    style = assets.style(inline=False)
    sheet = Sheet(_page(style=style), base_url=paper.BASE_URL, url_fetcher=paper.ClosedFetcher())
    with pytest.raises(ZeroDivisionError):
        halves.written(sheet, FontConfiguration(), {}, {"output_intent": None}, lambda _: bytes([1 // 0]))
    gc.collect()
    with pytest.raises(ChildProcessError):
        os.waitpid(seen[0], os.WNOHANG)
    assert list(tmp_path.iterdir()) == []


def test_a_second_process_ends_with_the_first() -> None:
    with subprocess.Popen([sys.executable, "-c", WAITING], stdout=subprocess.PIPE) as first:
        assert first.stdout is not None
        second = os.pidfd_open(int(first.stdout.readline()))
        assert select.select([second], [], [], 0)[0] == []
        first.kill()
        assert select.select([second], [], [], 60)[0] == [second]
        os.close(second)


def test_whose_parent_has_ended_already_ends() -> None:
    with subprocess.Popen([sys.executable, "-c", ORPHAN]) as late:
        assert late.wait() == 1


def test_who_is_left_alone_prints_alone() -> None:
    one, other = socket.socketpair()
    line = Line(one)
    other.close()
    with pytest.raises(Apart):
        line.hear()
    with pytest.raises(Apart):
        line.tell("a")
    line.close()


def test_another_version_or_machine_prints_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1}, raising=False)
    monkeypatch.setattr(sys, "platform", "linux")
    assert halves.able()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0})
    assert not halves.able()
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    monkeypatch.setattr(sys, "platform", "darwin")
    assert not halves.able()
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.setattr(weasyprint, "__version__", "71.0")
    assert not halves.able()


def test_a_long_report_has_one_chapter_near_its_middle_that_begins_a_page() -> None:
    halves_of = [len(re.findall(r'class="chapter[^"]* half"', text)) for text in (WHOLE, _long(), "<p>a</p>")]
    assert halves_of == [WHOLE.count("<") >= page.LONG, 1, 0]


def _long() -> str:
    chapters = "".join(f'<section class="chapter" id="c{n}">{LONG}</section>' for n in range(19))
    made = page._halved(chapters)
    assert '<section class="chapter half" id="c9">' in made
    return made
