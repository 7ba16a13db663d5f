"""A receipt names the version of the agreement its rows were checked by; of earlier ones nobody knows.

Revises: 0010
"""

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("submissions", sa.Column("agreement_version", sa.Integer(), nullable=True))


def downgrade() -> None:
    op.drop_column("submissions", "agreement_version")
