"""How the command ends: at once, but with all that was said and asked for at the end."""

import os
import signal
import subprocess
import sys
from pathlib import Path

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
    heard = f"import signal; signal.signal({int(number)}, signal.SIG_DFL)"
    script = heard + PROGRAM.format(end=f"import os; os.kill(os.getpid(), {int(number)})")
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (128 + number, "said")
    assert done.stderr == "first\n"


def test_a_signal_that_is_kept_off_stays_so() -> None:
    script = "import os, signal; signal.signal(signal.SIGHUP, signal.SIG_IGN)" + PROGRAM.format(
        end="import os; os.kill(os.getpid(), 1); sys.exit(0)"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (0, "said")


@pytest.mark.parametrize(
    ("closed", "asked", "code"),
    [
        (">&-", "checks", 0),
        (">&- <&-", "schema gate", 0),
        ("2>&-", "chekcs", 2),
        (">&- 2>&- <&-", "", 2),
    ],
)
def test_what_is_said_to_nobody_ends_quietly_with_its_code(closed: str, asked: str, code: int) -> None:
    command = f'"$0" -c "from audit.cli import program; program()" {asked} {closed}'
    done = subprocess.run(
        ["/bin/sh", "-c", command, sys.executable], capture_output=True, text=True, check=False
    )
    assert done.returncode == code
    assert "Error" not in done.stderr
    if code == 0:
        assert done.stderr == ""


def test_no_file_takes_the_place_of_a_closed_output(tmp_path: Path) -> None:
    """What a child process or a print says would be written into the file that was opened first."""
    script = (
        "from audit import cli; cli._open_what_is_closed()\n"
        f"kept = open({str(tmp_path / 'kept')!r}, 'w'); print('said'); kept.write('kept'); kept.flush()\n"
        "import subprocess; subprocess.run(['echo', 'by a child'], check=True)"
    )
    subprocess.run(["/bin/sh", "-c", '"$0" -c "$1" >&- <&-', sys.executable, script], check=True)
    assert (tmp_path / "kept").read_text() == "kept"
