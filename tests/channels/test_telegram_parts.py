"""The parts of the Telegram channel, each on its own."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from telegram import Update
from telegram.error import BadRequest, Forbidden, NetworkError, RetryAfter

from backwise.knowledge.content import read_content
from backwise.settings import CONTENT
from channels.telegram import courier as courier_module
from channels.telegram.courier import Courier
from channels.telegram.inbox import Inbox
from channels.telegram.incoming import Incoming, Kind, read
from channels.telegram.messages import (
    MOST_CAPTION,
    MOST_DATA,
    MOST_TEXT,
    Paragraph,
    Turn,
    button,
    keyboard,
    length,
    payload_of,
    texts,
    turn_of,
)
from channels.telegram.wording import wording
from tests.channels.telegram_stand_in import plain

ANN = {"id": 5, "is_bot": False, "first_name": "Ann", "language_code": "en-gb"}
PRIVATE = {"id": 5, "type": "private"}
GROUP = {"id": -100, "type": "supergroup"}


def update(**content: Any) -> Update:
    made = Update.de_json({"update_id": 1, **content}, None)
    assert made
    return made


def message(**content: Any) -> Update:
    return update(message={"message_id": 2, "date": 1, "chat": PRIVATE, "from": ANN, **content})


def member(chat: dict[str, Any], status: str) -> Update:
    bot = {"id": 9, "is_bot": True, "first_name": "Backwise"}
    return update(
        my_chat_member={
            "chat": chat, "from": ANN, "date": 1,
            "old_chat_member": {"user": bot, "status": "member"},
            "new_chat_member": {"user": bot, "status": status, "until_date": 0},
        }
    )  # fmt: skip


# ---- what comes in ------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "kind", "read_as"),
    [
        ("my back hurts", Kind.TEXT, "my back hurts"),
        ("  my back hurts \n", Kind.TEXT, "my back hurts"),
        ("/start", Kind.COMMAND, "start"),
        ("/start from_the_website", Kind.COMMAND, "start"),
        ("/exercise@backwise_bot", Kind.COMMAND, "exercise"),
        ("/", Kind.COMMAND, ""),
        ("/bot is a word in here /bot", Kind.COMMAND, "bot"),
    ],
)
def test_texts_and_commands_are_told_apart(text: str, kind: Kind, read_as: str) -> None:
    incoming = read(message(text=text), "backwise_bot")
    assert incoming and (incoming.kind, incoming.text) == (kind, read_as)


@pytest.mark.parametrize(
    "content",
    [
        {"sticker": {"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1,
                     "is_animated": False, "is_video": False, "type": "regular"}},
        {"location": {"latitude": 1.0, "longitude": 1.0}},
        {"voice": {"file_id": "a", "file_unique_id": "a", "duration": 1}},
        {"document": {"file_id": "a", "file_unique_id": "a"}},
    ],
)  # fmt: skip
def test_what_is_no_text_is_known_as_such(content: dict[str, Any]) -> None:
    incoming = read(message(**content), "backwise_bot")
    assert incoming and incoming.kind is Kind.NO_TEXT


def test_the_words_below_a_photo_are_read() -> None:
    photo = [{"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1}]
    incoming = read(message(photo=photo, caption="it hurts here"), "backwise_bot")
    assert incoming and (incoming.kind, incoming.text) == (Kind.TEXT, "it hurts here")


def test_the_country_is_taken_from_a_language_that_names_one() -> None:
    incoming = read(message(text="hello"), "backwise_bot")
    assert incoming and incoming.region == "GB"


@pytest.mark.parametrize("language", ["en", "pt", None])
def test_a_language_alone_tells_no_country(language: str | None) -> None:
    person = {**ANN, "language_code": language}
    incoming = read(message(text="hello", **{"from": person}), "backwise_bot")
    assert incoming and incoming.region is None


@pytest.mark.parametrize("text", ["my back hurts", "hello all"])
def test_what_people_say_in_a_group_is_not_read(text: str) -> None:
    assert read(message(text=text, chat=GROUP), "backwise_bot") is None


@pytest.mark.parametrize("text", ["/start", "hi @Backwise_bot"])
def test_who_calls_the_bot_in_a_group_gets_the_explanation(text: str) -> None:
    incoming = read(message(text=text, chat=GROUP), "backwise_bot")
    assert incoming and (incoming.kind, incoming.text) == (Kind.GROUP, "")


def test_a_bot_that_is_added_to_a_group_explains_itself() -> None:
    incoming = read(member(GROUP, "member"), "backwise_bot")
    assert incoming and incoming.kind is Kind.GROUP


def test_a_block_is_noticed() -> None:
    incoming = read(member(PRIVATE, "kicked"), "backwise_bot")
    assert incoming and incoming.kind is Kind.LEFT


@pytest.mark.parametrize(
    "content",
    [
        {"channel_post": {"message_id": 2, "date": 1, "chat": {"id": -5, "type": "channel"}}},
        {"inline_query": {"id": "1", "from": ANN, "query": "back", "offset": ""}},
        {"callback_query": {"id": "1", "from": ANN, "chat_instance": "1", "data": "x"}},
    ],
)  # fmt: skip
def test_what_concerns_nobody_is_left_alone(content: dict[str, Any]) -> None:
    assert read(update(**content), "backwise_bot") is None


# ---- what goes out ------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "A sentence of some length. " * 400,
        "word " * 3000,
        "x" * 9000,
        "😀" * 5000,
        "First.\n\n" + "Second is long. " * 500,
    ],
)
def test_long_texts_are_split_within_the_limit(text: str) -> None:
    made = texts([Paragraph(text)], MOST_TEXT)
    assert all(0 < length(plain(one, "HTML")) <= MOST_TEXT for one in made)
    assert "".join("".join(made).split()) == "".join(text.split())


def test_a_text_is_split_between_sentences() -> None:
    made = texts([Paragraph("A sentence of some length. " * 400)], MOST_TEXT)
    assert all(one.endswith("length.") for one in made)


def test_the_text_below_a_picture_is_shorter_than_what_follows() -> None:
    first, *more = texts([Paragraph("A sentence. " * 100)] * 4, MOST_CAPTION)
    assert length(first) <= MOST_CAPTION
    assert more


@pytest.mark.parametrize("text", ["a < b & c > d", "<b>bold</b>", "&amp;", "<script>x</script>"])
@pytest.mark.parametrize("style", ["plain", "strong", "small"])
def test_nothing_that_is_said_is_taken_for_a_tag(text: str, style: str) -> None:
    assert plain(Paragraph(text, style).html, "HTML").strip() == text


def test_all_messages_of_a_turn_become_one() -> None:
    turn = turn_of(
        [{"text": "One."}, {"text": "Two.", "buttons": [{"title": "A", "payload": "/a"}]}]
    )
    assert texts(turn.paragraphs, MOST_TEXT) == ["One.\n\nTwo."]
    assert turn.buttons == (("A", "/a"),)


def test_an_emergency_is_urgent() -> None:
    assert turn_of([{"text": "Go.", "utter_action": "utter_emergency"}]).urgent


def test_every_button_of_the_content_fits() -> None:
    content = read_content(CONTENT)
    payloads = [f'/request_exercise{{"exercise":"{one.id}"}}' for one in content.exercises]
    payloads += [f'/ask_treatment{{"topic":"{one.id}"}}' for one in content.topics]
    for payload in payloads:
        data = str(button("A", f"abc:{payload}").callback_data)
        assert not data.startswith("#")
        assert payload_of(data) == ("abc", payload)


def test_a_payload_that_is_too_long_is_kept_here() -> None:
    payload = '/inform{"condition":"' + "x" * 100 + '"}'
    data = str(button("A", f"abc:{payload}").callback_data)
    assert len(data.encode()) <= MOST_DATA
    assert payload_of(data) == ("abc", payload)


@pytest.mark.parametrize("data", ["#0123456789abcdef", "", "abc", "abc:"])
def test_a_button_that_nobody_knows_any_more_is_told(data: str) -> None:
    assert payload_of(data) is None


def test_one_or_two_buttons_in_a_row() -> None:
    titles = ["No", "Yes", "Not sure", "Heart or blood pressure", "Skip"]
    made = keyboard(Turn((), tuple((title, "/a") for title in titles)), "abc")
    assert made
    assert [[one.text for one in row] for row in made.inline_keyboard] == [
        ["No", "Yes"], ["Not sure"], ["Heart or blood pressure"], ["Skip"],
    ]  # fmt: skip


def test_only_a_hold_has_a_timer() -> None:
    def titles(seconds: int) -> list[str]:
        made = keyboard(Turn((), (("Next", "/a"),), "bridge", seconds), "abc")
        assert made
        return [one.text for row in made.inline_keyboard for one in row]

    assert titles(20) == ["Next", "Timer 20 s"]
    assert titles(0) == titles(2) == titles(300) == ["Next"]


def test_the_wording_is_within_the_limits_of_telegram() -> None:
    assert len(json.dumps([one.dict() for one in wording().commands])) < 4096
    assert {"start", "help", "exercise", "massage", "routine", "emergency", "mydata", "forget",
            "stop"} == {one.command for one in wording().commands}  # fmt: skip


# ---- order --------------------------------------------------------------------------


def numbered(number: int, chat: int = 5) -> Incoming:
    return Incoming(number, chat, Kind.TEXT, "hello")


async def test_the_same_update_is_worked_on_once() -> None:
    worked: list[int] = []

    async def work(incoming: Incoming) -> None:
        worked.append(incoming.update)

    inbox = Inbox(work)
    inbox.accept(numbered(1))
    assert inbox.accept(numbered(1)) is None
    await inbox.finish(5)
    assert worked == [1]


async def test_a_chat_is_answered_in_order_and_chats_side_by_side() -> None:
    worked: list[int] = []
    gate = asyncio.Event()

    async def work(incoming: Incoming) -> None:
        if incoming.update == 1:
            await gate.wait()
        worked.append(incoming.update)

    inbox = Inbox(work)
    tasks = [inbox.accept(numbered(1)), inbox.accept(numbered(2)), inbox.accept(numbered(3, 6))]
    assert tasks[2]
    await tasks[2]
    assert worked == [3]
    gate.set()
    await inbox.finish(5)
    assert worked == [3, 1, 2]


async def test_a_poison_update_stops_nothing() -> None:
    worked: list[int] = []

    async def work(incoming: Incoming) -> None:
        if incoming.update == 1:
            raise ValueError("private text")
        worked.append(incoming.update)

    inbox = Inbox(work)
    inbox.accept(numbered(1))
    inbox.accept(numbered(2))
    await inbox.finish(5)
    assert worked == [2]


# ---- delivery -----------------------------------------------------------------------


class Api:
    """Stands for one method of the Bot API: it fails as told, and then answers."""

    def __init__(self, *failures: Exception) -> None:
        self.failures = list(failures)
        self.times: list[float] = []

    async def __call__(self) -> str:
        self.times.append(asyncio.get_running_loop().time())
        if self.failures:
            raise self.failures.pop(0)
        return "sent"


async def test_a_chat_gets_one_message_a_second() -> None:
    courier, api = Courier(), Api()
    await asyncio.gather(courier.send(1, api), courier.send(1, api))
    assert api.times[1] - api.times[0] >= 0.99


async def test_changes_of_a_message_follow_at_once() -> None:
    courier, api = Courier(), Api()
    await courier.send(1, api)
    await courier.send(1, api, paced=False)
    assert api.times[1] - api.times[0] < 0.5


async def test_all_chats_together_get_thirty_a_second() -> None:
    courier, api = Courier(), Api()
    await asyncio.gather(*(courier.send(chat, api) for chat in range(46)))
    assert api.times[-1] - api.times[0] >= 1.4


async def test_an_emergency_goes_first() -> None:
    courier, order = Courier(), list[str]()

    def call(name: str) -> Any:
        async def send() -> None:
            order.append(name)

        return send

    await asyncio.gather(
        *(courier.send(chat, call("ordinary")) for chat in range(10)),
        courier.send(99, call("emergency"), urgent=True),
    )
    assert order.index("emergency") <= 1


async def test_a_busy_telegram_is_given_the_time_that_it_wants() -> None:
    courier, api = Courier(), Api(RetryAfter(2))
    assert await courier.send(1, api) == "sent"
    assert api.times[1] - api.times[0] >= 1.99


async def test_a_change_of_a_message_waits_too_when_telegram_is_busy() -> None:
    api = Api(RetryAfter(1))
    assert await Courier().send(1, api, paced=False) == "sent"
    assert api.times[1] - api.times[0] >= 0.99


async def test_a_lost_connection_is_tried_again(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courier_module, "TRY_AGAIN_AFTER", (0.01, 0.01))
    courier, api = Courier(), Api(NetworkError("x"))
    assert await courier.send(1, api) == "sent"


async def test_a_telegram_that_stays_away_is_given_up(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(courier_module, "TRY_AGAIN_AFTER", (0.01,))
    assert await Courier().send(1, Api(*[NetworkError("x")] * 9), paced=False) is None


async def test_who_has_blocked_the_bot_gets_nothing_more_until_they_write() -> None:
    courier, api = Courier(), Api(Forbidden("blocked"))
    assert await courier.send(1, api) is None
    assert await courier.send(1, api) is None
    assert len(api.times) == 1
    courier.unblock(1)
    assert await courier.send(1, api) == "sent"


async def test_an_edit_that_changes_nothing_is_no_fault() -> None:
    assert await Courier().send(1, Api(BadRequest("Message is not modified"))) is None


async def test_a_call_that_telegram_refuses_is_told() -> None:
    with pytest.raises(BadRequest):
        await Courier().send(1, Api(BadRequest("Message is too long")))
