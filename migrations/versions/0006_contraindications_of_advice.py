"""Contraindications of advice: topics and therapies beside exercises and techniques

Revision: 0006
Revises: 0005
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

TARGETS = ("exercise", "technique")
NEW_TARGETS = (*TARGETS, "topic", "therapy")
FITS = "({target}_id IS NULL OR activity = '{activity}')"
OLD_UNIQUE = "uq_contraindication_condition_id_activity_exercise_id_technique_id"


def upgrade() -> None:
    _replace(
        NEW_TARGETS,
        ["exercise", "massage", "advice"],
        sa.CheckConstraint(
            "activity <> 'advice' OR (topic_id IS NULL) <> (therapy_id IS NULL)",
            name=op.f("ck_contraindication_advice_has_one_target"),
        ),
        "uq_contraindication_target",
    )


def downgrade() -> None:
    _replace(
        TARGETS,
        ["exercise", "massage"],
        sa.CheckConstraint(
            "exercise_id IS NULL OR technique_id IS NULL",
            name=op.f("ck_contraindication_one_target_at_most"),
        ),
        OLD_UNIQUE,
    )


def _replace(
    targets: tuple[str, ...], activities: list[str], check: sa.CheckConstraint, unique: str
) -> None:
    """Makes the tables anew; all that they hold is loaded again from the content files."""
    op.drop_table("contraindication_source")
    op.drop_table("contraindication")
    activity_of = dict(zip(NEW_TARGETS, ("exercise", "massage", "advice", "advice"), strict=True))
    fits = " AND ".join(FITS.format(target=name, activity=activity_of[name]) for name in targets)
    known = ", ".join(f"'{activity}'" for activity in activities)
    columns = [f"{name}_id" for name in targets]
    op.create_table(
        "contraindication",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("condition_id", sa.String(length=40), nullable=False),
        sa.Column("activity", sa.String(length=20), nullable=False),
        *(sa.Column(column, sa.String(length=40), nullable=True) for column in columns),
        sa.Column("rule", sa.String(length=20), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("instead", sa.Text(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.CheckConstraint(fits, name=op.f("ck_contraindication_target_fits_activity")),
        sa.CheckConstraint(
            f"activity IN ({known})", name=op.f("ck_contraindication_activity_known")
        ),
        sa.CheckConstraint(
            "rule IN ('avoid', 'adapt', 'ask first')", name=op.f("ck_contraindication_rule_known")
        ),
        check,
        sa.ForeignKeyConstraint(
            ["condition_id"],
            ["condition.id"],
            name=op.f("fk_contraindication_condition_id_condition"),
            ondelete="RESTRICT",
        ),
        *(
            sa.ForeignKeyConstraint(
                [f"{name}_id"],
                [f"{name}.id"],
                name=op.f(f"fk_contraindication_{name}_id_{name}"),
                ondelete="CASCADE",
            )
            for name in targets
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_contraindication")),
        sa.UniqueConstraint("condition_id", "activity", *columns, name=op.f(unique)),
    )
    op.create_table(
        "contraindication_source",
        sa.Column("contraindication_id", sa.Integer(), nullable=False),
        sa.Column("source_id", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(
            ["contraindication_id"],
            ["contraindication.id"],
            name=op.f("fk_contraindication_source_contraindication_id_contraindication"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["source.id"],
            name=op.f("fk_contraindication_source_source_id_source"),
            ondelete="RESTRICT",
        ),
        sa.PrimaryKeyConstraint(
            "contraindication_id", "source_id", name=op.f("pk_contraindication_source")
        ),
    )
    op.execute("DELETE FROM content_version")
