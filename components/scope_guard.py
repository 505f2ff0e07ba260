"""Asks back where a message may well be about something else."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as FALLBACK
from rasa.shared.nlu.constants import ENTITIES, INTENT, INTENT_RANKING_KEY
from rasa.shared.nlu.training_data.message import Message

from components.untrained_component import UntrainedComponent


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=False)
class ScopeGuard(UntrainedComponent):
    """Takes a guess back if the message may be out of scope, however likely the guess is.

    A guess among several is judged by its own probability in Rasa's ``FallbackClassifier``:
    a message that asks for exercises or for self-care, no matter which, is turned away, and
    one that is about a bus, but if about a back then surely about its pain, is not. What
    tells whether a message is about a back at all is the probability of the intent for
    everything else.
    """

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """The options.

        ``intents``: the guesses that can be taken back. ``elsewhere``: the intent of what is
        out of scope. ``threshold``: its probability from which a guess is taken back.
        ``unless_named``: the entities of which any one shows what a message is about.
        """
        return {
            "intents": [],
            "elsewhere": "out_of_scope",
            "threshold": 1.0,
            "unless_named": [],
        }

    def process(self, messages: list[Message]) -> list[Message]:
        """Takes back the intent of each message that may be about something else."""
        for message in messages:
            name = (message.get(INTENT) or {}).get("name")
            elsewhere = self._elsewhere(message)
            if (
                name in self._config["intents"]
                and elsewhere >= self._config["threshold"]
                and not self._names_what_it_is_about(message)
            ):
                doubt = {"name": FALLBACK, "confidence": elsewhere}
                ranking = [doubt, *message.get(INTENT_RANKING_KEY)]
                message.set(INTENT, doubt, add_to_output=True)
                message.set(INTENT_RANKING_KEY, ranking, add_to_output=True)
        return messages

    def _elsewhere(self, message: Message) -> float:
        """The probability that a message is out of scope."""
        ranking = message.get(INTENT_RANKING_KEY) or []
        own = (one["confidence"] for one in ranking if one["name"] == self._config["elsewhere"])
        return float(next(own, 0.0))

    def _names_what_it_is_about(self, message: Message) -> bool:
        """Whether a message names a part of the back, or something that is done for it."""
        named = {entity["entity"] for entity in message.get(ENTITIES) or []}
        return bool(named.intersection(self._config["unless_named"]))
