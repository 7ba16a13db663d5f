"""A yes of the circle may be to a part, with why not all; who took one back may say another.

Only adds and loosens; the code that runs now says yes to all that was asked.

Revises: 0030
"""

import sqlalchemy as sa
from alembic import op

revision = "0031"
down_revision = "0030"
branch_labels = None
depends_on = None

STANDS = sa.text("withdrawn_at IS NULL")


def upgrade() -> None:
    op.add_column("yeses", sa.Column("amount_cents", sa.BigInteger(), nullable=True))
    op.add_column("yeses", sa.Column("ground", sa.String(), server_default="", nullable=False))
    op.create_check_constraint(op.f("ck_yeses_part_with_ground"), "yeses", "(amount_cents IS NULL) = (ground = '')")
    op.create_check_constraint(op.f("ck_yeses_amount_cents"), "yeses", "amount_cents > 0")
    op.drop_index("uq_yeses_person", table_name="yeses")
    op.create_index("uq_yeses_person", "yeses", ["initiative_id", "person_id"], unique=True, postgresql_where=STANDS)


def downgrade() -> None:
    op.drop_index("uq_yeses_person", table_name="yeses")
    op.create_index("uq_yeses_person", "yeses", ["initiative_id", "person_id"], unique=True)
    op.drop_column("yeses", "ground")
    op.drop_column("yeses", "amount_cents")
