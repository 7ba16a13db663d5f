"""Photos and documents that go with an application.

Only adds; the code that runs now knows nothing of them.

Revises: 0026
"""

import sqlalchemy as sa
from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "attachments",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("file_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("kept_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('photo', 'document')", name=op.f("ck_attachments_kind")),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["applicants.initiative_id"], name="fk_attachments_initiative_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("initiative_id", "file_id", name="pk_attachments"),
    )
    op.create_index("ix_attachments_file_id", "attachments", ["file_id"])


def downgrade() -> None:
    op.drop_table("attachments")
