"""What happened with a partner's figures: a feed with a cursor, and the state of each period.

Deliveries that are there already become the first events. The code that runs now writes none: what it takes while both
run is in no feed, and its period has no state until the next delivery.

Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

PERIODS = "period ~ '^20[0-9][0-9](-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?$'"


def upgrade() -> None:
    op.create_table(
        "partner_events",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("changes", sa.Boolean(), nullable=False),
        sa.Column("submission_id", sa.Uuid(), nullable=True),
        sa.Column("remarks", sa.String(), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.Column("by_role", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "kind IN ('received', 'returned', 'accepted', 'more_time')", name=op.f("ck_partner_events_kind")
        ),
        sa.CheckConstraint(PERIODS, name=op.f("ck_partner_events_period")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_partner_events_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_partner_events")),
    )
    op.create_index("ix_partner_events_partner_id_id", "partner_events", ["partner_id", "id"], unique=False)
    op.execute("""
        INSERT INTO partner_events (partner_id, kind, period, changes, submission_id, remarks, by, by_role, at)
        SELECT partner_id, 'received', period, new + changed + withdrawn > 0, id, '',
               coalesce(submitted_by, 'key:' || api_key_id), '', received_at
        FROM submissions ORDER BY received_at
    """)
    op.execute("REVOKE UPDATE, DELETE, TRUNCATE ON partner_events FROM monitoring_app")


def downgrade() -> None:
    op.drop_table("partner_events")
