"""The forms of knowledge about how a system is built, run and looked after, and by whom."""

from audit.inspection.knowledge.entry import Sourced
from audit.inspection.knowledge.loading import load, remembered
from audit.inspection.patterns import Pattern


class Integration(Sourced, frozen=True):
    """Commands by which continuous integration runs tests and evaluations."""

    tests: Pattern
    evaluations: Pattern
    not_a_run: Pattern


class People(Sourced, frozen=True):
    """Names and addresses in a log that are programs, and those that do not tell people apart."""

    programs: Pattern
    nobody: frozenset[str]
    addresses: Pattern


class Operations(Sourced, frozen=True):
    """Headings and places of operating guidance; a document on two of its subjects is guidance, too."""

    certain: Pattern
    files: Pattern
    subjects: dict[str, Pattern]


class Acting(Sourced, frozen=True):
    """Signs of code that is part of the running system, and words of data that is part of the program."""

    decorators: Pattern
    packages: tuple[str, ...]
    writers: Pattern
    beside: frozenset[str]


class ParsingWays(Sourced, frozen=True):
    """How text becomes data in Python, and what checks data by itself."""

    parsers: frozenset[str]
    patterns: frozenset[str]
    helper: Pattern
    plain: frozenset[str]
    checked: Pattern
    checkers: frozenset[str]


@remembered
def integration() -> Integration:
    """Commands of continuous integration."""
    return load("ci", Integration)


@remembered
def people() -> People:
    """Names in a log that are no person."""
    return load("people", People)


@remembered
def operations() -> Operations:
    """Operating guidance."""
    return load("operations", Operations)


@remembered
def acting() -> Acting:
    """Signs of code that runs in operation."""
    return load("acting", Acting)


@remembered
def parsing() -> ParsingWays:
    """How text becomes data."""
    return load("parsing", ParsingWays)
