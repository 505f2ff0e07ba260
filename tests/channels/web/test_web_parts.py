"""The parts of the website channel, one by one."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from sqlalchemy.exc import SQLAlchemyError

from backwise.knowledge.database import open_database
from backwise.knowledge.schema import upgrade
from channels.web.incoming import Said, number_in, read_said
from channels.web.limits import Limit, Meter
from channels.web.messages import from_bot, from_person, phones
from channels.web.outbox import Outbox
from channels.web.sessions import Session, Sessions
from channels.web.settings import Settings, read_settings

HERE = "a" * 64

# ---- who somebody is -------------------------------------------------------------------


def test_a_session_is_known_by_its_secret_alone() -> None:
    sessions = Sessions(b"key", 30)
    made = sessions.make()
    assert sessions.find(made.id, made.secret) == made
    assert Sessions(b"key", 30).find(made.id, made.secret) == made
    assert Sessions(b"other key", 30).find(made.id, made.secret) is None
    assert sessions.find(made.id, sessions.make().secret) is None


@pytest.mark.parametrize("identifier", ["", "x" * 40, None, 7, "A" * 40, "0" * 39, "0" * 41])
def test_what_is_no_id_is_no_session(identifier: object) -> None:
    sessions = Sessions(b"key", 30)
    secret = sessions._secret(str(identifier))
    assert sessions.find(identifier, secret) is None


def test_a_session_ends_after_its_days() -> None:
    sessions = Sessions(b"key", 30)
    old = f"{'0' * 32}{int(time.time()) - 31 * 24 * 3600:08x}"
    assert sessions.find(old, sessions._secret(old)) is None


def test_no_two_sessions_are_alike_and_none_is_stored_by_its_id() -> None:
    sessions = Sessions(b"key", 30)
    made = [sessions.make() for _ in range(100)]
    assert len({session.id for session in made}) == 100
    assert all(session.id not in sessions.stored_as(session) for session in made)
    assert len(sessions.stored_as(Session("x", "y"))) == 64


# ---- how much they may send ---------------------------------------------------------------


def test_a_meter_allows_a_burst_and_then_a_pace() -> None:
    now = [0.0]
    meter = Meter(Limit(per_minute=60, at_once=3), lambda: now[0])
    assert [meter.wait("a") for _ in range(3)] == [0, 0, 0]
    assert meter.wait("a") == pytest.approx(1)
    assert meter.wait("b") == 0
    now[0] = 1.0
    assert meter.wait("a") == 0
    assert meter.wait("a") == pytest.approx(1)


def test_a_meter_forgets_who_has_rested(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("channels.web.limits.MOST_REMEMBERED", 10)
    now = [0.0]
    meter = Meter(Limit(per_minute=60, at_once=3), lambda: now[0])
    for number in range(10):
        meter.wait(str(number))
    now[0] = 100.0
    meter.wait("one more")
    assert len(meter._left) == 1


# ---- what an owner may choose ---------------------------------------------------------------


def test_settings_come_from_the_environment_before_the_file() -> None:
    given = {"sites": ["https://a.example"], "session_days": 3, "visitor_limit": "5/2"}
    assert read_settings(given, {}).sites == {"https://a.example"}
    chosen = read_settings(given, {"BACKWISE_SITES": "https://b.example https://c.example:8443"})
    assert chosen.sites == {"https://b.example", "https://c.example:8443"}
    assert chosen.session_days == 3 and chosen.visitor_limit == Limit(5, 2)
    assert read_settings(None, {}) == Settings()


@pytest.mark.parametrize(
    "origin", ["https://a.example; script-src *", "*", "javascript:x", "'self'", "null"]
)
def test_only_an_address_can_be_a_site(origin: str) -> None:
    assert read_settings({"sites": [origin]}, {}).sites == frozenset()


@pytest.mark.parametrize(
    ("name", "value"),
    [("visitor_limit", "many"), ("address_limit", "0/5"), ("session_days", "long")],
)
def test_a_setting_that_cannot_be_read_is_named(name: str, value: str) -> None:
    with pytest.raises(ValueError, match=name):
        read_settings({name: value}, {})


# ---- what came -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "said"),
    [
        ({"message": "hi", "id": "m-1"}, Said("hi", "m-1", None)),
        ({"message": "hi", "id": "no good!"}, Said("hi", None, None)),
        ({"message": "hi", "id": 7, "title": 8}, Said("hi", None, None)),
        ({"message": "h\x00i\u202e", "title": ""}, Said("hi", None, "")),
        ({"message": 7}, None),
        ("hi", None),
        (None, None),
    ],
)
def test_a_message_is_read_and_nothing_believed(data: object, said: Said | None) -> None:
    assert read_said(data) == said


@pytest.mark.parametrize("value", [-1, 2**31, True, "1", None, 1.5, [1]])
def test_what_is_no_number_is_none(value: object) -> None:
    assert number_in({"after": value}, "after") is None
    assert number_in(None, "after") is None


# ---- what is shown ------------------------------------------------------------------------


def test_an_alarm_names_the_numbers_that_can_be_called() -> None:
    body = from_bot({"text": "Call 999, or Samaritans 116 123.", "utter_action": "utter_crisis"})
    assert body["kind"] == "alarm" and body["phones"] == ["116 123", "999"]
    body = from_bot({"text": "Or Healthdirect (1800 022 222).", "utter_action": "utter_urgent"})
    assert body["phones"] == ["1800 022 222"]
    body = from_bot({"text": "There it is 102.", "utter_action": "utter_emergency_country"})
    assert body["phones"] == ["102"]
    assert "phones" not in from_bot({"text": "Call 999.", "utter_action": "utter_greet"})


def test_the_numbers_are_those_of_the_content() -> None:
    assert {"112", "911", "999", "000", "116 123"} <= set(phones())
    assert all(re.fullmatch(r"\d[\d ]+\d", number) for number in phones())


def test_buttons_and_pictures_are_as_other_clients_know_them() -> None:
    body = from_bot(
        {
            "text": "x",
            "buttons": [
                {"title": "Next", "payload": '/lead_session{"session_command":"next"}'},
                {"title": "How", "payload": '/request_exercise{"exercise":"bridge"}'},
            ],
            "image": "/pictures/bridge.svg",
        }
    )
    assert [reply["stays"] for reply in body["quick_replies"]] == [False, True]
    assert all(reply["content_type"] == "text" for reply in body["quick_replies"])
    assert body["attachment"] == {"type": "image", "payload": {"src": "/pictures/bridge.svg"}}


def test_an_exercise_is_a_card_and_a_routine_a_checklist() -> None:
    exercise = {"name": "Bridge", "instructions": ["Lie down."], "dose": "5 times", "number": 2}
    assert from_bot({"text": "x", **exercise})["card"] == exercise
    routine = {"name": "Gentle", "checklist": [{"name": "Bridge", "dose": "5 times"}]}
    assert from_bot({"text": "x", **routine})["checklist"] == routine


def test_of_a_button_what_stands_on_it_is_shown() -> None:
    assert from_person("/affirm", "Yes") == {"from": "person", "text": "Yes", "said": "/affirm"}
    assert from_person("hello", None)["text"] == "hello"


# ---- without a database -------------------------------------------------------------------------


async def test_without_a_database_nothing_is_lost_and_later_it_is_written(tmp_path: Path) -> None:
    path = tmp_path / "outbox.db"
    url = f"sqlite:///{path}"
    upgrade(url)
    outbox = Outbox(open_database(url), 60)
    first = await outbox.add(HERE, {"text": "one"}, "m1")
    away = tmp_path / "away.db"
    outbox._engine.dispose()
    path.rename(away)
    path.mkdir()
    answers, _ = await outbox.answer(HERE, first.message, [{"text": "two"}])
    second = await outbox.add(HERE, {"text": "three"}, "m2")
    assert [first.message.number, answers[0].number, second.message.number] == [1, 2, 3]
    with pytest.raises(SQLAlchemyError):
        await outbox.erase(HERE)
    path.rmdir()
    away.rename(path)
    claimed = await outbox.claim(HERE)
    assert claimed and claimed.sent_id == "m2"
    whole = await Outbox(open_database(url), 60).after(HERE, 0, 10)
    assert [one.body["text"] for one in whole] == ["one", "two", "three"]
    assert [one.number for one in whole] == [1, 2, 3]
