"""What a command is: its name, what it does, what it takes, and an example; its docstring is its help."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterable
from functools import partial
from typing import NamedTuple


class Command(NamedTuple):
    """A command of the command line.

    `does` gets what was asked for by name and returns the code with which the command ends, none for 0;
    `takes` declares it.
    """

    name: str
    does: Callable[..., int | None]
    takes: Callable[[ArgumentParser], None]
    example: str

    @property
    def says(self) -> str:
        """What the command does: a sentence, and where there is more to say, more."""
        told = (self.does.__doc__ or "").split("\n\n")
        return "\n\n".join(" ".join(part.split()) for part in told)


class Group(NamedTuple):
    """Commands that stand under one word."""

    name: str
    says: str
    commands: tuple[Command, ...]


def build(parser: ArgumentParser, listed: Iterable[Command | Group]) -> None:
    """Give a parser its commands; asked for none of them it shows its help, which is misuse."""
    parser.set_defaults(does=partial(_help, parser))
    below = parser.add_subparsers(title="commands", metavar="COMMAND")
    for one in listed:
        first = one.says.partition("\n\n")[0]
        inner = below.add_parser(one.name, help=first, description=one.says, allow_abbrev=False)
        if isinstance(one, Group):
            build(inner, one.commands)
            continue
        inner.epilog = f"Example: {one.example}"
        inner.set_defaults(does=one.does)
        one.takes(inner)


def nothing(_: ArgumentParser) -> None:
    """Take no arguments."""


def _help(parser: ArgumentParser) -> int:
    parser.print_help()
    return 2
