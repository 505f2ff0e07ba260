"""What does not make an emergency smaller does not make it less of one."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator

import pytest

from backwise.language.spelling import common_words
from tests.backwise.safety.project import triage
from tests.backwise.safety.test_triage import EMERGENCIES

WORDINGS = [text for texts in EMERGENCIES.values() for text in texts]
BEFORE = [
    "i don't think it's serious but ",
    "it's probably nothing, but ",
    "my husband says i'm overreacting, ",
    "sorry to bother you, ",
    "lol ",
    "hi, quick question: ",
    "maybe i'm silly but ",
    "my doctor said not to worry but ",
]
AFTER = [
    " lol",
    " but i'm sure it's fine",
    " but it's not that bad",
    " \N{GRINNING FACE}\N{GRINNING FACE}",
    " what exercises can i do",
    " should i stretch?",
    " no big deal",
    " i can wait till monday right",
]
# A no, a question, or a time that belongs to something else.
NOT_OF_IT_BEFORE = [
    "not gonna lie, ",
    "no joke ",
    "i'm not exaggerating, ",
    "nobody warned me that ",
    "no accident or anything, ",
    "no fever but ",
    "no injury ",
    "no money for doctor ",
    "nobody at home ",
    "i don't want exercises, ",
    "the pills aren't working and ",
    "can't get an appointment, ",
    "i have not slept: ",
    "i had back surgery years ago, ",
    "used to be a runner, ",
    "should i worry about this: ",
    "does anyone else get ",
    "if i'm honest ",
    "in case it matters: ",
    "in case it helps ",
    "years of back pain and now ",
    "what if i told you ",
    "doesn't make sense, ",
    "op years ago ",
    "surgery last year and ",
    "retired years ago, ",
    "pain has resolved, ",
    "all clear on my x-ray. ",
    "can you tell me if this is bad: ",
    "back pain.",
    "sore back;",
    "-",
    "1)",
]
NOT_OF_IT_AFTER = [
    ", never had this before",
    ", no fever",
    ", no idea why",
    " and nobody believes me",
    ", no?",
    ". no accident. no injury",
    ". nothing else",
    ", had an op years ago",
    ". in 2015 i had an operation",
    ", in 2015 i had an operation",
    ", it went away for an hour",
    ". works fine otherwise",
    ". my scan was normal",
    ", is it serious",
    ", all good though",
    " is normal?",
    ", is ok to walk?",
    ", used to be only at night",
    ", like in 2015",
    ", i have none of the other signs",
    " but the doctor said it was nothing last year",
    ", op years ago",
    " (op years ago)",
    " and op years ago",
    ", used to be a nurse",
    ", pain is gone now",
    ", back to normal otherwise",
    ", my bloods were normal",
    ", which is new for me",
    ".why",
    "!help",
    "(bad)",
]
# A question about what is so.
ASKED_BEFORE = [
    "is it normal that ",
    "does it matter that ",
    "why is it that ",
    "how come ",
    "can you tell me why ",
    "what does it mean that ",
    "is it urgent if ",
]
ASKED_AFTER = [
    ", why is that",
    ", what should i do",
    ", should i go to hospital",
    ", is it an emergency",
    ", could it be the disc",
]
# What was only asked about or warned of, or had gone, and has come.
CONFIRMED = [
    ("what if ", " - it just happened"),
    ("they told me to call if ", ", and that is what i have now"),
    ("he asked me if ", " and i said yes"),
    ("it went away but now it's back: ", ""),
]
STORY = (
    "I am 47 years old and I have had pain in my lower back for about three months. It started "
    "after I moved house and carried too many boxes. At first it was a dull ache in the morning, "
    "but then it became worse. I tried heat, a new mattress and some tablets. I work at a desk "
    "all day. {} My wife thinks I should wait until Monday. What do you think I could do about "
    "it? I used to run twice a week, which I miss a lot. Thank you very much for reading this."
)
HARMLESS: dict[str, Callable[[str], Iterator[str]]] = {
    "something small said before": lambda text: (before + text for before in BEFORE),
    "something small said after": lambda text: (text + after for after in AFTER),
    "a no, a question or a time of something else before": lambda text: (
        before + text for before in NOT_OF_IT_BEFORE
    ),
    "a no, a question or a time of something else after": lambda text: (
        text + after for after in NOT_OF_IT_AFTER
    ),
    "a question about it": lambda text: iter(
        [*(before + text for before in ASKED_BEFORE), *(text + after for after in ASKED_AFTER)]
    ),
    "it has come": lambda text: (before + text + after for before, after in CONFIRMED),
    "capitals": lambda text: iter([text.upper(), text.title()]),
    "somebody else": lambda text: iter([f"asking for my mum: {text}", f"my friend says: {text}"]),
    "a story around it": lambda text: iter(
        [STORY.format(text + "."), STORY.format(f"Also {text},")]
    ),
    "blanks": lambda text: iter([text.replace(" ", "  "), text.replace(" ", "\n", 1)]),
    "a slip": lambda text: slips(text),
    "thinking aloud": lambda text: aloud(text),
    "written in full": lambda text: in_full(text),
    "no articles": lambda text: without_articles(text),
}
# What people put in while they think; it changes nothing.
THINKING = ["um", "uh,", "ummm...", "erm", "really", "kind of", "actually", "literally", "just"]
# The wordings are written with the words on the left.
FULL_FORMS = {
    "can't": "cannot",
    "cant": "could not",
    "don't": "do not",
    "dont": "didn't",
    "doesn't": "does not",
    "won't": "wouldn't",
    "wont": "will not",
    "isn't": "is not",
    "i'm": "i am",
    "i've": "i have",
    "it's": "it is",
}

_ARTICLE = re.compile(r"\b(?:the|a|an|my|his|her) (?=\w)")


def aloud(text: str) -> Iterator[str]:
    """``text`` as somebody says it who looks for words, or says one of them twice."""
    words = text.split()
    for place in range(1, len(words)):
        filler = THINKING[place % len(THINKING)]
        yield " ".join([*words[:place], filler, *words[place:]])
        yield " ".join([*words[:place], words[place - 1], *words[place:]])


def in_full(text: str) -> Iterator[str]:
    """``text`` without a contraction, or in the past tense of one."""
    words = text.split()
    for place, word in enumerate(words):
        if word.lower() in FULL_FORMS:
            yield " ".join([*words[:place], FULL_FORMS[word.lower()], *words[place + 1 :]])


def without_articles(text: str) -> Iterator[str]:
    """``text`` as somebody says it whose own language has no articles."""
    said = _ARTICLE.sub("", text)
    if said != text:
        yield said


def slips(text: str) -> Iterator[str]:
    """``text`` with one letter left out, doubled, or swapped with the next.

    A slip that makes another word is left out: nobody could tell.
    """
    chance = random.Random(text)
    words = text.split()
    for place, word in enumerate(words):
        if len(word) < 5 or not word.isalpha():
            continue
        at = chance.randrange(1, len(word) - 1)
        for slip in (
            word[:at] + word[at + 1 :],
            word[:at] + word[at] + word[at:],
            word[:at] + word[at + 1] + word[at] + word[at + 2 :],
        ):
            if slip != word and slip.lower() not in common_words():
                yield " ".join([*words[:place], slip, *words[place + 1 :]])


@pytest.mark.parametrize("text", WORDINGS)
@pytest.mark.parametrize("change", HARMLESS)
def test_it_stays_an_emergency(text: str, change: str) -> None:
    missed = [variant for variant in HARMLESS[change](text) if triage(variant).tier != "emergency"]
    assert missed == []
