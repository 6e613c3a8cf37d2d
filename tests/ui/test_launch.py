"""The command that starts the app: everything is a flag, nothing is left to the current folder."""

import socket
import sys
from pathlib import Path

import pytest
from streamlit import config
from streamlit.testing.v1 import AppTest

from audit.ui import launch


def test_the_command_is_isolated_and_bound_to_this_machine() -> None:
    command = launch.command(9000)
    assert command[:6] == [sys.executable, "-P", "-m", "streamlit", "run", str(launch.SCRIPT)]
    assert launch.SCRIPT.is_file()
    for flag in (
        "--server.address=127.0.0.1",
        "--server.port=9000",
        "--server.fileWatcherType=none",
        "--server.showEmailPrompt=false",
        "--server.enableXsrfProtection=true",
        "--server.enableAgentApi=false",
        "--browser.gatherUsageStats=false",
        "--client.showErrorDetails=none",
    ):
        assert flag in command


def test_every_flag_is_an_option_that_streamlit_knows() -> None:
    known = config.get_config_options()
    assert [name for name in launch.OPTIONS if name not in known] == []


@pytest.mark.parametrize(("screen", "headless"), [(":0", "false"), ("", "true")])
def test_a_browser_is_opened_only_where_there_is_a_screen(
    monkeypatch: pytest.MonkeyPatch, screen: str, headless: str
) -> None:
    monkeypatch.setattr(sys, "platform", "linux")
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", screen)
    assert f"--server.headless={headless}" in launch.command(9000)


def test_it_starts_in_a_folder_of_ours_without_settings() -> None:
    assert launch.folder() == launch.SCRIPT.parent
    assert not (launch.folder() / ".streamlit").exists()


def test_without_a_port_a_free_one_is_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        busy = taken.getsockname()[1]
        monkeypatch.setattr(launch, "USUAL_PORT", busy)
        assert launch.free_port() not in {0, busy}
    assert launch.free_port() == busy


def test_the_script_in_the_checkout_shows_the_same_app(database: str) -> None:
    app = AppTest.from_file(Path(__file__).parents[2] / "app.py", default_timeout=60).run()
    assert not app.exception
    assert app.title[0].value == "Assessments"
