"""The trained model, for the tools that look at it."""

from __future__ import annotations

import logging
import sys

import structlog
from rasa.core.agent import Agent

from deploy import serve


def load_model() -> Agent:
    """The model in ``models/``. Rasa's debug log, which prints messages, is turned off."""
    if not serve.is_current():
        print("The data has changed since this model was trained: make train", file=sys.stderr)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    return Agent.load(str(serve.MODEL))
