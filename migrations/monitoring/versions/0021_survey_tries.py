"""An open form of a survey is not answered without end from one place.

Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "survey_tries",
        sa.Column("survey_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("origin_hash", sa.LargeBinary(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        sa.Column("since", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("kind IN ('open_answer', 'wrong_code')", name=op.f("ck_survey_tries_kind")),
        sa.ForeignKeyConstraint(["survey_id"], ["surveys.id"], name=op.f("fk_survey_tries_survey_id_surveys")),
        sa.PrimaryKeyConstraint("survey_id", "kind", "origin_hash", name=op.f("pk_survey_tries")),
    )


def downgrade() -> None:
    op.drop_table("survey_tries")
