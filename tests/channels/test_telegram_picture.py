"""A conversation on Telegram, as a picture for README and docs: ``test-results/telegram.png``."""

from __future__ import annotations

import base64
import shutil
from html import escape
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import sync_playwright

from backwise.settings import PROJECT_ROOT
from tests.channels.telegram_stand_in import StandIn, shown
from tests.channels.test_telegram import Bot, start
from tests.product_under_test import ActionServer

pytestmark = [pytest.mark.servers, pytest.mark.browser]

PICTURE = PROJECT_ROOT / "test-results" / "telegram.png"
CHAT = 77
_PAGE = """<!doctype html><meta charset="utf-8"><style>
body {{ background: #d7e3dc; display: flex; gap: 20px; margin: 0; padding: 20px; width: 1180px;
  font: 15px/1.4 system-ui, sans-serif; align-items: start; }}
section {{ flex: 1; display: flex; flex-direction: column; gap: 8px; }}
.m {{ border-radius: 12px; padding: 8px 12px; max-width: 88%; white-space: pre-line; }}
.bot {{ background: #fff; align-self: start; }} .own {{ background: #e0f5d2; align-self: end; }}
img {{ display: block; width: 320px; border-radius: 8px; margin-bottom: 6px; }}
.row {{ display: flex; gap: 4px; margin-top: 4px; width: 88%; }}
.row span {{ background: #7f9a8e; border-radius: 8px; color: #fff; flex: 1; padding: 6px;
  text-align: center; }}
blockquote {{ border-left: 3px solid #7f9a8e; margin: 0; padding-left: 8px; color: #456; }}
</style><section>{}</section><section>{}</section>"""


def bubble(telegram: StandIn, message: dict[str, Any]) -> str:
    media = message.get("animation") or (message.get("photo") or [None])[0]
    picture = ""
    if media:
        data = base64.b64encode(telegram.files[media["file_id"]]).decode()
        picture = f'<img alt="" src="data:image/gif;base64,{data}">'
    rows = (message.get("reply_markup") or {}).get("inline_keyboard", [])
    buttons = "".join(
        '<div class="row">'
        + "".join(f"<span>{escape(one['text'])}</span>" for one in row)
        + "</div>"
        for row in rows
    )
    return f'<div class="m bot">{picture}{message["raw"] or escape(shown(message))}</div>{buttons}'


def own(text: str) -> str:
    return f'<div class="m own">{escape(text)}</div>'


def test_a_conversation_can_be_looked_at(model: Path, database_url: str, tmp_path: Path) -> None:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with (
        StandIn() as telegram,
        ActionServer(database_url, tmp_path) as actions,
        start(telegram, model, database_url, tmp_path, ACTIONS=actions.url) as product,
    ):
        bot = Bot(product, telegram)
        first = bubble(telegram, bot.ask(CHAT + 1, "/start"))
        alarm = bubble(telegram, bot.ask(CHAT + 2, "i can't feel my groin since this morning"))
        card = bot.begin_routine(CHAT)
        bot.press_on_card(CHAT, "Next")
        bot.press_on_card(CHAT, "Next")
    left = own("/start") + first + own("i can't feel my groin since this morning") + alarm
    page_text = _PAGE.format(left, own("Start") + bubble(telegram, {**card, "raw": ""}))
    PICTURE.parent.mkdir(exist_ok=True)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": 1220, "height": 400})
        page.set_content(page_text)
        page.screenshot(path=PICTURE, full_page=True)
        browser.close()
    assert PICTURE.stat().st_size > 10_000
