"""How the web application is started: every option a flag, so that no file in the current folder counts."""

import os
import subprocess
import sys
from pathlib import Path

SCRIPT = Path(__file__).with_name("main.py")

THEME = {
    "base": "light",
    "primaryColor": "#1f4e6b",
    "backgroundColor": "#ffffff",
    "secondaryBackgroundColor": "#f4f6f8",
    "textColor": "#1d2730",
    "codeTextColor": "#1d2730",
    "linkColor": "#1f4e6b",
    "borderColor": "#d5dce2",
    "redColor": "#a3262a",
    "orangeColor": "#b4560f",
    "yellowColor": "#8a6d00",
    "greenColor": "#2c6e49",
    "blueColor": "#1f4e6b",
    "grayColor": "#5b6873",
    "redTextColor": "#8f1f23",
    "orangeTextColor": "#8f430a",
    "yellowTextColor": "#6b5500",
    "greenTextColor": "#235a3b",
    "blueTextColor": "#1f4e6b",
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
    "server.address": "127.0.0.1",
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
    """The exact command that starts the application, on this machine only."""
    options = {**OPTIONS, "server.headless": "false" if _has_screen() else "true"}
    options["server.port"] = str(port or 8501)
    flags = [f"--{name}={value}" for name, value in options.items()]
    return [sys.executable, "-P", "-m", "streamlit", "run", str(SCRIPT), *flags]


def folder() -> Path:
    """Where to start it: a folder of ours, because Streamlit reads `.streamlit/` of the current one."""
    return SCRIPT.parent


def run(port: int | None = None) -> int:
    """Start the application and wait until it is ended."""
    try:
        return subprocess.run(command(port), cwd=folder(), check=False).returncode
    except KeyboardInterrupt:
        return 0


def _has_screen() -> bool:
    """Whether a browser can be opened for the user."""
    return sys.platform in {"darwin", "win32"} or bool(
        os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")
    )
