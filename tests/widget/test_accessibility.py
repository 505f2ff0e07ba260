"""The widget for people who see, hear, move or read differently: WCAG 2.2 AA, checked by axe."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from backwise.settings import PROJECT_ROOT
from tests.product_under_test import Product
from tests.widget.chat import Chat
from tests.widget.conftest import LABEL, SHOTS, Site

pytestmark = [pytest.mark.servers, pytest.mark.browser, pytest.mark.long]

AXE = PROJECT_ROOT / "widget" / "node_modules" / "axe-core" / "axe.min.js"
# WCAG 2.2 AA, what is held to be good practice, and for text the contrast of level AAA, 7:1.
RULES = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
    "rules": {"color-contrast-enhanced": {"enabled": True}, "target-size": {"enabled": True}},
}


def findings(page: Page) -> list[str]:
    """What axe finds, as rule and place."""
    if not AXE.exists():
        pytest.skip("axe-core is missing (npm ci --prefix widget)")
    page.evaluate(AXE.read_text())
    result: dict[str, Any] = page.evaluate(f"axe.run(document, {json.dumps(RULES)})")
    return [
        f"{violation['id']}: {node['target']} {node['failureSummary']}"
        for violation in result["violations"]
        for node in violation["nodes"]
    ]


def greeted(chat: Chat) -> None:
    """Nothing more."""


def asked(chat: Chat) -> None:
    chat.say("exercises please")
    expect(chat.bot("1 of 10.")).to_be_visible()


def routine(chat: Chat) -> None:
    chat.get_routine()


def card(chat: Chat) -> None:
    chat.get_routine()
    chat.press("Start")
    expect(chat.page.get_by_text("Exercise 1 of")).to_be_visible()
    chat.press("Next")
    expect(chat.page.get_by_text("Exercise 2 of")).to_be_visible()


def alarm(chat: Chat) -> None:
    chat.say("i can't feel my groin")
    expect(chat.page.locator(".alarm")).to_be_visible()


def sources(chat: Chat) -> None:
    chat.say("should i use heat or ice")
    # What comes after it moves it, also from under a finger.
    expect(chat.bot("Get emergency help for")).to_be_visible()
    chat.page.get_by_text("How sure this is").click()
    expect(chat.page.get_by_text("How sure: ")).to_be_visible()


def menu(chat: Chat) -> None:
    chat.page.get_by_role("button", name="Menu").click()


def offline(chat: Chat) -> None:
    chat.page.context.set_offline(True)
    chat.say("hello")
    expect(chat.page.get_by_text("not sent yet")).to_be_visible()


def too_long(chat: Chat) -> None:
    chat.field.fill("sore " * 401)
    expect(chat.page.get_by_text("Too long by")).to_be_visible()


def closed(chat: Chat) -> None:
    chat.field.press("Escape")
    expect(chat.page.get_by_role("button", name=LABEL)).to_be_focused()


STATES = [greeted, asked, routine, card, alarm, sources, menu, offline, too_long, closed]
# Pages as they may be, and what the browser of the visitor asks for.
LOOKS: dict[str, dict[str, Any]] = {
    "light": {},
    "dark": {"color_scheme": "dark"},
    "forced": {"forced_colors": "active"},
}


@pytest.mark.parametrize("look", LOOKS)
@pytest.mark.parametrize("state", STATES, ids=lambda state: state.__name__)
def test_axe_finds_nothing(
    browser: Browser, server: Product, site: Site, state: Callable[[Chat], None], look: str
) -> None:
    context = browser.new_context(viewport={"width": 320, "height": 700}, **LOOKS[look])
    page = context.new_page()
    page.goto(f"{site.address}/index.html")
    chat = Chat(page)
    chat.open(LABEL)
    state(chat)
    found = findings(page)
    SHOTS.mkdir(exist_ok=True)
    page.screenshot(path=SHOTS / f"state-{state.__name__}-{look}.png")
    context.close()
    assert found == []


def test_axe_finds_nothing_on_the_page_of_its_own(page: Page, server: Product) -> None:
    page.goto(f"{server.address}/chat/")
    Chat(page).is_greeted()
    assert findings(page) == []


def test_axe_finds_nothing_on_the_sample_page(page: Page, server: Product) -> None:
    page.goto(f"{server.address}/chat/sample.html")
    Chat(page).open(LABEL)
    assert findings(page) == []


def test_it_can_be_used_with_the_keyboard_alone(page: Page, site: Site) -> None:
    page.goto(f"{site.address}/index.html")
    expect(page.get_by_role("button", name=LABEL)).to_be_visible()
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    chat = Chat(page)
    chat.is_greeted()
    massage = page.get_by_role("button", name="Massage", exact=True)
    for _ in range(12):
        if massage.evaluate("e => e.matches(':focus')"):
            break
        page.keyboard.press("Shift+Tab")
    page.keyboard.press("Enter")
    expect(chat.own("Massage")).to_be_visible()


def test_escape_closes_the_menu_and_then_the_panel_and_gives_the_focus_back(chat: Chat) -> None:
    chat.page.get_by_role("button", name="Menu").click()
    chat.page.keyboard.press("Escape")
    expect(chat.page.get_by_role("button", name="Menu")).to_be_focused()
    chat.page.keyboard.press("Escape")
    button = chat.page.get_by_role("button", name=LABEL)
    expect(button).to_be_focused()
    expect(button).to_have_attribute("aria-expanded", "false")


def test_a_button_that_was_pressed_keeps_the_focus(chat: Chat) -> None:
    button = chat.page.get_by_role("button", name="My back hurts")
    button.focus()
    chat.page.keyboard.press("Enter")
    expect(chat.bot("Where does it hurt?")).to_be_visible()
    expect(button).to_be_focused()


def test_each_finished_message_is_added_to_the_log_once(chat: Chat) -> None:
    log = chat.page.get_by_role("log")
    expect(log).to_have_attribute("aria-live", "polite")
    log.evaluate(
        "log => { window.added = []; new MutationObserver(changes => changes.forEach(change =>"
        " change.addedNodes.forEach(node => node.nodeType === 1 && node.matches('.bot, .source')"
        " && window.added.push(node.textContent)))).observe(log, {childList: true, subtree: true})"
        " }"
    )
    chat.say("should i use heat or ice")
    expect(chat.page.locator(".small")).to_be_visible()
    added = chat.page.evaluate("window.added")
    assert len(added) == len(set(added)) == 3


def test_what_was_said_before_is_not_read_out_again(chat: Chat) -> None:
    chat.say("should i use heat or ice")
    expect(chat.page.locator(".small")).to_be_visible()
    chat.page.add_init_script(
        "new MutationObserver(() => { const log = document.querySelector('backwise-chat')"
        "?.shadowRoot?.querySelector('.log'); if (log && !window.live && log.querySelector('.own'))"
        " window.live = log.getAttribute('aria-live') }).observe(document, {childList: true,"
        " subtree: true})"
    )
    chat.page.reload()
    expect(chat.bot("Heat has the better")).to_be_visible()
    expect(chat.page.get_by_role("log")).to_have_attribute("aria-live", "polite")


def test_targets_can_be_hit_with_a_thumb(chat: Chat) -> None:
    chat.get_routine()
    chat.press("Start")
    expect(chat.page.get_by_text("Exercise 1 of")).to_be_visible()
    sizes = chat.page.locator(
        ".panel :is(button, summary, textarea, label:has(input)):visible"
    ).evaluate_all(
        "all => all.map(one => [one.textContent.trim(), one.getBoundingClientRect().height])"
    )
    assert len(sizes) > 10
    assert [name for name, height in sizes if height < 44] == []


def test_who_wants_no_motion_gets_still_pictures(
    browser: Browser, server: Product, site: Site
) -> None:
    context = browser.new_context(reduced_motion="reduce")
    chat = Chat(context.new_page())
    chat.page.goto(f"{site.address}/index.html")
    chat.open(LABEL)
    card(chat)
    assert "still=1" in (chat.page.locator(".card img").last.get_attribute("src") or "")
    context.close()


@pytest.mark.parametrize("width", [320, 640, 1600])
def test_it_fits_every_width_and_large_letters(
    browser: Browser, server: Product, site: Site, width: int
) -> None:
    context = browser.new_context(viewport={"width": width, "height": 700})
    page = context.new_page()
    page.goto(site.write("large.html", head="<style>html{font-size:200%}</style>"))
    chat = Chat(page)
    chat.open(LABEL)
    routine(chat)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    assert page.locator(".log").evaluate("log => log.scrollWidth <= log.clientWidth")
    assert chat.field.is_visible() and page.get_by_role("button", name="Send").is_visible()
    context.close()


def test_it_can_be_turned_round_for_languages_from_right_to_left(chat: Chat) -> None:
    routine(chat)
    chat.page.locator("backwise-chat").evaluate(
        "chat => { chat.wording = {...chat.wording, direction: 'rtl'}; chat.requestUpdate() }"
    )
    own = chat.own("exercises please").bounding_box()
    log = chat.page.get_by_role("log").bounding_box()
    assert own and log and own["x"] - log["x"] < log["width"] / 4
    assert chat.page.locator(".log").evaluate("log => log.scrollWidth <= log.clientWidth")
    assert findings(chat.page) == []
