"""Referrals without persons, the boundaries they cross, and the look at their quality.

Revises: 0006
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "referral_submissions",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("api_key_id", sa.String(), nullable=False),
        sa.Column("content_sha256", sa.LargeBinary(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("rows", postgresql.JSONB(astext_type=sa.Text()), nullable=False),
        sa.Column("forget_from", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["api_key_id"], ["api_keys.id"], name=op.f("fk_referral_submissions_api_key_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_referral_submissions_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_submissions")),
        sa.UniqueConstraint(
            "partner_id", "content_sha256", name=op.f("uq_referral_submissions_partner_id_content_sha256")
        ),
    )
    op.create_index("ix_referral_forget", "referral_submissions", ["forget_from"], unique=False)
    op.create_table(
        "referrals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("reference", sa.String(), nullable=True),
        sa.Column("referred_on", sa.Date(), nullable=True),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("provider_agb", sa.String(), nullable=False),
        sa.Column("activity", sa.String(), nullable=False),
        sa.Column("product_category", sa.String(), nullable=False),
        sa.Column("referrer", sa.String(), nullable=False),
        sa.Column("lives_here", sa.Boolean(), nullable=False),
        sa.Column("responsible_municipality", sa.String(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=True),
        sa.Column("budget_cents", sa.BigInteger(), nullable=True),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("weight", sa.String(), nullable=False),
        sa.Column("received_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("end_reason", sa.String(), nullable=True),
        sa.Column("forget_from", sa.Date(), nullable=False),
        sa.CheckConstraint("weight IN ('heavy', 'light')", name=op.f("ck_referrals_weight")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_referrals_agreement_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_referrals_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referrals")),
        sa.UniqueConstraint("partner_id", "reference", name=op.f("uq_referrals_partner_id_reference")),
    )
    op.create_index(op.f("ix_referrals_forget_from"), "referrals", ["forget_from"], unique=False)
    op.create_index("ix_referrals_partner_id_quarter", "referrals", ["partner_id", "quarter"], unique=False)
    op.create_table(
        "breach_cases",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("agreement_id", sa.Uuid(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("state IN ('open', 'permitted', 'closed')", name=op.f("ck_breach_cases_state")),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreements.id"], name=op.f("fk_breach_cases_agreement_id")),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_breach_cases_partner_id")),
        sa.ForeignKeyConstraint(["referral_id"], ["referrals.id"], name=op.f("fk_breach_cases_referral_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breach_cases")),
        sa.UniqueConstraint("referral_id", "rule", name=op.f("uq_breach_cases_referral_id_rule")),
    )
    op.create_index(op.f("ix_breach_cases_partner_id"), "breach_cases", ["partner_id"], unique=False)
    op.create_table(
        "breach_steps",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("step", sa.String(), nullable=False),
        sa.Column("document", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(), nullable=False),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("decision IN ('proposed', 'confirmed', 'declined')", name=op.f("ck_breach_steps_decision")),
        sa.CheckConstraint(
            "step IN ('permit', 'hearing', 'warning', 'recovery', 'end_of_subsidy', 'no_action')",
            name=op.f("ck_breach_steps_step"),
        ),
        sa.CheckConstraint("decided_by <> proposed_by", name=op.f("ck_breach_steps_four_eyes")),
        sa.ForeignKeyConstraint(["case_id"], ["breach_cases.id"], name=op.f("fk_breach_steps_case_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_breach_steps")),
        sa.UniqueConstraint("case_id", "number", name=op.f("uq_breach_steps_case_id_number")),
    )
    op.create_table(
        "referral_samples",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("quarter", sa.String(), nullable=False),
        sa.Column("percent", sa.Integer(), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("population", sa.Integer(), nullable=False),
        sa.Column("drawn_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("drawn_by", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_referral_samples_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_samples")),
        sa.UniqueConstraint("partner_id", "quarter", name=op.f("uq_referral_samples_partner_id_quarter")),
    )
    op.create_table(
        "referral_reviews",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sample_id", sa.Uuid(), nullable=False),
        sa.Column("referral_id", sa.Uuid(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=True),
        sa.Column("remark", sa.String(), nullable=False),
        sa.Column("learning_point", sa.String(), nullable=False),
        sa.Column("reviewed_by", sa.String(), nullable=True),
        sa.Column("reviewed_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["referral_id"], ["referrals.id"], name=op.f("fk_referral_reviews_referral_id")),
        sa.ForeignKeyConstraint(["sample_id"], ["referral_samples.id"], name=op.f("fk_referral_reviews_sample_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_reviews")),
        sa.UniqueConstraint("sample_id", "referral_id", name=op.f("uq_referral_reviews_sample_id_referral_id")),
    )
    op.create_index(op.f("ix_referral_reviews_referral_id"), "referral_reviews", ["referral_id"], unique=False)


def downgrade() -> None:
    op.drop_table("referral_reviews")
    op.drop_table("referral_samples")
    op.drop_table("breach_steps")
    op.drop_table("breach_cases")
    op.drop_table("referrals")
    op.drop_table("referral_submissions")
