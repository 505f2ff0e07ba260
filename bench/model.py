"""The trained model, for the tools that look at it."""

from __future__ import annotations

import logging

import structlog
from rasa.core.agent import Agent

from backwise.settings import PROJECT_ROOT

MODEL = PROJECT_ROOT / "models" / "backwise.tar.gz"


def load_model() -> Agent:
    """The model in ``models/``. Rasa's debug log, which prints messages, is turned off."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    return Agent.load(str(MODEL))
