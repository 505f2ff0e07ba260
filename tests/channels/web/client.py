"""A visitor over Socket.IO, with the Python client that nobody here wrote."""

from __future__ import annotations

import asyncio
import uuid
from collections.abc import Callable
from typing import Any, Self

import socketio

EVENTS = ("bot_uttered", "user_uttered", "session_confirm", "session_forgotten", "typing")
PATIENCE = 20


class Client:
    """One connection.

    Attributes:
        events: what came, as name and data, in order.
        session: what the server confirmed.
    """

    def __init__(self, address: str, origin: str | None = None) -> None:
        self._address = address
        self._headers = {"Origin": origin} if origin else {}
        self._socket = socketio.AsyncClient(reconnection=False)
        self._came = asyncio.Condition()
        self.events: list[tuple[str, Any]] = []
        self.session: dict[str, Any] = {}
        for event in EVENTS:
            self._socket.on(event, self._keep(event))

    def _keep(self, event: str) -> Callable[..., Any]:
        async def keep(data: Any = None) -> None:
            async with self._came:
                self.events.append((event, data))
                self._came.notify_all()

        return keep

    async def connect(self) -> None:
        """Connect; a refusal raises."""
        await self._socket.connect(self._address, self._headers, transports=["websocket"])

    async def begin(self, session: dict[str, Any] | None = None, **more: Any) -> dict[str, Any]:
        """Ask for a session: a new one, or the one that is given."""
        known = {name: (session or {}).get(name) for name in ("session_id", "secret")}
        count = len(self.named("session_confirm"))
        await self._socket.emit("session_request", {**known, **more})
        await self.until(lambda: len(self.named("session_confirm")) > count)
        self.session = self.named("session_confirm")[-1]
        return self.session

    async def say(self, text: Any, sent_id: str | None = None, **more: Any) -> dict[str, Any]:
        """Send a message, and give the receipt."""
        data = {"message": text, "id": sent_id or uuid.uuid4().hex, **more}
        receipt: dict[str, Any] = await self._socket.call("user_uttered", data, timeout=PATIENCE)
        return receipt

    async def ask(self, text: str, response: str | None = None, **more: Any) -> list[str]:
        """Send a message, wait for the answer, and give the names of its messages.

        Args:
            text: the message.
            response: the name to wait for; None for any.
            more: further fields.
        """
        count = len(self.bot)
        await self.say(text, **more)
        await self.until(
            lambda: any(response in (None, one["response"]) for one in self.bot[count:])
        )
        return [one["response"] for one in self.bot[count:]]

    async def call(self, event: str, data: Any = None) -> Any:
        """Send any event, and give what the server gives back."""
        return await self._socket.call(event, data, timeout=PATIENCE)

    async def emit(self, event: str, data: Any = None) -> None:
        """Send any event, as clients do that wait for no receipt."""
        await self._socket.emit(event, data)

    async def until(self, condition: Callable[[], bool], within: float = PATIENCE) -> None:
        """Wait until a condition holds for what came."""
        async with self._came:
            await asyncio.wait_for(self._came.wait_for(condition), within)

    def named(self, event: str) -> list[Any]:
        """The data of all events of a name."""
        return [data for name, data in self.events if name == event]

    @property
    def bot(self) -> list[dict[str, Any]]:
        """The messages of the assistant."""
        return self.named("bot_uttered")

    @property
    def numbers(self) -> list[int]:
        """The numbers of all messages, in the order in which they came."""
        return [
            data["number"] for name, data in self.events if name in ("bot_uttered", "user_uttered")
        ]

    async def __aenter__(self) -> Self:
        await self.connect()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._socket.disconnect()
