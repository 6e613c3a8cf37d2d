"""How the web application is started: every option a flag, so that no file in the current folder counts."""

import os
import socket
import sys
from pathlib import Path
from typing import NoReturn

from audit.model.base import InputError

ADDRESS, USUAL_PORT = "127.0.0.1", 8501
SCRIPT = Path(__file__).with_name("main.py")

THEME = {
    "base": "light",
    "primaryColor": "#2b5a78",
    "backgroundColor": "#ffffff",
    "secondaryBackgroundColor": "#f4f6f8",
    "textColor": "#1b2733",
    "codeTextColor": "#1b2733",
    "linkColor": "#2b5a78",
    "borderColor": "#d5dce2",
    "redColor": "#8c2330",
    "orangeColor": "#b4560f",
    "yellowColor": "#8a6d00",
    "greenColor": "#2c684b",
    "blueColor": "#2b5a78",
    "grayColor": "#5b6873",
    "redTextColor": "#8c2330",
    "orangeTextColor": "#8f430a",
    "yellowTextColor": "#6b5500",
    "greenTextColor": "#2c684b",
    "blueTextColor": "#2b5a78",
    "grayTextColor": "#4d5963",
    "baseRadius": "0.35rem",
    "headingFontWeights": "600",
    "headingFontSizes": '["2rem", "1.5rem", "1.2rem"]',
    "paddingTop": "2.5rem",
    "showWidgetBorder": "true",
    "sidebar.backgroundColor": "#f4f6f8",
    "sidebar.secondaryBackgroundColor": "#e6ebef",
}

OPTIONS = {
    "server.address": ADDRESS,
    "server.fileWatcherType": "none",
    "server.runOnSave": "false",
    "server.enableCORS": "true",
    "server.enableXsrfProtection": "true",
    "server.enableStaticServing": "false",
    "server.enableAgentApi": "false",
    "server.maxUploadSize": "20",
    "server.showEmailPrompt": "false",
    "server.baseUrlPath": "",
    "browser.gatherUsageStats": "false",
    "browser.serverAddress": "localhost",
    "client.toolbarMode": "minimal",
    "client.showErrorDetails": "none",
    "global.developmentMode": "false",
    "logger.level": "warning",
    **{f"theme.{name}": value for name, value in THEME.items()},
}


def command(port: int | None = None) -> list[str]:
    """The exact command that starts the application, on this machine only; without a port, a free one."""
    options = {**OPTIONS, "server.headless": "false" if _has_screen() else "true"}
    options["server.port"] = str(port or free_port())
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-P", "-m", "streamlit", "run", str(SCRIPT), *flags]


def folder() -> Path:
    """Where to start it: a folder of ours, because Streamlit reads `.streamlit/` of the current one."""
    return SCRIPT.parent


def run(port: int | None = None) -> NoReturn:
    """Become the application; this process ends when it does."""
    # In place of this process, so that what ends the one ends the other.
    os.chdir(folder())
    os.execv(sys.executable, command(port))  # noqa: S606 - no shell is wanted


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


def _has_screen() -> bool:
    """Whether a browser can be opened for the user."""
    return sys.platform in {"darwin", "win32"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
