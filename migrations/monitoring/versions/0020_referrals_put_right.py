"""A referral that was sent wrong is corrected or withdrawn; what it was before stays as history.

Revises: 0019
"""

import sqlalchemy as sa
from alembic import op

revision = "0020"
down_revision = "0019"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("referrals", sa.Column("version", sa.Integer(), server_default="1", nullable=False))
    op.add_column("referrals", sa.Column("standing", sa.String(), server_default="current", nullable=False))
    op.add_column("referrals", sa.Column("changed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("referrals", sa.Column("changed_because", sa.String(), server_default="", nullable=False))
    for column in ("version", "standing", "changed_because"):
        op.alter_column("referrals", column, server_default=None)
    op.create_check_constraint(
        op.f("ck_referrals_standing"), "referrals", "standing IN ('current', 'corrected', 'withdrawn')"
    )
    op.drop_constraint(op.f("uq_referrals_partner_id_reference"), "referrals")
    op.create_unique_constraint(
        op.f("uq_referrals_partner_id_reference_version"), "referrals", ["partner_id", "reference", "version"]
    )


def downgrade() -> None:
    op.execute(
        "DELETE FROM breach_steps USING breach_cases, referrals WHERE case_id = breach_cases.id "
        "AND referral_id = referrals.id AND standing <> 'current'"
    )
    for table in ("breach_cases", "referral_reviews"):
        op.execute(f"DELETE FROM {table} USING referrals WHERE referral_id = referrals.id AND standing <> 'current'")
    op.execute("DELETE FROM referrals WHERE standing <> 'current'")
    op.drop_constraint(op.f("uq_referrals_partner_id_reference_version"), "referrals")
    op.create_unique_constraint(op.f("uq_referrals_partner_id_reference"), "referrals", ["partner_id", "reference"])
    op.drop_constraint(op.f("ck_referrals_standing"), "referrals")
    for column in ("changed_because", "changed_at", "standing", "version"):
        op.drop_column("referrals", column)
