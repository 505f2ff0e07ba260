"""The website: its page and widget, and the conversation over Socket.IO.

``channel`` is what Rasa loads. It serves the files, and ``wire`` speaks with the browsers:
who they are (``sessions``), how much they may send (``limits``), what they sent (``incoming``).
What they say goes into the ``outbox``, which numbers it and keeps it; ``turns`` has it
answered, one message after the other, in the shape that ``messages`` gives it.
"""
