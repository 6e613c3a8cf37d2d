"""What the server answers, whoever started it and from whatever folder: ours only, and to this machine only."""

import urllib.error
import urllib.request
from collections.abc import Iterator
from email.message import Message
from http.client import HTTPConnection
from pathlib import Path

import pytest

from audit import delivery
from tests.chromium import SECONDS
from tests.ui.serving import by_command, by_streamlit, serving

SWITCH = {
    "Connection": "Upgrade",
    "Upgrade": "websocket",
    "Sec-WebSocket-Version": "13",
    "Sec-WebSocket-Key": "dGhlIHNhbXBsZSBub25jZQ==",
}
"""The headers that open a conversation with the app."""


@pytest.fixture(scope="module", params=[by_command, by_streamlit], ids=["phase2 app", "streamlit run app.py"])
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    with serving(tmp_path_factory.mktemp("server"), request.param) as address:
        yield address


def asked(address: str, path: str, method: str = "GET", **headers: str) -> tuple[int, Message, bytes]:
    request = urllib.request.Request(address + path, method=method, headers=headers)
    try:
        with urllib.request.urlopen(request) as reply:
            return reply.status, reply.headers, reply.read()
    except urllib.error.HTTPError as error:
        with error:
            return error.code, error.headers, error.read()


def opening(address: str, **headers: str) -> int:
    """What is answered to a page that wants to talk to the app: 101 if it may."""
    door = HTTPConnection(address.removeprefix("http://"), timeout=SECONDS)
    try:
        door.request("GET", "/_stcore/stream", headers=SWITCH | headers)
        return door.getresponse().status
    finally:
        door.close()


def test_it_listens_on_this_machine_only(server: str) -> None:
    port = int(server.rpartition(":")[2])
    listening = Path("/proc/net/tcp").read_text() + Path("/proc/net/tcp6").read_text()
    rows = [row.split() for row in listening.splitlines()]
    doors = {row[1] for row in rows if len(row) > 3 and row[3] == "0A" and row[1].endswith(f":{port:04X}")}
    assert doors == {f"0100007F:{port:04X}"}


def test_a_page_may_load_nothing_from_elsewhere(server: str) -> None:
    status, headers, _ = asked(server, "/")
    assert status == 200
    policy = dict(part.split(" ", 1) for part in headers["content-security-policy"].split("; "))
    assert policy["default-src"] == "'none'"
    assert {
        source for sources in policy.values() for source in sources.split() if not source.startswith("'")
    } == {"data:", "blob:"}
    assert "unsafe-eval" not in headers["content-security-policy"]
    assert (headers["x-content-type-options"], headers["referrer-policy"]) == ("nosniff", "no-referrer")


def test_the_fonts_of_the_report_are_served_and_no_other_file(server: str) -> None:
    for face in delivery.fonts():
        status, headers, body = asked(server, f"/fonts/{face.file}")
        assert (status, headers["content-type"], body) == (200, "font/ttf", delivery.font(face.file))
    for path in ("/fonts/OFL-Inter.txt", "/fonts/..%2fassets.py", "/fonts/%2e%2e/assets.py"):
        status, headers, body = asked(server, path)
        assert status in {400, 404}, path


def test_a_file_of_the_folder_it_was_started_from_is_not_served(server: str) -> None:
    _, _, body = asked(server, "/app/static/theirs.txt")
    assert b"served from the wrong folder" not in body
    assert asked(server, "/_stcore/agent/interact", "POST")[0] in {403, 404}


@pytest.mark.parametrize(
    "host", ["evil.example", "localhost.evil.example", "127.0.0.1.evil.example", "[::1]", ""]
)
def test_a_page_that_goes_by_another_name_is_refused(server: str, host: str) -> None:
    for path in ("/", "/_stcore/health", "/_stcore/host-config", "/fonts/inter-400.ttf"):
        assert asked(server, path, Host=host)[0] == 400
    assert opening(server, Host=host) in {400, 403}


@pytest.mark.parametrize("name", ["localhost", "127.0.0.1"])
def test_a_page_of_this_machine_is_answered(server: str, name: str) -> None:
    port = server.rpartition(":")[2]
    here = f"{name}:{port}"
    assert asked(server, "/_stcore/health", Host=here)[2] == b"ok"
    assert opening(server, Host=here) == opening(server, Host=here, Origin=f"http://{here}") == 101


def test_a_page_from_elsewhere_cannot_talk_to_it(server: str) -> None:
    port = server.rpartition(":")[2]
    for origin in (
        "http://evil.example",
        f"http://localhost.evil.example:{port}",
        "null",
        "http://127.0.0.1:1",
    ):
        assert opening(server, Origin=origin) == 403, origin


def test_an_upload_needs_the_token_of_the_page(server: str) -> None:
    status, _, _ = asked(server, "/_stcore/upload_file/a-session/a-file", "PUT")
    assert status == 403
