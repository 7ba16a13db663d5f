"""Where a partner can be reached, and the log of mails that went there; reminders of agreements that are in force.

Revises: 0013
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0014"
down_revision = "0013"
branch_labels = None
depends_on = None

PLAN_REMINDERS = """
    INSERT INTO work (id, kind, payload, due_at)
    SELECT gen_random_uuid(), 'plan-reminders', jsonb_build_object('partnerId', partner_id, 'year', year), '2000-01-01'
    FROM (SELECT DISTINCT partner_id, year FROM agreements) AS agreed
"""


def upgrade() -> None:
    op.create_table(
        "partner_contacts",
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("email", sa.String(), nullable=False),
        sa.Column("language", sa.String(), nullable=False),
        sa.Column("reminders", sa.Boolean(), nullable=False),
        sa.Column("set_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("set_by", sa.String(), nullable=False),
        sa.CheckConstraint("language IN ('nl', 'en')", name=op.f("ck_partner_contacts_language")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_partner_contacts_partner_id")),
        sa.PrimaryKeyConstraint("partner_id", name=op.f("pk_partner_contacts")),
    )
    op.create_table(
        "partner_mails",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("days", sa.Integer(), nullable=True),
        sa.Column("periods", postgresql.JSONB(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("planned_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("kind IN ('reminder', 'webhook_given_up')", name=op.f("ck_partner_mails_kind")),
        sa.CheckConstraint("state IN ('waiting', 'handed_over', 'refused')", name=op.f("ck_partner_mails_state")),
        sa.CheckConstraint(
            "(state = 'waiting') = (ended_at IS NULL)", name=op.f("ck_partner_mails_ended_when_not_waiting")
        ),
        sa.CheckConstraint(
            "kind <> 'reminder' OR (year IS NOT NULL AND due_on IS NOT NULL AND days IS NOT NULL)",
            name=op.f("ck_partner_mails_of"),
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_partner_mails_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_mails")),
    )
    op.create_index(
        "uq_partner_mails_reminder",
        "partner_mails",
        ["partner_id", "year", "due_on", "days"],
        unique=True,
        postgresql_where=sa.text("kind = 'reminder'"),
    )
    op.create_index("ix_partner_mails_partner_id_planned_at", "partner_mails", ["partner_id", "planned_at"])
    op.execute("REVOKE DELETE, TRUNCATE ON partner_mails FROM monitoring_app")
    op.execute(PLAN_REMINDERS)


def downgrade() -> None:
    op.execute("DELETE FROM work WHERE kind IN ('plan-reminders', 'remind-partner', 'forget-contact')")
    op.drop_table("partner_mails")
    op.drop_table("partner_contacts")
