"""Last in the pipeline: red flags in every message, whatever its intent."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.training_data.message import Message

from backwise.safety.lexicon import Lexicon
from backwise.safety.rules import RedFlags, Tier, read_red_flags
from backwise.safety.triage import Triager
from backwise.settings import CONTEXT_CUES, RED_FLAGS
from backwise.yaml_lines import read_yaml
from components.data_component import DataComponent
from components.message_guard import full_text
from components.message_joiner import PAIR, TOGETHER, TRIAGE, Pair
from components.stored_data import made_once

# More than this is no message that a person in need writes; the beginning and the
# end of it are read.
MOST_CHARACTERS = 10_000


def as_stored() -> dict[str, Any]:
    """Rules, their wordings in all forms, and cue words as they go into a model."""
    rules = read_red_flags(RED_FLAGS).dict(by_alias=True)
    return {"rules": rules, "lexicon": _spelt_out(rules), "cues": read_yaml(CONTEXT_CUES)}


@made_once
def _spelt_out(rules: dict[str, Any]) -> dict[str, Any]:
    return Lexicon.of(RedFlags(**rules)).as_data()


@made_once
def make_triager(data: dict[str, Any]) -> Triager:
    """The triager that follows the rules in ``data``."""
    lexicon = Lexicon.restored(data["lexicon"])
    return Triager(RedFlags(**data["rules"]), data["cues"], lexicon)


def triage_text(triager: Triager, text: str) -> dict[str, Any]:
    """Triage of ``text``, as it stands in the parse result of a message."""
    if len(text) > MOST_CHARACTERS:
        half = MOST_CHARACTERS // 2
        text = f"{text[:half]}\n{text[-half:]}"
    return triager.triage(text).as_dict()


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class RedFlagTriage(DataComponent):
    """Adds ``triage`` to the parse result: tier, flags, and version of the rules."""

    gather = staticmethod(as_stored)

    def use(self, data: dict[str, Any]) -> None:
        """Makes a triager with the rules."""
        self._triager = make_triager(data)

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the triage of each message, alone and with the one before it."""
        for message in messages:
            found = triage_text(self._triager, full_text(message))
            message.set(TRIAGE, found, add_to_output=True)
            pair = message.get(PAIR)
            if pair:
                message.set(TOGETHER, self._together(pair, found), add_to_output=True)
        return messages

    def _together(self, pair: Pair, alone: dict[str, Any]) -> dict[str, Any]:
        """What two messages say together that neither says alone."""
        known = pair.known | {flag["id"] for flag in alone["flags"]}
        found = triage_text(self._triager, pair.text)
        new = [flag for flag in found["flags"] if flag["id"] not in known]
        return {**found, "flags": new, "tier": found["tier"] if new else Tier.ROUTINE.value}
