"""The parts that plug into Rasa, each alone."""

from __future__ import annotations

import asyncio
import logging
import threading
import time
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, SessionStarted, SlotSet, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message

from backwise.settings import CLAUSES, PROJECT_ROOT
from backwise.yaml_lines import read_plain_yaml
from components.action_server_probe import ActionServerProbe
from components.conversation import triages_of, turn_of
from components.message_guard import GUARDED_INTENT, MessageGuard, full_text
from components.private_logging import log_privately
from components.sentence_encoder import joints, sentences_of
from components.slots import GrowingListSlot, PlacesSlot
from components.spacy_tokenizer import SpacyTokenizer
from components.stored_data import made_once
from components.tracker_store import ConversationStore

LATELY = time.time() - 60


class TestMessageGuard:
    guard = MessageGuard.create({"max_characters": 20}, *[None] * 3)
    guard.use(guard.gather())

    @pytest.mark.parametrize("text", ["", " ", "\n", "🍕", "?!", "..."])
    def test_a_message_without_words(self, text: str) -> None:
        [message] = self.guard.process([Message({TEXT: text})])
        assert message.get(GUARDED_INTENT) == "empty_message"

    @pytest.mark.parametrize(
        ("text", "read"),
        [
            ("👍", "ok"),
            ("👍🏽", "ok"),
            ("❤️❤️", "thanks"),
            ("👎 😢", "that was no good, this gets me down"),
        ],
    )
    def test_a_message_of_pictures_is_read_as_words(self, text: str, read: str) -> None:
        [message] = self.guard.process([Message({TEXT: text})])
        assert message.get(TEXT) == read
        assert message.get(GUARDED_INTENT) is None

    def test_a_picture_beside_words_changes_nothing(self) -> None:
        [message] = self.guard.process([Message({TEXT: "no 👍"})])
        assert message.get(TEXT) == "no 👍"

    def test_a_long_message_is_cut_but_kept_for_triage(self) -> None:
        [message] = self.guard.process([Message({TEXT: "word " * 10})])
        assert message.get(GUARDED_INTENT) == "message_too_long"
        assert len(message.get(TEXT)) == 20
        assert full_text(message) == "word " * 10

    def test_an_ordinary_message_passes(self) -> None:
        [message] = self.guard.process([Message({TEXT: "my back hurts"})])
        assert message.get(GUARDED_INTENT) is None


def test_tokens_stand_where_the_text_has_them() -> None:
    tokenizer = SpacyTokenizer.create(SpacyTokenizer.get_default_config(), *[None] * 3)
    text = "I can’t move"
    tokens = tokenizer.tokenize(Message({TEXT: text}), TEXT)
    assert [token.text for token in tokens] == ["i", "cant", "move"]
    assert [text[token.start : token.end] for token in tokens] == ["I", "can’t", "move"]


class TestPlacesSlot:
    def test_it_holds_several_places_as_people_write_them(self) -> None:
        slot = PlacesSlot("location", [{}])
        slot.value = ["neck", "lower back", "neck"]
        assert slot.value == "neck and lower back"

    def test_it_holds_one_place_as_it_is(self) -> None:
        slot = PlacesSlot("location", [{}])
        slot.value = "lower back"
        assert slot.value == "lower back"

    def test_it_can_be_emptied(self) -> None:
        slot = PlacesSlot("location", [{}])
        slot.value = "lower back"
        slot.value = None
        assert slot.value is None


class TestGrowingListSlot:
    def test_it_grows_and_forgets_only_when_reset(self) -> None:
        slot = GrowingListSlot("conditions", [{}])
        slot.value = ["osteoporosis"]
        slot.value = ["pregnancy", "osteoporosis"]
        assert slot.value == ["osteoporosis", "pregnancy"]
        slot.reset()
        assert slot.value is None


class TestConversation:
    @staticmethod
    def tracker(*events: Any) -> DialogueStateTracker:
        return DialogueStateTracker.from_events("somebody", list(events))

    def test_a_turn_knows_its_actions_and_receipt(self) -> None:
        turn = turn_of(
            self.tracker(
                UserUttered("hi"),
                ActionExecuted("action_answer_question"),
                SlotSet("receipt", "action_answer_question"),
            )
        )
        assert turn.actions == ("action_answer_question",)
        assert turn.receipt
        assert turn.first

    def test_a_receipt_of_an_earlier_action_does_not_count(self) -> None:
        turn = turn_of(
            self.tracker(
                UserUttered("hi"),
                ActionExecuted("action_summarise_pain"),
                SlotSet("receipt", "action_summarise_pain"),
                ActionExecuted("action_answer_question"),
            )
        )
        assert not turn.receipt

    def test_a_correction_is_another_value_than_before(self) -> None:
        turn = turn_of(
            self.tracker(SlotSet("side", "left"), UserUttered("right"), SlotSet("side", "right"))
        )
        assert turn.corrected == {"side"}

    def test_a_typed_payload_is_triaged_by_its_text(self) -> None:
        tracker = self.tracker(UserUttered("/greet my groin is numb", parse_data={}))
        assert triages_of(tracker, lambda text: {"text": text}) == [
            {"text": "/greet my groin is numb"}
        ]

    def test_a_reset_forgets_earlier_flags_and_not_later_ones(self) -> None:
        tracker = self.tracker(
            UserUttered("one", parse_data={"triage": {"tier": "emergency"}}),
            ActionExecuted("action_reset_safety_check"),
            UserUttered("two", parse_data={"triage": {"tier": "urgent"}}),
        )
        assert triages_of(tracker, lambda _: {}) == [{"tier": "urgent"}]

    def test_an_old_session_does_not_count(self) -> None:
        tracker = self.tracker(
            UserUttered("one", parse_data={"triage": {"tier": "emergency"}}), SessionStarted()
        )
        assert triages_of(tracker, lambda _: {}) == []


class TestActionServerProbe:
    def test_nobody_there(self) -> None:
        assert ActionServerProbe("http://127.0.0.1:9/webhook").ready() is False

    @pytest.mark.parametrize(("status", "ready"), [(200, True), (500, False), (404, False)])
    def test_the_status_decides(self, status: int, ready: bool) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_POST(self) -> None:
                self.rfile.read(int(self.headers["Content-Length"]))
                self.send_response(status)
                self.send_header("Content-Length", "0")
                self.end_headers()

            def log_message(self, *_: object) -> None:
                return None

        server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        probe = ActionServerProbe(f"http://127.0.0.1:{server.server_port}/webhook")
        assert probe.ready() is ready
        server.shutdown()
        server.server_close()


class TestConversationStore:
    @pytest.fixture
    def store(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ConversationStore:
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'conversations.db'}")
        return ConversationStore(Domain.load(str(PROJECT_ROOT / "domain.yml")))

    @staticmethod
    def tracker(*texts: str, begin: float | None = None) -> DialogueStateTracker:
        began = LATELY if begin is None else begin
        events = [SessionStarted(timestamp=began)]
        events += [UserUttered(text, timestamp=began + n) for n, text in enumerate(texts, 1)]
        return DialogueStateTracker.from_events("somebody", events)

    async def test_what_was_saved_is_read_back(self, store: ConversationStore) -> None:
        await store.save(self.tracker("one"))
        await store.save(self.tracker("one", "two"))
        tracker = await store.retrieve("somebody")
        assert tracker
        assert [e.text for e in tracker.events if isinstance(e, UserUttered)] == ["one", "two"]

    async def test_only_the_latest_session_is_read(self, store: ConversationStore) -> None:
        await store.save(self.tracker("one"))
        tracker = await store.retrieve("somebody")
        assert tracker
        tracker.update(SessionStarted(timestamp=LATELY + 10))
        tracker.update(UserUttered("two", timestamp=LATELY + 11))
        await store.save(tracker)
        latest = await store.retrieve("somebody")
        whole = await store.retrieve_full_tracker("somebody")
        assert latest
        assert whole
        assert [e.text for e in latest.events if isinstance(e, UserUttered)] == ["two"]
        assert len([e for e in whole.events if isinstance(e, UserUttered)]) == 2

    async def test_ids_are_hashed(self, store: ConversationStore) -> None:
        await store.save(self.tracker("one"))
        assert list(await store.keys()) == [store.hashed("somebody")]

    async def test_what_a_database_missed_is_written_when_it_is_back(
        self, store: ConversationStore, tmp_path: Path
    ) -> None:
        await store.save(self.tracker("one"))
        database = tmp_path / "conversations.db"
        away = database.rename(tmp_path / "away.db")
        store._engine.dispose()
        for suffix in ("-wal", "-shm"):
            database.with_name(database.name + suffix).unlink(missing_ok=True)
        database.mkdir()
        await store.save(self.tracker("one", "two"))
        tracker = await store.retrieve("somebody")
        assert tracker
        assert [e.text for e in tracker.events if isinstance(e, UserUttered)] == ["one", "two"]
        database.rmdir()
        away.rename(database)
        await store.save(self.tracker("one", "two", "three"))
        tracker = await store.retrieve("somebody")
        assert tracker
        said = [e.text for e in tracker.events if isinstance(e, UserUttered)]
        assert said == ["one", "two", "three"]

    async def test_old_conversations_are_forgotten(
        self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'old.db'}")
        domain = Domain.load(str(PROJECT_ROOT / "domain.yml"))
        store = ConversationStore(domain, retention_days=90)
        await store.save(self.tracker("from 1970", begin=1))
        assert await store.retrieve("somebody") is None

    async def test_the_event_loop_is_not_blocked(
        self, store: ConversationStore, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        loop = asyncio.get_running_loop()
        inside = asyncio.Event()
        leave = threading.Event()

        def slow(*_: Any) -> list[dict[str, Any]]:
            loop.call_soon_threadsafe(inside.set)
            leave.wait(10)
            return []

        monkeypatch.setattr(store, "_read", slow)
        reading = asyncio.create_task(store.retrieve("somebody"))
        await inside.wait()
        assert not reading.done()
        leave.set()
        assert await reading is None


def test_logs_name_an_exception_and_its_place_but_not_its_text(
    caplog: pytest.LogCaptureFixture,
) -> None:
    log_privately()
    try:
        raise ValueError("my secret")
    except ValueError:
        logging.getLogger("rasa.core.processor").exception("It went wrong.")
    assert "ValueError at test_components.py" in caplog.text
    assert "my secret" not in caplog.text


def test_an_intent_guess_never_overrules_the_guard() -> None:
    message = Message({TEXT: "", GUARDED_INTENT: "empty_message"})
    from components.intent_classifier import IntentClassifier

    classifier = IntentClassifier(IntentClassifier.get_default_config(), None, None)
    classifier.process([message])
    assert message.get(INTENT)["name"] == "empty_message"


def test_two_components_that_need_the_same_share_it() -> None:
    made: list[object] = []
    make = made_once(lambda data: made.append(data) or object())
    assert make({"a": 1, "b": 2}) is make({"b": 2, "a": 1})
    assert make({"a": 2}) is not make({"a": 1})
    assert len(made) == 3


class TestSentencesOf:
    """What the red-flag check reads one by one."""

    joint = joints(read_plain_yaml(CLAUSES))

    def test_a_sentence_without_end_is_read_in_pieces(self) -> None:
        text = (
            "my back went on friday when I moved the bed and since then it is in both my legs "
            "and when I wash down below it feels like somebody else so can I still go to yoga today"
        )
        assert sentences_of(text, self.joint) == [
            "my back went on friday when i moved the bed",
            "and since then it is in both my legs",
            "and when i wash down below it feels like somebody else",
            "so can i still go to yoga today",
        ]

    def test_a_short_message_of_one_sentence_is_whole(self) -> None:
        assert sentences_of("my back hurts and I cannot sleep", self.joint) == []

    def test_no_word_is_lost(self) -> None:
        text = " and ".join(f"this is the part number {number} of it" for number in range(50))
        assert " ".join(sentences_of(text, self.joint)).split() == text.split()
