"""Ideas that are being typed, behind a secret link, and counts of how many come from one place.

Only adds; the code that runs now knows nothing of them.

Revises: 0012
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0013"
down_revision = "0012"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "idea_drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("link_hash", sa.LargeBinary(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("fields", postgresql.JSONB(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("delete_after", sa.Date(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=True),
        sa.CheckConstraint("language IN ('nl', 'en')", name=op.f("ck_idea_drafts_language")),
        sa.CheckConstraint(
            "initiative_id IS NULL OR fields = '{}'::jsonb", name=op.f("ck_idea_drafts_empty_once_an_idea")
        ),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiatives.id"], name="fk_idea_drafts_initiative_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_idea_drafts"),
    )
    op.create_index("uq_idea_drafts_link_hash", "idea_drafts", ["link_hash"], unique=True)
    op.create_index("uq_idea_drafts_initiative_id", "idea_drafts", ["initiative_id"], unique=True)
    op.create_table(
        "draft_counts",
        sa.Column("what_hash", sa.LargeBinary(), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.Column("delete_after", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("what_hash", name="pk_draft_counts"),
    )
    op.create_index("ix_draft_counts_delete_after", "draft_counts", ["delete_after"])


def downgrade() -> None:
    op.drop_table("draft_counts")
    op.drop_table("idea_drafts")
