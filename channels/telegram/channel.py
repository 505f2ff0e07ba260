"""What Rasa loads: the route of the webhook, and the start and the end of the bot."""

from __future__ import annotations

import asyncio
import hmac
import os
from collections.abc import Awaitable, Callable
from http import HTTPStatus
from typing import TYPE_CHECKING, Any

from rasa.core.channels.channel import InputChannel, OutputChannel, UserMessage
from sanic import Blueprint, Request, Sanic, response
from sanic.response import HTTPResponse

from backwise.people.retention import pseudonym
from backwise.settings import conversation_key

if TYPE_CHECKING:
    from channels.telegram.life import Life

API = "https://api.telegram.org"
SECRET_HEADER = "X-Telegram-Bot-Api-Secret-Token"
PATH = "/webhooks/telegram/webhook"


class Telegram(InputChannel):
    """Telegram by long polling, or by webhook if a public address is given.

    Args:
        token: of the bot; without one the channel does nothing and costs nothing.
        public_url: address at which Telegram reaches this server; None for polling.
        api: address of the Bot API.
    """

    def __init__(self, token: str | None, public_url: str | None, api: str = API) -> None:
        self._token = token
        self._webhook = f"{public_url.rstrip('/')}{PATH}" if public_url else None
        self._api = api.rstrip("/")
        self._secret = _secret(token) if token else ""
        self._life: Life | None = None
        self._running: asyncio.Task[None] | None = None

    @classmethod
    def name(cls) -> str:
        """Name of the channel and of its route."""
        return "telegram"

    @classmethod
    def from_credentials(cls, credentials: dict[str, Any] | None) -> InputChannel:
        """The channel, from the environment or from ``credentials.yml``."""
        given = credentials or {}
        return cls(
            os.environ.get("TELEGRAM_TOKEN") or given.get("token"),
            os.environ.get("TELEGRAM_WEBHOOK_URL") or given.get("webhook_url"),
            os.environ.get("TELEGRAM_API_URL") or given.get("api_url") or API,
        )

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The route of the webhook, and what starts and stops with the server."""
        routes = Blueprint("telegram_webhook")

        @routes.post("/webhook")  # type: ignore[misc]
        async def receive(request: Request) -> HTTPResponse:
            return response.empty(status=self._receive(request))

        @routes.listener("after_server_start")  # type: ignore[misc]
        async def start(app: Sanic, _loop: Any) -> None:
            if self._token:
                from channels.telegram.life import Life

                self._life = Life(self._token, self._api, on_new_message, lambda: app.ctx.agent)
                self._running = asyncio.create_task(self._life.run(self._webhook, self._secret))

        @routes.listener("before_server_stop")  # type: ignore[misc]
        async def stop(_app: Sanic, _loop: Any) -> None:
            if self._running:
                self._running.cancel()
            if self._life:
                await self._life.stop()

        return routes

    def get_output_channel(self) -> OutputChannel | None:
        """For those who speak first, such as reminders."""
        return self._life.output() if self._life else None

    def _receive(self, request: Request) -> HTTPStatus:
        """Take an update in; the answer to it comes later."""
        given = request.headers.get(SECRET_HEADER, "")
        if self._life is None or not hmac.compare_digest(given.encode(), self._secret.encode()):
            return HTTPStatus.FORBIDDEN
        if not self._life.ready:
            # Telegram keeps the update and sends it again.
            return HTTPStatus.SERVICE_UNAVAILABLE
        self._life.take(request.json)
        return HTTPStatus.OK


def _secret(token: str) -> str:
    """What Telegram sends with each update, so that nobody else can."""
    return pseudonym(conversation_key(), token)
