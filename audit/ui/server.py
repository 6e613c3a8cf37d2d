"""The server of the application: our own fonts, and for each reply what a browser may do with it."""

import asyncio
import logging
import sys
import webbrowser
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from urllib.parse import urlsplit

import streamlit as st
from starlette.datastructures import Headers, MutableHeaders
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.middleware.trustedhost import TrustedHostMiddleware
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route
from starlette.types import ASGIApp, Message, Receive, Scope, Send
from starlette.websockets import WebSocketClose

from audit import delivery
from audit.ui import launch, theme

SCRIPT = Path(__file__).with_name("main.py")

POLICY = "; ".join(
    (
        "default-src 'none'",
        "base-uri 'self'",
        "connect-src 'self'",
        "font-src 'self' data:",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "frame-src 'self' blob: data:",
        "img-src 'self' blob: data:",
        "manifest-src 'self'",
        "media-src 'self' blob:",
        "object-src 'none'",
        "script-src 'self' 'unsafe-inline'",
        "style-src 'self' 'unsafe-inline'",
        "worker-src 'self' blob:",
    )
)
"""What a page of ours may load: nothing from anywhere else, whatever was put into an answer or a file."""

HEADERS = {
    "content-security-policy": POLICY,
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
}
YEAR = "public, max-age=31536000, immutable"


class Guarded:
    """Refuses pages that are not ours, and sends the headers with each reply."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer one request (ASGI)."""

        async def guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                MutableHeaders(scope=message).update(HEADERS)
            await send(message)

        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
        elif _ours(Headers(scope=scope)):
            await self.app(scope, receive, guarded if scope["type"] == "http" else send)
        else:
            refusal = WebSocketClose() if scope["type"] == "websocket" else Response(status_code=403)
            await refusal(scope, receive, send)


def _ours(headers: Headers) -> bool:
    """Whether no page asks, or one of this very address: Streamlit lets in any program on this machine."""
    asking = headers.get("origin")
    return asking is None or urlsplit(asking).netloc == headers.get("host")


async def font(request: Request) -> Response:
    """A bundled font by its file name."""
    name = request.path_params["file"]
    if name not in {face.file for face in delivery.fonts()}:
        raise HTTPException(404)
    return Response(delivery.font(name), media_type="font/ttf", headers={"cache-control": YEAR})


@asynccontextmanager
async def opened(_app: st.App) -> AsyncIterator[None]:
    """Says where the application is, and opens it in a browser where there is a screen."""
    address = f"http://{launch.NAME}:{st.get_option('server.port')}"
    sys.stdout.write(f"Phase 2 Audit: {address} (on this machine only; Ctrl+C ends it)\n")
    sys.stdout.flush()
    if launch.has_screen():
        asyncio.get_running_loop().run_in_executor(None, webbrowser.open, address)
    yield


app = st.App(
    SCRIPT,
    routes=[Route(f"{theme.FONTS}{{file}}", font)],
    middleware=[Middleware(Guarded), Middleware(TrustedHostMiddleware, allowed_hosts=list(launch.HOSTS))],
    lifespan=opened,
)


def main() -> None:
    """Serve on the port that is the first argument, on this machine only, until somebody ends it."""
    logging.getLogger("uvicorn").setLevel(logging.WARNING)
    app.run(config={**launch.SETTINGS, **theme.options(), "server.port": int(sys.argv[1])})


if __name__ == "__main__":
    main()
