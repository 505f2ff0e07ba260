"""What the gate knows beside the conversation; it goes into the model."""

from __future__ import annotations

import re
from typing import Any

from spacy.lang.en.stop_words import STOP_WORDS

from backwise.knowledge.content import read_content
from backwise.language.clauses import ClauseSplitter
from backwise.language.subject import Subject, SubjectReader
from backwise.language.text import make_nlp, plain
from backwise.language.wordings import Wordings, longest
from backwise.safety.rules import Question, read_questions, read_red_flags
from backwise.settings import (
    ABOUT_CHAT,
    ABOUT_QUESTION,
    CLAUSES,
    COMING_BACK,
    CONCERNS,
    CONTENT,
    EXERCISING,
    FOLLOW_UPS,
    PHRASES,
    RED_FLAGS,
    SAFETY_QUESTIONS,
    SUBJECT,
)
from backwise.yaml_lines import read_plain_yaml, read_yaml
from components.fallbacks import READING
from components.red_flag_triage import as_stored, make_triager, triage_text

# How a question about the open question is worded; see data/language/about_question.yml.
YES, NO = "says_yes", "says_no"
ASKING_BACK, OPENS, COUNTS = "asking_back", "opens", "counts"
# What a clear no is made of.
PLAIN_WORDS, SAID, DENIED, DENYING = "plain_words", "said", "denied", "denying"
QUALIFYING, NOT_SURE = "qualifying", "unsure"
_WORD = re.compile(r"[a-z]+")
MOST_WORDS_BACK, MOST_WORDS_OF_ECHO = 9, 3


def gathered() -> dict[str, Any]:
    """What the data files say, as plain data for ``GateKnowledge``."""
    content = read_content(CONTENT)
    rules = read_red_flags(RED_FLAGS)
    phrases = read_yaml(PHRASES)
    return {
        "readings": {
            name.removeprefix(READING): words
            for name, words in phrases.items()
            if name.startswith(READING)
        },
        "red_flags": as_stored(),
        "clauses": read_plain_yaml(CLAUSES),
        "subject": read_plain_yaml(SUBJECT),
        "said_after": {
            kind: [(name, _flat(words)) for name, words in said.items()]
            for path in (CONCERNS, FOLLOW_UPS, COMING_BACK, EXERCISING, ABOUT_CHAT, ABOUT_QUESTION)
            for kind, said in read_plain_yaml(path).items()
            if kind not in (ASKING_BACK, PLAIN_WORDS)
        },
        "while_urgent": [topic.id for topic in content.topics if topic.while_urgent],
        "follow_ups": {topic.id: topic.follow_ups for topic in content.topics if topic.follow_ups},
        "about_massage": [topic.id for topic in content.topics if topic.kind == "massage"],
        "about_exercise": [topic.id for topic in content.topics if topic.about_exercise],
        "questions": [question.dict() for question in read_questions(SAFETY_QUESTIONS, rules)],
        "asking_back": read_plain_yaml(ABOUT_QUESTION)[ASKING_BACK],
        "plain_words": read_plain_yaml(ABOUT_QUESTION)[PLAIN_WORDS],
        "numbers": {
            entry.country_code: {
                "ambulance": entry.ambulance,
                "advice": entry.advice_line,
                "crisis": entry.crisis_line,
            }
            for entry in content.emergency_numbers
        },
    }


def _flat(words: list[Any]) -> list[str]:
    """``words``, with those of a list that stands among them."""
    parts = (part if isinstance(part, list) else [part] for part in words)
    return [word for part in parts for word in part]


class GateKnowledge:
    """Safety rules and questions, and the words and numbers that answers need.

    Args:
        data: what ``gathered`` returned when the model was trained.

    Attributes:
        rules: the red flags.
        flags: the same by id.
        questions: the safety check.
        numbers: by country, the numbers of the ambulance, and of lines for advice and in a crisis.
        readings: by intent, how to ask people whether they meant it.
        clauses: tells a question or a wish from a statement.
        said_after: by what people have just read, what they say then; the first counts. What
            they say of the chat, at any time, stands there too.
        while_urgent: ids of topics whose advice is good whatever the person has.
        about_massage: ids of topics whose advice is behind the safety check.
        about_exercise: ids of topics that are answered before exercises are offered.
    """

    def __init__(self, data: dict[str, Any]) -> None:
        self._triager = make_triager(data["red_flags"])
        self.rules = self._triager.rules
        self.flags = {flag.id: flag for flag in self.rules.flags}
        self.questions = [Question(**question) for question in data["questions"]]
        self.numbers: dict[str, dict[str, str | None]] = data["numbers"]
        self.readings: dict[str, str] = data["readings"]
        self.clauses = ClauseSplitter(data["clauses"])
        self._nlp = make_nlp()
        self._subject = SubjectReader(self._nlp, data["subject"])
        self.said_after = {
            kind: [name for name, _ in all_] for kind, all_ in data["said_after"].items()
        }
        self._said_after = {kind: Wordings(dict(all_)) for kind, all_ in data["said_after"].items()}
        asking_back = dict(data["asking_back"])
        self._says = {kind: frozenset(asking_back.pop(kind)) for kind in (YES, NO)}
        # "Yes and no", "yes, not really".
        self._nots = frozenset(data["plain_words"]["nots"])
        self._own = frozenset(asking_back.pop("own")).union(*self._says.values())
        words = {question.slot: question.words for question in self.questions}
        self._asked_back = Wordings({**asking_back, **words})
        plain_noes = {question.slot: question.plain_no for question in self.questions}
        self._plain_noes = Wordings(plain_noes)
        self._plain_words = {kind: frozenset(said) for kind, said in data["plain_words"].items()}
        self._follow_ups = Wordings(data["follow_ups"])
        self.while_urgent = frozenset(data["while_urgent"])
        self.about_massage = frozenset(data["about_massage"])
        self.about_exercise = frozenset(data["about_exercise"])

    def concern(self, kind: str, text: str) -> str | None:
        """What somebody says to what they have just read; None if it is something else.

        Args:
            kind: "emergency" or "urgent" if they were told to get help, "crisis" after words of
                despair, "answer" after the answer to a question; "chat" for what is said of the
                chat itself, at any time; "question" for what is said to an open question;
                "back" for what somebody says who was here before; "taken_back" to an alarm.
            text: what they say.
        """
        found = {name for name, _, _ in self._said_after[kind].find(self._nlp(plain(text)))}
        return next((name for name in self.said_after[kind] if name in found), None)

    def subject(self, text: str) -> Subject | None:
        """For whom ``text`` asks; None if it does not say."""
        return self._subject.read(text)

    def follow_ups(self, text: str) -> list[tuple[str, int, int]]:
        """What ``text`` asks about if it follows an answer about massage.

        Returns:
            (topic, first character, character after the last) of each, in order.
        """
        doc = self._nlp(plain(text))
        found = sorted(longest(doc, self._follow_ups.find(doc)), key=lambda match: match[1])
        return [(topic, doc[start].idx, doc[start:end].end_char) for topic, start, end in found]

    def opens_with(self, kind: str, text: str) -> bool:
        """Whether ``text`` begins as ``concern`` of that kind would find it anywhere."""
        found = self._said_after[kind].find(self._nlp(plain(text)))
        return any(start == 0 for _, start, _ in found)

    def is_plain(self, slot: str, text: str, *, unsure: bool) -> bool:
        """Whether a no to a question of the safety check, or a "not sure", says nothing else.

        "No numbness" and "no, all normal" are plain, "no, it feels strange" and "no, only when
        I breathe in" are not.

        Args:
            slot: of the question.
            text: the answer.
            unsure: whether it says that somebody is not sure, instead of no.
        """
        asked = {word for question in self.questions if question.slot == slot
                 for words in question.words for word in words.split()}  # fmt: skip
        stretches = [text] if unsure else self._beside_plain_no(slot, text)
        return all(self._is_plain(stretch, asked, unsure=unsure) for stretch in stretches)

    def _is_plain(self, stretch: str, asked: set[str], *, unsure: bool) -> bool:
        words, before = self._plain_words, ""
        for word in _words(stretch):
            is_denied = word in words[DENIED] | asked and before in words[DENYING]
            is_said = self._says_nothing(word) or (unsure and word in words[NOT_SURE])
            if not (is_denied or is_said):
                return False
            # "No new numbness": what is denied goes on.
            before = before if is_denied else word
        return True

    def is_clear_no(self, slot: str, text: str) -> bool:
        """Whether ``text`` is a no to all of a question, whatever else it was taken for.

        "No, legs are fine" is, and "no crash, just lifted wrong"; "no fever" denies a part.

        Args:
            slot: of the question.
            text: the answer.
        """
        stretches = self._beside_plain_no(slot, text)
        says_why = len(stretches) > 1 and self.is_plain(slot, text, unsure=False)
        is_bare = all(map(self._says_nothing, _words(" ".join(stretches))))
        return self.begins_with(text) == NO and (is_bare or says_why)

    def _beside_plain_no(self, slot: str, text: str) -> list[str]:
        """The stretches before, between and after what may stand beside a no to this question.

        A denial ends where a stretch does: "no, same as always, numb" denies no numbness.
        """
        doc = self._nlp(plain(text))
        found = [match for match in self._plain_noes.find(doc) if match[0] == slot]
        stretches, at = [], 0
        for _, start, end in longest(doc, found):
            stretches.append(doc[at:start].text)
            at = end
        return [*stretches, doc[at:].text]

    def _says_nothing(self, word: str) -> bool:
        """Whether a no remains one with this ``word`` beside it."""
        is_small = word in STOP_WORDS and word not in self._plain_words[QUALIFYING]
        return is_small or word in self._plain_words[SAID]

    def begins_with(self, text: str) -> str | None:
        """``YES`` or ``NO`` if that is the first word of ``text``."""
        first = next((token.lower_ for token in self._nlp(plain(text))), "")
        return next((kind for kind, words in self._says.items() if first in words), None)

    def before_question(self, text: str) -> str:
        """What ``text`` says before it asks something; all of it if it asks nothing."""
        clauses = self.clauses.split(text)
        asking = (one.start for one in clauses if one.is_asked or self.clauses.may_wish(one))
        return text[: next(asking, len(text))]

    def says_yes(self, text: str) -> bool:
        """Whether ``text`` begins with a yes and has no word of a no: "yes, when I breathe in"."""
        words = {token.lower_ for token in self._nlp(plain(text))}
        is_mixed = not words.isdisjoint(self._says[NO] | self._nots)
        return self.begins_with(text) == YES and not is_mixed

    def asks_back(self, slot: str, text: str) -> bool:
        """Whether ``text`` asks what the words of a question of the safety check mean.

        "What are blood thinners?", "does skin cancer count", "which leg?", "tearing?", but not
        "what if I am numb there", which may be an answer.

        Args:
            slot: of the open question.
            text: what somebody says to it.
        """
        doc = self._nlp(plain(text))
        words = [token.lower_ for token in doc if token.is_alpha or "'" in token.text]
        found = self._asked_back.find(doc)
        kinds = {kind for kind, _, _ in found}
        if len(words) > MOST_WORDS_BACK or not self._own.isdisjoint(words):
            return False
        opens = any(kind == OPENS and start <= 1 for kind, start, _ in found)
        if any(kind == OPENS and end - start == len(words) for kind, start, end in found):
            return True
        names, counts = slot in kinds, COUNTS in kinds
        is_echo = len(words) <= MOST_WORDS_OF_ECHO and "?" in text
        return ((names or counts) and (opens or is_echo)) or (counts and names)

    def triage(self, text: str) -> dict[str, Any]:
        """The triage of a message that carries none, such as a typed payload."""
        return triage_text(self._triager, text)


def _words(text: str) -> list[str]:
    """The words of a text, in lower case and without apostrophes."""
    return _WORD.findall(plain(text).lower().replace("'", ""))
