"""The app may no longer change amounts, plans and figures behind a decision: it updates only what moves.

Revises: 0009
"""

from alembic import op

revision = "0010"
down_revision = "0009"
branch_labels = None
depends_on = None

MAY_CHANGE = {
    "sources": "state, version, document, confirmed_by, confirmed_on",
    "splits": "state, version, proposed_by, approved_by, approved_on, published_on",
    "initiatives": "state, version, confirmed_at, awarded_at",
}
# Whoever is not the owner, by whatever name the app's role goes on this server.
GRANT = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND table_name = '{table}' AND privilege_type = '{held}'
              AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('REVOKE UPDATE ON {table} FROM %I', other);
            EXECUTE format('GRANT UPDATE {columns} ON {table} TO %I', other);
        END LOOP;
    END $$
"""


def upgrade() -> None:
    for table, columns in MAY_CHANGE.items():
        op.execute(GRANT.format(table=table, held="UPDATE", columns=f"({columns})"))


def downgrade() -> None:
    for table in MAY_CHANGE:
        op.execute(GRANT.format(table=table, held="SELECT", columns=""))
