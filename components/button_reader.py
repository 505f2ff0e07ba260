"""Reads the title of a button that somebody types, or says, as the press of that button."""

from __future__ import annotations

import json
import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from backwise.settings import CHOOSING
from backwise.yaml_lines import read_plain_yaml
from components.data_component import DataComponent
from components.message_guard import FULL_TEXT

MOST_WORDS = 5
_BESIDE_WORDS = re.compile(r"[^\w]+")
_PAYLOAD = re.compile(r"/(?P<intent>\w+)(?P<entities>\{.+\})$")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class ButtonReader(DataComponent):
    """Puts the payload of a button in the place of its title.

    Not every channel has buttons, and who listens to a page instead of looking at it says what
    they hear. Who was asked which of several things they meant also says "the second", "both",
    or a word of a title: the red-flag check still reads that. Rasa reads the payload at the end of
    its pipeline, as that of a press.
    """

    @staticmethod
    def gather() -> dict[str, Any]:
        """How people choose; see ``data/language/choosing.yml``."""
        words: dict[str, Any] = read_plain_yaml(CHOOSING)
        return words

    def use(self, data: dict[str, Any]) -> None:
        """Knows how people choose."""
        self._choice = Choice(data)

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training examples are no presses."""
        return training_data

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Changes the text of each message that is the title of a button on the screen."""
        for message in messages:
            text = message.get(TEXT) or ""
            if pressed := payload_of(text, tracker):
                message.set(TEXT, pressed)
            elif chosen := self._choice.payload_of(text, tracker):
                message.set(FULL_TEXT, text)
                message.set(TEXT, chosen)
        return messages


def payload_of(text: str, tracker: DialogueStateTracker) -> str | None:
    """The payload of the button that ``text`` names; None if it names none.

    Args:
        text: what somebody has just written.
        tracker: the conversation up to and without ``text``.
    """
    said = _plain(text)
    titles = [(_plain(button["title"]), button["payload"]) for button in _buttons(tracker)]
    return next((payload for title, payload in titles if said and title == said), None)


class Choice:
    """Tells which of several buttons somebody means who was asked what they meant.

    Args:
        words: the responses that ask so, and the words for it; see
            ``data/language/choosing.yml``.
    """

    def __init__(self, words: dict[str, Any]) -> None:
        self._asked_by = frozenset(words["asked_by"])
        self._places = [frozenset(said) for said in words["places"]]
        self._all = frozenset(words["all"])
        self._beside = frozenset(words["beside"])

    def payload_of(self, text: str, tracker: DialogueStateTracker) -> str | None:
        """The payload of the button that ``text`` chooses; None if it chooses none.

        Args:
            text: what somebody has just written.
            tracker: the conversation up to and without ``text``.
        """
        buttons = _buttons(tracker, self._asked_by)
        words = _plain(text).split()
        if not buttons or len(words) > MOST_WORDS:
            return None
        said = set(words)
        for place, names in enumerate(self._places[: len(buttons)]):
            if said & names and said <= names | self._beside:
                return str(buttons[place]["payload"])
        if said & self._all and said <= self._all | self._beside:
            return together([str(button["payload"]) for button in buttons])
        return self._by_title(said - self._beside, buttons)

    @staticmethod
    def _by_title(said: set[str], buttons: list[dict[str, Any]]) -> str | None:
        """The payload of the one button whose title has all of these words."""
        titles = ((set(_plain(button["title"]).split()), button["payload"]) for button in buttons)
        named = [str(payload) for title, payload in titles if said and said <= title]
        return named[0] if len(named) == 1 else None


def together(payloads: list[str]) -> str | None:
    """One payload that names what several of ``payloads`` name; None if they are not alike."""
    read = [found for payload in payloads if (found := _PAYLOAD.match(payload))]
    named = [json.loads(one["entities"]) for one in read]
    kinds = {kind for entities in named for kind in entities}
    if len(read) < 2 or len(kinds) != 1:
        return None
    kind = kinds.pop()
    entities = json.dumps({kind: [one[kind] for one in named]})
    return f"/{read[0]['intent']}{entities}"


def _buttons(
    tracker: DialogueStateTracker, asked_by: frozenset[str] | None = None
) -> list[dict[str, Any]]:
    """The buttons on the screen, of these responses alone if any are given."""
    buttons: list[dict[str, Any]] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, BotUttered):
            is_meant = asked_by is None or (event.metadata or {}).get("utter_action") in asked_by
            buttons += ((event.data or {}).get("buttons") or []) if is_meant else []
    return buttons


def _plain(title: str) -> str:
    return _BESIDE_WORDS.sub(" ", title.casefold()).strip()
