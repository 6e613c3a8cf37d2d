"""Serves a script as the app is served, with a clock at the door: what the server needs for a click.

    python -m benchmarks.clock PORT SCRIPT FOLDER

A visitor that calls itself NAME (`?clock=NAME` in the address of its websocket) leaves FOLDER/NAME.json: for
each message of its, the seconds from its arrival to the last message that was sent for it, and the seconds of
processor time that the whole process took meanwhile.
"""

import json
import sys
import time
from pathlib import Path
from urllib.parse import parse_qs

import streamlit as st
from starlette.middleware import Middleware
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from audit.ui import launch, theme
from audit.ui.server import Guarded

PARAMETER = "clock"


class Clock:
    """Notes when a message arrives and when the last reply to it is sent (ASGI)."""

    def __init__(self, app: ASGIApp, folder: Path) -> None:
        self.app, self.folder = app, folder

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one connection."""
        name = parse_qs(scope.get("query_string", b"").decode()).get(PARAMETER, [""])[0]
        if scope["type"] != "websocket" or not name:
            await self.app(scope, receive, send)
            return
        arrived, found = (0.0, 0.0), list[tuple[float, float]]()

        async def clocked() -> Message:
            nonlocal arrived
            message = await receive()
            if message["type"] == "websocket.receive":
                arrived = time.perf_counter(), time.process_time()
                found.append((0.0, 0.0))
            elif message["type"] == "websocket.disconnect":
                fresh = self.folder / f"{name}.new"
                fresh.write_text(json.dumps(found))
                fresh.replace(self.folder / f"{name}.json")
            return message

        async def sending(message: Message) -> None:
            await send(message)
            if found and message["type"] == "websocket.send":
                found[-1] = time.perf_counter() - arrived[0], time.process_time() - arrived[1]

        await self.app(scope, clocked, sending)


def read(folder: Path, name: str) -> list[tuple[float, float]] | None:
    """What the clock says about a visitor who has left; none while he is there."""
    try:
        found = json.loads((folder / f"{name}.json").read_text())
    except FileNotFoundError:
        return None
    return [(seconds, processor) for seconds, processor in found]


def main() -> None:
    """Serve until somebody ends it."""
    port, script, folder = sys.argv[1:]
    app = st.App(script, middleware=[Middleware(Guarded), Middleware(Clock, Path(folder))])
    app.run(config={**launch.SETTINGS, **theme.options(), "server.port": int(port)})


if __name__ == "__main__":
    main()
