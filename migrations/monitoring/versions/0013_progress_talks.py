"""Progress talks: agenda and minutes, actions, and the versions both sides approved.

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
    _talks()
    _actions()
    _versions()


def downgrade() -> None:
    op.drop_table("talk_versions")
    op.drop_table("talk_actions")
    op.drop_table("talks")


def _talks() -> None:
    op.create_table(
        "talks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("points", postgresql.JSONB(), nullable=False),
        sa.Column("municipality_approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("municipality_approved_by", sa.String(), nullable=True),
        sa.Column("partner_approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("partner_approved_by", sa.String(), nullable=True),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reopened_because", sa.String(), nullable=False),
        sa.CheckConstraint("quarter ~ '^20[0-9][0-9]-Q[1-4]$'", name=op.f("ck_talks_quarter")),
        sa.CheckConstraint(
            "(approved_at IS NULL) = (municipality_approved_at IS NULL OR partner_approved_at IS NULL)",
            name=op.f("ck_talks_both"),
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_talks_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talks")),
        sa.UniqueConstraint("partner_id", "quarter", name=op.f("uq_talks_partner_id_quarter")),
    )
    op.execute("REVOKE DELETE, TRUNCATE ON talks FROM monitoring_app")


def _actions() -> None:
    op.create_table(
        "talk_actions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("talk_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("done_note", sa.String(), nullable=False),
        sa.Column("done_by", sa.String(), nullable=True),
        sa.ForeignKeyConstraint(["talk_id"], ["talks.id"], name=op.f("fk_talk_actions_talk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_actions")),
    )
    op.create_index(op.f("ix_talk_actions_talk_id"), "talk_actions", ["talk_id"], unique=False)


def _versions() -> None:
    op.create_table(
        "talk_versions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("talk_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("approved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("municipality_approved_by", sa.String(), nullable=False),
        sa.Column("partner_approved_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["talk_id"], ["talks.id"], name=op.f("fk_talk_versions_talk_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_talk_versions")),
        sa.UniqueConstraint("talk_id", "number", name=op.f("uq_talk_versions_talk_id_number")),
    )
    op.execute("REVOKE UPDATE, DELETE, TRUNCATE ON talk_versions FROM monitoring_app")
