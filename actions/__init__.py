"""Custom actions: one class a file, each joining a conversation with ``backwise``.

Nothing here imports rasa, so that the action server stays small.
"""
