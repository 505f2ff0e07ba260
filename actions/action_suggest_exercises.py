"""``action_suggest_exercises``: a routine that fits, or one exercise by name."""

from __future__ import annotations

from dataclasses import dataclass

from rasa_sdk import Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher

from actions.guided_action import Events, GuidedAction, ask_database
from actions.shared import (
    all_of,
    catalogue_of,
    is_cleared,
    joined,
    knowledge,
    picture,
    said,
    say_adapted,
    say_ask_first,
    say_evidence,
    session_buttons,
    was_said,
)
from backwise.guidance.contraindications import closed_by, forbids, rules_for
from backwise.guidance.person import FITTING, Person
from backwise.guidance.phrases import dose, names, phrase, routine_lines, step_lines
from backwise.guidance.plan import Plan, Wanted, choose
from backwise.guidance.session import Session, exercises_in, place_named
from backwise.knowledge.queries import REST_SECONDS, Exercise, Precaution, Rule


@dataclass(frozen=True)
class Offer:
    """What the database has for a person."""

    rules: tuple[Rule, ...]
    precautions: dict[str, list[Precaution]]
    exercise: Exercise | None
    plan: Plan | None


def find_offer(person: Person, exercise_id: str | None, wanted: Wanted) -> Offer:
    """Reads rules, precautions and exercise or routine; blocks."""
    database = knowledge()
    precautions = database.precautions("exercise")
    exercise = database.exercise(exercise_id) if exercise_id else None
    if exercise:
        rules = database.rules("exercise", person.conditions)
        return Offer(tuple(rules), precautions, exercise, None)
    catalogue = catalogue_of(person)
    plan = choose(catalogue, database.routines(catalogue.exercises), wanted)
    return Offer(catalogue.rules, precautions, None, plan)


class ActionSuggestExercises(GuidedAction):
    """Suggests exercises with their precautions, stop signs and sources."""

    action_name = "action_suggest_exercises"

    async def guide(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """Says what fits the person, or why nothing does."""
        if not is_cleared(tracker):
            dispatcher.utter_message(response="utter_closed_unknown")
            return []
        person = Person.from_slots(tracker.slots)
        wanted = Wanted(
            routine=tracker.get_slot("routine"),
            stage=int(tracker.get_slot("stage") or 0),
            variation=len(tracker.get_slot("felt") or ()),
        )
        number = next(tracker.get_latest_entity_values("step"), None)
        shown = exercises_in(tracker.get_slot("session"))
        place = place_named(shown, number)
        exercise = tracker.get_slot("exercise") or (None if place is None else shown[place])
        offer = await ask_database(find_offer, person, exercise, wanted)
        events = [SlotSet("exercise", None), SlotSet("routine", None)]
        closing = closed_by(offer.rules)
        if closing:
            say_ask_first(dispatcher, closing)
        elif offer.exercise:
            self._show_exercise(dispatcher, offer.exercise, offer)
        elif offer.plan:
            # Who has said one of these knows that a plan can be made to fit.
            knows_wishes = was_said(tracker, "utter_fit_it") or any(map(tracker.get_slot, FITTING))
            regions = offer.plan.routine.regions
            not_covered = [place for place in person.places if place not in regions]
            self._show_routine(dispatcher, offer.plan, offer, knows_wishes, not_covered)
            told = next(tracker.get_latest_entity_values("condition"), None)
            if told and not (offer.plan.reasons or offer.plan.adapted):
                dispatcher.utter_message(response="utter_condition_kept")
            session = Session(offer.plan.routine.id, offer.plan.steps)
            events += [SlotSet("session", session.as_dict())]
        else:
            # The content tests make sure that something is left for everybody.
            raise LookupError("no routine is left")
        return events

    def _show_exercise(
        self, dispatcher: CollectingDispatcher, exercise: Exercise, offer: Offer
    ) -> None:
        rules = rules_for(exercise.id, offer.rules)
        forbidden = forbids(rules)
        if forbidden:
            dispatcher.utter_message(
                response="utter_exercise_not_for_you",
                name=exercise.name,
                reason=forbidden.reason,
                instead=forbidden.instead,
            )
            say_evidence(dispatcher, exercise.evidence, [forbidden])
            return
        dispatcher.utter_message(
            response="utter_exercise",
            name=exercise.name,
            why=exercise.why,
            steps=step_lines(exercise.steps),
            instructions=list(exercise.steps),
            dose=exercise.dose,
            stop_sign=exercise.stop_sign,
            hold_seconds=exercise.hold_seconds,
            rest_seconds=REST_SECONDS,
            image=picture(exercise.id),
        )
        say_adapted(dispatcher, rules)
        self._end(dispatcher, offer)
        say_evidence(dispatcher, exercise.evidence, all_of(offer.precautions), rules)

    def _show_routine(
        self,
        dispatcher: CollectingDispatcher,
        plan: Plan,
        offer: Offer,
        knows_wishes: bool,
        not_covered: list[str],
    ) -> None:
        routine = plan.routine
        dispatcher.utter_message(
            response="utter_routine",
            name=routine.name,
            for_whom=routine.for_whom,
            minutes=plan.minutes,
            how_often=routine.how_often,
            exercises=routine_lines(plan.steps),
            checklist=[{"name": step.exercise.name, "dose": dose(step)} for step in plan.steps],
            why=routine.why,
            buttons=[
                *session_buttons("start"),
                *(
                    {
                        "title": phrase("how_to", name=step.exercise.name),
                        "payload": f'/request_exercise{{"exercise":"{step.exercise.id}"}}',
                    }
                    for step in plan.steps
                ),
            ],
        )
        dispatcher.utter_message(
            response="utter_because",
            reasons=joined(phrase(reason.phrase, **reason.values) for reason in plan.because),
        )
        for place in not_covered:
            payload = f'/request_exercise{{"location":"{place}"}}'
            dispatcher.utter_message(
                response="utter_other_place",
                place=place,
                buttons=[{"title": phrase("exercises_for", place=place), "payload": payload}],
            )
        if not knows_wishes:
            dispatcher.utter_message(response="utter_fit_it")
        if plan.reasons:
            dispatcher.utter_message(
                response="utter_left_out",
                names=names(plan.left_out),
                reason=joined(f"{rule.reason} {rule.instead}" for rule in plan.reasons),
            )
        say_adapted(dispatcher, plan.adapted)
        self._end(dispatcher, offer)
        say_evidence(
            dispatcher, routine.evidence, all_of(offer.precautions), plan.reasons, plan.adapted
        )

    @staticmethod
    def _end(dispatcher: CollectingDispatcher, offer: Offer) -> None:
        dispatcher.utter_message(
            response="utter_exercise_rules",
            before=said(offer.precautions["before"]),
            during=said(offer.precautions["during"]),
            stop_signs=said(offer.precautions["stop sign"]),
        )
