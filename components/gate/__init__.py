"""What the safety gate decides, one module for each kind of decision.

Each is a list of functions that look at a ``Situation`` and give the ``Step`` that is
called for, or None. ``components/safety_gate.py`` asks them in order.
"""
