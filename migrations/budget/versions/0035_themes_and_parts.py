"""A plan on the ballot may have a theme, say what it can do with too, and get a part.

Only adds; the code that runs now gives every winner all it asked.

Revises: 0034
"""

import sqlalchemy as sa
from alembic import op

revision = "0035"
down_revision = "0034"
branch_labels = None
depends_on = None

TABLE = "round_projects"


def upgrade() -> None:
    op.add_column(TABLE, sa.Column("theme", sa.String(), nullable=True))
    op.add_column(TABLE, sa.Column("least_cents", sa.BigInteger(), nullable=True))
    op.add_column(TABLE, sa.Column("part_cents", sa.BigInteger(), nullable=True))
    least, part = (
        "least_cents > 0 AND least_cents <= cost_cents",
        "part_cents IS NULL OR (part_cents > 0 AND part_cents < cost_cents AND funded)",
    )
    op.create_check_constraint(op.f("ck_round_projects_least_cents"), TABLE, least)
    op.create_check_constraint(op.f("ck_round_projects_part_cents"), TABLE, part)


def downgrade() -> None:
    op.drop_column(TABLE, "part_cents")
    op.drop_column(TABLE, "least_cents")
    op.drop_column(TABLE, "theme")
