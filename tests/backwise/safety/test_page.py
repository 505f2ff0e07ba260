"""The page for clinicians shows what is in force."""

from __future__ import annotations

from backwise.knowledge.content import Content
from backwise.safety.page import red_flags_page
from backwise.safety.rules import read_red_flags
from backwise.settings import RED_FLAGS, RED_FLAGS_PAGE


def test_the_page_is_the_one_that_the_data_makes(content: Content) -> None:
    page = red_flags_page(read_red_flags(RED_FLAGS), content.sources)
    assert RED_FLAGS_PAGE.read_text() == page, "run make pages"


def test_it_shows_every_flag_wording_and_source_and_says_that_it_awaits_review(
    content: Content,
) -> None:
    rules = read_red_flags(RED_FLAGS)
    page = red_flags_page(rules, content.sources)
    assert "Awaiting clinical review" in page
    assert all(flag.id in page and flag.why in page for flag in rules.flags)
    assert all(said in page for words in rules.concepts.values() for said in words)
    assert all(name in page for flag in rules.flags for name in flag.sources)
