"""Keeps what people write out of the logs."""

from __future__ import annotations

import logging
import traceback
from pathlib import Path
from types import TracebackType
from typing import Any

_original_factory = logging.getLogRecordFactory()


def log_privately() -> None:
    """Let no log record of this process carry the text of an exception.

    Rasa logs the error body of an action server, which holds the whole
    conversation. What remains says which exception it was and where it arose;
    that is enough to find the fault.
    """
    logging.setLogRecordFactory(_private_record)


def _private_record(*args: Any, **kwargs: Any) -> logging.LogRecord:
    record = _original_factory(*args, **kwargs)
    if isinstance(record.exc_info, tuple) and record.exc_info[0] is not None:
        kind, _, trace = record.exc_info
        record.msg = f"{record.getMessage()} [{kind.__name__}{_place(trace)}]"
        record.args = ()
        record.exc_info = None
    return record


def _place(trace: TracebackType | None) -> str:
    """File and line where an exception arose."""
    frames = traceback.extract_tb(trace)
    return f" at {Path(frames[-1].filename).name}:{frames[-1].lineno}" if frames else ""
