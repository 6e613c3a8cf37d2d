"""A process of its own: what it makes, what it says, and that nothing of it is left."""

import os
import tempfile
from importlib import import_module
from pathlib import Path

import pytest

from audit import delivery
from audit.delivery.apart import STEP, apart
from audit.model.base import InputError
from reports import __main__ as child
from reports.order import Embedded, Order
from tests.reports.dossiers import unanswered

module = import_module("audit.delivery.apart")  # the package has a function of this name
PAGE = Order("<p>one</p><p style='break-before: page'>two</p>", b"\0" * 16)


class EndedError(Exception):
    """Somebody ended the work."""


def children() -> set[str]:
    mine = set()
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            parent = (folder / "stat").read_text().rpartition(")")[2].split()[1]
        except OSError:
            continue
        if parent == str(os.getpid()):
            mine.add(folder.name)
    return mine


def test_each_step_is_told_and_the_document_comes_back() -> None:
    said: list[str] = []
    assert apart(PAGE.packed(), "print", progress=said.append).startswith(b"%PDF-")
    assert list(dict.fromkeys(said)) == ["Laying out page 1", "Laying out page 2", "Drawing the pages"]
    assert child.STEP == STEP


def test_an_order_arrives_as_it_was_sent() -> None:
    order = PAGE._replace(embedded=Embedded("a.json", '{"ü": "\u2028"}', unanswered().assessment.as_of))
    assert Order.unpacked(order.packed()) == order


def test_whoever_listens_can_end_the_work(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def stop(step: str) -> None:
        assert list(tmp_path.iterdir())
        raise EndedError(step)

    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    before = children()
    with pytest.raises(EndedError, match="Laying out page 1"):
        delivery.report_pdf(unanswered(), stop)
    assert children() == before
    assert list(tmp_path.iterdir()) == []


def test_nothing_is_left_when_there_is_nothing_to_print() -> None:
    def nothing() -> bytes:
        raise EndedError

    before = children()
    with pytest.raises(EndedError):
        apart(nothing, "print")
    assert children() == before


def test_it_takes_no_longer_than_it_may(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "SECONDS", 0)
    before = children()
    with pytest.raises(InputError, match="it took longer than 0 s and was given up"):
        apart(PAGE.packed(), "print")
    assert children() == before


def test_stuck_work_can_be_ended_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(module, "TICK", 0.001)
    said: list[str] = []
    long = Order(f"<p>{'word ' * 20_000}</p>", b"\0" * 16)
    apart(long.packed(), "print", progress=said.append)
    assert said.count("Drawing the pages") > 1


def test_the_reason_comes_back() -> None:
    with pytest.raises(InputError, match=r"^it is no PDF that can be read: "):
        apart(b"no PDF", "data")
