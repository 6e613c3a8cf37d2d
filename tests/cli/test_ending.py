"""How the command ends: at once, but with all that was said and asked for at the end."""

import os
import signal
import subprocess
import sys

import pytest

PROGRAM = """
import atexit, sys
from audit import cli

class Kept:
    def __del__(self):
        print("taken apart", file=sys.stderr)

kept = Kept()
atexit.register(print, "last", file=sys.stderr)

def instead():
    atexit.register(print, "first", file=sys.stderr)
    print("said", end="")
    {end}

cli.main = instead
cli.program()
"""


def ended(end: str) -> subprocess.CompletedProcess[str]:
    script = PROGRAM.format(end=end)
    return subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)


@pytest.mark.parametrize("code", [0, 1, 2, 130])
def test_it_ends_with_its_code_and_takes_nothing_apart(code: int) -> None:
    done = ended(f"sys.exit({code})")
    assert (done.returncode, done.stdout) == (code, "said")
    assert done.stderr == "first\n"


@pytest.mark.parametrize("end", ["raise ValueError('a mistake')", "sys.exit('a mistake')"])
def test_what_is_no_end_of_ours_ends_as_python_does(end: str) -> None:
    done = ended(end)
    assert (done.returncode, done.stdout) == (1, "said")
    assert "a mistake\n" in done.stderr
    assert done.stderr.endswith("first\nlast\ntaken apart\n")


def test_what_cannot_be_said_is_told_by_the_code() -> None:
    reads, writes = os.pipe()
    os.close(reads)
    buffered = {name: value for name, value in os.environ.items() if name != "PYTHONUNBUFFERED"}
    command = [sys.executable, "-c", PROGRAM.format(end="sys.exit(0)")]
    done = subprocess.run(command, stdout=writes, stderr=subprocess.PIPE, env=buffered, check=False)
    os.close(writes)
    assert done.returncode == 120
    assert b"BrokenPipeError" in done.stderr


def test_a_full_disk_is_said_and_is_no_gate_that_is_not_met() -> None:
    with open("/dev/full", "wb") as full:  # noqa: PTH123 - a device
        done = subprocess.run(
            [sys.executable, "-c", "from audit.cli import program; program()", "checks"],
            stdout=full,
            stderr=subprocess.PIPE,
            text=True,
            check=False,
        )
    assert done.returncode == 2
    assert done.stderr == (
        "phase2: No space left on device; make room where it is written to, and try again\n"
    )


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_command_that_is_ended_tidies_up(number: signal.Signals) -> None:
    done = ended(f"import os; os.kill(os.getpid(), {int(number)})")
    assert (done.returncode, done.stdout) == (128 + number, "said")
    assert done.stderr == "first\n"


def test_a_signal_that_is_kept_off_stays_so() -> None:
    script = "import os, signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)" + PROGRAM.format(
        end="import os; os.kill(os.getpid(), 1); sys.exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "said")
