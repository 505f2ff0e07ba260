"""A stand-in of Telegram's Bot API on loopback, which enforces what is documented.

Each rule names the place of core.telegram.org/bots that it is written from. What the
documentation leaves open is as strict as a reader could take it.
"""

from __future__ import annotations

import asyncio
import contextlib
import itertools
import json
import threading
import time
from collections import defaultdict, deque
from collections.abc import Callable
from html.parser import HTMLParser
from typing import Any, Self

import aiohttp
from aiohttp import web

TOKEN = "123456:stand-in"
BOT = {"id": 123456, "is_bot": True, "first_name": "Backwise", "username": "backwise_bot"}
# api#html-style
TAGS = {"b", "strong", "i", "em", "u", "s", "a", "code", "pre", "blockquote", "tg-spoiler"}
GROUP = -1001
# What this stand-in notes of a message beyond what Telegram shows of it.
OURS = ("raw", "at", "content")


class Refused(Exception):
    """An error of the Bot API (api#making-requests)."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.answer = {"ok": False, "error_code": code, "description": description}
        if parameters:
            self.answer["parameters"] = parameters


class _Html(HTMLParser):
    """Text of a message in HTML; refuses what Telegram cannot parse."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.text = ""
        self.open: list[str] = []

    def handle_starttag(self, tag: str, attrs: Any) -> None:
        if tag not in TAGS:
            raise Refused(400, f'Bad Request: can\'t parse entities: Unsupported start tag "{tag}"')
        self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open.pop() != tag:
            raise Refused(400, "Bad Request: can't parse entities: Unexpected end tag")

    def handle_data(self, data: str) -> None:
        self.text += data


def plain(text: str, parse_mode: str | None) -> str:
    """The text as a person sees it."""
    if parse_mode != "HTML":
        return text
    parser = _Html()
    parser.feed(text)
    parser.close()
    if parser.open:
        raise Refused(400, "Bad Request: can't parse entities: Can't find end tag")
    return parser.text


def units(text: str) -> int:
    """UTF-16 code units (api#messageentity)."""
    return len(text.encode("utf-16-le")) // 2


class StandIn:
    """The Bot API, and the people who use the bot."""

    def __init__(self, *, pace: bool = True) -> None:
        self.pace = pace
        self.messages: dict[int, list[dict[str, Any]]] = defaultdict(list)
        self.calls: list[tuple[float, str, dict[str, Any]]] = []
        self.delivered: list[tuple[int, int]] = []
        self.blocked: set[int] = set()
        self.away = False
        self.polled_by_another = False
        self.busy_for = 0
        self.webhook: dict[str, Any] | None = None
        self.profile: dict[str, Any] = {}
        self._numbers = itertools.count(1)
        self._updates: deque[dict[str, Any]] = deque()
        self._polling = 0
        self._arrived: asyncio.Event
        self._presses: dict[str, bool] = {}
        self.files: dict[str, bytes] = {}
        self._sent: deque[float] = deque()
        self._sent_in: dict[int, float] = {}
        self._update_numbers = itertools.count(1000)
        self._changed = threading.Condition()
        self._runner: web.AppRunner
        self._session: aiohttp.ClientSession
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._ready = threading.Event()
        self.url = ""

    # ---- its life -----------------------------------------------------------------

    def __enter__(self) -> Self:
        self._thread.start()
        assert self._ready.wait(10)
        return self

    def __exit__(self, *_: object) -> None:
        asyncio.run_coroutine_threadsafe(self._close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)

        async def start() -> None:
            self._arrived = asyncio.Event()
            app = web.Application(client_max_size=60_000_000)
            app.router.add_route("*", "/bot{token}/{method}", self._serve)
            self._runner = web.AppRunner(app, shutdown_timeout=0.1)
            await self._runner.setup()
            await web.TCPSite(self._runner, "127.0.0.1", 0).start()
            port = self._runner.addresses[0][1]
            self.url = f"http://127.0.0.1:{port}"
            self._session = aiohttp.ClientSession()
            self._ready.set()

        self._loop.run_until_complete(start())
        self._loop.run_forever()

    async def _close(self) -> None:
        self.webhook = None
        await self._session.close()
        await self._runner.cleanup()

    async def _serve(self, request: web.Request) -> web.Response:
        if self.away:
            # As a gateway answers for a service that is down.
            return web.Response(status=502, text="Bad Gateway")
        method = request.match_info["method"].lower()
        try:
            # api#authorizing-your-bot
            if request.match_info["token"] != TOKEN:
                raise Refused(401, "Unauthorized")
            arguments = await self._arguments(request)
            handler: Callable[..., Any] | None = getattr(self, f"on_{method}", None)
            if handler is None:
                raise Refused(404, "Not Found")
            self.calls.append((time.monotonic(), method, arguments))
            result = handler(arguments)
            if asyncio.iscoroutine(result):
                result = await result
        except Refused as refused:
            self._wake()
            return web.json_response(refused.answer, status=refused.answer["error_code"])
        self._wake()
        return web.json_response({"ok": True, "result": result})

    def _wake(self) -> None:
        with self._changed:
            self._changed.notify_all()

    @staticmethod
    async def _arguments(request: web.Request) -> dict[str, Any]:
        """api#making-requests: query, form, JSON or multipart."""
        arguments: dict[str, Any] = dict(request.query)
        if request.content_type == "application/json":
            arguments.update(await request.json())
        elif request.can_read_body:
            for name, value in (await request.post()).items():
                if isinstance(value, web.FileField):
                    arguments[name] = value.file.read()
                    arguments[f"{name}.name"] = value.filename
                else:
                    arguments[name] = value
        for name, value in arguments.items():
            if isinstance(value, str) and value[:1] in "[{":
                arguments[name] = json.loads(value)
        return arguments

    # ---- methods of the Bot API -----------------------------------------------------

    def on_getme(self, _: dict[str, Any]) -> dict[str, Any]:
        return BOT

    def on_setmycommands(self, given: dict[str, Any]) -> bool:
        # api#botcommand
        for command in given["commands"]:
            name, description = command["command"], command["description"]
            if not (1 <= len(name) <= 32 and name == name.lower() and 1 <= len(description) <= 256):
                raise Refused(400, "Bad Request: BOT_COMMAND_INVALID")
        self.profile["commands"] = given["commands"]
        return True

    def on_getmyname(self, _: dict[str, Any]) -> dict[str, Any]:
        return {"name": self.profile.get("name", BOT["first_name"] + " of old")}

    def on_setmyname(self, given: dict[str, Any]) -> bool:
        # api#setmyname: 0-64 characters
        if len(given["name"]) > 64:
            raise Refused(400, "Bad Request: name is too long")
        self.profile["name"] = given["name"]
        return True

    def on_setmydescription(self, given: dict[str, Any]) -> bool:
        if len(given["description"]) > 512:
            raise Refused(400, "Bad Request: description is too long")
        self.profile["description"] = given["description"]
        return True

    def on_setmyshortdescription(self, given: dict[str, Any]) -> bool:
        if len(given["short_description"]) > 120:
            raise Refused(400, "Bad Request: short description is too long")
        self.profile["short_description"] = given["short_description"]
        return True

    def on_setwebhook(self, given: dict[str, Any]) -> bool:
        # api#setwebhook: 1-256 characters A-Z, a-z, 0-9, _ and -
        secret = given.get("secret_token", "")
        if secret and not (
            len(secret) <= 256 and secret.replace("_", "").replace("-", "").isalnum()
        ):
            raise Refused(400, "Bad Request: secret token contains unallowed characters")
        # api#setwebhook: as many at a time, 40 if nothing else is said
        self._connections = asyncio.Semaphore(int(given.get("max_connections") or 40))
        self.webhook = {"url": given["url"], "secret": secret}
        for update in list(self._updates):
            self._loop.create_task(self._deliver(update))
        return True

    def on_deletewebhook(self, _: dict[str, Any]) -> bool:
        self.webhook = None
        return True

    async def on_getupdates(self, given: dict[str, Any]) -> list[dict[str, Any]]:
        # api#getupdates: not with a webhook, not twice at once; a higher offset confirms.
        if self.webhook:
            raise Refused(409, "Conflict: can't use getUpdates method while webhook is active")
        if self._polling or self.polled_by_another:
            raise Refused(409, "Conflict: terminated by other getUpdates request")
        offset = int(given.get("offset") or 0)
        while self._updates and self._updates[0]["update_id"] < offset:
            self._updates.popleft()
        self._polling += 1
        try:
            end = time.monotonic() + float(given.get("timeout") or 0)
            while not self._updates and time.monotonic() < end and not self.away:
                self._arrived.clear()
                wait = min(end - time.monotonic(), 0.5)
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._arrived.wait(), wait)
        finally:
            self._polling -= 1
        return list(self._updates)[: int(given.get("limit") or 100)]

    def on_sendmessage(self, given: dict[str, Any]) -> dict[str, Any]:
        self._may_send(given)
        text = plain(given["text"], given.get("parse_mode")).strip()
        if not text:
            raise Refused(400, "Bad Request: message text is empty")
        if units(text) > 4096:
            raise Refused(400, "Bad Request: message is too long")
        return self._keep(given, text=text)

    def on_sendphoto(self, given: dict[str, Any]) -> dict[str, Any]:
        self._may_send(given)
        return self._keep(given, **self._media("photo", given["photo"], given))

    def on_sendanimation(self, given: dict[str, Any]) -> dict[str, Any]:
        self._may_send(given)
        return self._keep(given, **self._media("animation", given["animation"], given))

    def on_senddocument(self, given: dict[str, Any]) -> dict[str, Any]:
        self._may_send(given)
        media = self._media("document", given["document"], given)
        return self._keep(given, content=given["document"], **media)

    def on_sendchataction(self, given: dict[str, Any]) -> bool:
        return True

    def on_editmessagetext(self, given: dict[str, Any]) -> dict[str, Any]:
        text = plain(given["text"], given.get("parse_mode")).strip()
        if units(text) > 4096:
            raise Refused(400, "Bad Request: message is too long")
        return self._change(given, text=text)

    def on_editmessagecaption(self, given: dict[str, Any]) -> dict[str, Any]:
        return self._change(given, caption=self._caption(given))

    def on_editmessagemedia(self, given: dict[str, Any]) -> dict[str, Any]:
        media = given["media"]
        name = str(media["media"]).removeprefix("attach://")
        file = given.get(name, media["media"])
        return self._change(given, **self._media(media["type"], file, media))

    def on_editmessagereplymarkup(self, given: dict[str, Any]) -> dict[str, Any]:
        return self._change(given)

    def on_answercallbackquery(self, given: dict[str, Any]) -> bool:
        if given["callback_query_id"] not in self._presses:
            raise Refused(400, "Bad Request: query is too old and response timeout expired")
        # api#answercallbackquery: 0-200 characters
        if len(given.get("text") or "") > 200:
            raise Refused(400, "Bad Request: MESSAGE_TOO_LONG")
        self._presses[given["callback_query_id"]] = True
        return True

    # ---- rules that methods share -----------------------------------------------------

    def _may_send(self, given: dict[str, Any]) -> None:
        chat, now = int(given["chat_id"]), time.monotonic()
        if chat in self.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        if self.busy_for:
            self.busy_for -= 1
            raise Refused(429, "Too Many Requests: retry after 1", retry_after=1)
        # bots/faq#my-bot-is-hitting-limits-how-do-i-avoid-this
        while self._sent and self._sent[0] < now - 1:
            self._sent.popleft()
        too_fast = now - self._sent_in.get(chat, -9) < 0.98 or len(self._sent) >= 31
        if self.pace and too_fast:
            raise Refused(429, "Too Many Requests: retry after 1", retry_after=1)
        self._sent.append(now)
        self._sent_in[chat] = now

    def _keyboard(self, given: dict[str, Any]) -> dict[str, Any]:
        markup = given.get("reply_markup")
        if not markup:
            return {}
        for row in markup["inline_keyboard"]:
            for button in row:
                # api#inlinekeyboardbutton: 1-64 bytes
                if not 1 <= len(button.get("callback_data", "-").encode()) <= 64:
                    raise Refused(400, "Bad Request: BUTTON_DATA_INVALID")
                if not button["text"].strip():
                    raise Refused(400, "Bad Request: text buttons are not allowed to be empty")
        return {"reply_markup": markup}

    def _caption(self, given: dict[str, Any]) -> str:
        caption = plain(given.get("caption") or "", given.get("parse_mode")).strip()
        if units(caption) > 1024:
            raise Refused(400, "Bad Request: message caption is too long")
        return caption

    def _media(self, kind: str, file: Any, given: dict[str, Any]) -> dict[str, Any]:
        if isinstance(file, bytes):
            if kind == "photo" and not file.startswith(b"\x89PNG"):
                raise Refused(400, "Bad Request: IMAGE_PROCESS_FAILED")
            content, file = file, f"file-{next(self._numbers)}"
            self.files[file] = content
        elif file not in self.files:
            raise Refused(400, "Bad Request: wrong file identifier/HTTP URL specified")
        one = {"file_id": file, "file_unique_id": file}
        shape = {"width": 320, "height": 240}
        value: Any = {**one, **shape, "duration": 4} if kind == "animation" else one
        if kind == "photo":
            value = [{**one, **shape}]
        return {kind: value, "caption": self._caption(given)}

    def _keep(self, given: dict[str, Any], **content: Any) -> dict[str, Any]:
        chat = int(given["chat_id"])
        message = {
            "message_id": next(self._numbers), "date": int(time.time()), "from": BOT,
            "chat": {"id": chat, "type": "private" if chat > 0 else "group"},
            "raw": given.get("text") or given.get("caption") or "", "at": time.monotonic(),
            **content, **self._keyboard(given),
        }  # fmt: skip
        self.messages[chat].append(message)
        return {name: value for name, value in message.items() if name not in OURS}

    def _change(self, given: dict[str, Any], **content: Any) -> dict[str, Any]:
        chat, number = int(given["chat_id"]), int(given["message_id"])
        if chat in self.blocked:
            raise Refused(403, "Forbidden: bot was blocked by the user")
        found = [one for one in self.messages[chat] if one["message_id"] == number]
        if not found:
            raise Refused(400, "Bad Request: message to edit not found")
        message = found[0]
        changed = {**content, **(self._keyboard(given) or {"reply_markup": None})}
        if "photo" in content or "animation" in content:
            message.pop("photo", None)
            message.pop("animation", None)
        elif "text" in content and "text" not in message:
            raise Refused(400, "Bad Request: there is no text in the message to edit")
        if all(message.get(name) == value for name, value in changed.items()):
            raise Refused(400, "Bad Request: message is not modified")
        message.update(changed)
        return {
            name: value for name, value in message.items() if name not in OURS and value is not None
        }

    # ---- people -----------------------------------------------------------------------

    def say(self, chat: int, text: str, **more: Any) -> int:
        """Somebody writes; returns the number of the update."""
        return self.write(chat, text=text, **more)

    def write(
        self, chat: int, *, edited: bool = False, language: str = "en", **content: Any
    ) -> int:
        """Somebody sends a message of any kind."""
        kind = "private" if chat > 0 else "supergroup"
        message = {
            "message_id": next(self._numbers), "date": int(time.time()),
            "chat": {"id": chat, "type": kind},
            "from": {"id": abs(chat), "is_bot": False, "first_name": "Ann",
                     "language_code": language},
            **content,
        }  # fmt: skip
        return self.push({"edited_message" if edited else "message": message})

    def press(self, chat: int, title: str, message: dict[str, Any] | None = None) -> int:
        """Somebody presses a button, of the latest message that has it or of the one given."""
        shown = [message] if message else reversed(self.messages[chat])
        for one in shown:
            markup = (one.get("reply_markup") or {}).get("inline_keyboard", [])
            for button in itertools.chain.from_iterable(markup):
                if button["text"] == title:
                    return self._press(chat, button["callback_data"], one)
        raise AssertionError(f"there is no button {title!r}")

    def _press(self, chat: int, data: str, message: dict[str, Any]) -> int:
        query = f"press-{next(self._numbers)}"
        self._presses[query] = False
        seen = {
            name: value for name, value in message.items() if name not in OURS and value is not None
        }
        person = {"id": chat, "is_bot": False, "first_name": "Ann", "language_code": "en"}
        return self.push(
            {"callback_query": {"id": query, "from": person, "chat_instance": "1",
                                "message": seen, "data": data}}
        )  # fmt: skip

    def push(self, update: dict[str, Any], number: int | None = None) -> int:
        """An update arrives at Telegram; it keeps it until it is confirmed."""
        number = next(self._update_numbers) if number is None else number
        update = {"update_id": number, **update}

        def add() -> None:
            self._updates.append(update)
            self._arrived.set()
            if self.webhook:
                self._loop.create_task(self._deliver(update))

        self._loop.call_soon_threadsafe(add)
        return number

    async def _deliver(self, update: dict[str, Any]) -> None:
        """api#setwebhook: repeated until the answer is 2xx."""
        while webhook := self.webhook:
            headers = {"X-Telegram-Bot-Api-Secret-Token": webhook["secret"]}
            try:
                async with (
                    self._connections,
                    self._session.post(webhook["url"], json=update, headers=headers) as answer,
                ):
                    self.delivered.append((update["update_id"], answer.status))
                    if answer.status < 300:
                        if update in self._updates:
                            self._updates.remove(update)
                        return
            except aiohttp.ClientError:
                pass
            await asyncio.sleep(0.1)

    # ---- what a test looks at -----------------------------------------------------------

    def wait(self, condition: Callable[[], Any], within: float = 20) -> Any:
        """Return what ``condition`` gives as soon as it is true."""
        end = time.monotonic() + within
        with self._changed:
            while not (value := condition()):
                left = end - time.monotonic()
                if left <= 0:
                    raise AssertionError("what the test waits for did not happen")
                self._changed.wait(min(left, 0.05))
        return value

    def answer(self, chat: int, after: int = 0, within: float = 20) -> dict[str, Any]:
        """The first message of the bot in a chat after so many."""
        self.wait(lambda: len(self.messages[chat]) > after, within)
        return self.messages[chat][after]

    def called(self, method: str) -> list[dict[str, Any]]:
        """Arguments of all calls of a method."""
        return [arguments for _, name, arguments in list(self.calls) if name == method.lower()]

    def answered_presses(self) -> int:
        """How many presses the bot has answered."""
        return sum(self._presses.values())


def shown(message: dict[str, Any]) -> str:
    """What a person reads in a message."""
    return str(message.get("text") or message.get("caption") or "")


def titles(message: dict[str, Any]) -> list[str]:
    """What stands on the buttons of a message."""
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    return [button["text"] for row in rows for button in row]
