"""Agreements in versions, on four pillars: the draft, what else a KPI says, and who put a version in force.

Agreements there are stay version 1 and are in force. The code that runs now makes version 1 only.

Revises: 0004
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

WORDS, NUMBERS = ("numerator", "denominator"), ("target", "baseline", "hard_limit")


def upgrade() -> None:
    for name in WORDS:
        op.add_column("kpis", sa.Column(name, sa.String(), nullable=False, server_default=""))
    for name in NUMBERS:
        op.add_column("kpis", sa.Column(name, sa.Numeric(14, 2), nullable=True))
    pillars = sa.Column("pillars", postgresql.JSONB(), nullable=False, server_default="{}")
    op.add_column("agreements", pillars)
    op.add_column("agreements", sa.Column("in_force_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("agreements", sa.Column("in_force_by", sa.String(), nullable=True))
    op.create_unique_constraint(
        op.f("uq_agreements_partner_id_year_version"), "agreements", ["partner_id", "year", "version"]
    )
    op.drop_constraint(op.f("uq_agreements_partner_id_year"), "agreements")
    op.create_table(
        "agreement_drafts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("revision", sa.Integer(), nullable=False),
        sa.Column("content", postgresql.JSONB(), nullable=False),
        sa.Column("editors", postgresql.ARRAY(sa.String()), nullable=False),
        sa.Column("saved_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("saved_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_agreement_drafts_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agreement_drafts")),
        sa.UniqueConstraint("partner_id", "year", name=op.f("uq_agreement_drafts_partner_id_year")),
    )


def downgrade() -> None:
    """Refused while there is a second version of an agreement."""
    op.drop_table("agreement_drafts")
    op.create_unique_constraint(op.f("uq_agreements_partner_id_year"), "agreements", ["partner_id", "year"])
    op.drop_constraint(op.f("uq_agreements_partner_id_year_version"), "agreements")
    for name in ("in_force_by", "in_force_at", "pillars"):
        op.drop_column("agreements", name)
    for name in (*NUMBERS, *WORDS):
        op.drop_column("kpis", name)
