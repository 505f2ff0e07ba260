"""The website: one visitor in a real browser, and many over the wire."""

from __future__ import annotations

import asyncio
import shutil
import time
import uuid
from typing import Any

import socketio
from playwright.sync_api import sync_playwright

VISITORS, PAUSE, ROUNDS = 200, 5.0, 6
CONVERSATIONS, MESSAGES_IN_A_CONVERSATION = 6, 20
# All visitors of this test come from one address.
NO_LIMITS = {
    f"BACKWISE_{of_what}_LIMIT": "999999/999999" for of_what in ("CONNECTION", "VISITOR", "ADDRESS")
}
# Sends a message as a visitor does, and says when the first reply is on the page.
_ASK = """
(text) => new Promise((done) => {
  const root = document.querySelector("backwise-chat").shadowRoot;
  const log = root.querySelector(".log");
  const field = root.querySelector("textarea");
  const before = log.querySelectorAll(".bot").length;
  const watch = new MutationObserver(() => {
    if (log.querySelectorAll(".bot").length === before) return;
    watch.disconnect();
    requestAnimationFrame(() => done(performance.now() - began));
  });
  watch.observe(log, { childList: true, subtree: true });
  field.value = text;
  field.dispatchEvent(new Event("input"));
  const began = performance.now();
  field.form.requestSubmit();
})
"""


def in_browser(address: str, question: str) -> list[float]:
    """Seconds from sending a message to the first reply on the page, for one visitor."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=shutil.which("chromium"), args=["--no-sandbox", "--disable-gpu"]
        )
        seconds = []
        for _ in range(CONVERSATIONS):
            page = browser.new_page()
            page.goto(f"{address}/chat/")
            page.get_by_text("I am Backwise").wait_for()
            for _ in range(MESSAGES_IN_A_CONVERSATION):
                seconds.append(page.evaluate(_ASK, question) / 1000)
                # The rest of the answer follows at a pace to be read.
                page.wait_for_timeout(800)
            page.close()
        browser.close()
    return seconds


def many(address: str, question: str, answer: str) -> tuple[list[float], int]:
    """Many visitors at once, each with a message every few seconds.

    Returns:
        Seconds to each answer, and how many answers never came.
    """
    return asyncio.run(_many(address, question, answer))


async def _many(address: str, question: str, answer: str) -> tuple[list[float], int]:
    visitors = [_Visitor(answer) for _ in range(VISITORS)]
    for visitor in visitors:
        await visitor.connect(address)
    began = time.monotonic()
    await asyncio.gather(
        *(
            visitor.ask_again_and_again(question, began + place * PAUSE / VISITORS)
            for place, visitor in enumerate(visitors)
        )
    )
    await asyncio.sleep(3)
    for visitor in visitors:
        await visitor.socket.disconnect()
    seconds = [one for visitor in visitors for one in visitor.seconds]
    return seconds, VISITORS * ROUNDS - len(seconds)


class _Visitor:
    """One visitor, by the Python client of Socket.IO."""

    def __init__(self, answer: str) -> None:
        self.socket = socketio.AsyncClient()
        self.seconds: list[float] = []
        self._answer = answer
        self._asked: list[float] = []
        self._confirmed = asyncio.Event()
        self.socket.on("bot_uttered", self._replied)
        self.socket.on("session_confirm", self._confirm)

    async def connect(self, address: str) -> None:
        await self.socket.connect(address, transports=["websocket"])
        await self.socket.emit("session_request", {})
        await self._confirmed.wait()

    async def ask_again_and_again(self, question: str, first: float) -> None:
        for number in range(ROUNDS):
            await asyncio.sleep(max(0.0, first + number * PAUSE - time.monotonic()))
            self._asked.append(time.monotonic())
            await self.socket.emit("user_uttered", {"message": question, "id": uuid.uuid4().hex})

    async def _confirm(self, _data: Any) -> None:
        self._confirmed.set()

    async def _replied(self, message: dict[str, Any]) -> None:
        if self._answer in message["text"] and self._asked:
            self.seconds.append(time.monotonic() - self._asked.pop(0))
