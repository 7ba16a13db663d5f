"""Each code that was mailed for an idea that waits for one, so that none comes twice and they can be counted.

The code that still runs writes no rows here; its ideas then count for nothing, for a day.

Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

CODES_UNDER_WAY = """
    INSERT INTO mailed_codes (initiative_id, code_hash, mailed_at)
    SELECT a.initiative_id, a.code_hash, i.submitted_at
    FROM applicants a JOIN initiatives i ON i.id = a.initiative_id
    WHERE a.code_hash IS NOT NULL
"""


def upgrade() -> None:
    op.create_table(
        "mailed_codes",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("mailed_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(
            ["initiative_id"],
            ["applicants.initiative_id"],
            name="fk_mailed_codes_initiative_id",
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("initiative_id", "code_hash", name="pk_mailed_codes"),
    )
    op.execute(CODES_UNDER_WAY)


def downgrade() -> None:
    op.drop_table("mailed_codes")
