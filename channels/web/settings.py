"""What the owner of a server may choose, in ``credentials.yml`` or by environment variables."""

from __future__ import annotations

import os
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from channels.web.limits import Limit

# Scheme, host and port; anything else could loosen the policies that it is put into.
_ORIGIN = re.compile(r"https?://[a-zA-Z0-9.-]+(:[0-9]{1,5})?")
_LIMIT = re.compile(r"([0-9]+)/([0-9]+)")


@dataclass(frozen=True)
class Settings:
    """The settings of the website channel.

    Attributes:
        sites: addresses of the sites that may show the chat, such as
            ``https://clinic.example`` (``BACKWISE_SITES``).
        session_days: how long a visitor can come back (``BACKWISE_SESSION_DAYS``).
        visitor_limit: messages of one visitor (``BACKWISE_VISITOR_LIMIT``).
        address_limit: messages of all visitors of one address (``BACKWISE_ADDRESS_LIMIT``).
        connection_limit: connections from one address (``BACKWISE_CONNECTION_LIMIT``).
        proxies: how many reverse proxies stand in front (``BACKWISE_PROXIES``).
    """

    sites: frozenset[str] = frozenset()
    session_days: float = 30
    visitor_limit: Limit = field(default=Limit(per_minute=40, at_once=20))
    address_limit: Limit = field(default=Limit(per_minute=600, at_once=200))
    connection_limit: Limit = field(default=Limit(per_minute=120, at_once=120))
    proxies: int = 0


def read_settings(
    credentials: Mapping[str, Any] | None, environment: Mapping[str, str] = os.environ
) -> Settings:
    """Settings from the environment, else from ``credentials.yml``, else the default.

    Raises:
        ValueError: one of them cannot be read; the message names it.
    """
    default = Settings()
    given = dict(credentials or {})
    for name in vars(default):
        value = environment.get(f"BACKWISE_{name.upper()}")
        if value:
            given[name] = value.split() if name == "sites" else value
    return Settings(
        sites=frozenset(site for site in given.get("sites") or () if _ORIGIN.fullmatch(site)),
        session_days=_number("session_days", given, default.session_days),
        visitor_limit=_limit("visitor_limit", given, default.visitor_limit),
        address_limit=_limit("address_limit", given, default.address_limit),
        connection_limit=_limit("connection_limit", given, default.connection_limit),
        proxies=int(_number("proxies", given, default.proxies)),
    )


def _number(name: str, given: Mapping[str, Any], default: float) -> float:
    try:
        return float(given.get(name, default))
    except (TypeError, ValueError):
        raise ValueError(f"{name} must be a number") from None


def _limit(name: str, given: Mapping[str, Any], default: Limit) -> Limit:
    if name not in given:
        return default
    found = _LIMIT.fullmatch(str(given[name]))
    if found is None or "0" in found.groups():
        raise ValueError(f"{name} must be messages a minute and at once, such as 30/10")
    return Limit(per_minute=float(found[1]), at_once=float(found[2]))
