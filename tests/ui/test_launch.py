"""The command that starts the app: every setting is ours, nothing is left to the current folder."""

import os
import runpy
import socket
import sys
import tomllib
from pathlib import Path

import pytest
from streamlit import config

from audit.ui import launch, theme

ROOT = Path(__file__).parents[2]


class ReplacedError(Exception):
    """Stands for a process that another one has taken the place of."""


@pytest.fixture
def replaced(monkeypatch: pytest.MonkeyPatch) -> list[object]:
    """Notes what would take the place of this process."""
    noted: list[object] = []

    def note(path: str, command: list[str]) -> None:
        noted.append(command)
        raise ReplacedError

    monkeypatch.setattr(os, "execv", note)
    monkeypatch.setattr(os, "chdir", noted.append)
    monkeypatch.setattr(os, "closerange", lambda first, last: noted.append((first, last)))
    return noted


def test_the_command_is_isolated() -> None:
    assert launch.command(9000) == [sys.executable, "-P", "-m", "audit.ui.server", "9000"]


def test_what_keeps_it_to_this_machine_is_set() -> None:
    wanted = {
        "server.address": "127.0.0.1",
        "server.allowedHosts": ["localhost", "127.0.0.1"],
        "server.enableXsrfProtection": True,
        "server.enableCORS": True,
        "server.enableStaticServing": False,
        "server.enableAgentApi": False,
        "server.fileWatcherType": "none",
        "browser.gatherUsageStats": False,
        "client.showErrorDetails": "none",
    }
    assert {name: launch.SETTINGS[name] for name in wanted} == wanted


def test_every_setting_is_one_that_streamlit_knows() -> None:
    known = config.get_config_options()
    assert [name for name in (*launch.SETTINGS, *theme.options()) if name not in known] == []


def test_streamlit_itself_starts_with_the_same_settings_until_ours_takes_over() -> None:
    beside = tomllib.loads((ROOT / ".streamlit/config.toml").read_text())
    given = {
        f"{section}.{name}": value for section, values in beside.items() for name, value in values.items()
    }
    assert given
    assert {name: launch.SETTINGS[name] for name in given} == given


def test_it_takes_the_place_of_this_process_in_a_folder_of_ours(replaced: list[object]) -> None:
    with pytest.raises(ReplacedError):
        launch.run(9000)
    assert replaced == [launch.folder(), launch.command(9000)]
    assert not (launch.folder() / ".streamlit").exists()


@pytest.mark.parametrize(
    ("where", "port"),
    [
        ("command-line argument or environment variable", 9001),
        ("environment variable", 9001),
        ("/src/subject/.streamlit/config.toml", 9000),
    ],
)
def test_the_script_in_the_checkout_becomes_the_same_app(
    replaced: list[object], monkeypatch: pytest.MonkeyPatch, where: str, port: int
) -> None:
    monkeypatch.setattr(config, "get_where_defined", lambda _: where)
    monkeypatch.setattr(config, "get_option", lambda _: 9001)
    monkeypatch.setattr(launch, "free_port", lambda: 9000)
    with pytest.raises(ReplacedError):
        runpy.run_path(str(ROOT / "app.py"))
    assert replaced == [(3, launch.MOST_FILES), launch.folder(), launch.command(port)]


@pytest.mark.parametrize(("screen", "found"), [(":0", True), ("", False)])
def test_a_browser_is_opened_only_where_there_is_a_screen(
    monkeypatch: pytest.MonkeyPatch, screen: str, found: bool
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", screen)
    assert launch.has_screen() is found


def test_without_a_port_a_free_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = taken.getsockname()[1]
        monkeypatch.setattr(launch, "USUAL_PORT", busy)
        assert launch.free_port() not in {0, busy}
    assert launch.free_port() == busy
