"""What the command line prints as it is, and how far it is; a program that reads it waits for no layout."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from pydantic import BaseModel


class Shown(Protocol):
    """Progress as the use cases report it."""

    def files(self, what: str, done: int, total: int) -> None:
        """So many files of so many."""

    def step(self, what: str) -> None:
        """A step without a count."""


class _Silent:
    def files(self, what: str, done: int, total: int) -> None:
        pass

    def step(self, what: str) -> None:
        pass


@contextmanager
def progress() -> Iterator[Shown]:
    """A bar on a terminal; nothing where the output is read by a program."""
    if not sys.stderr.isatty():
        yield _Silent()
        return
    from audit.cli import bar

    with bar.shown() as shown:
        yield shown


def text(text: str) -> None:
    """A document as it is, on standard output."""
    sys.stdout.write(text)


def line(text: str) -> None:
    """A line on standard output."""
    sys.stdout.write(f"{text}\n")


def json(value: BaseModel) -> None:
    """A value as JSON on standard output."""
    line(value.model_dump_json(indent=2))
