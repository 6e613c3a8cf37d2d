"""The command `phase2`: parses what was asked, shows what came of it, and knows no rule of the domain."""

import atexit
import errno
import gc
import os
import signal
import sys
from collections.abc import Sequence
from io import TextIOWrapper
from types import FrameType

from audit import __version__
from audit.cli import around, auditing, exchange, inspecting, proving, questionnaire
from audit.cli.command import Command, Group, Parser, build
from audit.model.errors import InputError
from audit.model.text import visible_lines

COMMANDS: tuple[Command | Group, ...] = (
    *(*auditing.COMMANDS, *inspecting.COMMANDS, *proving.COMMANDS, *around.COMMANDS),
    Group(
        "questionnaire",
        "See, check, send out and take back questionnaires.",
        (*questionnaire.COMMANDS, *exchange.COMMANDS),
    ),
)
INTERRUPTED = 130
ENDED = 128
"""What is added to the number of the signal that ended the command."""
FULL = frozenset({errno.ENOSPC, errno.EDQUOT})
"""Why nothing more can be written: there is no room, or one's share of it is used up."""


def parser() -> Parser:
    """What is understood."""
    whole = Parser(
        "phase2",
        description="Audit whether an AI system is ready for production, with proof.",
        epilog="Example: phase2 demo",
        allow_abbrev=False,
    )
    whole.add_argument("--version", action="version", version=f"phase2 {__version__}")
    build(whole, COMMANDS)
    return whole


def program() -> None:
    """Run the command line as a process of its own, which ends as soon as all is said and put in order.

    The system takes back at once what the interpreter would take apart value by value: a tenth of the time
    of a small inspection.
    """
    codes: list[int] = []
    atexit.register(_leave, codes)  # what is registered first is called last
    for number in (signal.SIGTERM, signal.SIGHUP):
        if signal.getsignal(number) is signal.SIG_DFL:  # what was unpacked is removed, however it ends
            signal.signal(number, _end)
    try:
        main()
    except SystemExit as end:
        codes += [end.code] if isinstance(end.code, int) else []
        raise


def _end(number: int, _: FrameType | None) -> None:
    """End as somebody else asks for it, and tidy up."""
    signal.signal(number, signal.SIG_IGN)
    raise SystemExit(ENDED + number)


def _leave(codes: Sequence[int]) -> None:
    """End with the code of the command; where it has none, or not all can be said, Python ends as ever."""
    for code in codes:
        for stream in filter(None, (sys.stdout, sys.stderr)):
            stream.flush()
        os._exit(code)


def main() -> None:
    """Run the command line: 0 fine, 1 a gate that was asked for is not met, 2 misuse or bad input."""
    # A command makes a hundred thousand values, keeps nearly all, and ends: looking for garbage finds none.
    gc.set_threshold(200_000)
    _open_what_is_closed()
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):  # a terminal that cannot show a sign shows its number
            stream.reconfigure(errors="backslashreplace")
    given, unknown = parser().parse_known_args()
    asked = vars(given)
    asking, does = asked.pop("parser"), asked.pop("does")
    if unknown:
        asking.refuse(unknown)
    try:
        code = does(**asked)
        sys.stdout.flush()
    except KeyboardInterrupt:
        code = INTERRUPTED
    except BrokenPipeError:  # whoever read it has enough
        _say_no_more()
        code = 1
    except Exception as error:
        if isinstance(error, OSError) and error.errno in FULL:
            _say_no_more()
            error = InputError(f"{error.strerror}; make room where it is written to, and try again")
        if not isinstance(error, InputError):
            raise
        sys.stderr.write(f"phase2: {visible_lines(str(error))}\n")
        code = 2
    sys.exit(code)


def _open_what_is_closed() -> None:
    """Let what is said to nobody go nowhere, and no file that is opened take the place of a closed stream."""
    for number, name, mode in ((0, "stdin", "r"), (1, "stdout", "w"), (2, "stderr", "w")):
        if getattr(sys, name) is not None:
            continue
        nowhere = os.open(os.devnull, os.O_RDWR)
        if nowhere != number:
            os.dup2(nowhere, number)
            os.close(nowhere)
        os.set_inheritable(number, True)
        setattr(sys, name, open(number, mode, encoding="utf-8", closefd=False))  # noqa: SIM115


def _say_no_more() -> None:
    """Let nothing more be written to standard output, not even at the end."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
