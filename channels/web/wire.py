"""Speaks Socket.IO with browsers, in the events that Rasa's clients know, and some more.

From the browser: ``session_request`` (``session_id``, ``secret``, ``after``, ``country``),
``user_uttered`` (``message``, ``id``, ``title``), ``history_request`` (``before``).
To the browser: ``session_confirm``, ``bot_uttered``, ``user_uttered`` (what somebody said in
another tab), ``typing``, ``session_forgotten``. What is in them: docs/widget.md.
"""

from __future__ import annotations

import asyncio
import logging
import uuid
from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from rasa.core.channels.channel import UserMessage
from socketio import AsyncServer

from backwise.people.web_messages import Message
from channels.answers import SAME_NEXT_WEEK, intent_of
from channels.rest import country_in
from channels.web.incoming import Said, number_in, read_said
from channels.web.limits import Meter
from channels.web.messages import from_person
from channels.web.outbox import Outbox
from channels.web.sessions import Session, Sessions
from channels.web.settings import Settings
from channels.web.turns import Agent, Turns
from channels.wording import wording

logger = logging.getLogger(__name__)

# What one packet may hold, in bytes.
MOST_BYTES = 100_000
# How many messages are given at once.
PAGE = 100
# How often it is looked for what other processes said, and for what a crash left, in seconds.
LOOK_EVERY = 1.0
FINISH_WITHIN = 5.0
# What the menu of the page offers to everybody.
ALWAYS_OFFERED = frozenset({"/greet", "/start_over", "/forget_me"})
ForPage = dict[str, Any]


@dataclass
class Visitor:
    """One connection.

    Attributes:
        address: where it comes from.
        session: who it is; None before that is known.
        country: of the page.
    """

    address: str
    session: Session | None = None
    country: str | None = None


@dataclass
class Room:
    """Those who are connected to one conversation.

    Attributes:
        session: whose it is.
        delivered: number of the last message that was sent to them.
        visitors: ids of their connections.
        lock: held while something is sent, so that all get the same order.
    """

    session: Session
    delivered: int
    visitors: set[str] = field(default_factory=set)
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class Wire:
    """The Socket.IO server.

    Attributes:
        server: to be attached to the web server.

    Args:
        settings: whom to let in, and how much they may send.
        sessions: who they are.
        outbox: what was said.
        handle: has Rasa handle a message.
        agent: gives Rasa's agent.
    """

    def __init__(
        self,
        settings: Settings,
        sessions: Sessions,
        outbox: Outbox,
        handle: Callable[[UserMessage], Awaitable[Any]],
        agent: Callable[[], Agent],
    ) -> None:
        # Its own log names ids and texts.
        logging.getLogger("engineio.server").setLevel(logging.ERROR)
        self._settings = settings
        self._sessions = sessions
        self._outbox = outbox
        self._turns = Turns(outbox, handle, agent, self)
        self._visitor_meter = Meter(settings.visitor_limit)
        self._address_meter = Meter(settings.address_limit)
        self._connection_meter = Meter(settings.connection_limit)
        self._visitors: dict[str, Visitor] = {}
        self._rooms: dict[str, Room] = {}
        self.server = AsyncServer(
            async_mode="sanic",
            # What one browser sends is handled in the order in which it was sent.
            async_handlers=False,
            cors_allowed_origins=self._may_connect,
            max_http_buffer_size=MOST_BYTES,
        )
        for event, handler in {
            "connect": self._connect,
            "disconnect": self._disconnect,
            "session_request": self._session_request,
            "user_uttered": self._user_uttered,
            "history_request": self._history_request,
        }.items():
            self.server.on(event, handler)

    async def look(self) -> None:
        """For ever: show what other processes said, and answer what a crash left unanswered."""
        while True:
            await asyncio.sleep(LOOK_EVERY)
            try:
                await self._look_once()
                await self._outbox.forget_old()
            except Exception as error:
                logger.error("Looking for messages failed (%s).", type(error).__name__)

    async def stop(self) -> None:
        """Finish the answers that are being made."""
        await self._turns.finish(FINISH_WITHIN)

    # ---- who comes and goes -----------------------------------------------------------

    def _may_connect(self, origin: str | None, environ: Mapping[str, Any]) -> bool:
        """Whether a page of this origin may connect: our own, and the sites that were named."""
        if not origin or origin in self._settings.sites:
            return True
        host = environ.get("HTTP_HOST")
        if self._settings.proxies:
            host = str(environ.get("HTTP_X_FORWARDED_HOST") or host).split(",")[0].strip()
        return urlsplit(origin).netloc == host

    async def _connect(self, sid: str, environ: Mapping[str, Any], _auth: object = None) -> bool:
        request = environ.get("sanic.request")
        address = str((request.remote_addr or request.ip) if request else "")
        if self._connection_meter.wait(address):
            return False
        self._visitors[sid] = Visitor(address)
        return True

    async def _disconnect(self, sid: str, _reason: object = None) -> None:
        visitor = self._visitors.pop(sid, None)
        if visitor and visitor.session:
            self._leave(sid, visitor.session)

    async def _session_request(self, sid: str, data: object = None) -> None:
        """Give somebody their conversation back, or a new one."""
        visitor = self._visitors[sid]
        given = data if isinstance(data, Mapping) else {}
        visitor.country = country_in(given) or visitor.country
        known = self._sessions.find(given.get("session_id"), given.get("secret"))
        session = known or self._sessions.make()
        after = number_in(given, "after") if known else 0
        stored_as = await self._enter(sid, visitor, session, after or 0)
        messages, is_whole = await self._missed(stored_as, after)
        await self.server.emit(
            "session_confirm",
            {
                "session_id": session.id,
                "secret": session.secret,
                "resumed": known is not None,
                # Without these the page would think that it has all that was said before.
                "afresh": not is_whole,
                "messages": [for_page(message) for message in messages],
            },
            to=sid,
        )
        self._turns.answer(session.conversation, stored_as)

    async def _missed(self, stored_as: str, after: int | None) -> tuple[list[Message], bool]:
        """What was said after a number; or the last page, and False, if that is too much."""
        if after is not None:
            messages = await self._outbox.after(stored_as, after, PAGE + 1)
            if len(messages) <= PAGE:
                return messages, True
        return await self._outbox.before(stored_as, None, PAGE), False

    async def _enter(self, sid: str, visitor: Visitor, session: Session, after: int) -> str:
        stored_as = self._sessions.stored_as(session)
        if visitor.session and visitor.session != session:
            self._leave(sid, visitor.session)
            await self.server.leave_room(sid, self._sessions.stored_as(visitor.session))
        visitor.session = session
        if stored_as not in self._rooms:
            last = await self._outbox.before(stored_as, None, 1)
            delivered = max(after, last[-1].number if last else 0)
            self._rooms.setdefault(stored_as, Room(session, delivered))
        self._rooms[stored_as].visitors.add(sid)
        await self.server.enter_room(sid, stored_as)
        return stored_as

    def _leave(self, sid: str, session: Session) -> None:
        room = self._rooms.get(self._sessions.stored_as(session))
        if room:
            room.visitors.discard(sid)
            if not room.visitors:
                del self._rooms[self._sessions.stored_as(session)]

    # ---- what they say --------------------------------------------------------------

    async def _user_uttered(self, sid: str, data: object = None) -> ForPage:
        """Take a message in. It is kept before this returns; the answer comes later."""
        visitor = self._visitors[sid]
        said = read_said(data)
        if said is None:
            return await self._refuse(sid, None, "no_text")
        session = visitor.session
        if session is None:
            # A client that never asked for a session has one as long as it is connected.
            session = self._sessions.make()
            await self._enter(sid, visitor, session, 0)
        wait = self._visitor_meter.wait(session.id) or self._address_meter.wait(visitor.address)
        if wait:
            return await self._refuse(sid, said, "too_fast", wait_seconds=round(wait, 1))
        stored_as = self._sessions.stored_as(session)
        title, text = said.title, said.text
        if said.is_press:
            offered = await self._offered(stored_as, text.strip())
            if offered is None and title is not None:
                return await self._refuse(sid, said, "over")
            # Whatever begins with a slash and is no button was typed.
            text = text.lstrip(" /") if offered is None else text
            title = title if offered is None else offered or title or ""
        body = from_person(text, title) | {"country": visitor.country}
        added = await self._outbox.add(stored_as, body, said.sent_id or uuid.uuid4().hex)
        await self.said(stored_as, [added.message])
        claimed = added.message if added.is_claimed else None
        self._turns.answer(session.conversation, stored_as, claimed)
        return {"number": added.message.number}

    async def _offered(self, stored_as: str, payload: str) -> str | None:
        """What stood on the button with this payload; None if no such button is open.

        A button is open until somebody says something, unless what it asks for is always
        the same.
        """
        if payload in ALWAYS_OFFERED:
            return ""
        is_newest = True
        for message in reversed(await self._outbox.before(stored_as, None, PAGE)):
            if message.sent_id is not None:
                is_newest = False
            for reply in message.body.get("quick_replies", ()):
                if reply["payload"] == payload and (
                    is_newest or intent_of(payload) in SAME_NEXT_WEEK
                ):
                    return str(reply["title"])
        return None

    async def _refuse(self, sid: str, said: Said | None, error: str, **details: Any) -> ForPage:
        """Say why a message is not taken; to clients that ignore errors, as a message."""
        if said is None or said.sent_id is None:
            await self.server.emit("bot_uttered", {"text": getattr(wording(), error)}, to=sid)
        return {"error": error, **details}

    async def _history_request(self, sid: str, data: object = None) -> ForPage:
        """What was said before a number."""
        visitor = self._visitors[sid]
        session, before = visitor.session, number_in(data, "before")
        if session is None or before is None:
            return {"messages": []}
        wait = self._address_meter.wait(visitor.address)
        if wait:
            return {"error": "too_fast", "wait_seconds": round(wait, 1)}
        messages = await self._outbox.before(self._sessions.stored_as(session), before, PAGE)
        return {"messages": [for_page(message) for message in messages]}

    # ---- what they are shown -----------------------------------------------------------

    async def typing(self, stored_as: str, on: bool) -> None:
        """An answer is being written, or not any more."""
        await self.server.emit("typing", {"on": on}, room=stored_as)

    async def said(self, stored_as: str, messages: list[Message]) -> None:
        """Send new messages to all who are connected, each once and in order."""
        room = self._rooms.get(stored_as)
        if room is None or not messages:
            return
        async with room.lock:
            if messages[0].number > room.delivered + 1:
                missed = await self._outbox.after(stored_as, room.delivered, PAGE)
                messages = sorted([*missed, *messages], key=lambda message: message.number)
            for message in messages:
                if message.number > room.delivered:
                    room.delivered = message.number
                    await self._send(stored_as, message)

    async def forgotten(self, stored_as: str, messages: list[Message]) -> None:
        """Say that a conversation is deleted, and let its visitors begin anew."""
        for message in messages:
            await self._send(stored_as, message)
        await self.server.emit("session_forgotten", {}, room=stored_as)
        room = self._rooms.pop(stored_as, None)
        for sid in room.visitors if room else ():
            if sid in self._visitors:
                self._visitors[sid].session = None
            await self.server.leave_room(sid, stored_as)

    async def _send(self, stored_as: str, message: Message) -> None:
        event = "bot_uttered" if message.sent_id is None else "user_uttered"
        await self.server.emit(event, for_page(message), room=stored_as)

    async def _look_once(self) -> None:
        if not self._rooms:
            return
        for stored_as, (last, waits) in (await self._outbox.news(self._rooms)).items():
            room = self._rooms.get(stored_as)
            if room is None:
                continue
            if last > room.delivered:
                await self.said(
                    stored_as, await self._outbox.after(stored_as, room.delivered, PAGE)
                )
            if waits:
                self._turns.answer(room.session.conversation, stored_as)


def for_page(message: Message) -> ForPage:
    """A message as the page gets it."""
    shown = {key: value for key, value in message.body.items() if key not in ("said", "country")}
    return shown | {"number": message.number, "at": message.at, "id": message.sent_id}
