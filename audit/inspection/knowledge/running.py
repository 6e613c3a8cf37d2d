"""The forms of knowledge about Python that runs text as a program, or lets a model do so."""

from typing import Literal

from audit.inspection.knowledge.entry import Entry, Sourced
from audit.inspection.knowledge.loading import load, remembered
from audit.inspection.patterns import Pattern


class Runner(Sourced, frozen=True):
    """Functions that run their first argument as code or in a shell, or make objects of its bytes.

    `needs` is a keyword that must be given (`shell=True`); with one of `safe` nothing is run. What is not
    `free` holds in what it runs by itself; `by_path` are functions that may be given the path of a file.
    """

    id: str
    how: Literal["code", "shell", "load"]
    names: tuple[str, ...]
    arguments: tuple[str, ...] = ()
    needs: str = ""
    safe: tuple[str, ...] = ()
    free: bool = True
    by_path: bool = False


class CodeTool(Sourced, frozen=True):
    """Parts of frameworks that run what a model writes; what is held in or asks first is not `certain`."""

    id: str
    names: tuple[str, ...] = ()
    keyword: str = ""
    certain: bool = True


class Origins(Sourced, frozen=True):
    """Where values come from that nobody checked, and names by which a value says that a model wrote it."""

    downloads: tuple[str, ...]
    requests: tuple[str, ...]
    own: tuple[str, ...]
    through: Pattern
    named: Pattern
    asking: Pattern


class ToolForms(Sourced, frozen=True):
    """How Python declares a tool for a model."""

    decorators: Pattern
    bases: Pattern
    methods: tuple[str, ...]
    makers: tuple[str, ...]
    keywords: tuple[str, ...]


class ActingCalls(Entry, frozen=True):
    """Calls by which a tool changes the world: methods of a client of HTTP, and functions."""

    client: Pattern
    methods: Pattern
    functions: Pattern


class Made(Entry, frozen=True):
    """Verbs of making, and the things that nobody loses by their being made."""

    by: tuple[str, ...]
    of: tuple[str, ...]


class ActingVerbs(Sourced, frozen=True):
    """Verbs of tools that change the world, those that may, those that read, and a model's own notes."""

    certain: tuple[str, ...]
    unclear: tuple[str, ...]
    alone: tuple[str, ...]
    reading: tuple[str, ...]
    calls: ActingCalls
    harmless: tuple[str, ...]
    made: Made


class Running(Entry, frozen=True):
    """All of it."""

    runners: tuple[Runner, ...]
    tools: tuple[CodeTool, ...]
    origins: Origins
    forms: ToolForms
    verbs: ActingVerbs
    words: tuple[str, ...]
    kept: Pattern


@remembered
def running() -> Running:
    """What is known about running text."""
    return load("running", Running)
