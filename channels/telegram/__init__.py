"""Telegram: updates in, one message for each turn out.

``incoming`` reads updates, ``inbox`` puts them in order, ``turns`` has the assistant
answer them, ``messages`` makes one message of an answer, ``courier`` delivers it at the
pace that Telegram allows, and ``channel`` is what Rasa loads.
"""
