"""Which of several times and strengths is said of the complaint."""

from __future__ import annotations

from datetime import date

import pytest

from backwise.language.reading import Reader
from backwise.language.status import Status
from backwise.language.vocabulary import read_vocabulary
from backwise.settings import CONTENT, CONTEXT_CUES, LEXICON
from backwise.yaml_lines import read_yaml

SUNDAY = date(2026, 11, 22)


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(read_vocabulary(CONTENT, LEXICON), read_yaml(CONTEXT_CUES))


def main(reader: Reader, kind: str, text: str) -> object:
    """The value of a kind that counts, or None."""
    found = [
        one
        for one in reader.read(text, SUNDAY)
        if one.entity == kind and one.is_main and one.status is Status.PRESENT
    ]
    assert len(found) < 2
    return found[0].value if found else None


@pytest.mark.parametrize(
    ("text", "days"),
    [
        ("I've had lower back pain for three years but for the last two days it's worse", 1095),
        ("been off work for 2 weeks with my back, it started two months ago", 60),
        ("worked as a nurse for 20 years. back has been hurting for the past 6 months", 180),
        ("had physio for 6 weeks for my shoulder, now my back has been sore for three weeks", 21),
        ("I did my back in five days ago. I've been taking ibuprofen for 3 days", 5),
        ("was pain free for five years, and for the last year it's been hurting again", 365),
        ("my back went last week, then I have to sit for half an hour", 7),
        ("six months of dull ache in the lumbar area, x ray last month was clear", 180),
        ("upper back and shoulders hurt for four months now since I started working from home. "
         "My husband had a go with his elbows, which made it angry for two days", 120),
        ("the next morning i could not get out of bed it took me like ten minutes um that was "
         "what three weeks ago now", 21),
    ],
)  # fmt: skip
def test_of_several_times_the_one_of_the_pain_counts(
    reader: Reader, text: str, days: float
) -> None:
    assert main(reader, "duration", text) == days


@pytest.mark.parametrize(
    "text",
    [
        "I have been a lorry driver for 22 years and my back is shot",
        "I have a long flight in 3 weeks, any tips for my back?",
        "my back hurts and my physio wants to see me for six sessions over three weeks",
    ],
)
def test_a_time_of_something_else_alone_is_no_duration_of_the_pain(
    reader: Reader, text: str
) -> None:
    assert main(reader, "duration", text) is None


def test_the_strength_of_what_a_scan_shows_is_not_that_of_the_pain(reader: Reader) -> None:
    assert main(reader, "intensity", "mild disc bulge, severe facet arthropathy") is None
    assert main(reader, "intensity", "severe facet arthropathy, a bit of pain") == 2


def test_of_several_strengths_the_strongest_counts(reader: Reader) -> None:
    assert main(reader, "intensity", "3/10 in the day and 7/10 at night") == 7


def test_what_is_denied_takes_the_place_of_nothing(reader: Reader) -> None:
    assert main(reader, "intensity", "it isn't agony, it's annoying") == 2


@pytest.mark.parametrize(
    ("text", "days"),
    [("not three weeks, five weeks", 35), ("I said 3 weeks but it's 2 months", 60)],
)
def test_what_is_put_right_does_not_count(reader: Reader, text: str, days: float) -> None:
    assert main(reader, "duration", text) == days


class TestOfAStory:
    """In a story most things are not about the pain."""

    @pytest.mark.parametrize(
        ("text", "days"),
        [
            ("We drove for six hours. The hotel was full. My back has hurt for two weeks.", 14),
            ("Lower back, mostly the left. Eight months. It began at the warehouse.", 240),
            ("We got a puppy within a month. I never sleep. My back is sore.", None),
        ],
    )
    def test_only_what_lasts_is_how_long_it_has_hurt(
        self, reader: Reader, text: str, days: float | None
    ) -> None:
        assert main(reader, "duration", text) == days

    @pytest.mark.parametrize(
        ("text", "places"),
        [
            ("I'm on my feet all day. I work in a shop. My lower back aches.", {"lower back"}),
            ("My back aches. I went down on one knee. It was icy.", {"back"}),
            ("My left leg aches. My lower back too. I sit a lot.", {"leg", "lower back"}),
            ("My back hurts. It's the lower part mostly. I'm a driver.", {"lower back"}),
        ],
    )
    def test_a_leg_that_is_only_mentioned_is_no_place_of_the_pain(
        self, reader: Reader, text: str, places: set[str]
    ) -> None:
        found = {one.value for one in reader.read(text, SUNDAY) if one.entity == "location"}
        assert found == places

    def test_what_eases_the_pain_does_not_bring_it_on(self, reader: Reader) -> None:
        text = "When I sit for an hour it hurts. If I walk it goes away. I have no idea why."
        found = {one.value for one in reader.read(text, SUNDAY) if one.entity == "trigger"}
        assert found == {"sitting"}

    def test_a_question_about_the_cause_blames_nothing_before_it(self, reader: Reader) -> None:
        text = "My back is sore. They want a fortune for a massage here. What could be causing it?"
        assert not [one for one in reader.read(text, SUNDAY) if one.entity == "trigger"]
