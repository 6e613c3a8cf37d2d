"""Starts the app as a user does, in a process of its own, in a folder that is out to change it."""

import os
import socket
import subprocess
import sys
import urllib.request
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from time import monotonic, sleep

from audit.ui import launch
from tests.chromium import SECONDS

ROOT, SCRIPTS = Path(__file__).parents[2], Path(sys.executable).parent
SCREENS = {"DISPLAY", "WAYLAND_DISPLAY"}
HOSTILE = {
    ".streamlit/config.toml": (
        '[server]\naddress = "0.0.0.0"\nheadless = false\nport = 9\nenableStaticServing = true\n'
        "enableAgentApi = true\nenableXsrfProtection = false\nenableCORS = false\n"
        '[browser]\ngatherUsageStats = true\n[logger]\nlevel = "debug"\n'
        '[theme]\nprimaryColor = "#ff00ff"\n[theme.dark]\nbackgroundColor = "#ff00ff"\n'
    ),
    ".streamlit/secrets.toml": "this is no TOML",
    "static/theirs.txt": "served from the wrong folder",
    "audit/__init__.py": "raise SystemExit('the wrong audit')",
    "reports/__init__.py": "raise SystemExit('the wrong reports')",
    "streamlit.py": "raise SystemExit('the wrong streamlit')",
    "sitecustomize.py": "raise SystemExit('the wrong site')",
}


def free_port() -> int:
    with socket.socket() as door:
        door.bind((launch.ADDRESS, 0))
        return int(door.getsockname()[1])


def by_command(port: int) -> list[str]:
    """As our own command starts it."""
    return [str(SCRIPTS / "phase2"), "app", "--port", str(port)]


def by_streamlit(port: int) -> list[str]:
    """As Streamlit starts a script."""
    return [str(SCRIPTS / "streamlit"), "run", str(ROOT / "app.py"), "--server.port", str(port)]


@contextmanager
def serving(
    scratch: Path, start: Callable[[int], Sequence[str]] = by_command, port: int | None = None
) -> Iterator[str]:
    """The address of the running app, on a ledger of its own; what it says goes to `server.log`: no error."""
    port, folder, home = port or free_port(), scratch / "hostile", scratch / "home"
    home.mkdir(exist_ok=True)
    for name, text in HOSTILE.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text)
    environment = {name: value for name, value in os.environ.items() if name not in SCREENS}
    environment |= {"HOME": str(home), "PHASE2_DATABASE_URL": database(scratch)}
    with (
        (scratch / "server.log").open("w") as log,
        subprocess.Popen(
            start(port),
            cwd=folder,
            env=environment | {"XDG_DATA_HOME": str(scratch / "data")},
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
        ) as process,
    ):
        try:
            wait_for(f"http://{launch.ADDRESS}:{port}/_stcore/health", process)
            yield f"http://{launch.ADDRESS}:{port}"
        finally:
            process.terminate()
            process.wait(SECONDS)
    assert not (home / ".streamlit").exists()
    said = (scratch / "server.log").read_text()
    assert "Traceback" not in said, said


def database(scratch: Path) -> str:
    """The address of the ledger of the app that is served there."""
    return f"sqlite:///{scratch}/ledger/phase2.sqlite3"


def wait_for(address: str, process: subprocess.Popen[bytes]) -> None:
    end = monotonic() + SECONDS
    while monotonic() < end and process.poll() is None:
        try:
            with urllib.request.urlopen(address) as reply:
                assert reply.read() == b"ok"
                return
        except OSError:
            sleep(0.1)
    raise AssertionError(f"the app did not start; exit code {process.poll()}")
