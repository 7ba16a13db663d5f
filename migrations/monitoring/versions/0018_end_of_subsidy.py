"""The end of a subsidy has a last day, and the partner says since when.

Revises: 0017
"""

import sqlalchemy as sa
from alembic import op

revision = "0018"
down_revision = "0017"
branch_labels = None
depends_on = None

ENDED_BEFORE = """
    UPDATE partners SET subsidy_ended_on = ended.day
    FROM (SELECT partner_id, min((decided_at AT TIME ZONE 'Europe/Amsterdam')::date) AS day
          FROM breach_steps JOIN breach_cases ON breach_cases.id = case_id
          WHERE step = 'end_of_subsidy' AND decision = 'confirmed' GROUP BY partner_id) AS ended
    WHERE ended.partner_id = partners.id
"""


def upgrade() -> None:
    op.add_column("breach_steps", sa.Column("ends_on", sa.Date(), nullable=True))
    op.add_column("partners", sa.Column("subsidy_ended_on", sa.Date(), nullable=True))
    op.execute(ENDED_BEFORE)


def downgrade() -> None:
    op.drop_column("partners", "subsidy_ended_on")
    op.drop_column("breach_steps", "ends_on")
