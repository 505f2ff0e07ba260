"""``make explain TEXT="..."``: how the trained model reads one message, and why."""

from __future__ import annotations

import asyncio
import sys
from collections.abc import Iterator
from typing import Any

import numpy as np
from rasa.core.agent import Agent
from rasa.shared.importers.utils import training_data_from_paths
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from scipy.special import log_softmax

from backwise.language.reading import Reader
from backwise.language.vocabulary import read_vocabulary
from backwise.settings import CONTENT, CONTEXT_CUES, DATA, LEXICON
from backwise.threads import in_threads
from backwise.yaml_lines import read_yaml
from bench.model import components_of, load_model
from components.button_reader import ButtonReader
from components.entity_reader import EntityReader
from components.intent_classifier import IntentClassifier
from components.message_joiner import MessageJoiner
from components.red_flag_triage import RedFlagTriage
from components.sentence_encoder import SentenceEncoder, as_encoded

RANKED, NEAREST = 4, 6


def main() -> int:
    """Explain the message on the command line."""
    if len(sys.argv) != 2 or not sys.argv[1].strip():
        print('Which message? make explain TEXT="my lower back hurts"', file=sys.stderr)
        return 2
    agent = load_model()
    for line in explain(agent, sys.argv[1]):
        print(line)
    return 0


def explain(agent: Agent, text: str) -> Iterator[str]:
    """How ``agent`` reads ``text``, in lines for people."""
    parsed = asyncio.run(agent.parse_message(text))
    components = components_of(agent)
    yield "Tokens (as written, as read)"
    yield from _tokens(text)
    yield "Entities (kind, normal form, words, sense, role)"
    for entity in parsed["entities"]:
        yield (
            f"  {entity['entity']:12}{entity['value']!s:18}{entity['text']!r:28}"
            f"{entity['status']:13}{entity.get('role') or ''}"
        )
    yield f"Triage: {parsed['triage']['tier']} (rules {parsed['triage']['version']})"
    for flag in parsed["triage"]["flags"]:
        yield f"  {flag['id']:8}{flag['text']!r:40}{flag['status']}"
    yield "Wishes (intent, confidence, words)"
    for wish in parsed.get("wishes") or []:
        yield f"  {wish['intent']:20}{wish['confidence']:.2f}  {wish['text']!r}"
    yield "Intents (before and after calibration)"
    yield from _confidences(components, text)
    yield f"  settled on: {parsed['intent']['name']} ({parsed['intent']['confidence']:.2f})"
    yield "Nearest training examples of these intents (likeness, intent)"
    likeliest = {one["name"] for one in parsed["intent_ranking"][:RANKED]}
    yield from _nearest(components, text, likeliest)


def _tokens(text: str) -> Iterator[str]:
    reader = Reader(read_vocabulary(CONTENT, LEXICON), read_yaml(CONTEXT_CUES))
    doc = reader.tokens(text)
    for token in doc:
        note = "  misspelt" if token.i in doc._.slips else ""
        yield f"  {token.text:18}{token.norm_}{note}"


def _confidences(components: list[Any], text: str) -> Iterator[str]:
    message = Message(data={TEXT: text})
    for component in components:
        if isinstance(component, IntentClassifier):
            weights = component.weights
            if weights is None:
                return
            scores = weights.scores(message)
            before = np.exp(log_softmax(scores))
            after = weights.probabilities(message)
            for place in np.argsort(-after)[:RANKED]:
                yield f"  {weights.classes[place]:20}{before[place]:.2f}  {after[place]:.2f}"
            return
        if not isinstance(component, ButtonReader | MessageJoiner | EntityReader | RedFlagTriage):
            component.process([message])


def _nearest(components: list[Any], text: str, intents: set[str]) -> Iterator[str]:
    encoder = next(part for part in components if isinstance(part, SentenceEncoder))
    data = training_data_from_paths([str(DATA / "nlu")], "en")
    examples = [one for one in data.intent_examples if one.get(INTENT) in intents]
    texts = [as_encoded(said) for said in (text, *(one.get(TEXT) for one in examples))]
    asked, *vectors = in_threads(encoder.vector, texts)
    likeness = np.stack(vectors) @ asked
    for place in np.argsort(-likeness)[:NEAREST]:
        example = examples[place]
        yield f"  {likeness[place]:.2f}  {example.get(INTENT):20}{example.get(TEXT)[:70]}"


if __name__ == "__main__":
    raise SystemExit(main())
