"""First in the pipeline: messages that are no text to be understood."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from backwise.settings import EMOJI
from backwise.yaml_lines import read_plain_yaml
from components.data_component import DataComponent

GUARDED_INTENT = "guarded_intent"
FULL_TEXT = "full_text"
EMPTY = "empty_message"
TOO_LONG = "message_too_long"
# More pictures than these say no more.
MOST_EMOJI = 3


def full_text(message: Message) -> str:
    """All that somebody wrote, also when only the beginning is being understood."""
    text: str = message.get(FULL_TEXT) or message.get(TEXT) or ""
    return text


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_FEATURIZER, is_trainable=True)
class MessageGuard(DataComponent):
    """Names the intent of messages that are empty or too long to be understood.

    The text of a long message is cut before the expensive components see it; the
    red-flag check still reads all of it. A message of nothing but pictures is read as
    the words that they stand for.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Default: messages of up to 2,000 characters are understood."""
        return {"max_characters": 2000}

    @staticmethod
    def gather() -> dict[str, list[str]]:
        """For each text, the pictures that stand for it."""
        meanings: dict[str, list[str]] = read_plain_yaml(EMOJI)
        return meanings

    def use(self, data: dict[str, list[str]]) -> None:
        """Knows the text of each picture."""
        self._words = {picture: text for text, pictures in data.items() for picture in pictures}

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Training examples have words."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Marks messages that are guarded; the intent classifier obeys the mark."""
        for message in messages:
            text = message.get(TEXT) or ""
            if not any(letter.isalnum() for letter in text):
                self._read_pictures(message)
            elif len(text) > self._config["max_characters"]:
                message.set(GUARDED_INTENT, TOO_LONG)
                message.set(FULL_TEXT, text)
                message.set(TEXT, text[: self._config["max_characters"]])
        return messages

    def _read_pictures(self, message: Message) -> None:
        """Puts words in the place of pictures, or marks the message as empty."""
        said = [self._words[one] for one in message.get(TEXT) or "" if one in self._words]
        if said:
            message.set(TEXT, ", ".join(dict.fromkeys(said[:MOST_EMOJI])))
        else:
            message.set(GUARDED_INTENT, EMPTY)
