"""Mails that went out, wait or were refused, without who they were for; and the kinds somebody does not want.

Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "messages",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("state IN ('waiting', 'handed_over', 'refused')", name="ck_messages_state"),
        sa.CheckConstraint("(state = 'waiting') = (ended_at IS NULL)", name="ck_messages_ended_when_not_waiting"),
        sa.ForeignKeyConstraint(
            ["initiative_id"], ["initiatives.id"], name="fk_messages_initiative_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_messages"),
    )
    op.create_index("ix_messages_initiative_id", "messages", ["initiative_id"])
    op.create_index("ix_messages_state_planned_at", "messages", ["state", "planned_at"])
    op.create_table(
        "unwanted_mails",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["applicants.initiative_id"],
            name="fk_unwanted_mails_initiative_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("initiative_id", "kind", name="pk_unwanted_mails"),
    )


def downgrade() -> None:
    op.execute("DELETE FROM work WHERE kind = 'invite-result'")
    op.drop_table("unwanted_mails")
    op.drop_table("messages")
