"""The submission of a statement's values is looked up once, not once a row: 100,000 values cost two seconds less.

What counts now is written by the statement that writes the history, from the same rows; and the app may not delete a
submission. So the history is checked, a statement at a time, and what counts needs no check of its own.

Revises: 0018
"""

from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

TABLES = ("value_versions", "current_values")


def upgrade() -> None:
    for table in TABLES:
        op.drop_constraint(op.f(f"fk_{table}_submission_id"), table, type_="foreignkey")
    op.execute(
        """
        CREATE FUNCTION check_submission_of_values() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
            IF EXISTS (
                SELECT FROM (SELECT DISTINCT submission_id FROM written) AS named
                WHERE NOT EXISTS (SELECT FROM submissions WHERE submissions.id = named.submission_id)
            ) THEN
                RAISE foreign_key_violation USING MESSAGE = 'values without their submission',
                    TABLE = 'value_versions', CONSTRAINT = 'fk_value_versions_submission_id';
            END IF;
            RETURN NULL;
        END $$
        """
    )
    op.execute(
        """
        CREATE TRIGGER values_have_a_submission AFTER INSERT ON value_versions
        REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION check_submission_of_values()
        """
    )


def downgrade() -> None:
    op.execute("DROP TRIGGER values_have_a_submission ON value_versions")
    op.execute("DROP FUNCTION check_submission_of_values")
    for table in TABLES:
        name = op.f(f"fk_{table}_submission_id")
        op.create_foreign_key(name, table, "submissions", ["submission_id"], ["id"])
