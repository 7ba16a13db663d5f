"""Officers mark which partners' KPIs and survey points feed a figure of the programme.

Only adds; the code that runs now knows nothing of it.

Revises: 0015
"""

import sqlalchemy as sa
from alembic import op

revision = "0016"
down_revision = "0015"
branch_labels = None
depends_on = None

TABLE = "programme_feeds"


def upgrade() -> None:
    one_source = (
        "(partner_id IS NOT NULL AND kpi_code IS NOT NULL AND survey_id IS NULL AND point IS NULL) OR "
        "(partner_id IS NULL AND kpi_code IS NULL AND survey_id IS NOT NULL AND point IS NOT NULL)"
    )
    op.create_table(
        TABLE,
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("programme_kpi", sa.String(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=True),
        sa.Column("kpi_code", sa.String(), nullable=True),
        sa.Column("survey_id", sa.Uuid(), nullable=True),
        sa.Column("point", sa.Integer(), nullable=True),
        sa.Column("marked_by", sa.String(), nullable=False),
        sa.Column("marked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_by", sa.String(), nullable=True),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(one_source, name=op.f("ck_programme_feeds_one_source")),
        sa.CheckConstraint("(ended_by IS NULL) = (ended_at IS NULL)", name=op.f("ck_programme_feeds_ended")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_programme_feeds_partner_id")),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name=op.f("fk_programme_feeds_survey_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme_feeds")),
    )
    for name, columns in (
        ("uq_programme_feeds_partner", ["year", "programme_kpi", "partner_id", "kpi_code"]),
        ("uq_programme_feeds_survey", ["programme_kpi", "survey_id", "point"]),
    ):
        op.create_index(name, TABLE, columns, unique=True, postgresql_where=sa.text("ended_at IS NULL"))
    op.execute(f"REVOKE DELETE, TRUNCATE ON {TABLE} FROM monitoring_app")


def downgrade() -> None:
    op.drop_table(TABLE)
