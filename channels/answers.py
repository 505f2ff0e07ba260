"""What the channels share: a turn that is collected, and what its messages are."""

from __future__ import annotations

from typing import Any

from rasa.core.channels.channel import OutputChannel

ALARMS = frozenset(
    ["utter_emergency", "utter_closed_emergency", "utter_urgent"]
    + ["utter_crisis", "utter_crisis_again", "utter_closed_crisis"]
    + ["utter_emergency_before", "utter_urgent_before", "utter_crisis_before"]
    # The number is another one now.
    + ["utter_emergency_country", "utter_urgent_country", "utter_crisis_country"]
)
SOURCES = frozenset({"utter_source"})
# What these ask for is the same next week; any other button answers one question only.
SAME_NEXT_WEEK = frozenset(
    ["request_exercise", "ask_massage", "ask_self_care", "ask_treatment", "ask_cause"]
    + ["describe_pain", "lead_session", "greet", "help"]
)
# Of these, what may well be pressed again later on: it does not lead anybody away.
STAYS = SAME_NEXT_WEEK - {"describe_pain", "lead_session", "greet", "help"}


class CollectedTurn(OutputChannel):
    """Keeps the messages of a turn, so that they are shown together.

    Args:
        channel: name of the channel that shows them.
    """

    def __init__(self, channel: str) -> None:
        self._channel = channel
        self.messages: list[dict[str, Any]] = []

    def name(self) -> str:
        """Name of the channel."""
        return self._channel

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Keep a message (see parent class)."""
        self.messages.append(dict(message))


def intent_of(payload: str) -> str:
    """Name of the intent in the payload of a button."""
    return payload.removeprefix("/").partition("{")[0]
