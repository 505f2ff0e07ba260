"""``action_lead_session``: does a routine with somebody, exercise by exercise."""

from __future__ import annotations

from dataclasses import replace

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.guided_action import Events, GuidedAction, ask_database
from actions.shared import (
    catalogue_of,
    is_cleared,
    knowledge,
    picture,
    say_adapted,
    session_buttons,
)
from backwise.guidance.contraindications import rules_for
from backwise.guidance.person import Person
from backwise.guidance.phrases import dose, phrase, routine_lines, step_lines
from backwise.guidance.session import (
    CHANGES,
    SWAP,
    VERSION_FOR,
    Session,
    other_exercise,
    place_named,
)
from backwise.guidance.variants import Catalogue

MOVES = {"start": 1, "next": 1, "previous": -1}
OF_INTENT = {
    **dict.fromkeys(("skip", "affirm", "agree"), "next"),
    "stop": "stop",
    "ask_why": "why",
    "start_over": "start",
}
FINISH = "finish"
# What is answered in words alone.
ANSWERS = {
    "pause": "utter_session_paused",
    "later": "utter_session_later",
    "shorter": "utter_how_many_minutes",
}
NOTHING_SAID = "again"
ENDED: Events = [SlotSet("session", None)]
BUTTONS = ("next", "previous", "easier", "harder", "swap", "why", "stop")
AT_FIRST = tuple(command for command in BUTTONS if command != "previous")


class ActionLeadSession(GuidedAction):
    """Leads through the routine that was offered last: next, back, easier, swap, why, stop."""

    action_name = "action_lead_session"

    async def guide(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Does what the latest message asks for, and says where the person stands."""
        if not is_cleared(tracker):
            dispatcher.utter_message(response="utter_closed_unknown")
            return ENDED
        person = Person.from_slots(tracker.slots)
        catalogue = await ask_database(catalogue_of, person)
        session = Session.from_dict(tracker.get_slot("session"), catalogue.exercises)
        if session is None:
            dispatcher.utter_message(response="utter_no_session")
            return ENDED
        if not all(catalogue.allows(step.exercise) for step in session.steps):
            dispatcher.utter_message(response="utter_session_outdated")
            return ENDED
        command = _command(tracker)
        if command == "next" and not session.started:
            command = "start"
        if command == "stop":
            dispatcher.utter_message(response="utter_session_stopped")
            return ENDED
        if command in ANSWERS:
            dispatcher.utter_message(response=ANSWERS[command])
            return []
        if command == "why":
            why: str | None = session.step.exercise.why
            if not session.started:
                why = await ask_database(lambda: knowledge().routine_why(session.routine))
            dispatcher.utter_message(
                response="utter_session_why", why=why, buttons=session_buttons("next")
            )
            return []
        place = _place(tracker, session)
        if place is not None and command in (*CHANGES, NOTHING_SAID):
            return self._change(dispatcher, command, session, place, catalogue)
        if command == "list":
            _say_list(dispatcher, session)
            return []
        if command in CHANGES and not session.started:
            dispatcher.utter_message(response="utter_change_while_doing")
            return []
        if command in CHANGES:
            return self._change(dispatcher, command, session, None, catalogue)
        # Whoever starts again while under way begins anew.
        begun = Session(session.routine, session.steps) if command == "start" else session
        moved = begun.finished() if command == FINISH else begun.moved(MOVES.get(command, 0))
        kept = await self._remember(dispatcher, tracker, moved) if moved.over else []
        events = [*self._move(dispatcher, moved, catalogue), *kept]
        if command == "start":
            events = [*events, SlotSet("pain_before", person.intensity)]
        return events

    @staticmethod
    async def _remember(
        dispatcher: CollectingDispatcher, tracker: Tracker, session: Session
    ) -> Events:
        """Keep what was done, for the next time; the first time, say so."""
        done = int(tracker.get_slot("sessions") or 0)
        if not done:
            dispatcher.utter_message(response="utter_what_is_kept")
        name = await ask_database(lambda: knowledge().routine_name(session.routine))
        return [
            SlotSet("last_routine", name),
            SlotSet("last_felt", phrase("felt_unsaid")),
            SlotSet("sessions", done + 1),
        ]

    def _change(
        self,
        dispatcher: CollectingDispatcher,
        command: str,
        session: Session,
        place: int | None,
        catalogue: Catalogue,
    ) -> Events:
        """Puts another exercise where they are, or in a place that they name."""
        there = session if place is None else replace(session, at=place)
        wanted = SWAP if command == NOTHING_SAID else command
        other = other_exercise(wanted, there, catalogue)
        if other is None:
            dispatcher.utter_message(
                response=f"utter_nothing_{wanted}",
                buttons=session_buttons(_onward(session), "stop"),
            )
            return []
        changed = replace(there.with_exercise(other), at=session.at)
        if place is None:
            return self._move(dispatcher, changed, catalogue)
        _say_list(dispatcher, changed)
        return [SlotSet("session", changed.as_dict())]

    def _move(
        self, dispatcher: CollectingDispatcher, session: Session, catalogue: Catalogue
    ) -> Events:
        if session.over:
            dispatcher.utter_message(response="utter_session_done")
            return ENDED
        step = session.step
        dispatcher.utter_message(
            response="utter_session_step",
            number=session.at + 1,
            count=len(session.steps),
            name=step.exercise.name,
            dose=dose(step),
            steps=step_lines(step.exercise.steps),
            instructions=list(step.exercise.steps),
            stop_sign=step.exercise.stop_sign,
            hold_seconds=step.hold_seconds,
            rest_seconds=step.rest_seconds,
            image=picture(step.exercise.id),
            buttons=session_buttons(*(BUTTONS if session.at else AT_FIRST)),
        )
        say_adapted(dispatcher, rules_for(step.exercise.id, catalogue.rules))
        return [SlotSet("session", session.as_dict())]


def _place(tracker: Tracker, session: Session) -> int | None:
    number = next(tracker.get_latest_entity_values("step"), None)
    entities = tracker.latest_message.get("entities") or []
    # Also "I don't like bridges", which is denied.
    named = [entity["value"] for entity in entities if entity["entity"] == "exercise"]
    return place_named([step.exercise.id for step in session.steps], number, named)


def _onward(session: Session) -> str:
    return "next" if session.started else "start"


def _say_list(dispatcher: CollectingDispatcher, session: Session) -> None:
    dispatcher.utter_message(
        response="utter_session_list",
        exercises=routine_lines(session.steps),
        buttons=session_buttons(_onward(session)),
    )


def _command(tracker: Tracker) -> str:
    """What the person wants to do, by the entity or by the intent alone."""
    intent = (tracker.latest_message.get("intent") or {}).get("name")
    named = next(tracker.get_latest_entity_values("session_command"), None)
    if intent == "stop" or (intent in OF_INTENT and not named):
        return OF_INTENT[intent]
    felt = next(tracker.get_latest_entity_values("feedback"), None)
    return str(named or VERSION_FOR.get(felt or "") or NOTHING_SAID)
