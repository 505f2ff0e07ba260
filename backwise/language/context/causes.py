"""Whether what a message names is said to have brought the pain on."""

from __future__ import annotations

import re

from backwise.language.context.marked_text import Cue, MarkedText

CAUSE_REACH = 5  # tokens between "after" and what came before the pain
EFFECT_REACH = 5  # tokens between what came before the pain and "set it off"
EASING_REACH = 3  # tokens between "better" and the "when" of what eases the pain
JOINED_REACH = 3  # tokens from the "or" in "when I look up or work overhead" to the second
PLAN_REACH = 3  # tokens between "going to" and what is only planned
HARM_REACH = 12  # tokens between "sitting" and the "sore" that it leaves behind
ALONE_REACH = 4  # tokens behind "Deadlifts" in "Deadlifts on Monday."
HINDERED_REACH = 4  # tokens between "sit" and the "without" of "can't sit for long without"
WISH_REACH = 6  # tokens between "want to" and what is wanted
COMPLAINT_REACH = 5  # tokens between "stiffens" and the "sitting" that does it
ANSWER_LENGTH = 4  # tokens
ANSWERS_LENGTH = 14  # tokens of several answers at once
SHORT_LENGTH = 8  # tokens of an answer that names a cause after "since" or the like
_PAST_TENSE = re.compile(
    r"[a-z]{2,}ed$|^(fell|bent|dug|ran|sat|slept|woke|came|threw|drove|stood|flew|held|swam|rode|knelt|shook|tore)$"
)


class Causes:
    """What one message says of causes."""

    def __init__(self, text: MarkedText) -> None:
        self._text = text

    @property
    def is_answer(self) -> bool:
        """Whether the message is so short that it may be the answer to a question."""
        return len(self._text.words) <= ANSWER_LENGTH

    def caused(self, start: int, end: int) -> bool:
        """Whether these tokens are said to have brought the pain on.

        A thing done in the past counts ("I lifted a box"), and so does one named
        after a word like "after" or "when"; "is running good for me" does not, and
        what is only planned has caused nothing. A message of few words is an answer.
        """
        if self._text.has("planned", max(0, start - PLAN_REACH), end + 2) or self._helps(end):
            return False
        if self.is_answer or any(_PAST_TENSE.search(word) for word in self._text.words[start:end]):
            return True
        first, last = self._text.sentence(start, end)
        return (
            self._set_off(end)
            or self._while_doing(start)
            or self._leaves_harm(first, start, end, last)
            or self._is_done_in_pain(first, start)
            or self._is_said_alone(first, start, end, last)
            or self._is_hindered(first, start, end)
            or any(
                first <= cue.start and self._leads_to(cue, start) and not self._eases(cue.start)
                for cue in self._text.of("causing")
            )
        )

    def blamed(self, start: int, end: int) -> bool:
        """Whether these tokens are named as the cause of a complaint.

        "Sore since the flu" and "can constipation cause back pain" do, "had the flu" and
        "a massage after work" do not.
        """
        if self._set_off(end):
            return True
        first, last = self._text.sentence(start, end)
        complains = self._text.has("complaints", first, last) or self._text.has(
            "harms", first, last
        )
        return any(
            first <= cue.start < last
            and (complains or self._opens_answer(cue))
            and (
                (cue.kind == "blaming" and self._leads_to(cue, start))
                or (cue.kind == "consequences" and 0 <= cue.start - end <= EFFECT_REACH)
            )
            for cue in self._text.of("blaming", "consequences")
        )

    def _opens_answer(self, cue: Cue) -> bool:
        """Whether a short message that asks nothing begins so: "since I had covid"."""
        words = self._text.words
        return cue.start == 0 and len(words) <= SHORT_LENGTH and "?" not in words

    def _set_off(self, end: int) -> bool:
        """Whether "set it off" or the like follows in its sentence: "tennis always does it"."""
        return any(
            0 <= cue.start - end <= EFFECT_REACH and not any(self._text.ends[end : cue.start])
            for cue in self._text.of("setting_off")
        )

    def _eases(self, index: int) -> bool:
        """Whether "it is better" or the like stands shortly before a "when" or "after"."""
        return self._text.has("easing", max(0, index - EASING_REACH), index)

    def _while_doing(self, start: int) -> bool:
        """Whether something is done right behind the pain: "hip pain climbing stairs"."""
        if start == 0 or not self._text.words[start].endswith("ing"):
            return False
        before = self._text.words[start - 1]
        return before[-1:].isdigit() or self._text.has("complaints", start - 1, start)

    def _leaves_harm(self, first: int, start: int, end: int, last: int) -> bool:
        """Whether a complaint follows: "two hours in the car and my hip is burning"."""
        if self._is_wished(first, start):
            return False
        for at in range(end, min(last, end + HARM_REACH)):
            if self._text.has("turning", at, at + 1) or self._text.has("easing", at, at + 1):
                return False
            if self._text.has("harms", at, at + 1):
                return True
        return False

    def _is_done_in_pain(self, first: int, start: int) -> bool:
        """Whether something is done shortly behind a complaint: "it stiffens up sitting"."""
        if self._is_wished(first, start):
            return False
        for at in range(start - 1, max(first, start - COMPLAINT_REACH) - 1, -1):
            if self._text.has("parting", at, at + 1) or self._text.has("easing", at, at + 1):
                return False
            if self._text.has("harms", at, at + 1):
                is_linked = self._text.has("linking", at + 1, start)
                return is_linked or self._text.words[start].endswith("ing")
        return False

    def _is_said_alone(self, first: int, start: int, end: int, last: int) -> bool:
        """Whether it is all that a sentence says where pain is told of: "Deadlifts on Monday."."""
        return (
            start == first
            and last - end <= ALONE_REACH
            and self._text.words[last : last + 1] != ["?"]
            and not self._text.has("easing", end, last)
            and (self._text.has("harms", 0) or self._may_answer)
        )

    @property
    def _may_answer(self) -> bool:
        """Whether it may be several answers at once: "Lower. About 4 days. Lifting my kid."."""
        return len(self._text.words) <= ANSWERS_LENGTH and self._text.has("spans", 0)

    def _is_hindered(self, first: int, start: int, end: int) -> bool:
        """Whether it cannot be done without pain: "I can't put my socks on without wincing"."""
        return self._text.has("unable", first, start) and any(
            0 <= cue.start - end <= HINDERED_REACH for cue in self._text.of("lacking")
        )

    def _is_wished(self, first: int, start: int) -> bool:
        """Whether somebody asks for it, wants it, or is only used to it: "can I run with a"."""
        for at in range(start - 1, max(first, start - WISH_REACH) - 1, -1):
            if self._text.has("parting", at, at + 1):
                return False
            if self._text.has("wishing", at, at + 1):
                return True
        return False

    def _helps(self, end: int) -> bool:
        """Whether "helps" follows: "sitting is bad, walking is fine", "if I walk it goes away"."""
        is_verb = self._text.has("inverting", end, end + 1)
        if self._text.has("easing", end + is_verb, end + is_verb + 1):
            return True
        comma = self._text.words[end : end + 1] == [","]
        it = end + comma
        return (
            self._text.has("itself", it, it + 1)
            and self._text.has("easing", it + 1, it + 2)
            and not self._text.has("towards", it + 2, it + 3)
        )

    def _leads_to(self, cue: Cue, start: int) -> bool:
        """Whether a cue stands before a cause; "hurts bending" may reach into it.

        It reaches further where causes are joined: "when I look up or work overhead".
        """
        reach = start - cue.stop
        joins = range(max(cue.stop, start - JOINED_REACH), start)
        is_joined = any(self._text.words[at] in ("or", "and") for at in joins)
        return cue.start <= start and reach <= CAUSE_REACH + JOINED_REACH * is_joined
