"""The trained model, for the tools that look at it."""

from __future__ import annotations

import logging
import sys
from typing import Any

import structlog
from rasa.core.agent import Agent

from deploy import serve


def load_model() -> Agent:
    """The model in ``models/``. Rasa's debug log, which prints messages, is turned off."""
    if not serve.is_current():
        print("The data has changed since this model was trained: make train", file=sys.stderr)
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.ERROR))
    return Agent.load(str(serve.MODEL))


def components_of(agent: Agent) -> list[Any]:
    """The language components of the model, in the order in which they run."""
    assert agent.processor
    nodes = agent.processor.graph_runner._instantiated_nodes  # type: ignore[attr-defined]
    placed = {name: node._component for name, node in nodes.items() if name.startswith("run_")}
    ordered = sorted(placed, key=lambda name: int("".join(filter(str.isdigit, name[-2:])) or -1))
    return [placed[name] for name in ordered if hasattr(placed[name], "process")]
