"""The sample check: one draw a year with its seed, and how the check of each drawn idea went.

Revises: 0027
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0028"
down_revision = "0027"
branch_labels = None
depends_on = None

FREEZE = """
    CREATE TRIGGER sample_draws_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON sample_draws
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""


def upgrade() -> None:
    op.create_table(
        "sample_draws",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("seed", sa.String(), nullable=False),
        sa.Column("candidates", postgresql.JSONB(), nullable=False),
        sa.Column("drawn_by", sa.String(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("year", name="pk_sample_draws"),
    )
    op.create_table(
        "sample_checks",
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("settled_by", sa.String(), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("outcome IN ('in_order', 'incomplete', 'not_shown')", name=op.f("ck_sample_checks_outcome")),
        sa.ForeignKeyConstraint(["year"], ["sample_draws.year"], name="fk_sample_checks_year"),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_sample_checks_initiative_id"),
        sa.PrimaryKeyConstraint("year", "initiative_id", name="pk_sample_checks"),
    )
    op.execute(FREEZE)


def downgrade() -> None:
    op.drop_table("sample_checks")
    op.drop_table("sample_draws")
