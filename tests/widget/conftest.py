"""A real browser, a website of another origin, and the real assistant."""

from __future__ import annotations

import http.server
import shutil
import threading
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from backwise.settings import PROJECT_ROOT
from tests.product_under_test import ActionServer, Product, free_port
from tests.widget.chat import Chat

SHOTS = PROJECT_ROOT / "test-results"
SIZES = {"desktop": (1100, 800), "phone": (320, 640)}
LABEL = "Ask about your back"
SITE = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A site</title>
<main><h1>A site</h1><p><a href="next.html">Next page</a></p></main>
<script src="{server}/chat/widget.js" data-title="{label}" data-country="AU"
 data-privacy="https://clinic.example/privacy" data-position="left"
 data-greeting="You are on the page of a clinic." {more} async></script>"""
# What a strict site allows: itself, and the server of the chat. Nothing unsafe.
STRICT = """<meta http-equiv="Content-Security-Policy" content="default-src 'none';
 script-src {server}; connect-src {server} {socket}; img-src {server}; style-src 'none';
 require-trusted-types-for 'script'; trusted-types lit-html">"""

# How fast it is `make bench` says; a slow machine does not fail what is right.
expect.set_options(timeout=30_000)


class Quiet(http.server.SimpleHTTPRequestHandler):
    """Serves a folder and says nothing of it."""

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Site:
    """Somebody's website.

    Attributes:
        address: its address.
        server: the assistant's address.
    """

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.server = ""
        self._http = http.server.ThreadingHTTPServer(
            ("127.0.0.1", free_port()), partial(Quiet, directory=str(folder))
        )
        self.address = f"http://127.0.0.1:{self._http.server_port}"
        threading.Thread(target=self._http.serve_forever, daemon=True).start()

    def write(self, name: str, more: str = "", head: str = "") -> str:
        """Write a page with the chat on it, and give its address."""
        page = SITE.format(server=self.server, label=LABEL, more=more)
        (self.folder / name).write_text(page.replace("<title>", f"{head}<title>"))
        return f"{self.address}/{name}"

    def write_raw(self, name: str, text: str) -> str:
        """Write any page, and give its address."""
        (self.folder / name).write_text(text)
        return f"{self.address}/{name}"

    def strict(self) -> str:
        """The policy of a site that allows as little as possible."""
        return STRICT.format(server=self.server, socket=self.server.replace("http", "ws"))

    def close(self) -> None:
        """Stop serving it."""
        self._http.shutdown()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Somebody's website, of another origin than the assistant."""
    site = Site(tmp_path_factory.mktemp("site"))
    yield site
    site.close()


@pytest.fixture(scope="session")
def server(
    model: Path, database_url: str, site: Site, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Product]:
    """The assistant, which that website may show."""
    folder = tmp_path_factory.mktemp("widget")
    with (
        ActionServer(database_url, folder) as actions,
        Product(
            model, database_url, actions.url, folder, BACKWISE_SITES=site.address,
            BACKWISE_CONNECTION_LIMIT="9999/9999", BACKWISE_VISITOR_LIMIT="9999/9999",
        ) as product,
    ):  # fmt: skip
        site.server = product.address
        site.write("index.html")
        site.write("next.html")
        yield product


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@pytest.fixture(params=SIZES)
def page(browser: Browser, server: Product, request: pytest.FixtureRequest) -> Iterator[Page]:
    """An empty page, at a desk and on a phone; a script that fails on it fails the test."""
    width, height = SIZES[request.param]
    phone = request.param == "phone"
    context = browser.new_context(
        viewport={"width": width, "height": height}, is_mobile=phone, has_touch=phone
    )
    page = context.new_page()
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    yield page
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"{request.node.name}.png".replace("/", "-"))
    context.close()
    assert faults == []


@pytest.fixture
def chat(page: Page, site: Site) -> Chat:
    """The chat on somebody's website, opened, and the greeting has come."""
    page.goto(f"{site.address}/index.html")
    chat = Chat(page)
    chat.open(LABEL)
    return chat
