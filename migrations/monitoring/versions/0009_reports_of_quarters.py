"""The report of a partner's quarter; once accepted nothing of it changes.

Revises: 0008
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "quarter_reports",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("own_words", sa.String(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("submitted_by", sa.String(), nullable=True),
        sa.Column("accepted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("accepted_by", sa.String(), nullable=True),
        sa.Column("content", postgresql.JSONB(), nullable=True),
        sa.CheckConstraint("quarter ~ '^20[0-9][0-9]-Q[1-4]$'", name=op.f("ck_quarter_reports_quarter")),
        sa.CheckConstraint("state IN ('draft', 'submitted', 'accepted')", name=op.f("ck_quarter_reports_state")),
        sa.CheckConstraint("(state = 'accepted') = (content IS NOT NULL)", name=op.f("ck_quarter_reports_content")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_quarter_reports_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarter_reports")),
        sa.UniqueConstraint("partner_id", "quarter", name=op.f("uq_quarter_reports_partner_id_quarter")),
    )
    op.execute("REVOKE DELETE, TRUNCATE ON quarter_reports FROM monitoring_app")
    op.execute("""
        CREATE FUNCTION keep_accepted_report() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            RAISE EXCEPTION 'an accepted report does not change';
        END $$
    """)
    op.execute("""
        CREATE TRIGGER keep_accepted_report BEFORE UPDATE ON quarter_reports
        FOR EACH ROW WHEN (OLD.state = 'accepted') EXECUTE FUNCTION keep_accepted_report()
    """)


def downgrade() -> None:
    op.drop_table("quarter_reports")
    op.execute("DROP FUNCTION keep_accepted_report()")
