"""Messages of conversations on websites

Revision: 0005
Revises: 0004
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "web_message",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("conversation", sa.String(length=64), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("sent_id", sa.String(length=64), nullable=True),
        sa.Column("body", sa.JSON(), nullable=False),
        sa.Column("at", sa.Float(), nullable=False),
        sa.Column("answered", sa.Boolean(), server_default=sa.true(), nullable=False),
        sa.Column("claimed_by", sa.String(length=32), nullable=True),
        sa.Column("claimed_until", sa.Float(), server_default="0", nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_web_message")),
        sa.UniqueConstraint("conversation", "number", name=op.f("uq_web_message_conversation_number")),
        sa.UniqueConstraint(
            "conversation", "sent_id", name=op.f("uq_web_message_conversation_sent_id")
        ),
    )
    op.create_index(op.f("ix_web_message_at"), "web_message", ["at"])


def downgrade() -> None:
    op.drop_table("web_message")
