"""The page on which one can talk: plain for now, served by Rasa itself."""

from __future__ import annotations

import os
import re
from collections.abc import Awaitable, Callable, Iterable
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

PAGE = Path(__file__).resolve().parent.parent / "widget"
# Scheme, host and port; anything else could loosen the policy that it is put into.
_ORIGIN = re.compile(r"https?://[a-zA-Z0-9.-]+(:[0-9]{1,5})?")
FILES = {
    "": "text/html",
    "chat.js": "text/javascript",
    "chat.css": "text/css",
    "widget.js": "text/javascript",
    "sample.html": "text/html",
    "sample.css": "text/css",
}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; frame-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors 'self' {origins}"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class ChatPage(InputChannel):
    """``/chat/``: the page, its script and its style; it talks over REST.

    ``/chat/widget.js`` puts the page on other sites, in a frame.

    Args:
        origins: addresses of the sites that may do so, such as ``https://clinic.example``.
    """

    def __init__(self, origins: Iterable[str] = ()) -> None:
        self._origins = " ".join(origin for origin in origins if _ORIGIN.fullmatch(origin))

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        """The page, for the sites in ``BACKWISE_SITES`` or in ``credentials.yml``."""
        given = os.environ.get("BACKWISE_SITES", "").split()
        return cls(given or (credentials or {}).get("sites") or ())

    @classmethod
    def name(cls) -> str:
        """Name of the channel."""
        return "chat_page"

    @classmethod
    def url_prefix(cls) -> str:
        """A short address for people, not one below ``/webhooks``."""
        return "/chat"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of the page."""
        routes = Blueprint("chat_page")

        @routes.get("/")  # type: ignore[misc]
        async def page(_request: Request) -> HTTPResponse:
            return await self._send("")

        @routes.get("/<name:str>")  # type: ignore[misc]
        async def file(_request: Request, name: str) -> HTTPResponse:
            return await self._send(name) if name in FILES else response.empty(status=404)

        return routes

    async def _send(self, name: str) -> HTTPResponse:
        policy = HEADERS["Content-Security-Policy"].format(origins=self._origins).strip()
        return await response.file(
            PAGE / (name or "index.html"),
            mime_type=f"{FILES[name]}; charset=utf-8",
            headers={**HEADERS, "Content-Security-Policy": policy},
        )
