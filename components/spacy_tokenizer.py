"""Rasa tokens from the same spaCy tokeniser that the rest of Backwise uses."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.nlu.tokenizers.tokenizer import Token, Tokenizer
from rasa.shared.nlu.training_data.message import Message

from backwise.language.text import make_nlp, plain


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.MESSAGE_TOKENIZER, is_trainable=False)
class SpacyTokenizer(Tokenizer):
    """Splits text with spaCy; ``can't``, ``can’t`` and ``cant`` are the same token."""

    def __init__(self, config: dict[str, Any]) -> None:
        super().__init__(config)
        self._nlp = make_nlp()

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Options that every Rasa tokenizer has."""
        return {
            "intent_tokenization_flag": False,
            "intent_split_symbol": "_",
            "token_pattern": None,
            "prefix_separator_symbol": None,
        }

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> SpacyTokenizer:
        """Creates the component (see parent class)."""
        return cls(config)

    def tokenize(self, message: Message, attribute: str) -> list[Token]:
        """The tokens of ``attribute``, with their places in the text.

        Question marks are no tokens: people leave them out where they belong and
        websites put them behind every message. Only the words say what is asked.
        """
        tokens = [
            Token(token.lower_.replace("'", "") or token.text, token.idx, token.idx + len(token))
            for token in self._nlp(plain(message.get(attribute)))
            if not token.is_space
        ]
        return [token for token in tokens if token.text.strip("?")] or tokens
