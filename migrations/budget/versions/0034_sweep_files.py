"""Files that no row names any more are deleted every day: the first time is planned here.

Revises: 0033
"""

from alembic import op

revision = "0034"
down_revision = "0033"
branch_labels = None
depends_on = None

PLAN = """
    INSERT INTO work (id, kind, payload, due_at) VALUES (gen_random_uuid(), 'sweep-files', '{}', '2000-01-01')
"""


def upgrade() -> None:
    op.execute(PLAN)


def downgrade() -> None:
    op.execute("DELETE FROM work WHERE kind = 'sweep-files'")
