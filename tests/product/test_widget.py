"""The widget on another site: the sample page, in a real browser."""

from __future__ import annotations

import http.server
import shutil
import threading
import urllib.request
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, FrameLocator, Page, expect, sync_playwright

from backwise.settings import PROJECT_ROOT
from tests.product_under_test import ActionServer, Product, free_port

pytestmark = [pytest.mark.servers, pytest.mark.browser]

SHOTS = PROJECT_ROOT / "test-results"
LABEL = "Ask about your back"
MOST_BYTES = 35_000
SITE = """<!doctype html><meta charset="utf-8"><title>A site</title><h1>A site</h1>
<p><a href="next.html">Next page</a></p>
<script src="{server}/chat/widget.js" data-title="{label}" data-country="AU"
 data-privacy="https://clinic.example/privacy" data-position="left" async></script>"""


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[str, Path]]:
    """Somebody's website, of another origin than the assistant."""
    folder = tmp_path_factory.mktemp("site")
    port = free_port()
    server = http.server.ThreadingHTTPServer(
        ("127.0.0.1", port), partial(Quiet, directory=str(folder))
    )
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{port}", folder
    server.shutdown()


@pytest.fixture(scope="module")
def server(
    model: Path, database_url: str, site: tuple[str, Path],
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Product]:  # fmt: skip
    """The assistant, which that website may show."""
    folder = tmp_path_factory.mktemp("widget")
    with (
        ActionServer(database_url, folder) as actions,
        Product(model, database_url, actions.url, folder, BACKWISE_SITES=site[0]) as product,
    ):
        for name in ("index.html", "next.html"):
            (site[1] / name).write_text(SITE.format(server=product.address, label=LABEL))
        yield product


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(params=["desktop", "phone"])
def page(
    browser: Browser, server: Product, site: tuple[str, Path], request: pytest.FixtureRequest
) -> Iterator[Page]:
    size = {"desktop": (1100, 800), "phone": (320, 640)}[request.param]
    context = browser.new_context(viewport={"width": size[0], "height": size[1]})
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.goto(f"{site[0]}/index.html")
    yield page
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{request.node.name}.png")
    context.close()
    assert faults == []


def opened(page: Page) -> FrameLocator:
    page.get_by_role("button", name=LABEL).click()
    return page.frame_locator("iframe")


def say(chat: FrameLocator, text: str) -> None:
    chat.get_by_label("Your message").fill(text)
    chat.get_by_label("Your message").press("Enter")


def test_one_line_puts_it_on_a_site(page: Page) -> None:
    chat = opened(page)
    expect(chat.get_by_text("Hello, I am Backwise")).to_be_visible()


def test_nothing_is_asked_of_the_server_before_it_is_opened(page: Page) -> None:
    expect(page.get_by_role("button", name=LABEL)).to_be_visible()
    assert page.locator("iframe").count() == 0


def test_an_emergency_shows_the_number_of_the_sites_country(page: Page) -> None:
    chat = opened(page)
    say(chat, "i can't feel my groin")
    expect(chat.locator(".alarm")).to_contain_text("Call 000")


def test_escape_closes_it_and_gives_the_focus_back(page: Page) -> None:
    chat = opened(page)
    expect(chat.get_by_text("Hello, I am Backwise")).to_be_visible()
    chat.get_by_label("Your message").press("Escape")
    button = page.get_by_role("button", name=LABEL)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_it_can_be_used_with_the_keyboard_alone(page: Page) -> None:
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.frame_locator("iframe").get_by_text("Hello, I am Backwise")).to_be_visible()


def test_the_conversation_is_there_after_a_reload_and_on_the_next_page(page: Page) -> None:
    chat = opened(page)
    say(chat, "should i use heat or ice")
    expect(chat.get_by_text("Heat has the better evidence")).to_be_visible()
    page.reload()
    expect(page.frame_locator("iframe").get_by_text("Heat has the better")).to_be_visible()
    page.get_by_role("link", name="Next page").evaluate("link => link.click()")
    expect(page.frame_locator("iframe").get_by_text("Heat has the better")).to_be_visible()
    expect(page.frame_locator("iframe").get_by_text("Hello, I am Backwise")).to_have_count(1)


def test_what_was_said_can_be_deleted(page: Page) -> None:
    chat = opened(page)
    say(chat, "my zebra7 back hurts since monday")
    chat.get_by_text("Menu").click()
    chat.get_by_role("button", name="Delete my data").click()
    chat.get_by_role("button", name="Yes, delete it").click()
    expect(chat.get_by_text("It is deleted")).to_be_visible()
    page.reload()
    expect(page.frame_locator("iframe").get_by_text("Hello, I am Backwise")).to_be_visible()
    expect(page.frame_locator("iframe").get_by_text("zebra7")).to_have_count(0)


def test_what_was_said_can_be_saved(page: Page) -> None:
    chat = opened(page)
    say(chat, "should i use heat or ice")
    expect(chat.get_by_text("Heat has the better evidence")).to_be_visible()
    chat.get_by_text("Menu").click()
    with page.expect_download() as download:
        chat.get_by_role("button", name="Save as text").click()
    text = Path(download.value.path()).read_text()
    assert "You: should i use heat or ice" in text and "Heat has the better" in text


def test_a_link_to_the_privacy_page_of_the_site(page: Page) -> None:
    link = opened(page).get_by_role("link", name="Privacy")
    expect(link).to_have_attribute("href", "https://clinic.example/privacy")


def test_the_page_of_the_site_does_not_scroll_sideways(page: Page) -> None:
    opened(page)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_site_that_was_not_named_cannot_show_it(
    browser: Browser, server: Product, site: tuple[str, Path]
) -> None:
    page = browser.new_page()
    page.goto(site[0].replace("127.0.0.1", "localhost") + "/index.html")
    refused = "frame-ancestors"
    with page.expect_console_message(lambda message: refused in message.text):
        page.get_by_role("button", name=LABEL).click()
    page.close()


def test_the_sample_page_shows_it(browser: Browser, server: Product) -> None:
    page = browser.new_page(viewport={"width": 1100, "height": 800})
    page.goto(f"{server.address}/chat/sample.html")
    page.get_by_role("button", name=LABEL).click()
    expect(page.frame_locator("iframe").get_by_text("Hello, I am Backwise")).to_be_visible()
    page.screenshot(path=SHOTS / "widget.png")
    page.close()


def test_it_is_light(server: Product) -> None:
    size = 0
    for name in ("", "widget.js", "chat.js", "chat.css"):
        with urllib.request.urlopen(f"{server.address}/chat/{name}") as answer:
            size += len(answer.read())
    assert size <= MOST_BYTES


@pytest.mark.parametrize(
    "origin", ["https://a.example; script-src *", "*", "javascript:x", "'self'"]
)
def test_nothing_but_an_address_gets_into_the_policy(origin: str) -> None:
    from channels.chat_page import ChatPage

    assert ChatPage([origin])._origins == ""
