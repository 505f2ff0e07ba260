"""The triage by the project's own rules, made once for all tests that need it."""

from __future__ import annotations

import functools

from backwise.safety.rules import read_red_flags
from backwise.safety.triage import Triage, Triager
from backwise.settings import CONTEXT_CUES, RED_FLAGS
from backwise.yaml_lines import read_yaml


def triage(text: str) -> Triage:
    """What the project's rules say of a message."""
    return triager().triage(text)


@functools.cache
def triager() -> Triager:
    """It takes seconds, so nothing that is read when tests are collected may ask for it."""
    return Triager(read_red_flags(RED_FLAGS), read_yaml(CONTEXT_CUES))
