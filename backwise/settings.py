"""Where things are and how long they may take, read from the environment."""

from __future__ import annotations

import os
import secrets
from pathlib import Path

PROJECT_ROOT = Path(__file__).resolve().parent.parent
DATA = PROJECT_ROOT / "data"
CONTENT = DATA / "content"
LEXICON = DATA / "language" / "lexicon.yml"
CONTEXT_CUES = DATA / "language" / "context.yml"
CLAUSES = DATA / "language" / "clauses.yml"
SPACY_PIPELINE = PROJECT_ROOT / "models" / "en_backwise"
ACTIVITIES = DATA / "activities.yml"
PHRASES = DATA / "phrases.yml"
ANSWERS = DATA / "language" / "answers.yml"
POSES = DATA / "pictures" / "poses.yml"
RED_FLAGS = DATA / "safety" / "red_flags.yml"
GALLERY = PROJECT_ROOT / ".run" / "gallery.html"
RED_FLAGS_PAGE = PROJECT_ROOT / "docs" / "red-flags.md"
EMERGENCY_WORDINGS = DATA / "safety" / "wordings.yml"
SAID_OF_NAMES = DATA / "safety" / "said_of_names.yml"
CONCERNS = DATA / "safety" / "concerns.yml"
FOLLOW_UPS = DATA / "language" / "follow_ups.yml"
EMOJI = DATA / "language" / "emoji.yml"
CHOOSING = DATA / "language" / "choosing.yml"
SUBJECT = DATA / "language" / "subject.yml"
EXERCISING = DATA / "language" / "exercising.yml"
COMING_BACK = DATA / "language" / "coming_back.yml"
ABOUT_CHAT = DATA / "language" / "about_chat.yml"
ABOUT_QUESTION = DATA / "language" / "about_question.yml"
# Those in which all that stands in lists is a wording.
PHRASE_FILES = (
    *(LEXICON, CONTEXT_CUES, CLAUSES, ANSWERS, CONCERNS, FOLLOW_UPS, SUBJECT, EXERCISING),
    *(COMING_BACK, ABOUT_CHAT, ABOUT_QUESTION),
)
SAFETY_QUESTIONS = DATA / "safety" / "questions.yml"

DEFAULT_DATABASE_URL = f"sqlite:///{PROJECT_ROOT / 'backwise.db'}"
DEFAULT_ACTION_SERVER_URL = "http://localhost:5055/webhook"


def database_url() -> str:
    """Address of the database, as SQLAlchemy writes it (``DATABASE_URL``)."""
    url = os.environ.get("DATABASE_URL") or DEFAULT_DATABASE_URL
    # Hosting services still hand out the scheme that SQLAlchemy 1.4 dropped.
    return url.replace("postgres://", "postgresql://", 1)


def action_server_url() -> str:
    """Address at which Rasa reaches the action server (``ACTION_SERVER_URL``)."""
    return os.environ.get("ACTION_SERVER_URL") or DEFAULT_ACTION_SERVER_URL


def query_timeout_seconds() -> float:
    """How long an action waits for the database before it gives up, in seconds."""
    return float(os.environ.get("BACKWISE_QUERY_TIMEOUT", "3"))


def conversation_key() -> bytes:
    """Key that turns the id of a conversation into the name it is stored under.

    ``BACKWISE_SECRET`` if it is set; otherwise a key that is made once and kept in
    ``.run``, readable for its owner alone.
    """
    given = os.environ.get("BACKWISE_SECRET")
    if given:
        return given.encode()
    path = PROJECT_ROOT / ".run" / "conversation.key"
    if not path.exists():
        path.parent.mkdir(exist_ok=True)
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with os.fdopen(descriptor, "w") as file:
            file.write(secrets.token_hex(32))
    return path.read_bytes()
