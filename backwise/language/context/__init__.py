"""Tells in which sense a message means what it names.

The method is that of ConText (Harkema and others, 2009): cue words with a direction
and a scope that other words end. One module for each of the questions about a finding:
is it denied, only asked about, past, somebody else's, or the cause of something.
"""

from backwise.language.context.denials import NEGATION_REACH
from backwise.language.context.judge import Context, Judge, phrases_of

__all__ = ["NEGATION_REACH", "Context", "Judge", "phrases_of"]
