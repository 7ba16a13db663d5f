"""A value stands once: what counts in `current_values`, and what it replaced in `value_versions`, kept by a trigger.

Until here a new value was written to both, which took a third of a large delivery. The history was kept because two
statements agreed; now nobody who may change a value can do so without its old one being kept, and no value can be
deleted. What counts at this moment stays in `value_versions` too, so nothing moves: whoever reads both takes it once.

A value's period was checked by itself. Now partner and period must be those of its submission, whose period is.

Revises: 0026
"""

from alembic import op

revision = "0027"
down_revision = "0026"
branch_labels = None
depends_on = None

PERIOD = r"period ~ '^20[0-9][0-9](-(Q[1-4]|H[12]|0[1-9]|1[0-2]))?$'"
COLUMNS = "partner_id, period, kpi_code, area_id, value, submission_id, received_at"
CHECK = """
    CREATE OR REPLACE FUNCTION check_submission_of_values() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF EXISTS (
            SELECT FROM (SELECT DISTINCT {named} FROM written) AS named
            WHERE NOT EXISTS (SELECT FROM submissions WHERE {same})
        ) THEN
            RAISE foreign_key_violation USING MESSAGE = 'values without their submission',
                TABLE = 'value_versions', CONSTRAINT = 'fk_value_versions_submission_id';
        END IF;
        RETURN NULL;
    END $$
"""
SAME = "(id, partner_id, period) = (named.submission_id, named.partner_id, named.period)"
KEEP = f"""
    CREATE FUNCTION keep_replaced_values() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        INSERT INTO value_versions ({COLUMNS}) SELECT {COLUMNS} FROM replaced;
        RETURN NULL;
    END $$
"""
WRITTEN = "REFERENCING NEW TABLE AS written FOR EACH STATEMENT EXECUTE FUNCTION check_submission_of_values()"
REPLACED = "REFERENCING OLD TABLE AS replaced FOR EACH STATEMENT EXECUTE FUNCTION keep_replaced_values()"
TRIGGERS = {
    "new_values_have_a_submission": f"AFTER INSERT ON current_values {WRITTEN}",
    "changed_values_have_a_submission": f"AFTER UPDATE ON current_values {WRITTEN}",
    "replaced_values_are_kept": f"AFTER UPDATE ON current_values {REPLACED}",
}
# Whoever is not the owner, by whatever name the app's role goes on this server.
RIGHTS = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND table_name = 'current_values' AND privilege_type = 'SELECT'
              AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('{right}', other);
        END LOOP;
    END $$
"""


def upgrade() -> None:
    op.execute(CHECK.format(named="submission_id, partner_id, period", same=SAME))
    op.execute(KEEP)
    for name, rest in TRIGGERS.items():
        op.execute(f"CREATE TRIGGER {name} {rest}")
    op.execute(RIGHTS.format(right="REVOKE DELETE ON current_values FROM %I"))
    op.drop_constraint(op.f("ck_current_values_period"), "current_values", type_="check")


def downgrade() -> None:
    for name in TRIGGERS:
        op.execute(f"DROP TRIGGER {name} ON current_values")
    op.execute("DROP FUNCTION keep_replaced_values")
    op.execute(CHECK.format(named="submission_id", same="submissions.id = named.submission_id"))
    op.execute(RIGHTS.format(right="GRANT DELETE ON current_values TO %I"))
    op.create_check_constraint(op.f("ck_current_values_period"), "current_values", PERIOD)
    # Each value that counts is in the history again, as the code before wants it.
    same = " AND ".join(
        f"old.{c} IS NOT DISTINCT FROM now.{c}" for c in ("partner_id", "period", "kpi_code", "area_id")
    )
    op.execute(
        f"""
        INSERT INTO value_versions ({COLUMNS}) SELECT {COLUMNS} FROM current_values AS now
        WHERE NOT EXISTS (SELECT FROM value_versions AS old WHERE old.submission_id = now.submission_id AND {same})
        """
    )
