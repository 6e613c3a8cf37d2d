"""Brings all that the project's commands need into `.venv`, and says in one line what it cannot bring.

    python3 tools/bootstrap.py          what running needs
    python3 tools/bootstrap.py --dev    what testing needs, too

Runs before anything is installed: the standard library only, and no syntax that an old Python
could not read, so that it can say itself that the Python is too old.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import shutil
import subprocess
import sys
import time
from collections import deque
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
ENVIRONMENT = ROOT / ".venv"
STAMP = ENVIRONMENT / "set-up"
REQUIREMENTS = {"run": ROOT / "tools" / "requirements.txt", "dev": ROOT / "tools" / "requirements-dev.txt"}
OLDEST_PYTHON = (3, 11)
NEWER_PYTHONS = ("python3.14", "python3.13", "python3.12", "python3.11")
MISLEADING = (
    "PYTHONPATH",
    "PYTHONHOME",
    "VIRTUAL_ENV",
    "PIP_TARGET",
    "PIP_PREFIX",
    "PIP_NO_BINARY",
    "UV_NO_BINARY",
)


class SetUpError(Exception):
    """The set-up cannot go on; the message is the one line that says what to do."""


def main(arguments: list[str]) -> int:
    """Set up, unless it is done already; 0 when all is there, 2 when something has to be done by hand."""
    kind = "dev" if "--dev" in arguments else "run"
    try:
        go_on_with_new_enough_python()
        done = is_done(kind)
        uv = None if done else find_uv()
        provide_system_packages(for_pip=not done and uv is None)
        if not done:
            build_environment(kind, uv)
    except SetUpError as error:
        print(error, file=sys.stderr)
        return 2
    return 0


# -- the machine


def go_on_with_new_enough_python() -> None:
    """Start again under a Python that is new enough, when this one is not."""
    if sys.version_info >= OLDEST_PYTHON:
        return
    newer = next(filter(None, map(shutil.which, NEWER_PYTHONS)), None)
    if newer is None:
        raise SetUpError("Python 3.11 or newer is needed (Debian 12 has it): apt-get install python3")
    os.execv(newer, [newer, *sys.argv])  # noqa: S606  (no shell is wanted)


def find_uv() -> str | None:
    """The uv of this machine, if it has one that works."""
    uv = shutil.which("uv")
    if uv and subprocess.run([uv, "--version"], capture_output=True, check=False).returncode == 0:
        return uv
    return None


def provide_system_packages(for_pip: bool) -> None:
    """Install what only the machine's package manager can bring, or say the line that does."""
    from audit.doctor import apt_line

    packages = missing_system_packages(for_pip)
    if not packages:
        return
    names, line = " ".join(packages), f"Run: {apt_line(packages)}"
    if not shutil.which("apt-get"):
        raise SetUpError(f"Missing on this machine: what Debian calls {names}. Install it and try again.")
    as_root = way_to_root()
    if as_root is None:
        raise SetUpError(f"Missing on this machine: {names}. {line}")
    say(f"Installing {names} with apt-get ...")
    apt_get = [*as_root, "env", "DEBIAN_FRONTEND=noninteractive", "apt-get", "-qq"]
    subprocess.run([*apt_get, "update"], capture_output=True, check=False)  # an old list may still do
    run([*apt_get, "install", "-y", "--no-install-recommends", *packages], failure=line)
    if missing_system_packages(for_pip):
        raise SetUpError(f"{real_python()} does not find {names}. Run: make PYTHON=/usr/bin/python3")


def missing_system_packages(for_pip: bool) -> list[str]:
    """The Debian packages that this machine lacks."""
    from audit.doctor import system_needs

    packages = [package for need in system_needs() for package in need.debian]
    if for_pip and importlib.util.find_spec("ensurepip") is None:
        packages.append(f"python{sys.version_info[0]}.{sys.version_info[1]}-venv")
    return packages


def way_to_root() -> list[str] | None:
    """What to put before a command so that root runs it without a question; nothing if there is no way."""
    if os.geteuid() == 0:
        return []
    sudo = shutil.which("sudo")
    if sudo and subprocess.run([sudo, "-n", "true"], capture_output=True, check=False).returncode == 0:
        return [sudo, "-n"]
    return None


# -- the environment


def is_done(kind: str) -> bool:
    """Whether this clone was set up before, with this Python, for exactly what is locked now."""
    try:
        done_kind, fingerprint_then = STAMP.read_text("utf-8").split()
    except (OSError, ValueError):
        return False
    return done_kind in (kind, "dev") and fingerprint_then == fingerprint()


def fingerprint() -> str:
    """A hash that changes whenever the environment has to be built anew."""
    import tomllib

    with (ROOT / "pyproject.toml").open("rb") as file:
        declared = tomllib.load(file)
    parts = [sys.version, real_python(), str(ROOT), repr(declared["project"])]
    parts += [path.read_text("utf-8") for path in REQUIREMENTS.values()]
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def real_python() -> str:
    """The interpreter itself, also when this was started by the one in `.venv`, which may be replaced."""
    return str(Path(sys.executable).resolve())


def build_environment(kind: str, uv: str | None) -> None:
    """Install the locked packages and the project itself, then leave the stamp."""
    started = time.monotonic()
    STAMP.unlink(missing_ok=True)
    if uv is None:
        install_with_pip(REQUIREMENTS[kind])
    else:
        install_with_uv(uv, kind)
    STAMP.write_text(f"{kind} {fingerprint()}\n", "utf-8")
    say(f"Set up in {time.monotonic() - started:.0f} s.")


def install_with_uv(uv: str, kind: str) -> None:
    """Let uv make the environment equal to the lock."""
    say("Installing the locked packages with uv, once (about a minute) ...")
    groups = [] if kind == "dev" else ["--no-dev", "--group", "build"]
    command = [uv, "sync", "--locked", "--quiet", *groups, "--python", real_python()]
    run(command, failure="uv could not install the packages: see above. Is there a network?")


def install_with_pip(requirements: Path) -> None:
    """Make a new environment from the hashed list that is exported from the lock."""
    say("Installing the locked packages with pip, once (a few minutes) ...")
    run(
        [real_python(), "-m", "venv", "--clear", str(ENVIRONMENT)],
        failure="No .venv could be made: see above.",
    )
    pip = [str(ENVIRONMENT / "bin" / "python"), "-m", "pip", "install", "--no-input", "--no-deps"]
    locked = ["--require-hashes", "--only-binary", ":all:", "-r", str(requirements)]
    failure = "pip could not install the packages: see above. Is there a network?"
    run([*pip, *locked], failure=failure, counted="Collecting ")
    run([*pip, "--no-build-isolation", "--editable", str(ROOT)], failure=failure)


# -- running and telling


def run(command: list[str], failure: str, counted: str = "") -> None:
    """Run a command in silence: its last lines are shown only when it fails, then what to do about it."""
    last_lines: deque[str] = deque(maxlen=25)
    count = 0
    with subprocess.Popen(
        command,
        cwd=ROOT,
        env=clean_environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
    ) as process:
        for line in process.stdout or ():
            last_lines.append(line)
            if counted and line.startswith(counted):
                count += 1
                show_count(count)
    if process.returncode != 0:
        sys.stderr.writelines(last_lines)
        raise SetUpError(failure)


def clean_environment() -> dict[str, str]:
    """The environment variables, less those that would send packages elsewhere than into `.venv`."""
    return {
        **{name: value for name, value in os.environ.items() if name not in MISLEADING},
        "PIP_USER": "0",
        "PIP_DISABLE_PIP_VERSION_CHECK": "1",
        "UV_PROJECT_ENVIRONMENT": str(ENVIRONMENT),
        "UV_PYTHON_DOWNLOADS": "never",
    }


def say(message: str) -> None:
    """Tell how far it is, beside the output of the command that comes after."""
    print(message, file=sys.stderr, flush=True)


def show_count(count: int) -> None:
    """Show a person who waits that it goes on."""
    if sys.stderr.isatty():
        print(f"\r  {count} packages", end="\r", file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.path.insert(0, str(ROOT))
    raise SystemExit(main(sys.argv[1:]))
