"""Versions without the floor, exercises for each side, and for whom a routine is

Revision: 0003
Revises: 0002
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    # The content is loaded anew after each change of it; so the new columns of the
    # rows that are there need no more than a value that holds until then.
    with op.batch_alter_table("exercise") as table:
        table.add_column(
            sa.Column("each_side", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(sa.Column("without_floor_id", sa.String(length=40), nullable=True))
        table.create_foreign_key(
            op.f("fk_exercise_without_floor_id_exercise"), "exercise", ["without_floor_id"], ["id"]
        )
    with op.batch_alter_table("routine") as table:
        table.add_column(
            sa.Column("only_when_asked", sa.Boolean(), nullable=False, server_default=sa.false())
        )
        table.add_column(sa.Column("suits", sa.JSON(), nullable=False, server_default="[]"))
        table.add_column(sa.Column("eased_by", sa.String(length=20), nullable=True))
        table.add_column(sa.Column("from_age", sa.Integer(), nullable=True))


def downgrade() -> None:
    with op.batch_alter_table("routine") as table:
        for name in ("from_age", "eased_by", "suits", "only_when_asked"):
            table.drop_column(name)
    with op.batch_alter_table("exercise") as table:
        table.drop_constraint(op.f("fk_exercise_without_floor_id_exercise"), type_="foreignkey")
        table.drop_column("without_floor_id")
        table.drop_column("each_side")
