"""Since when an answer is late stays with an idea; a result may change, but not go.

Revises: 0029
"""

import sqlalchemy as sa
from alembic import op

revision = "0030"
down_revision = "0029"
branch_labels = None
depends_on = None

# Whoever is not the owner, by whatever name the app's role goes on this server.
GRANT = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.column_privileges
            WHERE table_schema = 'public' AND table_name = 'initiatives' AND column_name = 'answer_by'
              AND privilege_type = 'UPDATE' AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('GRANT UPDATE (late_since) ON initiatives TO %I', other);
        END LOOP;
    END $$
"""
KEEP = """
    CREATE TRIGGER results_stay BEFORE DELETE OR TRUNCATE ON results
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
# Who was told that it is late, and was not answered since.
LATE = """
    UPDATE initiatives SET late_since = first_late FROM (
        SELECT initiative_id, min(answer_by) AS first_late FROM term_notices WHERE kind = 'late' GROUP BY initiative_id
    ) AS notices WHERE notices.initiative_id = initiatives.id AND initiatives.state = 'open'
"""


def upgrade() -> None:
    op.add_column("initiatives", sa.Column("late_since", sa.Date(), nullable=True))
    op.execute(GRANT)
    op.execute(LATE)
    op.execute(KEEP)


def downgrade() -> None:
    op.execute("DROP TRIGGER results_stay ON results")
    op.drop_column("initiatives", "late_since")
