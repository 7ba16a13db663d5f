"""A figure of the programme may have a target for a year, proposed by one and approved by another.

Revises: 0023
"""

import sqlalchemy as sa
from alembic import op

revision = "0024"
down_revision = "0023"
branch_labels = None
depends_on = None
TABLE = "programme_targets"


def upgrade() -> None:
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("programme_kpi", sa.String(), nullable=False),
        sa.Column("number", sa.Numeric(8, 1), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("approved_by", sa.String(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(approved_by IS NULL) = (approved_at IS NULL)", name=op.f("ck_programme_targets_approved")),
        sa.CheckConstraint("(ended_by IS NULL) = (ended_at IS NULL)", name=op.f("ck_programme_targets_ended")),
        sa.CheckConstraint("approved_by <> proposed_by", name=op.f("ck_programme_targets_four_eyes")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_targets")),
    )
    for name, state in (("proposed", "approved_at IS NULL"), ("in_force", "approved_at IS NOT NULL")):
        op.create_index(
            f"uq_programme_targets_{name}",
            TABLE,
            ["year", "programme_kpi"],
            unique=True,
            postgresql_where=sa.text(f"ended_at IS NULL AND {state}"),
        )
    op.execute(f"REVOKE DELETE, TRUNCATE ON {TABLE} FROM monitoring_app")


def downgrade() -> None:
    op.drop_table(TABLE)
