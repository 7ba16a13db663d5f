"""Periods of a month, a quarter, half a year and a year; how often each KPI is delivered; more time for a period.

The code that runs now delivers quarters only, and every KPI there is stays one of quarters.

Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

QUARTERS = "period ~ '^20[0-9][0-9]-Q[1-4]$'"
PERIODS = "period ~ '^20[0-9][0-9](-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?$'"


def upgrade() -> None:
    op.add_column("kpis", sa.Column("frequency", sa.String(), nullable=False, server_default="quarter"))
    op.create_check_constraint(
        op.f("ck_kpis_frequency"), "kpis", "frequency IN ('month', 'quarter', 'half_year', 'year')"
    )
    _check_periods(PERIODS)
    op.create_table(
        "extensions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("period", sa.String(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("given_as", sa.String(), nullable=False),
        sa.Column("given_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("given_by", sa.String(), nullable=False),
        sa.CheckConstraint(PERIODS, name=op.f("ck_extensions_period")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_extensions_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_extensions")),
    )
    op.create_index("ix_extensions_partner_id_period", "extensions", ["partner_id", "period"], unique=False)
    op.execute("REVOKE UPDATE, DELETE, TRUNCATE ON extensions FROM monitoring_app")


def downgrade() -> None:
    """Refused while there is anything of a period that is no quarter."""
    op.drop_table("extensions")
    _check_periods(QUARTERS)
    op.drop_constraint(op.f("ck_kpis_frequency"), "kpis")
    op.drop_column("kpis", "frequency")


def _check_periods(rule: str) -> None:
    for table in ("submissions", "current_values"):
        op.drop_constraint(op.f(f"ck_{table}_period"), table)
        op.create_check_constraint(op.f(f"ck_{table}_period"), table, rule)
