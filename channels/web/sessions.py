"""Who somebody is: an id that this server made, and a secret that proves it."""

from __future__ import annotations

import hmac
import re
import secrets
import time
from dataclasses import dataclass

from backwise.people.retention import SECONDS_PER_DAY, pseudonym

_ID = re.compile("[0-9a-f]{32}(?P<made>[0-9a-f]{8})")


@dataclass(frozen=True)
class Session:
    """One visitor of one website.

    Attributes:
        id: 128 random bits and the time at which it was made, in hexadecimal.
        secret: what only the visitor's browser holds.
    """

    id: str
    secret: str

    @property
    def conversation(self) -> str:
        """Id of the conversation in Rasa."""
        return f"web:{self.id}"


class Sessions:
    """Makes sessions and knows them again, in every process that has the key.

    Args:
        key: of this installation.
        days: for how long a session is good.
    """

    def __init__(self, key: bytes, days: float) -> None:
        self._key = key
        self._seconds = days * SECONDS_PER_DAY

    def make(self) -> Session:
        """A new session."""
        identifier = f"{secrets.token_hex(16)}{int(time.time()):08x}"
        return Session(identifier, self._secret(identifier))

    def find(self, identifier: object, secret: object) -> Session | None:
        """The session with this id and secret; None if there is none, or not any more."""
        if not isinstance(identifier, str) or not isinstance(secret, str):
            return None
        known = _ID.fullmatch(identifier)
        if known is None or time.time() - int(known["made"], 16) > self._seconds:
            return None
        if not hmac.compare_digest(secret.encode(), self._secret(identifier).encode()):
            return None
        return Session(identifier, secret)

    def stored_as(self, session: Session) -> str:
        """The name under which the messages of a session are kept."""
        return pseudonym(self._key, f"web-messages:{session.id}")

    def _secret(self, identifier: str) -> str:
        return pseudonym(self._key, f"web-session:{identifier}")
