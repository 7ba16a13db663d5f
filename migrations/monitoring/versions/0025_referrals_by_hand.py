"""Referrals are put right by people too, and their ends can be corrected.

Of an end it is kept since when it is known. Of those that were sent before that is not known: they count from the day
their referral came in.

Revises: 0024
"""

import sqlalchemy as sa
from alembic import op

revision = "0025"
down_revision = "0024"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("referrals", sa.Column("end_told_at", sa.DateTime(timezone=True), nullable=True))
    op.execute("UPDATE referrals SET end_told_at = received_at WHERE end_reason IS NOT NULL")
    op.alter_column("referral_submissions", "api_key_id", nullable=True)
    op.add_column("referral_submissions", sa.Column("submitted_by", sa.String(), nullable=True))
    op.create_check_constraint(
        op.f("ck_referral_submissions_sender"),
        "referral_submissions",
        "(api_key_id IS NULL) <> (submitted_by IS NULL)",
    )


def downgrade() -> None:
    op.drop_constraint(op.f("ck_referral_submissions_sender"), "referral_submissions")
    op.execute("DELETE FROM referral_submissions WHERE api_key_id IS NULL")
    op.drop_column("referral_submissions", "submitted_by")
    op.alter_column("referral_submissions", "api_key_id", nullable=False)
    op.drop_column("referrals", "end_told_at")
