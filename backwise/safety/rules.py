"""The red-flag rules and the questions of the safety check, read from data."""

from __future__ import annotations

import hashlib
import itertools
import re
from collections.abc import Container
from enum import StrEnum
from pathlib import Path

from pydantic import BaseModel, Extra, Field, ValidationError

from backwise.language.status import Status
from backwise.problems import BrokenData, Problem, problem
from backwise.yaml_lines import LINE, read_plain_yaml, read_yaml, without_lines

# A flag counts in these senses. Somebody else's emergency is an emergency, and
# what is uncertain is not safe.
OPEN = frozenset({Status.PRESENT, Status.OTHER_PERSON, Status.UNCERTAIN})
_ARTICLE = re.compile(r" (?:the|a|an)(?= )")


class Tier(StrEnum):
    """How soon somebody has to look, most urgent first (fact base, section 0)."""

    EMERGENCY = "emergency"
    URGENT = "urgent"
    SOON = "soon"
    ROUTINE = "routine"

    @property
    def rank(self) -> int:
        """Place in the order of urgency; 0 is the most urgent."""
        return list(Tier).index(self)


class Flag(BaseModel):
    """One red flag: what raises it, and how urgent it is.

    Attributes:
        when: alternatives; each names concepts that must all be there.
        within: most words between those concepts.
        past_counts: concepts that count although they are past, such as cancer.
        sources: ids of the publications that the flag and its tier rest on.
        crisis: True if the answer is a crisis line rather than an ambulance.
        raises: True if it makes what is to be seen soon urgent.
        under_age: True if it is of somebody too young for advice that is made for adults.
        new_only: True if it is asked about, rather than counted, when it has been so for
            years without a change (fact base, section 1.2, note on disagreement).
        symptom: True if it is no emergency alone, but a sentence that says little else may
            still sound like one, unlike "I am pregnant".
    """

    id: str
    name: str
    tier: Tier
    within: int
    why: str
    when: list[list[str]]
    sources: list[str] = Field(min_items=1)
    past_counts: list[str] = []
    crisis: bool = False
    raises: bool = False
    under_age: bool = False
    new_only: bool = False
    symptom: bool = False

    class Config:
        extra = Extra.ignore


class Combination(BaseModel):
    """Flags that together are more urgent than each alone.

    Attributes:
        age_from: the age in years from which they are; None for any.
        age_below: the age in years below which they are; None for any.
    """

    flags: list[str] = Field(alias="all")
    tier: Tier
    age_from: int | None = None
    age_below: int | None = None

    def holds(self, open_ids: set[str], age: float | None) -> bool:
        """Whether all its flags are open, at the ``age`` in years, if that is known."""
        is_old = self.age_from is None or (age is not None and age >= self.age_from)
        is_young = self.age_below is None or (age is not None and age < self.age_below)
        return is_old and is_young and open_ids.issuperset(self.flags)


class RedFlags(BaseModel):
    """All red-flag rules of one version.

    Attributes:
        version: what the editor calls it, and a fingerprint of the rules: two versions
            that differ are never called the same.
        same: for a word of a wording, the words that mean the same in its place, such as
            another tense: "leg was weak". A name in capitals stands for all of its group.
        inverted: the words that a question puts before whom or what it is about: "why won't
            my legs move".
        fillers: words that change nothing inside a wording: "can't really feel".
        denied: for a word of a wording, the words that deny it: "leg is not weak".
        diagnoses: concepts that are illnesses. Who is afraid of one need not have it.
        deeds: concepts that are done to oneself. Who asks what would happen may be near it.
    """

    version: str
    same: dict[str, list[str]]
    inverted: list[str]
    fillers: list[str]
    denied: dict[str, list[str]]
    places: list[str]
    events: list[str]
    diagnoses: list[str]
    deeds: list[str]
    ordinary: list[str]
    concepts: dict[str, list[str]]
    flags: list[Flag]
    combinations: list[Combination]

    class Config:
        extra = Extra.ignore

    def wordings(self) -> dict[str, list[str]]:
        """The wordings of each concept, in all their forms."""
        return {concept: self.forms_of(said) for concept, said in self.concepts.items()}

    def forms_of(self, said: list[str]) -> list[str]:
        """The wordings ``said``, in other tenses, for other persons, asked, without articles."""
        spelled_out = self._spelled_out(said)
        forms = [
            *spelled_out,
            *_changed(spelled_out, self.same),
            *_asked(spelled_out, frozenset(self.inverted)),
        ]
        return [*forms, *_without_articles(forms)]

    def denials(self) -> dict[str, list[str]]:
        """The wordings that say that a concept is not there."""
        return {
            concept: _changed(self._spelled_out(said), self.denied)
            for concept, said in self.concepts.items()
        }

    def _spelled_out(self, said: list[str]) -> list[str]:
        """``said`` with every name of a group, which is in capitals, replaced by each member."""
        return [
            " ".join(chosen)
            for words in map(str.split, said)
            for chosen in itertools.product(
                *(self.same.get(word, [word]) if word.isupper() else [word] for word in words)
            )
        ]


def _changed(wordings: list[str], forms: dict[str, list[str]]) -> list[str]:
    """``wordings`` with a word replaced by each of its ``forms``."""
    return [
        " ".join([*words[:place], form, *words[place + 1 :]])
        for words in map(str.split, wordings)
        for place, word in enumerate(words)
        for form in forms.get(word, ())
    ]


def _without_articles(wordings: list[str]) -> list[str]:
    """Those with an article inside as many learners of English say them: "weakness in leg"."""
    return [bare for said in wordings if (bare := _ARTICLE.sub("", said)) != said]


def _asked(wordings: list[str], inverted: frozenset[str]) -> list[str]:
    """``wordings`` as a question has them: "legs wont move" becomes "wont the legs move"."""
    return [
        " ".join([word, article, *words[:place], *words[place + 1 :]]).replace("  ", " ")
        for words in map(str.split, wordings)
        for place, word in enumerate(words)
        if place and word in inverted
        for article in ("the", "")
    ]


class Question(BaseModel):
    """One question of the safety check.

    Attributes:
        slot: slot of the safety form that holds the answer.
        flag: flag that a yes raises, if any.
        yes: tier of a yes, if it has one.
        must_know: whether exercise and massage stay closed without an answer.
        words: what people ask back about.
        unclear_yes: what a yes may say and be none, such as "old"; see ``yes_answer`` in
            ``data/language/about_question.yml``.
        plain_no: what a no may say besides, and be one, such as "comes and goes".
    """

    slot: str
    flag: str | None
    yes: Tier | None
    must_know: bool
    words: list[str]
    unclear_yes: list[str] = []
    plain_no: list[str] = []

    class Config:
        extra = Extra.ignore


def tier_of_ids(open_ids: set[str], rules: RedFlags, age: float | None = None) -> Tier:
    """The most urgent tier that the open flags ``open_ids`` have together.

    Args:
        open_ids: ids of the flags that count.
        rules: tiers and combinations.
        age: of the person, in years, if it is known.
    """
    flags = [flag for flag in rules.flags if flag.id in open_ids]
    tiers = [flag.tier for flag in flags]
    tiers += [entry.tier for entry in rules.combinations if entry.holds(open_ids, age)]
    tier = min(tiers, key=lambda tier: tier.rank, default=Tier.ROUTINE)
    others = {flag.tier for flag in flags if not flag.raises}
    if tier is Tier.SOON and tier in others and any(flag.raises for flag in flags):
        return Tier.URGENT
    return tier


def read_red_flags(path: Path) -> RedFlags:
    """The rules in the YAML file ``path``.

    Raises:
        BrokenData: a field is wrong (C003), a flag names an unknown concept (S001), or a
            combination an unknown flag (S002).
    """
    raw = read_plain_yaml(path)
    try:
        rules = RedFlags(**raw)
        rules.version = f"{rules.version}+{_fingerprint(rules)}"
    except ValidationError as invalid:
        raise BrokenData(list(_field_problems(path, invalid))) from None
    unknown = [
        problem("S001", path, 0, id=concept)
        for flag in rules.flags
        for concepts in flag.when
        for concept in concepts
        if concept not in rules.concepts
    ]
    known = {flag.id for flag in rules.flags}
    unknown += [
        problem("S002", path, 0, id=name)
        for combination in rules.combinations
        for name in combination.flags
        if name not in known
    ]
    if unknown:
        raise BrokenData(unknown)
    return rules


def check_sources(path: Path, rules: RedFlags, known: Container[str]) -> None:
    """See that every source of the flags in ``path`` is known.

    Raises:
        BrokenData: a flag names a source that is not in ``known`` (S003).
    """
    missing = [
        problem("S003", path, 0, id=flag.id, detail=source)
        for flag in rules.flags
        for source in flag.sources
        if source not in known
    ]
    if missing:
        raise BrokenData(missing)


def read_questions(path: Path, rules: RedFlags) -> list[Question]:
    """The questions in the YAML file ``path``, in the order in which to ask them.

    Raises:
        BrokenData: a field is wrong (C003) or a question names an unknown flag (S002).
    """
    try:
        questions = [Question(**without_lines(entry)) for entry in read_yaml(path)]
    except ValidationError as invalid:
        raise BrokenData(list(_field_problems(path, invalid))) from None
    known = {None, *(flag.id for flag in rules.flags)}
    unknown = [
        problem("S002", path, entry[LINE], id=question.flag)
        for entry, question in zip(read_yaml(path), questions, strict=True)
        if question.flag not in known
    ]
    if unknown:
        raise BrokenData(unknown)
    return questions


def _fingerprint(rules: RedFlags) -> str:
    return hashlib.sha256(rules.json(by_alias=True).encode()).hexdigest()[:8]


def _field_problems(path: Path, invalid: ValidationError) -> list[Problem]:
    return [
        problem("C003", path, 0, field=".".join(map(str, error["loc"])), detail=error["msg"])
        for error in invalid.errors()
    ]
