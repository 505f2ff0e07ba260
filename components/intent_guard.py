"""Corrects guesses of the intent that the words themselves contradict."""

from __future__ import annotations

import re
from typing import Any

from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.shared.constants import DEFAULT_NLU_FALLBACK_INTENT_NAME as FALLBACK
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from spacy.lang.en.stop_words import STOP_WORDS

from backwise.language.clauses import ClauseSplitter
from backwise.language.text import make_nlp, plain
from backwise.language.wordings import Wordings
from backwise.settings import ANSWERS, CLAUSES, CONTENT
from backwise.yaml_lines import read_plain_yaml
from components.data_component import DataComponent

# A reading less likely than this gives way to a clear yes or no at the beginning.
SURE = 0.6
# Intents that say "I do not know what this is"; a clear first word says more.
_NO_READING = frozenset({FALLBACK, "out_of_scope"})
# "Swedish" is a kind of massage too.
OTHER_LANGUAGE = "other_language"
# Share of the words that tell something. "Renew gym membership" is not about the gym.
MOST_OF_IT, NEARLY_ALL_OF_IT, ALL_OF_IT = 0.5, 0.6, 1.0
# "Swimming ok?" asks about swimming.
_JUDGING = frozenset("ok okay good fine safe allowed alright worth helpful bad useful".split())
_BESIDE_JUDGING = frozenset("for me it this that to use try too with or not any".split())
_WHETHER = re.compile(r"\b(?:is|are|would|will|would be)\s+(?:an?\s+|the\s+)?$", re.I)
# Words of an answer, at most. "Yeah so I have had this pain for six weeks ..." is none.
LONGEST_ANSWER = 12
_WORD = re.compile(r"[a-z]{2,}")
TOPICS = CONTENT / "topics.yml"
_ASKED_BY_NAMING = {
    "exercise": "request_exercise",
    "technique": "ask_massage",
    "therapy": "ask_treatment",
}
# Questions that are about massage when a kind of massage is all that they name.
_QUESTIONS = frozenset({"ask_treatment", "ask_self_care", "ask_cause"})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class IntentGuard(DataComponent):
    """Turns a doubtful "no" into "not sure", and a named thing into a question.

    The classifier guesses from the whole wording. For a safety question a wrong
    "no" is the worst guess, so it is believed only if the message says no in so
    many words and does not take it back ("no, only when I sit"). And a message
    that names an exercise and is not surely about something else, or names little
    else, is about that exercise. So is a description that ends with one and a question
    mark.
    """

    @staticmethod
    def gather() -> dict[str, Any]:
        """The words of answers, those that clauses begin with, and the kind of each topic."""
        kinds = {topic["id"]: topic["kind"] for topic in read_plain_yaml(TOPICS)}
        words, cues = read_plain_yaml(ANSWERS), read_plain_yaml(CLAUSES)
        return {"words": words, "clauses": cues, "kinds": kinds}

    def use(self, data: dict[str, Any]) -> None:
        """Makes a matcher and a splitter of the words."""
        self._nlp = make_nlp()
        self._words = Wordings(data["words"])
        self._splitter = ClauseSplitter(data["clauses"])
        self._kinds = data["kinds"]

    def process(self, messages: list[Message]) -> list[Message]:
        """Corrects the intent of each message where the words do not bear it out."""
        for message in messages:
            intent = message.get(INTENT) or {}
            if not message.get(TEXT):
                continue
            name = self._corrected(intent, message)
            if name != intent.get("name"):
                message.set(INTENT, {**intent, "name": name}, add_to_output=True)
        return messages

    def _corrected(self, guess: dict[str, Any], message: Message) -> str:
        """The intent that the words bear out."""
        intent = str(guess.get("name"))
        doubtful = intent in _NO_READING or guess.get("confidence", 0.0) < SURE
        if intent in _QUESTIONS and _names_only_massage(message):
            return _ASKED_BY_NAMING["technique"]
        if intent == OTHER_LANGUAGE and _names_only_massage(message, all_of_it=True):
            return _ASKED_BY_NAMING["technique"]
        asked = self._asked_at_the_end(message) if intent == "describe_pain" else None
        if asked:
            return asked
        if intent in _NO_READING:
            for entity in message.get(ENTITIES) or []:
                if (
                    entity["entity"] in _ASKED_BY_NAMING
                    and "role" not in entity
                    and (intent == FALLBACK or _is_most_of(entity, message.get(TEXT)))
                ):
                    return _ASKED_BY_NAMING[entity["entity"]]
            if topic := self._topic_named(message):
                return topic
        if intent != "deny" and not (doubtful and _may_be_answer(message)):
            return intent
        found = self._words.find(self._nlp(plain(message.get(TEXT))))
        kinds = {kind for kind, _, _ in found}
        first = {kind for kind, start, _ in found if start == 0}
        if intent == "deny":
            return "unsure" if "no" not in kinds or "hedge" in kinds else intent
        if "no_first" in first:
            return "unsure" if "hedge" in kinds else "deny"
        return "affirm" if "yes_first" in first else intent

    def _topic_named(self, message: Message) -> str | None:
        """The intent of a message that says nothing but the name of a topic: "insoles?"."""
        for entity in message.get(ENTITIES) or []:
            if entity["entity"] == "topic" and "role" not in entity:
                is_all = _is_most_of(entity, message.get(TEXT), ALL_OF_IT)
                return self._asked_by_naming(entity) if is_all else None
        return None

    def _asked_at_the_end(self, message: Message) -> str | None:
        """The intent of what is named behind a description, if that is a question.

        "My back went at the weekend. Ice?", "im pregnant is tens ok"
        """
        named = [entity for entity in message.get(ENTITIES) or [] if "role" not in entity]
        clauses = self._splitter.split(message.get(TEXT))
        if len(clauses) > 1 and self._splitter.names(clauses[-1]):
            last = clauses[-1]
            said = " ".join(word for word in last.words if word not in _JUDGING)
            named = [
                entity
                for entity in named
                if entity["end"] > last.start and _is_most_of(entity, said, NEARLY_ALL_OF_IT)
            ]
        else:
            named = [entity for entity in named if _is_judged(entity, message.get(TEXT))]
        intents = [intent for intent in map(self._asked_by_naming, named) if intent]
        return intents[0] if intents else None

    def _asked_by_naming(self, entity: dict[str, Any]) -> str | None:
        """The intent of a question that only names something."""
        if entity["entity"] == "topic":
            return f"ask_{self._kinds[entity['value']]}"
        return _ASKED_BY_NAMING.get(entity["entity"])


def _may_be_answer(message: Message) -> bool:
    """Whether a message may be the answer to a question, and no story."""
    return len(_WORD.findall(plain(message.get(TEXT)).lower())) <= LONGEST_ANSWER


def _is_most_of(entity: dict[str, Any], text: str, share: float = MOST_OF_IT) -> bool:
    """Whether a text says little but the name of a thing: "what's the cat cow"."""
    return len(telling(entity["text"])) >= share * len(telling(text))


def _is_judged(entity: dict[str, Any], text: str) -> bool:
    """Whether a text ends by asking what is thought of a thing: "is ice good for it"."""
    words = _WORD.findall(plain(text[entity["end"] :]).lower())
    is_all = _JUDGING.intersection(words) and not {*words} - _JUDGING - _BESIDE_JUDGING
    return bool(is_all and _WHETHER.search(text[: entity["start"]]))


def telling(text: str) -> list[str]:
    """The words that are no "the" or "what"."""
    words = _WORD.findall(plain(text).lower())
    return [word for word in words if word not in STOP_WORDS]


def _names_only_massage(message: Message, *, all_of_it: bool = False) -> bool:
    """Whether a message names a kind of massage, and no topic or therapy beside it.

    Args:
        message: the message.
        all_of_it: whether it must say nothing else.
    """
    entities = [one for one in message.get(ENTITIES) or [] if "role" not in one]
    named = {entity["entity"] for entity in entities}
    is_all = any(_is_most_of(entity, message.get(TEXT), ALL_OF_IT) for entity in entities)
    return named & {"technique", "topic", "therapy"} == {"technique"} and (is_all or not all_of_it)
