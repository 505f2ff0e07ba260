"""Pictures of topics, such as how to massage oneself

Revision: 0004
Revises: 0003
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("topic") as table:
        table.add_column(sa.Column("picture", sa.String(length=40), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("topic") as table:
        table.drop_column("picture")
