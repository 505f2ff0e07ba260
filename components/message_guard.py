"""First in the pipeline: messages that are no text to be understood."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message

from components.untrained_component import UntrainedComponent

GUARDED_INTENT = "guarded_intent"
FULL_TEXT = "full_text"
EMPTY = "empty_message"
TOO_LONG = "message_too_long"


def full_text(message: Message) -> str:
    """All that somebody wrote, also when only the beginning is being understood."""
    text: str = message.get(FULL_TEXT) or message.get(TEXT) or ""
    return text


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=False)
class MessageGuard(UntrainedComponent):
    """Names the intent of messages that are empty or too long to be understood.

    The text of a long message is cut before the expensive components see it; the
    red-flag check still reads all of it.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Default: messages of up to 2,000 characters are understood."""
        return {"max_characters": 2000}

    def process(self, messages: list[Message]) -> list[Message]:
        """Marks messages that are guarded; the intent classifier obeys the mark."""
        for message in messages:
            text = message.get(TEXT) or ""
            if not any(letter.isalnum() for letter in text):
                message.set(GUARDED_INTENT, EMPTY)
            elif len(text) > self._config["max_characters"]:
                message.set(GUARDED_INTENT, TOO_LONG)
                message.set(FULL_TEXT, text)
                message.set(TEXT, text[: self._config["max_characters"]])
        return messages
