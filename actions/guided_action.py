"""What all actions of Backwise have in common: they fail closed, and in silence."""

from __future__ import annotations

import abc
import asyncio
import logging
from collections.abc import Callable
from typing import Any, ParamSpec, TypeVar

from rasa_sdk import Action, Tracker
from rasa_sdk.events import SlotSet
from rasa_sdk.executor import CollectingDispatcher
from rasa_sdk.types import DomainDict

from backwise.settings import query_timeout_seconds

logger = logging.getLogger(__name__)

Events = list[dict[str, Any]]
Parameters = ParamSpec("Parameters")
Result = TypeVar("Result")


class GuidedAction(Action, abc.ABC):  # type: ignore[misc]
    """An action that leaves a receipt when it has finished, and only then.

    rasa_sdk answers an exception with the whole conversation in the error body,
    which Rasa then logs. So nothing escapes from here: a failed action says
    nothing and leaves no receipt, and the safety gate tells the person.
    """

    action_name: str

    def name(self) -> str:
        """Name of the action in the domain."""
        return self.action_name

    async def run(
        self, dispatcher: CollectingDispatcher, tracker: Tracker, domain: DomainDict
    ) -> Events:
        """Runs the action (see parent class)."""
        try:
            events = await self.guide(dispatcher, tracker)
        except Exception as error:
            # The message of the exception may hold private text; its type does not.
            logger.error("%s failed (%s).", self.action_name, type(error).__name__)
            dispatcher.messages.clear()
            return []
        return [*events, SlotSet("receipt", self.action_name)]

    @abc.abstractmethod
    async def guide(self, dispatcher: CollectingDispatcher, tracker: Tracker) -> Events:
        """What the action does; may raise anything."""


async def ask_database(
    query: Callable[Parameters, Result], *args: Parameters.args, **kwargs: Parameters.kwargs
) -> Result:
    """Run a blocking query in a thread.

    Raises:
        TimeoutError: it took longer than the settings allow.
    """
    return await asyncio.wait_for(
        asyncio.to_thread(query, *args, **kwargs), query_timeout_seconds()
    )
