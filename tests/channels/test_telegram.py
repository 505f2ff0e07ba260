"""Conversations on Telegram: the real assistant behind the channel, over real HTTP."""

from __future__ import annotations

import json
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator
from itertools import count
from pathlib import Path
from typing import Any

import pytest

from channels.telegram.wording import wording
from tests.channels.telegram_stand_in import GROUP, TOKEN, StandIn, shown, titles
from tests.product_under_test import ActionServer, Product, wait_until

pytestmark = pytest.mark.servers

EMERGENCY = "Please get emergency help now"
chats = count(100)


@pytest.fixture
def chat() -> int:
    """Somebody whom the bot has never met."""
    return next(chats)


class Bot:
    """The assistant, and the stand-in of Telegram that it talks to."""

    def __init__(self, product: Product, telegram: StandIn) -> None:
        self.product = product
        self.telegram = telegram

    def ask(self, chat: int, text: str, **more: Any) -> dict[str, Any]:
        """What the bot answers to a text."""
        before = len(self.telegram.messages[chat])
        self.telegram.say(chat, text, **more)
        return self.telegram.answer(chat, before)

    def press(self, chat: int, title: str) -> dict[str, Any]:
        """What the bot answers to a button, as a new message."""
        before = len(self.telegram.messages[chat])
        self.telegram.press(chat, title)
        return self.telegram.answer(chat, before)

    def press_on_card(self, chat: int, title: str) -> dict[str, Any]:
        """The card after a button on it."""
        card = self.telegram.messages[chat][-1]
        before = shown(card)
        self.telegram.press(chat, title, card)
        self.telegram.wait(lambda: shown(card) != before)
        return card

    def clear(self, chat: int) -> dict[str, Any]:
        """Answer the safety questions of somebody who is well; what comes after."""
        for _ in range(8):
            self.press(chat, "No")
        self.press(chat, "None of these")
        return self.press(chat, "16 to 64")

    def begin_routine(self, chat: int) -> dict[str, Any]:
        """The first card of a routine."""
        self.ask(chat, "/exercise")
        self.clear(chat)
        self.telegram.wait(lambda: "Start" in str(self.telegram.messages[chat][-1]))
        return self.press(chat, "Start")

    def quiet(self, chat: int) -> None:
        """Wait until the bot has answered all that came before."""
        marker = next(chats)
        self.ask(marker, "/emergency")


def start(
    telegram: StandIn, model: Path, database_url: str, folder: Path, **environment: str
) -> Product:
    environment = {"TELEGRAM_TOKEN": TOKEN, "TELEGRAM_API_URL": telegram.url, **environment}
    action_url = environment.pop("ACTIONS", "http://127.0.0.1:1/webhook")
    return Product(model, database_url, action_url, folder, **environment)


@pytest.fixture(scope="module", params=["polling", "webhook"])
def bot(
    request: pytest.FixtureRequest, model: Path, database_url: str,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Bot]:  # fmt: skip
    """The assistant on Telegram in either mode."""
    folder = tmp_path_factory.mktemp("telegram")
    with StandIn() as telegram, ActionServer(database_url, folder) as actions:
        product = start(telegram, model, database_url, folder, ACTIONS=actions.url)
        if request.param == "webhook":
            product.environment["TELEGRAM_WEBHOOK_URL"] = product.address
        with product:
            if request.param == "webhook":
                telegram.wait(lambda: telegram.webhook)
            yield Bot(product, telegram)


# ---- conversations --------------------------------------------------------------------


def test_start_greets_with_buttons_that_fit(bot: Bot, chat: int) -> None:
    message = bot.ask(chat, "/start")
    assert "Hello, I am Backwise" in shown(message)
    rows = message["reply_markup"]["inline_keyboard"]
    assert all(1 <= len(row) <= 2 for row in rows)


def test_an_emergency_is_unmistakable(bot: Bot, chat: int) -> None:
    message = bot.ask(chat, "i can't feel my groin since this morning")
    assert shown(message).startswith(EMERGENCY)
    assert message["raw"].startswith("<b>")


def test_the_number_is_that_of_the_country_of_the_app(bot: Bot, chat: int) -> None:
    message = bot.ask(chat, "i can't feel my groin since this morning", language="en-AU")
    assert "Call 000" in shown(message)


def test_exercises_stay_closed_after_an_emergency(bot: Bot, chat: int) -> None:
    bot.ask(chat, "i wet myself and my legs are numb")
    message = bot.ask(chat, "/exercise")
    assert "animation" not in message
    assert "emergency" in shown(message).lower()


def test_the_emergency_command_needs_no_conversation(bot: Bot, chat: int) -> None:
    message = bot.ask(chat, "/emergency")
    assert "112" in shown(message) and "999" in shown(message)


@pytest.mark.parametrize(
    ("command", "expected"),
    [
        ("/help", "Tell me in your own words"),
        ("/exercise", "1 of 10"),
        ("/massage", "1 of 10"),
        ("/routine", "no routine"),
        ("/stop", "no more questions"),
        ("/forget", "Shall I delete"),
    ],
)
def test_every_command_is_answered(bot: Bot, chat: int, command: str, expected: str) -> None:
    assert expected.lower() in shown(bot.ask(chat, command)).lower()


def test_an_unknown_command_is_answered(bot: Bot, chat: int) -> None:
    assert shown(bot.ask(chat, "/heat_or_ice"))


def test_an_exercise_comes_with_its_movement(bot: Bot, chat: int) -> None:
    bot.ask(chat, "how do i do the bridge")
    message = bot.clear(chat)
    assert "animation" in message
    assert "Bridge" in shown(message)


def test_a_routine_is_led_on_one_card(bot: Bot, chat: int) -> None:
    first = bot.begin_routine(chat)
    assert "1 of" in shown(first)
    count_before = len(bot.telegram.messages[chat])
    card = bot.press_on_card(chat, "Next")
    assert "2 of" in shown(card)
    bot.press_on_card(chat, "Why")
    bot.press_on_card(chat, "Next")
    assert len(bot.telegram.messages[chat]) == count_before


def test_back_goes_back(bot: Bot, chat: int) -> None:
    bot.begin_routine(chat)
    bot.press_on_card(chat, "Next")
    assert "1 of" in shown(bot.press_on_card(chat, "Back"))


def test_a_button_that_is_pressed_twice_counts_once(bot: Bot, chat: int) -> None:
    card = bot.begin_routine(chat)
    data = card["reply_markup"]["inline_keyboard"][0][0]["callback_data"]
    for _ in range(2):
        bot.telegram._press(chat, data, dict(card))
    bot.telegram.wait(lambda: "2 of" in shown(card))
    bot.quiet(chat)
    assert "2 of" in shown(card)


def test_a_hold_can_be_timed(bot: Bot, chat: int) -> None:
    bot.ask(chat, "how do i do the bridge")
    bot.clear(chat)
    messages = bot.telegram.messages[chat]
    bot.telegram.wait(lambda: "Timer 5 s" in titles(messages[-1]))
    bot.telegram.press(chat, "Timer 5 s")
    for words in ("Hold:", "Rest:", "Timer again"):
        bot.telegram.wait(lambda words=words: any(words in one for one in titles(messages[-1])))


def test_every_press_is_answered_so_that_no_spinner_stays(bot: Bot, chat: int) -> None:
    bot.ask(chat, "/start")
    answered = bot.telegram.answered_presses()
    bot.press(chat, "My back hurts")
    bot.telegram.wait(lambda: bot.telegram.answered_presses() > answered)


def test_a_used_button_is_marked(bot: Bot, chat: int) -> None:
    greeting = bot.ask(chat, "/start")
    bot.press(chat, "My back hurts")
    bot.telegram.wait(lambda: titles(greeting) == ["✓ My back hurts"])


def test_an_old_answer_button_answers_nothing(bot: Bot, chat: int) -> None:
    question = dict(bot.ask(chat, "/exercise"))
    bot.press(chat, "No")
    second = bot.press(chat, "Yes")
    before = len(bot.telegram.messages[chat])
    bot.telegram.press(chat, "Not sure", question)
    bot.telegram.wait(
        lambda: any(
            given.get("text") == wording().over
            for given in bot.telegram.called("answerCallbackQuery")
        )
    )
    assert len(bot.telegram.messages[chat]) == before
    assert shown(second)


def test_an_old_button_that_asks_for_something_still_works(bot: Bot, chat: int) -> None:
    greeting = dict(bot.ask(chat, "/start"))
    bot.ask(chat, "should i use heat or ice")
    before = len(bot.telegram.messages[chat])
    bot.telegram.press(chat, "My back hurts", greeting)
    assert "hurt" in shown(bot.telegram.answer(chat, before))


def test_tags_in_a_message_do_no_harm(bot: Bot, chat: int) -> None:
    assert shown(bot.ask(chat, "<b>my & back</i> <script>hurts"))


def test_slashes_in_a_message_stay(bot: Bot, chat: int) -> None:
    assert shown(bot.ask(chat, "is it ok to use /bot words and and/or slashes"))


@pytest.mark.parametrize("kind", ["sticker", "voice", "location"])
def test_what_is_no_text_gets_one_kind_sentence(bot: Bot, chat: int, kind: str) -> None:
    content: dict[str, Any] = {
        "sticker": {"file_id": "a", "file_unique_id": "a", "width": 1, "height": 1,
                    "is_animated": False, "is_video": False, "type": "regular"},
        "voice": {"file_id": "a", "file_unique_id": "a", "duration": 1},
        "location": {"latitude": 1.0, "longitude": 1.0},
    }  # fmt: skip
    bot.telegram.write(chat, **{kind: content[kind]})
    assert shown(bot.telegram.answer(chat)) == wording().only_text


def test_an_edited_message_is_read_as_well(bot: Bot, chat: int) -> None:
    bot.ask(chat, "my back hurts")
    assert EMERGENCY in shown(bot.ask(chat, "i can't feel my groin", edited=True))


def test_forwarded_messages_and_replies_are_read(bot: Bot, chat: int) -> None:
    person = {"id": 1, "is_bot": False, "first_name": "Bob"}
    origin = {"type": "user", "date": 1, "sender_user": person}
    assert "Heat" in shown(bot.ask(chat, "should i use heat or ice", forward_origin=origin))
    before = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "text": "x"}
    assert EMERGENCY in shown(bot.ask(chat, "i can't feel my groin", reply_to_message=before))


def test_nobodys_health_is_discussed_in_a_group(bot: Bot) -> None:
    group = GROUP - next(chats)
    bot.telegram.say(group, "i can't feel my groin")
    bot.telegram.say(group, "/start")
    assert shown(bot.telegram.answer(group)) == wording().group
    bot.telegram.say(group, "/help")
    bot.quiet(group)
    assert len(bot.telegram.messages[group]) == 1


def test_the_same_update_is_answered_once(bot: Bot, chat: int) -> None:
    number = bot.telegram.say(chat, "hello")
    bot.telegram.answer(chat)
    person = {"id": chat, "is_bot": False, "first_name": "Ann"}
    again = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "from": person,
             "text": "hello"}  # fmt: skip
    bot.telegram.push({"message": again}, number)
    bot.quiet(chat)
    assert len(bot.telegram.messages[chat]) == 1


def test_messages_of_a_chat_are_answered_in_order(bot: Bot, chat: int) -> None:
    for text in ("hello", "should i use heat or ice", "thanks"):
        bot.telegram.say(chat, text)
    bot.telegram.wait(lambda: len(bot.telegram.messages[chat]) == 3)
    texts = [shown(message) for message in bot.telegram.messages[chat]]
    assert "Hello" in texts[0] and "Heat" in texts[1] and "welcome" in texts[2]


def test_malformed_updates_stop_nothing(bot: Bot, chat: int) -> None:
    bot.telegram.push({"message": {"message_id": 1}})
    bot.telegram.push({"something_new": {}})
    assert shown(bot.ask(chat, "hello"))


def test_an_update_out_of_order_is_answered(bot: Bot, chat: int) -> None:
    if bot.telegram.webhook is None:
        pytest.skip("getUpdates gives updates in order")
    person = {"id": chat, "is_bot": False, "first_name": "Ann"}
    late = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"}, "from": person,
            "text": "hello"}  # fmt: skip
    bot.telegram.push({"message": late}, 5)
    assert "Hello" in shown(bot.telegram.answer(chat))


def test_a_storm_of_429_loses_nothing(bot: Bot, chat: int) -> None:
    bot.telegram.busy_for = 3
    assert "Hello" in shown(bot.ask(chat, "hello"))


def test_who_blocks_the_bot_is_left_alone(bot: Bot, chat: int) -> None:
    bot.telegram.blocked.add(chat)
    bot.telegram.say(chat, "hello")
    bot.quiet(chat)
    bot.telegram.blocked.discard(chat)
    assert shown(bot.ask(chat, "hello"))


def test_a_text_longer_than_a_message_is_answered(bot: Bot, chat: int) -> None:
    assert shown(bot.ask(chat, "my back hurts " * 280))


def test_what_is_kept_can_be_downloaded(bot: Bot, chat: int) -> None:
    bot.ask(chat, "my lower back hurts since monday")
    document = bot.ask(chat, "/mydata")
    data = json.loads(document["content"])
    assert {"who": "you", "text": "my lower back hurts since monday"}.items() <= data["messages"][
        0
    ].items()
    assert data["known"]["location"] == "lower back"


def test_what_is_kept_can_be_deleted(bot: Bot, chat: int) -> None:
    bot.ask(chat, "my lower back hurts since monday")
    bot.ask(chat, "/forget")
    assert "It is deleted" in shown(bot.press(chat, "Yes, delete it"))
    data = json.loads(bot.ask(chat, "/mydata")["content"])
    assert data == {"messages": [], "known": {}}


def test_people_see_commands_and_a_description(bot: Bot) -> None:
    bot.telegram.wait(lambda: "short_description" in bot.telegram.profile)
    assert bot.telegram.profile["name"] == "Backwise"
    assert "do not diagnose" in bot.telegram.profile["description"]
    assert len(bot.telegram.profile["commands"]) == len(wording().commands)


def test_no_text_name_or_token_is_in_the_log(bot: Bot, chat: int) -> None:
    bot.ask(chat, "zebra7 hurts in my lower back")
    log = bot.product.log.read_text()
    assert "zebra7" not in log and "Ann" not in log and TOKEN not in log


# ---- the webhook ------------------------------------------------------------------------


@pytest.mark.parametrize("secret", [None, "", "wrong", "é"])
def test_a_forged_update_is_refused(bot: Bot, chat: int, secret: str | None) -> None:
    body = json.dumps({"update_id": 1, "message": {"text": "hello"}}).encode()
    headers = {"Content-Type": "application/json"}
    if secret is not None:
        headers["X-Telegram-Bot-Api-Secret-Token"] = secret.encode().decode("latin-1")
    address = f"{bot.product.address}/webhooks/telegram/webhook"
    with pytest.raises(urllib.error.HTTPError) as refused:
        urllib.request.urlopen(urllib.request.Request(address, body, headers), timeout=10)
    assert refused.value.code == 403


# ---- when things break --------------------------------------------------------------------


def test_a_wrong_token_is_said_in_one_line_and_the_website_works(
    model: Path, database_url: str, tmp_path: Path
) -> None:
    with StandIn() as telegram:
        product = start(telegram, model, database_url, tmp_path, TELEGRAM_TOKEN="1:wrong")
        with product:
            wait_until(lambda: "does not know the token" in product.log.read_text())
            assert product.conversation().say("hello")
        assert "1:wrong" not in product.log.read_text()


def test_another_program_with_the_same_token_is_told_of(
    model: Path, database_url: str, tmp_path: Path, chat: int
) -> None:
    with StandIn() as telegram:
        telegram.polled_by_another = True
        with start(telegram, model, database_url, tmp_path) as product:
            wait_until(lambda: "another program asks" in product.log.read_text())
            telegram.polled_by_another = False
            assert "Hello" in shown(Bot(product, telegram).ask(chat, "hello"))


def test_it_runs_alone(model: Path, database_url: str, tmp_path: Path, chat: int) -> None:
    with StandIn() as telegram:
        product = start(telegram, model, database_url, tmp_path)
        product.run_only("channels.telegram.channel.Telegram")
        with product:
            assert "Hello" in shown(Bot(product, telegram).ask(chat, "hello"))


def test_telegram_may_be_down_at_the_start_and_in_the_middle(
    model: Path, database_url: str, tmp_path: Path, chat: int
) -> None:
    with StandIn() as telegram:
        telegram.away = True
        with start(telegram, model, database_url, tmp_path) as product:
            bot = Bot(product, telegram)
            assert product.conversation().say("hello")
            telegram.away = False
            assert "Hello" in shown(bot.ask(chat, "hello"))
            telegram.away = True
            telegram.say(chat, "should i use heat or ice")
            wait_until(lambda: "gives no updates" in product.log.read_text())
            telegram.away = False
            telegram.wait(lambda: len(telegram.messages[chat]) == 2)


def test_an_emergency_is_answered_without_the_action_server(
    model: Path, database_url: str, tmp_path: Path, chat: int
) -> None:
    with StandIn() as telegram, start(telegram, model, database_url, tmp_path) as product:
        assert EMERGENCY in shown(Bot(product, telegram).ask(chat, "i can't feel my groin"))


def test_a_kill_in_the_middle_loses_nothing_and_says_nothing_twice(
    model: Path, database_url: str, tmp_path: Path, chat: int
) -> None:
    with StandIn() as telegram:
        product = start(telegram, model, database_url, tmp_path)
        with product:
            Bot(product, telegram).ask(chat, "hello")
            product.stop()
            telegram.say(chat, "are you a robot")
            product.start()
            telegram.wait(lambda: len(telegram.messages[chat]) == 2)
        texts = [shown(message) for message in telegram.messages[chat]]
        assert "Hello" in texts[0] and "computer program" in texts[1]


def test_an_answered_update_that_comes_again_after_a_restart_is_not_answered_again(
    model: Path, database_url: str, tmp_path: Path, chat: int
) -> None:
    with StandIn() as telegram:
        product = start(telegram, model, database_url, tmp_path)
        with product:
            bot = Bot(product, telegram)
            number = telegram.say(chat, "hello")
            telegram.answer(chat)
            product.stop()
            person = {"id": chat, "is_bot": False, "first_name": "Ann"}
            again = {"message_id": 1, "date": 1, "chat": {"id": chat, "type": "private"},
                     "from": person, "text": "hello"}  # fmt: skip
            telegram.push({"message": again}, number)
            product.start()
            bot.quiet(chat)
            assert len(telegram.messages[chat]) == 1


def test_it_can_speak_first(model: Path, database_url: str, tmp_path: Path, chat: int) -> None:
    program = (
        "import asyncio, sys\n"
        "from channels.telegram.life import Life\n"
        "async def main():\n"
        "    life = Life(sys.argv[1], sys.argv[2], None, None)\n"
        "    name = 'telegram:' + sys.argv[3]\n"
        "    await life.output().send_response(name, {'text': 'Time to walk'})\n"
        "    await life.stop()\n"
        "asyncio.run(main())\n"
    )
    with StandIn() as telegram:
        subprocess.run([sys.executable, "-c", program, TOKEN, telegram.url, str(chat)], check=True)
        assert shown(telegram.answer(chat)) == "Time to walk"
