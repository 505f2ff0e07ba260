"""The page on which one can talk: plain for now, served by Rasa itself."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Any

from rasa.core.channels.channel import InputChannel, UserMessage
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

PAGE = Path(__file__).resolve().parent.parent / "widget"
FILES = {"": "text/html", "chat.js": "text/javascript", "chat.css": "text/css"}
HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; "
        "img-src 'self' data:; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}


class ChatPage(InputChannel):
    """``/chat/``: the page, its script and its style; it talks over REST."""

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
            return await _send("")

        @routes.get("/<name:str>")  # type: ignore[misc]
        async def file(_request: Request, name: str) -> HTTPResponse:
            return await _send(name) if name in FILES else response.empty(status=404)

        return routes


async def _send(name: str) -> HTTPResponse:
    return await response.file(
        PAGE / (name or "index.html"),
        mime_type=f"{FILES[name]}; charset=utf-8",
        headers=HEADERS,
    )
