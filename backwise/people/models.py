"""Tables of what people say. What is kept of it, and how long: docs/architecture.md."""

from __future__ import annotations

from sqlalchemy import JSON, Boolean, Column, Float, Integer, String, UniqueConstraint, true

from backwise.knowledge.models import Base


class WebMessage(Base):
    """One message of a conversation on a website, of either side.

    Attributes:
        conversation: hashed id of the conversation.
        number: its place in the conversation, from 1.
        sent_id: what the page calls a message of the person, to tell a repeated one; None for
            ours.
        body: what is shown, as the page gets it.
        at: when it was stored, in seconds since 1970, UTC.
        answered: False for a message of the person that waits for its answer.
        claimed_by: the server process that is answering it.
        claimed_until: until when that process has it for itself, as ``at``.
    """

    __tablename__ = "web_message"
    __table_args__ = (
        UniqueConstraint("conversation", "number"),
        UniqueConstraint("conversation", "sent_id"),
    )

    id = Column(Integer, primary_key=True)
    conversation = Column(String(64), nullable=False)
    number = Column(Integer, nullable=False)
    sent_id = Column(String(64))
    body = Column(JSON, nullable=False)
    at = Column(Float, nullable=False, index=True)
    answered = Column(Boolean, nullable=False, default=True, server_default=true())
    claimed_by = Column(String(32))
    claimed_until = Column(Float, nullable=False, default=0, server_default="0")
