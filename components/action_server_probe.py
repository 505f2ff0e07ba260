"""Asks the action server whether it can work, just before it is given work."""

from __future__ import annotations

import http.client
import json
import logging
import time
from urllib.parse import urlsplit

logger = logging.getLogger(__name__)

PROBE_ACTION = "action_ready"
TIMEOUT_SECONDS = 1.5
# After a failure the next conversations do not wait for the same answer again.
PAUSE_SECONDS = 2.0

_QUESTION = json.dumps(
    {
        "next_action": PROBE_ACTION,
        "sender_id": "probe",
        "tracker": {
            "sender_id": "probe",
            "slots": {},
            "latest_message": {},
            "events": [],
            "paused": False,
            "followup_action": None,
            "active_loop": {},
            "latest_action_name": None,
        },
        "domain": {},
    }
).encode()


class ActionServerProbe:
    """Runs the harmless action ``action_ready`` with a short timeout.

    Rasa itself waits five minutes for an action and then goes on as if it had
    run, and neither can be configured. The call is synchronous, as Rasa's
    policies are: about 2 ms when all is well, and at most ``TIMEOUT_SECONDS``
    once in ``PAUSE_SECONDS`` when the action server hangs.

    Args:
        url: address of the action server's webhook.
    """

    def __init__(self, url: str) -> None:
        parts = urlsplit(url)
        self._address = (parts.hostname or "localhost", parts.port or 80)
        self._path = parts.path or "/"
        self._connection: http.client.HTTPConnection | None = None
        self._failed_at: float | None = None

    def ready(self) -> bool:
        """True if the action server answers now."""
        if self._failed_at and time.monotonic() - self._failed_at < PAUSE_SECONDS:
            return False
        kept_open = self._connection is not None
        answer = self._ask()
        if answer is None and kept_open:
            # The server may have closed the idle connection; that is no failure.
            answer = self._ask()
        if answer != http.client.OK:
            logger.error("The action server is not ready (%s).", answer or "no answer")
            self._failed_at = time.monotonic()
            return False
        self._failed_at = None
        return True

    def _ask(self) -> int | None:
        """Status of the answer; None if there was none."""
        try:
            if self._connection is None:
                self._connection = http.client.HTTPConnection(
                    *self._address, timeout=TIMEOUT_SECONDS
                )
            self._connection.request(
                "POST", self._path, _QUESTION, {"Content-Type": "application/json"}
            )
            response = self._connection.getresponse()
            response.read()
        except TimeoutError:
            self._close()
            return http.client.GATEWAY_TIMEOUT
        except (OSError, http.client.HTTPException):
            self._close()
            return None
        return response.status

    def _close(self) -> None:
        if self._connection:
            self._connection.close()
        self._connection = None
