"""Case-review sessions without persons, and uncertainties looked at again.

Revises: 0014
"""

import sqlalchemy as sa
from alembic import op

revision = "0015"
down_revision = "0014"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "case_reviews",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("theme", sa.String(), nullable=False),
        sa.Column("learned", sa.String(), nullable=False),
        sa.Column("changes", sa.String(), nullable=False),
        sa.Column("uncertainties", sa.ARRAY(sa.String()), nullable=False),
        *_written(),
        sa.CheckConstraint(
            "withdrawn_at IS NULL OR (theme = '' AND learned = '' AND changes = '')",
            name=op.f("ck_case_reviews_withdrawn"),
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_case_reviews_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_reviews")),
    )
    op.create_table(
        "uncertainty_visits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("partner_id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("saw", sa.String(), nullable=False),
        sa.Column("verdict", sa.String(), nullable=False),
        sa.Column("case_review_id", sa.Uuid(), nullable=True),
        *_written(),
        sa.CheckConstraint("verdict IN ('keep', 'change', 'close')", name=op.f("ck_uncertainty_visits_verdict")),
        sa.CheckConstraint("withdrawn_at IS NULL OR saw = ''", name=op.f("ck_uncertainty_visits_withdrawn")),
        sa.ForeignKeyConstraint(
            ["case_review_id"], ["case_reviews.id"], name=op.f("fk_uncertainty_visits_case_review_id")
        ),
        sa.ForeignKeyConstraint(["partner_id"], ["partners.id"], name=op.f("fk_uncertainty_visits_partner_id")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_uncertainty_visits")),
    )
    _only_taken_back("case_reviews", "theme, learned, changes")
    _only_taken_back("uncertainty_visits", "saw")


def downgrade() -> None:
    op.drop_table("uncertainty_visits")
    op.drop_table("case_reviews")


def _written() -> list[sa.Column[object]]:
    return [
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("added_by", sa.String(), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("withdrawn_by", sa.String(), nullable=True),
    ]


def _only_taken_back(table: str, words: str) -> None:
    op.create_index(f"ix_{table}_partner_id_year", table, ["partner_id", "year"], unique=False)
    op.execute(f"REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM monitoring_app")
    op.execute(f"GRANT UPDATE ({words}, withdrawn_at, withdrawn_by) ON {table} TO monitoring_app")
