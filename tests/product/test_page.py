"""The chat page in a real browser."""

from __future__ import annotations

import re
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Page, expect, sync_playwright

from backwise.settings import PROJECT_ROOT
from tests.product_under_test import Product

pytestmark = pytest.mark.browser

SHOTS = PROJECT_ROOT / "test-results"


@pytest.fixture(params=["desktop", "phone"])
def page(product: Product, request: pytest.FixtureRequest) -> Iterator[Page]:
    chromium = shutil.which("chromium")
    if chromium is None:
        pytest.skip("Chromium is not installed (Debian: apt-get install chromium)")
    size = {"desktop": (900, 900), "phone": (320, 640)}[request.param]
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        page = browser.new_page(viewport={"width": size[0], "height": size[1]})
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        page.goto(f"{product.address}/chat/")
        yield page
        SHOTS.mkdir(exist_ok=True)
        page.screenshot(path=SHOTS / f"{request.node.name}.png".replace("/", "-"))
        browser.close()
        assert faults == []


def say(page: Page, text: str) -> None:
    page.get_by_label("Your message").fill(text)
    page.keyboard.press("Enter")


def test_the_bot_speaks_first_and_answers(page: Page) -> None:
    expect(page.get_by_text("Hello, I am Backwise")).to_be_visible()
    say(page, "should i use heat or ice")
    expect(page.get_by_text("Heat has the better evidence")).to_be_visible()


def test_a_used_button_is_inert(page: Page) -> None:
    button = page.get_by_role("button", name="My back hurts")
    button.click()
    expect(page.get_by_text("Where does it hurt?")).to_be_visible()
    expect(button).to_be_disabled()


def test_an_emergency_cannot_be_overlooked(page: Page) -> None:
    say(page, "i can't feel my groin")
    expect(page.locator(".alarm")).to_contain_text("Please get emergency help now")


def test_text_is_never_run(page: Page) -> None:
    say(page, "<img src=x onerror=\"document.title='broken'\">")
    expect(page.locator(".own")).to_contain_text("<img")
    assert page.title() == "Backwise: guidance for back pain"
    assert page.locator("#log img").count() == 0


def test_the_page_does_not_scroll_sideways(page: Page) -> None:
    say(page, "exercises " + "x" * 300)
    expect(page.locator(".own")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_a_lost_connection_is_said_and_the_message_is_sent_once(page: Page) -> None:
    expect(page.get_by_text("Hello, I am Backwise")).to_be_visible()
    page.route("**/webhooks/**", lambda route: route.abort())
    say(page, "hello again")
    expect(page.get_by_text("I cannot reach Backwise right now")).to_be_visible()
    page.unroute("**/webhooks/**")
    expect(page.get_by_text("Hello, I am Backwise")).to_have_count(2, timeout=10_000)


def test_an_exercise_comes_with_its_picture(page: Page) -> None:
    say(page, "how do i do the bridge")
    for _ in range(8):
        page.get_by_role("button", name="No", exact=True, disabled=False).click()
    page.get_by_role("button", name="None of these", disabled=False).click()
    page.get_by_role("button", name="16 to 64", disabled=False).click()
    picture = page.locator("#log img").first
    expect(picture).to_be_visible(timeout=15_000)
    page.wait_for_function("document.querySelector('#log img').naturalWidth > 0")
    expect(picture).to_have_attribute("src", re.compile("/pictures/bridge.svg"))
