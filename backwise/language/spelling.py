"""Slips of the pen in the words that matter: "lowr bcak", "siatica", "numness"."""

# No postponed annotations here: spaCy reads those of a factory.
import functools
from collections import defaultdict
from collections.abc import Iterable
from pathlib import Path

from rapidfuzz import process
from rapidfuzz.distance import OSA
from spacy.language import Language
from spacy.tokens import Doc
from spellchecker import SpellChecker

from backwise.language.encoder import vocabulary_file

SHORTEST = 3
# What the word list has less often is often a slip itself, or a name: "feer", "paine".
SEEN_AT_LEAST = 60
_ENDINGS = ("s", "es", "d", "ed")
# From this many letters on a word may have two slips instead of one.
LONG = 8


class Spelling:
    """Finds the word that was meant by one that is no word.

    A word that English knows is never taken for a slip, so nothing that somebody spelt
    right is read as something else. A rarer one may have another ending than the word
    that matters: "fevers". The first letter of a slip has to be right.

    Args:
        words: the words that matter, in lower case and without apostrophes.
        known: other words that are spelt right, such as contractions.
    """

    def __init__(self, words: Iterable[str], known: Iterable[str] = ()) -> None:
        self._by_letter: dict[str, list[str]] = defaultdict(list)
        self._meant = frozenset(words)
        self._right = self._meant.union(known)
        for word in sorted(self._meant):
            if len(word) > SHORTEST and word.isalpha():
                self._by_letter[word[0]].append(word)
        self.corrected = functools.lru_cache(maxsize=4096)(self._corrected)

    def _corrected(self, word: str) -> str:
        if len(word) < SHORTEST or not word.isalpha():
            return word
        if word in self._right or word in common_words():
            return word
        return self._other_form(word) if word in rarer_words() else self._correct(word)

    def _other_form(self, word: str) -> str:
        shorter = (word.removesuffix(ending) for ending in _ENDINGS if word.endswith(ending))
        forms = [*shorter, *(word + ending for ending in _ENDINGS)]
        return next((form for form in forms if len(form) > SHORTEST and form in self._meant), word)

    def _correct(self, word: str) -> str:
        slips = 2 if len(word) >= LONG else 1
        candidates = self._by_letter[word[0]]
        if len(word) == SHORTEST:  # "bak" for "back"; other slips would leave too little
            candidates = [candidate for candidate in candidates if len(candidate) > len(word)]
        found = process.extract(
            word, candidates, scorer=OSA.distance, score_cutoff=slips, limit=None
        )
        # Of two words that are equally near, a letter left out or doubled or a swap is
        # likelier than a wrong letter ("feer" is fever, not feet).
        nearest = min(
            found, key=lambda hit: (hit[1], _has_other_letters(word, hit[0])), default=None
        )
        return str(nearest[0]) if nearest else word


def _has_other_letters(written: str, meant: str) -> bool:
    """Whether a letter was written that the word does not have."""
    return not set(written) <= set(meant)


@functools.cache
def common_words() -> frozenset[str]:
    """The 22,000 English words that the sentence encoder knows."""
    lines = Path(vocabulary_file()).read_text(encoding="utf-8").splitlines()
    return frozenset(line for line in lines if line.isalpha() and line.isascii())


@functools.cache
def rarer_words() -> frozenset[str]:
    """Another 35,000, from the word list of pyspellchecker."""
    counts = SpellChecker(distance=1).word_frequency.dictionary
    words = frozenset(word for word, count in counts.items() if count >= SEEN_AT_LEAST)
    return words - common_words()


# The words that were meant, by the places of the tokens that are misspelt.
Doc.set_extension("slips", default=None, force=True)


class SpellingPipe:
    """spaCy component: sets the norm of each misspelt word to the word that was meant."""

    def __init__(self, words: list[str], known: list[str]) -> None:
        self._spelling = Spelling(words, known)

    def __call__(self, doc: Doc) -> Doc:
        slips: dict[int, str] = {}
        for token in doc:
            norm = token.norm_
            corrected = self._spelling.corrected(norm)
            if corrected != norm:
                token.norm_ = slips[token.i] = corrected
        doc._.slips = slips
        return doc


@Language.factory("backwise_spelling")
def make_spelling(nlp: Language, name: str, words: list[str], known: list[str]) -> SpellingPipe:
    """Make the component; the options are those of ``Spelling``."""
    return SpellingPipe(words, known)
