"""A conversation over the npm package telegram-test-api, which nobody here wrote.

Its own faults, of version 4.2.1, which this test steps around:

* ``getMe`` lacks ``is_bot``, which the Bot API requires of every user.
* ``getUpdates`` does not wait: it ignores ``timeout`` and answers at once.
* It knows no ``setMyCommands``, ``sendAnimation``, ``sendPhoto``, ``sendDocument``,
  ``editMessageMedia`` or ``editMessageCaption``, so pictures arrive as text.
* It checks no limit: neither lengths, nor entities, nor the pace.
"""

from __future__ import annotations

import asyncio
import json
import shutil
import subprocess
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest
from aiohttp import web

from tests.channels.telegram_stand_in import TOKEN
from tests.product_under_test import ActionServer, Product, free_port

pytestmark = pytest.mark.servers

FOLDER = Path(__file__).parent / "telegram_test_api"


class Repaired:
    """Passes calls on to the package, and mends what keeps every client from starting."""

    def __init__(self, port: int) -> None:
        self._target = f"http://127.0.0.1:{port}"
        self._loop = asyncio.new_event_loop()
        self._ready = threading.Event()
        self.port = free_port()
        threading.Thread(target=self._run, daemon=True).start()
        assert self._ready.wait(10)

    def _run(self) -> None:
        asyncio.set_event_loop(self._loop)
        self._loop.run_until_complete(self._start())
        self._loop.run_forever()

    async def _start(self) -> None:
        self._session = aiohttp.ClientSession()
        app = web.Application()
        app.router.add_route("*", "/{path:.*}", self._pass_on)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)
        await self._runner.setup()
        await web.TCPSite(self._runner, "127.0.0.1", self.port).start()
        self._ready.set()

    async def _pass_on(self, request: web.Request) -> web.Response:
        data = dict(await request.post())
        async with self._session.post(f"{self._target}{request.path}", data=data) as answer:
            body = await answer.json(content_type=None)
        if request.path.endswith("/getMe"):
            body["result"]["is_bot"] = True
        if request.path.endswith("/getUpdates") and not body.get("result"):
            await asyncio.sleep(0.05)
        if "ok" not in body:
            body = {"ok": False, "error_code": 404, "description": "Not Found"}
        return web.json_response(body, status=200 if body["ok"] else 400)

    def stop(self) -> None:
        """End the passing on."""

        async def close() -> None:
            await self._session.close()
            await self._runner.cleanup()

        asyncio.run_coroutine_threadsafe(close(), self._loop).result(10)
        self._loop.call_soon_threadsafe(self._loop.stop)


class Converse:
    """The package's own client."""

    def __init__(self, port: int) -> None:
        self._process = subprocess.Popen(
            ["node", "converse.js", str(port), TOKEN],
            cwd=FOLDER, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True,
        )  # fmt: skip
        assert self._read() == {"ready": True}

    def say(self, text: str) -> list[dict[str, Any]]:
        """The messages that come back for ``text``."""
        assert self._process.stdin
        self._process.stdin.write(text + "\n")
        self._process.stdin.flush()
        messages: list[dict[str, Any]] = self._read()
        return messages

    def _read(self) -> Any:
        assert self._process.stdout
        return json.loads(self._process.stdout.readline())

    def stop(self) -> None:
        """End the package's server."""
        self._process.kill()
        self._process.wait()


@pytest.fixture
def client(model: Path, database_url: str, tmp_path: Path) -> Iterator[Converse]:
    if shutil.which("node") is None or not (FOLDER / "node_modules").exists():
        pytest.skip(
            "telegram-test-api is not installed (npm ci in tests/channels/telegram_test_api)"
        )
    port = free_port()
    converse, repaired = Converse(port), None
    try:
        repaired = Repaired(port)
        environment = {
            "TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": f"http://127.0.0.1:{repaired.port}",
        }  # fmt: skip
        with (
            ActionServer(database_url, tmp_path) as actions,
            Product(model, database_url, actions.url, tmp_path, **environment),
        ):
            yield converse
    finally:
        converse.stop()
        if repaired:
            repaired.stop()


def test_it_holds_a_conversation(client: Converse) -> None:
    (greeting,) = client.say("/start")
    assert "Hello, I am Backwise" in greeting["text"]
    (answer,) = client.say("should i use heat or ice")
    assert "Heat has the better evidence" in answer["text"]
    (emergency,) = client.say("i can't feel my groin")
    assert "Please get emergency help now" in emergency["text"]
