"""Tokens: the same ones whether somebody writes ``can't``, ``can’t`` or ``cant``."""

from __future__ import annotations

import functools
import itertools
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

import spacy
from spacy.attrs import ORTH
from spacy.language import Language
from spacy.matcher import PhraseMatcher
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
# "Fever? N." ends with a letter that stands for a word.
_ENDED_ANSWER = r"(?<=\b[nNyY])\."
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
# Stands behind each norm where a message is searched as a whole.
_END = "\t"


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
    suffixes = [*defaults.suffixes, "-", "/", _ENDED_ANSWER]
    nlp.tokenizer.suffix_search = compile_suffix_regex(suffixes).search
    nlp.tokenizer.infix_finditer = compile_infix_regex([*defaults.infixes, *_NO_BLANK]).finditer
    # "Pain.numb" is no address.
    nlp.tokenizer.url_match = None
    nlp.add_pipe("backwise_norms")
    if words:
        norms_of = _norms_by(nlp)
        norms = {norm for phrase in words for norm in norms_of(phrase)}
        nlp.add_pipe(
            "backwise_spelling", config={"words": sorted(norms), "known": sorted(contractions)}
        )
    return nlp


def _norms_by(nlp: Language) -> Callable[[str], list[str]]:
    """Gives the norms of phrases.

    A word has the same ones in every phrase, so it is read once: the 44,000 wordings of the
    rules have 5,300 different words, and are ready in half the time.
    """

    @functools.cache
    def of_word(word: str) -> list[str]:
        return [token.norm_ for token in nlp(word)]

    return lambda phrase: [norm for word in plain(phrase).split() for norm in of_word(word)]


def _as_doc(nlp: Language, norms: list[str]) -> Doc:
    """A document of tokens with these norms."""
    doc = Doc(nlp.vocab, words=norms)
    for token, norm in zip(doc, norms, strict=True):
        token.norm_ = norm
    return doc


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
        self._grouped: list[_Grouped] = []
        self._fillers = PhraseMatcher(nlp.vocab, attr="NORM")
        norms_of = _norms_by(nlp)
        self._fillers.add("filler", [_as_doc(nlp, norms_of(phrase)) for phrase in fillers])
        groups = groups or {}
        for label, said in wordings.items():
            for phrase in said:
                if any(word.rstrip(_OPERATORS) in groups for word in phrase.split()):
                    self._grouped.append(_Grouped.of(norms_of, label, phrase, groups))
                else:
                    self._phrases.add(label, [_as_doc(nlp, norms_of(phrase))])

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
        matches = [(self._strings[label], start, end) for label, start, end in self._phrases(doc)]
        return matches + self._grouped_matches(doc) if self._grouped else matches

    def _grouped_matches(self, doc: Doc) -> list[Match]:
        norms = [token.norm_ for token in doc]
        words = set(norms)
        ends = itertools.accumulate((len(norm) + len(_END) for norm in norms), initial=len(_END))
        places = {end: token for token, end in enumerate(ends)}
        said = "".join([_END, *(norm + _END for norm in norms)])
        return [
            match
            for wording in self._grouped
            if wording.may_be_in(words)
            for match in wording.find(said, places)
        ]


class _Grouped(NamedTuple):
    """A wording that names groups of words.

    spaCy's matcher goes through a message token by token for each such wording. With regular
    expressions over the norms, reading takes a fifth less time, to the same end.

    Attributes:
        label: what it stands for.
        needs: for each word that must stand there, those that will do.
        pattern: its norms, each with ``_END`` behind it.
    """

    label: str
    needs: tuple[frozenset[str], ...]
    pattern: re.Pattern[str]

    @classmethod
    def of(
        cls,
        norms_of: Callable[[str], list[str]],
        label: str,
        phrase: str,
        groups: Mapping[str, Sequence[str]],
    ) -> _Grouped:
        """The wording ``phrase`` of ``label``."""
        needs: list[frozenset[str]] = []
        parts: list[str] = []
        for word in phrase.split():
            name = word.rstrip(_OPERATORS)
            members = groups.get(name, [word])
            norms = [norm for member in members for norm in norms_of(member)]
            each = [norms] if name in groups else [[norm] for norm in norms]
            often = word[len(name) :] if name in groups else ""
            parts += [f"(?:(?:{'|'.join(map(re.escape, some))}){_END}){often}" for some in each]
            if often in ("", "+"):
                needs += map(frozenset, each)
        # At each token the longest match, also where another one overlaps it.
        return cls(label, tuple(needs), re.compile(f"(?<={_END})(?=({''.join(parts)}))"))

    def may_be_in(self, words: set[str]) -> bool:
        """Whether a message with these ``words`` may have the wording."""
        return not any(words.isdisjoint(needed) for needed in self.needs)

    def find(self, said: str, places: Mapping[int, int]) -> Iterator[Match]:
        """Its matches in ``said``, of which ``places`` are the tokens by their first letter."""
        for found in self.pattern.finditer(said):
            yield self.label, places[found.start(1)], places[found.end(1)]


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
