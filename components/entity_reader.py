"""Entities with normal forms and the sense in which they are meant."""

from __future__ import annotations

from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.nlu.constants import ENTITIES, TEXT
from rasa.shared.nlu.training_data.message import Message

from backwise.language.reading import VAGUE_LOCATION, Finding
from backwise.language.status import Status
from backwise.language.vocabulary import read_vocabulary
from backwise.settings import CONTENT, CONTEXT_CUES, LEXICON
from backwise.yaml_lines import read_yaml
from components.data_component import DataComponent
from components.shape_featurizer import findings_of, make_reader

# An entity without a role fills its slot; one with a role does not. A condition
# counts unless it is denied: to take one too many into account is safe.
_NOT_SO = frozenset({Status.NEGATED, Status.HYPOTHETICAL, Status.PAST})
_ONLY_DENIED = frozenset({Status.NEGATED})
_LOOSE = frozenset(
    ["condition", "technique", "therapy", "exercise", "step", "topic", "country", "wants_back"]
)
# Who gave advice, and what the advice may be about.
ADVISER, ADVISED = "adviser", frozenset({"topic", "therapy", "technique", "exercise"})
# Their wordings say themselves that something is not there: "no mat".
_DENIALS = frozenset({"lacks", "wants_floor"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class EntityReader(DataComponent):
    """Finds what a message names with the spaCy rules of ``backwise.language``."""

    @staticmethod
    def gather() -> dict[str, Any]:
        """The vocabulary of the content files, and the cue words of the context."""
        return {
            "vocabulary": read_vocabulary(CONTENT, LEXICON),
            "cues": read_yaml(CONTEXT_CUES),
        }

    def use(self, data: dict[str, Any]) -> None:
        """Makes a reader with the vocabulary."""
        self._reader = make_reader(data)

    def process(self, messages: list[Message]) -> list[Message]:
        """Sets the entities of each message."""
        for message in messages:
            if message.get(TEXT):
                findings = findings_of(message, self._reader)
                entities = [_as_entity(finding) for finding in findings]
                entities = _with_causes(_with_places_of_pain(entities))
                entities = _without_advisers(entities)
                message.set(ENTITIES, entities, add_to_output=True)
        return messages


def _as_entity(finding: Finding) -> dict[str, Any]:
    entity: dict[str, Any] = {
        "entity": finding.entity,
        "value": finding.value,
        "start": finding.start,
        "end": finding.end,
        "text": finding.text,
        "status": finding.status.value,
        "extractor": EntityReader.__name__,
    }
    if finding.entity in _DENIALS:
        return entity
    excluded = _ONLY_DENIED if finding.entity in _LOOSE else _NOT_SO
    if finding.status in excluded:
        entity["role"] = finding.status.value
    elif finding.entity == "location" and finding.value == VAGUE_LOCATION:
        entity["role"] = "vague"  # "my back": the question where is still open
    elif not finding.is_main:
        entity["role"] = "also"
    return entity


def _with_causes(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give exercises that bring the pain a role: who says "worse after walking" wants none."""
    causes = [entity for entity in entities if entity["entity"] == "trigger"]
    for entity in entities:
        is_cause = any(
            cause["start"] < entity["end"] and entity["start"] < cause["end"] for cause in causes
        )
        if entity["entity"] == "exercise" and is_cause:
            entity.setdefault("role", "cause")
    return entities


def _without_advisers(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give who advises a role where the advice is named: "my physio does cupping"."""
    advisers = [entity for entity in entities if entity["entity"] == ADVISER]
    rest = [entity for entity in entities if entity not in advisers]
    sayers = [one for one in rest if any(_overlap(one, adviser) for adviser in advisers)]
    is_told = any(
        entity["entity"] in ADVISED and "role" not in entity and entity not in sayers
        for entity in rest
    )
    for entity in sayers if is_told else ():
        entity.setdefault("role", ADVISER)
    return rest


def _overlap(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return bool(one["start"] < other["end"] and other["start"] < one["end"])


def _with_places_of_pain(entities: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Give places that pain only goes to a role: "lower back pain, and down my leg".

    A leg is one beside any other place; the rest fills the slot.
    """
    ways = [entity for entity in entities if entity["entity"] == "radiation"]
    places = [e for e in entities if e["entity"] == "location" and "role" not in e]
    hurting = [
        place
        for place in places
        if place["value"] != "leg"
        and not any(way["start"] <= place["start"] < way["end"] for way in ways)
    ]
    for place in places:
        if place not in (hurting or places[:1]):
            place["role"] = "also"
    return entities
