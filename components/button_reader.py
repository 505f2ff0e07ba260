"""Reads the title of a button that somebody types, or says, as the press of that button."""

from __future__ import annotations

import re

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.untrained_component import UntrainedComponent

_BESIDE_WORDS = re.compile(r"[^\w]+")


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class ButtonReader(UntrainedComponent):
    """Puts the payload of a button in the place of its title.

    Not every channel has buttons, and who listens to a page instead of looking at it says what
    they hear. Rasa reads the payload at the end of its pipeline, as that of a press.
    """

    def process(self, messages: list[Message], tracker: DialogueStateTracker) -> list[Message]:
        """Changes the text of each message that is the title of a button on the screen."""
        for message in messages:
            payload = payload_of(message.get(TEXT) or "", tracker)
            if payload:
                message.set(TEXT, payload)
        return messages


def payload_of(text: str, tracker: DialogueStateTracker) -> str | None:
    """The payload of the button that ``text`` names; None if it names none.

    Args:
        text: what somebody has just written.
        tracker: the conversation up to and without ``text``.
    """
    said = _plain(text)
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            return None
        if isinstance(event, BotUttered):
            for button in (event.data or {}).get("buttons") or []:
                if said and _plain(button.get("title") or "") == said:
                    payload: str | None = button.get("payload")
                    return payload
    return None


def _plain(title: str) -> str:
    return _BESIDE_WORDS.sub(" ", title.casefold()).strip()
