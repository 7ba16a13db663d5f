"""The officer edits the catalogue: who last did and when, which version it is, and every change there ever was.

Revises: 0003
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

# What was changed, by whom, is a record: nobody rewrites it.
APPEND_ONLY = """
    DO $$ BEGIN
        IF EXISTS (SELECT FROM pg_roles WHERE rolname = 'profiles_app') THEN
            REVOKE UPDATE, DELETE, TRUNCATE ON indicator_changes FROM profiles_app;
        END IF;
    END $$;
"""


def upgrade() -> None:
    op.add_column("indicators", sa.Column("version", sa.Integer(), server_default=sa.text("1"), nullable=False))
    op.add_column("indicators", sa.Column("edited_by", sa.String(), nullable=True))
    op.add_column("indicators", sa.Column("edited_at", sa.DateTime(timezone=True), nullable=True))
    op.create_table(
        "indicator_changes",
        sa.Column("indicator_code", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("changed_by", sa.String(), nullable=False),
        sa.Column("changed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("before", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("after", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.ForeignKeyConstraint(
            ["indicator_code"], ["indicators.code"], name=op.f("fk_indicator_changes_indicator_code")
        ),
        sa.PrimaryKeyConstraint("indicator_code", "version", name=op.f("pk_indicator_changes")),
    )
    op.execute(APPEND_ONLY)


def downgrade() -> None:
    op.drop_table("indicator_changes")
    for column in ("edited_at", "edited_by", "version"):
        op.drop_column("indicators", column)
