"""What the actions share: the knowledge database, and the end of every answer."""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any

from rasa_sdk import Tracker
from rasa_sdk.executor import CollectingDispatcher

from backwise.guidance.contraindications import replaced_by, rules_for
from backwise.guidance.person import Person
from backwise.guidance.phrases import phrase
from backwise.guidance.variants import Catalogue
from backwise.knowledge.database import open_database
from backwise.knowledge.models import CERTAINTIES
from backwise.knowledge.queries import Evidence, Knowledge, Precaution, Rule, Therapy, Topic
from backwise.safety.check import ALARMS_BEFORE, ANOTHER_PERSON, Clearance, assess
from backwise.safety.rules import Question, RedFlags, read_questions, read_red_flags
from backwise.settings import RED_FLAGS, SAFETY_QUESTIONS, database_url

RESET_ACTION = "action_reset_safety_check"
KINDS = ("topic", "therapy")
# "Heat or ice, and is swimming good": more at a time nobody reads.
MOST_ANSWERS = 3


@cache
def knowledge() -> Knowledge:
    """The knowledge database, opened at first use."""
    return Knowledge(open_database(database_url()))


@cache
def red_flags() -> RedFlags:
    """The red-flag rules."""
    return read_red_flags(RED_FLAGS)


@cache
def questions() -> tuple[Question, ...]:
    """The questions of the safety check."""
    return tuple(read_questions(SAFETY_QUESTIONS, red_flags()))


def session_buttons(*commands: str) -> list[dict[str, str]]:
    """Buttons that lead a routine on, such as "next" and "stop"."""
    return [
        {
            "title": phrase(f"button_{command}"),
            "payload": f'/lead_session{{"session_command":"{command}"}}',
        }
        for command in commands
    ]


def picture(name: str | None) -> str | None:
    """Address of a picture, at the server that the person talks to; None if there is none."""
    return f"/pictures/{name}.svg" if name else None


def catalogue_of(person: Person) -> Catalogue:
    """The exercises that a person may do; blocks."""
    rules = tuple(knowledge().rules("exercise", person.conditions))
    return Catalogue(knowledge().exercises(), rules, person)


def asked_about(tracker: Tracker) -> list[tuple[str, str]]:
    """What the latest message asks about, as (kind, id), in its order.

    These are its topics or, if it names none, its therapies. A question that was put
    aside while others were answered is still in the slots.
    """
    for kind in KINDS:
        named = dict.fromkeys(tracker.get_latest_entity_values(kind))
        if named:
            return [(kind, name) for name in named][:MOST_ANSWERS]
    return put_aside(tracker)


def put_aside(tracker: Tracker) -> list[tuple[str, str]]:
    """What the slots say was asked about, as (kind, id)."""
    for kind in KINDS:
        names = in_slot(tracker, kind)
        if names:
            return [(kind, name) for name in names][:MOST_ANSWERS]
    return []


def find_answers(
    asked: list[tuple[str, str]], person: Person
) -> list[tuple[Topic | Therapy, list[Rule]]]:
    """Reads what was asked about, and what the person's conditions mean for it; blocks."""
    database = knowledge()
    find = {"topic": database.topic, "therapy": database.therapy}
    rules = database.rules("advice", person.conditions)
    return [
        (answer, rules_for(answer.id, rules))
        for kind, name in asked
        if (answer := find[kind](name))
    ]


def is_cleared(tracker: Tracker) -> bool:
    """Whether exercise and massage are open to the person.

    The safety gate has asked the same before it called the action. It is asked
    here again, so that nobody who reaches the action server gets around the gate.
    """
    triages: list[dict[str, Any]] = []
    for event in tracker.events:
        if event.get("event") == "user":
            triages.append((event.get("parse_data") or {}).get("triage") or {})
        elif event.get("event") == "action" and event.get("name") == RESET_ACTION:
            triages.clear()
        elif event.get("event") == "action" and event.get("name") == ANOTHER_PERSON:
            del triages[:-1]
    before = tracker.get_slot(ALARMS_BEFORE) or ()
    state = assess(red_flags(), questions(), triages, tracker.slots, before)
    return state.clearance in (Clearance.CLEAR, Clearance.SOON)


def was_said(tracker: Tracker, response: str, **told: Any) -> bool:
    """Whether something was said in this conversation.

    Args:
        tracker: the conversation.
        response: its name in ``domain.yml``.
        told: what its placeholders must have been filled with; another person, or one of whom
            more is known, is told something else in the same words.
    """
    wanted = {"utter_action": response, **told}.items()
    return any(wanted <= (event.get("metadata") or {}).items() for event in tracker.events)


def in_slot(tracker: Tracker, slot: str) -> list[str]:
    """The values of a slot that holds none, one or several."""
    value = tracker.get_slot(slot)
    return [str(one) for one in value] if isinstance(value, list) else [str(value)] * bool(value)


def joined(texts: Iterable[str]) -> str:
    """Sentences, each once, in one paragraph."""
    return " ".join(dict.fromkeys(texts))


def conditions_of(rules: Iterable[Rule]) -> str:
    """The conditions that rules are for, each once."""
    return ", ".join(dict.fromkeys(rule.condition for rule in rules))


def say_adapted(dispatcher: CollectingDispatcher, rules: Iterable[Rule]) -> None:
    """Say what a person's conditions change, if anything."""
    rules = list(rules)
    _say_because_of(dispatcher, rules, [rule.instead for rule in rules])


def say_ruled(dispatcher: CollectingDispatcher, rules: Iterable[Rule]) -> bool:
    """Say what a person's conditions mean for a piece of advice, and why, if anything.

    Returns:
        True if that stands in the stead of the advice; then its sources were said too.
    """
    rules = list(rules)
    forbidding = replaced_by(rules)
    told = forbidding or rules
    texts = [text for rule in told for text in (rule.reason, rule.instead)]
    _say_because_of(dispatcher, told, texts)
    if forbidding:
        say_sources(dispatcher, forbidding[0].evidence, forbidding)
    return bool(forbidding)


def _say_because_of(
    dispatcher: CollectingDispatcher, rules: list[Rule], texts: Iterable[str]
) -> None:
    if rules:
        dispatcher.utter_message(
            response="utter_adapted", conditions=conditions_of(rules), advice=joined(texts)
        )


def say_ask_first(dispatcher: CollectingDispatcher, rules: Iterable[Rule]) -> None:
    """Say that a clinician has to be asked first, why, and where that is from."""
    rules = list(rules)
    dispatcher.utter_message(
        response="utter_ask_first",
        conditions=conditions_of(rules),
        reason=joined(rule.reason for rule in rules),
        instead=joined(rule.instead for rule in rules),
    )
    say_evidence(dispatcher, rules[0].evidence, rules)


def say_evidence(
    dispatcher: CollectingDispatcher,
    evidence: Evidence,
    *others: Iterable[Evidence | Precaution | Rule],
) -> None:
    """End an answer: how sure it is, where all of it is from, and the safety net.

    Args:
        dispatcher: where to say it.
        evidence: what the main statement rests on.
        others: precautions and rules that were said with it.
    """
    say_sources(dispatcher, evidence, *others)
    say_safety_net(dispatcher)


def say_sources(
    dispatcher: CollectingDispatcher,
    evidence: Evidence,
    *others: Iterable[Evidence | Precaution | Rule],
) -> None:
    """Say how sure a statement is and where it is from; arguments as for ``say_evidence``."""
    sources = dict.fromkeys(evidence.sources)
    for statements in others:
        for statement in statements:
            sources |= dict.fromkeys(statement.sources)
    dispatcher.utter_message(
        response="utter_source",
        certainty=evidence.certainty,
        sources="; ".join(sources),
        checked_on=evidence.checked_on.isoformat(),
    )


def weakest(evidence: Iterable[Evidence]) -> Evidence:
    """What the least certain of several statements rests on."""
    return max(evidence, key=lambda one: CERTAINTIES.index(one.certainty))


def say_safety_net(dispatcher: CollectingDispatcher) -> None:
    """Say when to get help, as at the end of every piece of advice."""
    dispatcher.utter_message(response="utter_safety_net")


def said(precautions: Iterable[Precaution]) -> str:
    """Precautions in one paragraph."""
    return joined(precaution.text for precaution in precautions)


def all_of(precautions: dict[str, list[Precaution]]) -> list[Precaution]:
    """Precautions of every kind."""
    return [precaution for kind in precautions.values() for precaution in kind]
