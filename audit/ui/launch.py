"""How the web application is started: every setting comes from here, so that no file in a folder counts."""

import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

from audit.model.base import InputError

ADDRESS, NAME, USUAL_PORT = "127.0.0.1", "localhost", 8501
HOSTS = (NAME, ADDRESS)
"""The names that a browser may know the application by: any other is a page that pretends to be it."""
SERVER = "audit.ui.server"
MOST_FILES = 4096

SETTINGS: dict[str, str | int | bool | list[str]] = {
    "server.address": ADDRESS,
    "server.allowedHosts": list(HOSTS),
    "server.headless": True,
    "server.fileWatcherType": "none",
    "server.runOnSave": False,
    "server.enableCORS": True,
    "server.corsAllowedOrigins": [],
    "server.enableXsrfProtection": True,
    "server.xsrfCookieSameSite": "strict",
    "server.enableStaticServing": False,
    "server.enableAgentApi": False,
    "server.maxUploadSize": 20,
    "server.showEmailPrompt": False,
    "server.baseUrlPath": "",
    "server.customComponentBaseUrlPath": "",
    "server.scriptHealthCheckEnabled": False,
    "browser.gatherUsageStats": False,
    "browser.serverAddress": NAME,
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "client.showErrorLinks": "false",
    "client.allowedOrigins": [],
    "global.developmentMode": False,
    "logger.level": "warning",
    "logger.hideWelcomeMessage": True,
    "runner.magicEnabled": False,
    "runner.postScriptGC": False,
}
"""What is the same whoever starts it; the look stands in `theme`."""


def command(port: int | None = None) -> list[str]:
    """The exact command that starts the application, on this machine only; without a port, on a free one."""
    return [sys.executable, "-P", "-m", SERVER, str(port or free_port())]


def folder() -> Path:
    """Where to start it: a folder of ours, because Streamlit reads `.streamlit/` of the current one."""
    return Path(__file__).parent


def run(port: int | None = None) -> NoReturn:
    """Become the application; this process ends when it does."""
    # In place of this process, so that what ends the one ends the other.
    os.chdir(folder())
    os.execv(sys.executable, command(port))  # noqa: S606 - no shell is wanted


def take_over() -> NoReturn:
    """Become the application where Streamlit was called itself; a port that was given by hand is kept."""
    from streamlit import config

    by_hand = "variable" in config.get_where_defined("server.port")  # of a flag or the environment
    port = int(config.get_option("server.port")) if by_hand else None
    # Streamlit has opened a door already, at the address that the current folder may have named.
    os.closerange(3, MOST_FILES)
    run(port)


def free_port() -> int:
    """The port that Streamlit is known for, or any free one if it is taken."""
    for wanted in (USUAL_PORT, 0):
        with socket.socket() as door:
            door.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                door.bind((ADDRESS, wanted))
            except OSError:
                continue
            return int(door.getsockname()[1])
    raise InputError(f"no port is free on {ADDRESS}; end a program that listens there")


def has_screen() -> bool:
    """Whether a browser can be opened for the user."""
    return sys.platform in {"darwin", "win32"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
