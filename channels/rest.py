"""REST for programs: Rasa's own protocol, with limits and without leaks."""

from __future__ import annotations

import asyncio
import json
import logging
import re
from collections.abc import Awaitable, Callable, Mapping
from http import HTTPStatus
from typing import Any

from rasa.core.channels.channel import CollectingOutputChannel, InputChannel, UserMessage
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME
from rasa.shared.core.constants import DEFAULT_INTENTS
from rasa.shared.core.domain import Domain
from sanic import Blueprint, Request, response
from sanic.response import HTTPResponse

from channels.wording import wording

logger = logging.getLogger(__name__)

MOST_CHARACTERS = 20_000
SENDER_CHARACTERS = 128
_BUTTON_PRESS = re.compile(r"/(?P<intent>[a-z_]+)(?P<entities>\{.*\})?")
# Rasa knows these in every domain. They take back or begin anew without a word.
_FOR_DEVELOPERS = frozenset(DEFAULT_INTENTS) - {DEFAULT_NLU_FALLBACK_INTENT_NAME}


class NamedOutput(CollectingOutputChannel):
    """Collects messages, each with the name of the response it comes from."""

    _response: str | None = None

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Send a message (see parent class)."""
        self._response = message.get("utter_action")
        image = message.pop("image", None)
        await super().send_response(recipient_id, message)
        if image:
            # With the text that it belongs to, not as a message of its own.
            self.messages[-1]["image"] = image

    async def _persist_message(self, message: dict[str, Any]) -> None:
        await super()._persist_message({**message, "response": self._response})


class RestChannel(InputChannel):
    """``POST /webhooks/rest/webhook`` with ``{"sender": ..., "message": ...}``.

    ``"country"``, a code of two letters, makes the emergency number that of a country.

    The sender must be named: without it all callers would share one
    conversation. Whoever knows a sender's name talks in that conversation, so
    choose names that cannot be guessed, and keep this route off the internet.
    """

    @classmethod
    def name(cls) -> str:
        """Name of the channel and of its route."""
        return "rest"

    def blueprint(self, on_new_message: Callable[[UserMessage], Awaitable[Any]]) -> Blueprint:
        """The routes of the channel."""
        routes = Blueprint("rest_webhook")

        @routes.get("/")  # type: ignore[misc]
        async def health(_request: Request) -> HTTPResponse:
            return response.json({"status": "ok"})

        @routes.get("/ready")  # type: ignore[misc]
        async def ready(request: Request) -> HTTPResponse:
            """Whether a model is loaded and reads a message."""
            agent = request.app.ctx.agent
            if not (agent and agent.is_ready()):
                return response.json({"status": "no model"}, status=HTTPStatus.SERVICE_UNAVAILABLE)
            await agent.parse_message("hello")
            return response.json({"status": "ready"})

        @routes.post("/webhook")  # type: ignore[misc]
        async def receive(request: Request) -> HTTPResponse:
            sender, text, problem = _read(request)
            if problem:
                return response.json({"error": problem}, status=HTTPStatus.BAD_REQUEST)
            text = as_words(text, request.app.ctx.agent.domain)
            output = NamedOutput()
            country = country_in(request.json)
            message = UserMessage(
                text,
                output,
                sender,
                input_channel=self.name(),
                metadata={"country": country} if country else None,
            )
            try:
                await on_new_message(message)
            except (Exception, asyncio.CancelledError) as error:
                # The person must not be left without a word; the log gets no text.
                logger.error("A message could not be handled (%s).", type(error).__name__)
                output.messages.append(
                    {"recipient_id": sender, "text": wording().failed, "response": None}
                )
            return response.json(output.messages)

        return routes


def as_words(text: str, domain: Domain) -> str:
    """``text``, without the slash that would make a button press of it, unless it is one.

    Rasa takes any text that begins with a slash for an intent, does not read it,
    and writes an intent that it does not know into its log. So only what the
    domain knows may pass as a button press.
    """
    stripped = text.strip()
    if not stripped.startswith("/"):
        return text
    press = _BUTTON_PRESS.fullmatch(stripped)
    if press and press["intent"] in set(domain.intents) - _FOR_DEVELOPERS:
        try:
            entities = json.loads(press["entities"] or "{}")
        except ValueError:
            entities = None
        if isinstance(entities, dict) and set(entities) <= set(domain.entities):
            return stripped
    return stripped.lstrip("/")


def _read(request: Request) -> tuple[str, str, str | None]:
    """Sender and text of a request, and what is wrong with it, if anything."""
    try:
        body = request.json
    except Exception:
        return "", "", "The body must be JSON."
    if not isinstance(body, dict):
        return "", "", "The body must be a JSON object."
    sender, text = body.get("sender"), body.get("message")
    if not isinstance(sender, str) or not 0 < len(sender) <= SENDER_CHARACTERS:
        return "", "", f"'sender' must be a text of 1 to {SENDER_CHARACTERS} characters."
    if not isinstance(text, str):
        return "", "", "'message' must be a text."
    return sender, readable(text), None


def country_in(data: object) -> str | None:
    """The country that a page was told, as a code of two letters; None if it was told none."""
    country = data.get("country") if isinstance(data, Mapping) else None
    if isinstance(country, str) and re.fullmatch("[A-Za-z]{2}", country):
        return country.upper()
    return None


def readable(text: str) -> str:
    """``text`` without control characters; of a huge one, beginning and end."""
    kept = "".join(letter for letter in text if letter.isprintable() or letter in "\n\t")
    if len(kept) <= MOST_CHARACTERS:
        return kept
    half = MOST_CHARACTERS // 2
    return f"{kept[:half]}\n{kept[-half:]}"
