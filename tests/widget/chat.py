"""The chat on a page, as a visitor uses it."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect


class Chat:
    """What a visitor does.

    Attributes:
        page: the page.
        field: where one writes.
    """

    def __init__(self, page: Page) -> None:
        self.page = page
        self.field = page.get_by_label("Your message")

    def open(self, label: str) -> None:
        """Open the panel, and wait for the greeting."""
        self.page.get_by_role("button", name=label).click()
        self.is_greeted()

    def is_greeted(self) -> None:
        """Wait for the greeting."""
        expect(self.bot("Hello, I am Backwise")).to_be_visible()

    def say(self, text: str) -> None:
        """Write and send a message."""
        self.field.fill(text)
        self.field.press("Enter")

    def press(self, name: str) -> None:
        """Press the newest button of a name."""
        self.button(name).click()

    def button(self, name: str) -> Locator:
        """The newest button of a name that can be pressed."""
        return self.page.get_by_role("button", name=name, exact=True, disabled=False).last

    def bot(self, text: str) -> Locator:
        """A message of the assistant that holds a text."""
        return self.page.locator(".bot, .card, .source").filter(has_text=text)

    def own(self, text: str | re.Pattern[str]) -> Locator:
        """A message of the visitor that holds a text."""
        return self.page.locator(".own").filter(has_text=text)

    def menu(self, name: str) -> None:
        """Choose from the menu."""
        self.page.get_by_role("button", name="Menu").click()
        self.page.get_by_role("button", name=name).click()

    def pass_safety_check(self) -> None:
        """Answer the ten questions so that everything is open."""
        for number in range(1, 9):
            expect(self.bot(f"{number} of 10.")).to_be_visible()
            self.press("No")
        self.press("None of these")
        self.press("16 to 64")

    def get_routine(self) -> None:
        """Ask for exercises, and get a routine."""
        self.say("exercises please")
        self.pass_safety_check()
        expect(self.page.locator(".checklist")).to_be_visible()

    def is_online(self) -> None:
        """Wait until there is nothing to say about the line."""
        expect(self.page.locator(".line")).to_have_text("")
