"""Tokens: the same ones whether somebody writes ``can't``, ``can’t`` or ``cant``."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.matcher import Matcher, PhraseMatcher
from spacy.tokens import Doc, Span
from spacy.util import (
    compile_infix_regex,
    compile_prefix_regex,
    compile_suffix_regex,
    filter_spans,
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
# What people say while they think, and up to three words said twice: "it doesn't, it doesn't".
_WORD = r"(?:[^\W\d_]|['’])+"
_EMPTY = [
    re.compile(r"\b(?:u+m+|u+h+m*|e+rm+|h+m+)\b[,.]* ?", re.IGNORECASE),
    re.compile(rf"\b({_WORD}(?: {_WORD}){{0,2}})(?:,? \1\b)+", re.IGNORECASE),
]
# What was found: its label, the first token, the token after the last.
Match = tuple[str, int, int]
# Behind the name of a group: once or not at all, any number, at least one.
_OPERATORS = "?*+"


@Language.component("backwise_norms")
def _set_norms(doc: Doc) -> Doc:
    for token in doc:
        plain = token.lower_.replace("'", "")
        token.norm_ = _SAME_WORD.get(plain, plain) or token.lower_
    return doc


def make_nlp(words: Iterable[str] = ()) -> Language:
    """English tokeniser whose norms ignore case, apostrophes and possessives.

    Args:
        words: phrases whose words are to be recognised with a slip in them too.
    """
    nlp = spacy.blank("en")
    contractions = {contraction.lower().replace("'", "") for contraction in nlp.tokenizer.rules}
    # Contractions stay whole: "can't" and "cant" become the same norm.
    written = (f"{form}'s" for word in _WITH_IS for form in (word, word.title(), word.upper()))
    nlp.tokenizer.rules = {whole: [{ORTH: whole}] for whole in written}
    defaults: Any = nlp.Defaults
    nlp.tokenizer.prefix_search = compile_prefix_regex([*defaults.prefixes, _BULLET]).search
    nlp.tokenizer.suffix_search = compile_suffix_regex([*defaults.suffixes, "-", "/"]).search
    nlp.tokenizer.infix_finditer = compile_infix_regex([*defaults.infixes, *_NO_BLANK]).finditer
    # "Pain.numb" is no address.
    nlp.tokenizer.url_match = None
    nlp.add_pipe("backwise_norms")
    if words:
        norms = {token.norm_ for phrase in words for token in nlp(plain(phrase))}
        nlp.add_pipe(
            "backwise_spelling", config={"words": sorted(norms), "known": sorted(contractions)}
        )
    return nlp


def plain(text: str) -> str:
    """``text`` with typographic quotes and dashes made plain, of the same length."""
    letters = list(text.translate(_PLAIN_CHARACTERS))
    for index, letter in enumerate(letters[1:-1], start=1):
        if letter == "-" and letters[index - 1].isalnum() and letters[index + 1].isalpha():
            letters[index] = " "
    return "".join(letters)


class Squeezed:
    """A text without what says nothing, and where its letters stood.

    "my  lower um lower   back" is to be read as "my lower back". A run of blanks with a line
    break in it becomes one line break, because that ends a sentence.

    Args:
        text: the text as written.
    """

    def __init__(self, text: str) -> None:
        letters: list[str] = []
        self._places: list[int] = []
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
        for empty in _EMPTY:
            self._leave_out(empty)

    def _leave_out(self, pattern: re.Pattern[str]) -> None:
        """Leaves out what ``pattern`` finds, but for its first group."""
        kept = list(range(len(self.text)))
        for found in reversed(list(pattern.finditer(self.text))):
            del kept[found.end(1) if found.lastindex else found.start() : found.end()]
        self._places = [self._places[index] for index in kept]
        self.text = "".join(self.text[index] for index in kept)

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where a stretch of the squeezed text stands in the text as written."""
        return self._places[start], self._places[end - 1] + 1


class Wordings:
    """Finds the wordings of a set of labels in a document.

    A wording may name groups of words: in "down MY* LIMB" the star lets any number of
    words of the group stand there, as in spaCy's patterns; so do "+" and "?".

    Args:
        nlp: the tokeniser of both the wordings and the documents.
        wordings: for each label, the phrases that stand for it.
        groups: the words of each group, by its name in capitals.
        fillers: phrases that change nothing where they stand inside a wording: "can't
            really feel" is found as "can't feel" is.
    """

    def __init__(
        self,
        nlp: Language,
        wordings: Mapping[str, Iterable[str]],
        groups: Mapping[str, Sequence[str]] | None = None,
        fillers: Iterable[str] = (),
    ) -> None:
        self._strings = nlp.vocab.strings
        self._phrases = PhraseMatcher(nlp.vocab, attr="NORM")
        self._patterns = Matcher(nlp.vocab)
        self._fillers = PhraseMatcher(nlp.vocab, attr="NORM")
        self._fillers.add("filler", [nlp(plain(phrase)) for phrase in fillers])
        groups = groups or {}
        for label, said in wordings.items():
            for phrase in said:
                if any(word.rstrip(_OPERATORS) in groups for word in phrase.split()):
                    self._patterns.add(label, [_pattern(nlp, phrase, groups)])
                else:
                    self._phrases.add(label, [nlp(plain(phrase))])

    def find(self, doc: Doc) -> list[Match]:
        """Every match."""
        found = self._matches(doc)
        places = self._said(doc) if len(self._fillers) else []
        if len(places) in (0, len(doc)):
            return found
        matches = (
            (label, places[start], places[end - 1] + 1)
            for label, start, end in self._matches(_only(doc, places))
        )
        return list(dict.fromkeys([*found, *matches]))

    def _said(self, doc: Doc) -> list[int]:
        """The tokens of a document that are no fillers."""
        filling = {at for _, start, end in self._fillers(doc) for at in range(start, end)}
        return [token.i for token in doc if token.i not in filling]

    def _matches(self, doc: Doc) -> list[Match]:
        # spaCy warns of a matcher without any pattern, and most wordings name no group.
        found = self._phrases(doc) + (self._patterns(doc) if len(self._patterns) else [])
        return [(self._strings[label], start, end) for label, start, end in found]


def longest(doc: Doc, found: Iterable[Match]) -> list[Match]:
    """The matches that remain when longer ones displace those they overlap."""
    spans = filter_spans(Span(doc, start, end, label) for label, start, end in found)
    return [(span.label_, span.start, span.end) for span in spans]


def _only(doc: Doc, places: Sequence[int]) -> Doc:
    """The tokens of ``doc`` at these ``places``."""
    kept = Doc(doc.vocab, words=[doc[place].text for place in places])
    for token, place in zip(kept, places, strict=True):
        token.norm_ = doc[place].norm_
    return kept


def _pattern(
    nlp: Language, phrase: str, groups: Mapping[str, Sequence[str]]
) -> list[dict[str, Any]]:
    """The wording as spaCy's matcher wants it."""
    pattern: list[dict[str, Any]] = []
    for word in phrase.split():
        name = word.rstrip(_OPERATORS)
        if name not in groups:
            pattern += [{"NORM": token.norm_} for token in nlp(plain(word))]
        else:
            norms = [token.norm_ for member in groups[name] for token in nlp(member)]
            often = {"OP": word[len(name) :]} if word != name else {}
            pattern.append({"NORM": {"IN": norms}, **often})
    return pattern
