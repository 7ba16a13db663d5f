"""A report can be sent back with remarks; a KPI can be in euros.

The code that runs now knows no step: what it submits or accepts while both run has none.

Revises: 0009
"""

import sqlalchemy as sa
from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

UNITS = "'children', 'young_people', 'families', 'persons', 'activities', 'hours', 'percent', 'grade'"


def upgrade() -> None:
    _check("kpis", "unit", f"unit IN ({UNITS}, 'euros')")
    _check("quarter_reports", "state", "state IN ('draft', 'submitted', 'returned', 'accepted')")
    op.create_table(
        "quarter_report_steps",
        sa.Column("id", sa.BigInteger(), sa.Identity(always=True), nullable=False),
        sa.Column("report_id", sa.Uuid(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("remarks", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("by", sa.String(), nullable=False),
        sa.CheckConstraint("step IN ('submitted', 'returned', 'accepted')", name=op.f("ck_quarter_report_steps_step")),
        sa.CheckConstraint("(step = 'returned') = (remarks <> '')", name=op.f("ck_quarter_report_steps_remarks")),
        sa.ForeignKeyConstraint(["report_id"], ["quarter_reports.id"], name=op.f("fk_quarter_report_steps_report_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_quarter_report_steps")),
    )
    op.create_index("ix_quarter_report_steps_report_id", "quarter_report_steps", ["report_id"], unique=False)
    op.execute("REVOKE UPDATE, DELETE, TRUNCATE ON quarter_report_steps FROM monitoring_app")


def downgrade() -> None:
    op.drop_table("quarter_report_steps")
    _check("quarter_reports", "state", "state IN ('draft', 'submitted', 'accepted')")
    _check("kpis", "unit", f"unit IN ({UNITS})")


def _check(table: str, name: str, condition: str) -> None:
    op.drop_constraint(op.f(f"ck_{table}_{name}"), table, type_="check")
    op.create_check_constraint(op.f(f"ck_{table}_{name}"), table, condition)
