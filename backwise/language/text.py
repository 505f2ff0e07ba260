"""Tokens: the same ones whether somebody writes ``can't``, ``can’t`` or ``cant``."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterable
from typing import Any

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.tokens import Doc
from spacy.util import (
    compile_infix_regex,
    compile_prefix_regex,
    compile_suffix_regex,
)

from backwise.language import spelling as _spelling  # noqa: F401  (registers its component)

# Each character is replaced by exactly one, so that positions stay what they were.
_PLAIN_CHARACTERS = str.maketrans(
    {"’": "'", "‘": "'", "`": "'", "´": "'", "“": '"', "”": '"', "–": " ", "—": " ", "\xa0": " "}
    # Blanks that nobody sees, and what stands before the items of a list.
    | dict.fromkeys("\u200b\u200c\u2060\ufeff", " ")
    | dict.fromkeys("•·●▪◦‣→➔~|‑−", "-")
)
_SAME_WORD = dict.fromkeys(
    ["my", "your", "his", "her", "their", "our", "its", "a", "an", "this", "that", "these"], "the"
)

_HYPHEN = re.compile(r"(?<=[^\W_])-(?=[^\W\d_])")

# English contractions that a tokeniser takes apart where it leaves "its" whole.
_WITH_IS = ("it", "that", "he", "she", "what", "there", "here", "who", "where", "how", "let")
# On phones nobody types a blank: "back pain.numb groin", "-numb", "1)numb", "numb(bad)".
_BULLET = r"-(?=[^\W\d])"
_NO_BLANK = [
    r"(?<=[\w'][^\W\d])[.;+&>](?=[^\W\d][^\W\d])",
    r"(?<=[^\W\d])[!?(/](?=[^\W\d])",
    r"(?<=[^\W_])\)(?=[^\W\d])",
    r"(?<=\d)\.(?=[^\W\d])",
]
# "Fever? N." ends with a letter that stands for a word.
_ENDED_ANSWER = r"(?<=\b[nNyY])\."
# What people say while they think, and up to three words said twice: "it doesn't, it doesn't".
_WORD = r"(?:[^\W\d_]|['’])+"
_SPARE_BLANKS = re.compile(r"^\s|\s\s|[^\S\n ]")
_EMPTY = [
    re.compile(r"\b(?:u+m+|u+h+m*|e+rm+|h+m+)\b[,.]* ?", re.IGNORECASE),
    re.compile(rf"\b({_WORD}(?: {_WORD}){{0,2}})(?:,? \1\b)+", re.IGNORECASE),
]


@Language.component("backwise_norms")
def _set_norms(doc: Doc) -> Doc:
    for token in doc:
        plain = token.lower_.replace("'", "")
        token.norm_ = _SAME_WORD.get(plain, plain) or token.lower_
    return doc


@functools.cache
def make_nlp(words: frozenset[str] = frozenset()) -> Language:
    """English tokeniser whose norms ignore case, apostrophes and possessives.

    Args:
        words: norms of the words that are to be recognised with a slip in them too.

    Returns:
        The same one for the same words; nobody may change it.
    """
    nlp = spacy.blank("en")
    contractions = {contraction.lower().replace("'", "") for contraction in nlp.tokenizer.rules}
    # Contractions stay whole: "can't" and "cant" become the same norm.
    written = (f"{form}'s" for word in _WITH_IS for form in (word, word.title(), word.upper()))
    nlp.tokenizer.rules = {whole: [{ORTH: whole}] for whole in written}
    defaults: Any = nlp.Defaults
    nlp.tokenizer.prefix_search = compile_prefix_regex([*defaults.prefixes, _BULLET]).search
    suffixes = [*defaults.suffixes, "-", "/", _ENDED_ANSWER]
    nlp.tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    nlp.tokenizer.infix_finditer = compile_infix_regex([*defaults.infixes, *_NO_BLANK]).finditer
    # "Pain.numb" is no address.
    nlp.tokenizer.url_match = None
    nlp.add_pipe("backwise_norms")
    if words:
        nlp.add_pipe(
            "backwise_spelling", config={"words": sorted(words), "known": sorted(contractions)}
        )
    return nlp


def words_of(phrases: Iterable[str]) -> frozenset[str]:
    """The norms of all words of ``phrases``."""
    return frozenset(norm for word in set(" ".join(phrases).split()) for norm in _norms(word))


def norms_of(phrase: str) -> list[str]:
    """The norms of a phrase. A word has the same ones in every phrase, so it is read once."""
    return [norm for word in phrase.split() for norm in _norms(word)]


@functools.cache
def _norms(word: str) -> tuple[str, ...]:
    doc = _set_norms(make_nlp().tokenizer(plain(word)))
    return tuple(token.norm_ for token in doc if not token.is_space)


def plain(text: str) -> str:
    """``text`` with typographic quotes and dashes made plain, of the same length."""
    return _HYPHEN.sub(" ", text.translate(_PLAIN_CHARACTERS))


class Squeezed:
    """A text without what says nothing, and where its letters stood.

    "my  lower um lower   back" is to be read as "my lower back". A run of blanks with a line
    break in it becomes one line break, because that ends a sentence.

    Args:
        text: the text as written.
    """

    def __init__(self, text: str) -> None:
        self.text, self._places = text, list(range(len(text)))
        if _SPARE_BLANKS.search(text):
            self._squeeze()
        for empty in _EMPTY:
            self._leave_out(empty)

    def _squeeze(self) -> None:
        """Leaves out the blanks that part nothing."""
        text, letters = self.text, list[str]()
        self._places = []
        for place, letter in enumerate(text):
            if not letter.isspace():
                letters.append(letter)
                self._places.append(place)
            elif letters and not letters[-1].isspace():
                letters.append("\n" if letter == "\n" else " ")
                self._places.append(place)
            elif letters and letter == "\n":
                letters[-1] = "\n"
        self.text = "".join(letters)

    def _leave_out(self, pattern: re.Pattern[str]) -> None:
        """Leaves out what ``pattern`` finds, but for its first group."""
        all_found = list(pattern.finditer(self.text))
        if not all_found:
            return
        kept = list(range(len(self.text)))
        for found in reversed(all_found):
            del kept[found.end(1) if found.lastindex else found.start() : found.end()]
        self._places = [self._places[index] for index in kept]
        self.text = "".join(self.text[index] for index in kept)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the squeezed text stands in the text as written."""
        return self._places[start], self._places[end - 1] + 1
