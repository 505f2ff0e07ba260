"""What Rasa loads: the files of the page and the widget, and the Socket.IO server."""

from __future__ import annotations

import asyncio
import gc
import gzip
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from functools import cache
from http import HTTPStatus
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Request, Sanic, response
from sanic.response import HTTPResponse

from backwise.knowledge.database import open_database
from backwise.settings import PROJECT_ROOT, conversation_key, database_url
from channels.web.outbox import Outbox
from channels.web.sessions import Sessions
from channels.web.settings import Settings, read_settings
from channels.web.turns import NAME
from channels.web.wire import Wire

WIDGET = PROJECT_ROOT / "widget"
# The path at which every Socket.IO client looks if it is not told another one.
SOCKET_PATH = "/socket.io"
TYPES = {".html": "text/html", ".js": "text/javascript", ".css": "text/css"}
FILES = {
    "": WIDGET / "index.html",
    "page.css": WIDGET / "page.css",
    "widget.js": WIDGET / "dist" / "widget.js",
    "sample.html": WIDGET / "sample.html",
    "sample.css": WIDGET / "sample.css",
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'self'; "
        "require-trusted-types-for 'script'; trusted-types lit-html"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
    # Other sites may load the widget; what it may do there is decided at the socket.
    "Cross-Origin-Resource-Policy": "cross-origin",
    "Vary": "Accept-Encoding",
}


class Web(InputChannel):
    """``/chat/``: the page; ``/chat/widget.js``: the same chat for other sites.

    Args:
        settings: whom to let in, and how much they may send.
    """

    def __init__(self, settings: Settings) -> None:
        self._settings = settings

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        """The channel, from the environment or from ``credentials.yml``."""
        return cls(read_settings(credentials))

    @classmethod
    def name(cls) -> str:
        """Name of the channel."""
        return NAME

    @classmethod
    def url_prefix(cls) -> str:
        """A short address for people, not one below ``/webhooks``."""
        return "/chat"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of the channel, and what starts and stops with the server."""
        sessions = Sessions(conversation_key(), self._settings.session_days)
        outbox = Outbox(open_database(database_url()), self._settings.session_days)
        # The app, and its agent, are there only after the routes.
        wire = Wire(
            self._settings, sessions, outbox, on_new_message, lambda: routes.ctx.app.ctx.agent
        )
        routes = _WithSocket(wire, self._settings)

        @routes.get("/")  # type: ignore[misc]
        async def page(request: Request) -> HTTPResponse:
            return _send(request, "")

        @routes.get("/<name:str>")  # type: ignore[misc]
        async def file(request: Request, name: str) -> HTTPResponse:
            return _send(request, name) if name in FILES else response.empty(HTTPStatus.NOT_FOUND)

        @routes.listener("after_server_start")  # type: ignore[misc]
        async def start(app: Sanic, _loop: Any) -> None:
            # The model is never garbage. Without this every search for garbage walks through
            # all of it, and whoever writes then waits for a tenth of a second.
            gc.collect()
            gc.freeze()
            app.ctx.web_looking = asyncio.create_task(wire.look())

        @routes.listener("before_server_stop")  # type: ignore[misc]
        async def stop(app: Sanic, _loop: Any) -> None:
            app.ctx.web_looking.cancel()
            await wire.stop()

        return routes


class _WithSocket(Blueprint):  # type: ignore[misc]
    """Routes that bring their Socket.IO server with them."""

    def __init__(self, wire: Wire, settings: Settings) -> None:
        super().__init__("web")
        self.ctx.wire, self.ctx.settings = wire, settings

    def register(self, app: Sanic, options: dict[str, Any]) -> None:
        """Attach the Socket.IO server (see parent class)."""
        self.ctx.app = app
        if self.ctx.settings.proxies:
            app.config.PROXIES_COUNT = self.ctx.settings.proxies
        self.ctx.wire.server.attach(app, SOCKET_PATH)
        super().register(app, options)


@dataclass(frozen=True)
class _File:
    """A file as it is sent."""

    content: bytes
    packed: bytes
    etag: str


@cache
def _file(path: Path) -> _File:
    content = path.read_bytes()
    etag = f'"{hashlib.sha256(content).hexdigest()[:20]}"'
    return _File(content, gzip.compress(content, mtime=0), etag)


def _send(request: Request, name: str) -> HTTPResponse:
    path = FILES[name]
    file = _file(path)
    headers = HEADERS | {"ETag": file.etag}
    if request.headers.get("If-None-Match") == file.etag:
        return response.empty(HTTPStatus.NOT_MODIFIED, headers)
    body = file.content
    if "gzip" in request.headers.get("Accept-Encoding", ""):
        body, headers = file.packed, headers | {"Content-Encoding": "gzip"}
    return response.raw(body, content_type=f"{TYPES[path.suffix]}; charset=utf-8", headers=headers)
