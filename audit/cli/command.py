"""What a command is: its name, what it does, what it takes, and an example; its docstring is its help."""

from argparse import ArgumentParser
from collections.abc import Callable, Iterable, Sequence
from functools import partial
from typing import Any, NamedTuple, NoReturn

from audit.model.text import visible


class Parser(ArgumentParser):
    """A parser whose errors show what was typed as it stands, and say which option may have been meant.

    What it takes is declared when it parses: of all commands, one is asked for.
    """

    declare: "Callable[[Parser], None] | None" = None

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """What was asked for by name, and the words that are not understood."""
        if self.declare:
            declare, self.declare = self.declare, None
            declare(self)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        """End with 2, the usage, and what is wrong."""
        super().error(visible(message))

    def refuse(self, words: Sequence[str]) -> NoReturn:
        """Say that some words are not understood."""
        from difflib import get_close_matches

        known = [name for action in self._actions for name in action.option_strings]
        near = get_close_matches(words[0].partition("=")[0], known, 1)
        self.error(f"unrecognized: {' '.join(words)}{f'; did you mean {near[0]}?' if near else ''}")


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


def build(parser: Parser, listed: Iterable[Command | Group]) -> None:
    """Give a parser its commands; asked for none of them it shows its help, which is misuse."""
    parser.set_defaults(parser=parser, does=partial(_help, parser))
    below = parser.add_subparsers(title="commands", metavar="COMMAND")
    for one in listed:
        first = one.says.partition("\n\n")[0]
        inner = below.add_parser(one.name, help=first, description=one.says, allow_abbrev=False)
        if isinstance(one, Group):
            inner.declare = partial(build, listed=one.commands)
            continue
        inner.epilog = f"Example: {one.example}"
        inner.set_defaults(parser=inner, does=one.does)
        inner.declare = one.takes


def nothing(_: ArgumentParser) -> None:
    """Take no arguments."""


def _help(parser: ArgumentParser) -> int:
    parser.print_help()
    return 2
