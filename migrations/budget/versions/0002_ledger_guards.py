"""What is decided stays as it is: append-only tables, postings that add up to zero, lines that are never overspent.

Revises: 0001
Made: 2026-11-22 08:50:00+00:00
"""

from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

APPEND_ONLY = ("split_steps", "postings", "entries", "stakes", "awards", "results")
# The app may lock a line's row, for which PostgreSQL wants the right to UPDATE; the trigger refuses a real change.
FROZEN = (*APPEND_ONLY, "split_lines")

REFUSE_CHANGE = """
    CREATE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        RAISE EXCEPTION '% is append-only', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
    END $$
"""
FREEZE = """
    CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
# Whoever is not the owner, by whatever name the app's role goes on this server.
REVOKE = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND table_name = '{table}' AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('REVOKE {rights} ON {table} FROM %I', other);
        END LOOP;
    END $$
"""
# Deferred: the entries of one posting are written one after the other, and the sum is known at commit only.
BALANCED = """
    CREATE FUNCTION check_posting_balances() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        this_posting uuid;
        entries_sum numeric;
        entries_count bigint;
    BEGIN
        IF TG_TABLE_NAME = 'postings' THEN this_posting := NEW.id; ELSE this_posting := NEW.posting_id; END IF;
        SELECT coalesce(sum(amount_cents), 0), count(*) INTO entries_sum, entries_count
        FROM entries WHERE posting_id = this_posting;
        IF entries_sum <> 0 OR entries_count < 2 THEN
            RAISE EXCEPTION 'posting % has % entries that add up to %', this_posting, entries_count, entries_sum
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_postings_balances';
        END IF;
        RETURN NULL;
    END $$
"""
BALANCED_TRIGGER = """
    CREATE CONSTRAINT TRIGGER {table}_balances AFTER INSERT ON {table} DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW EXECUTE FUNCTION check_posting_balances()
"""
# Its own lock makes it hold for writers that forget to lock the line; the sum is read after the lock is there.
NOT_OVERSPENT = """
    CREATE FUNCTION check_line_not_overspent() RETURNS trigger LANGUAGE plpgsql AS $$
    DECLARE
        balance numeric;
    BEGIN
        PERFORM 1 FROM split_lines WHERE id = NEW.line_id FOR NO KEY UPDATE;
        SELECT sum(amount_cents) INTO balance FROM entries WHERE line_id = NEW.line_id AND account = NEW.account;
        IF balance < 0 THEN
            RAISE EXCEPTION 'account % of line % would be %', NEW.account, NEW.line_id, balance
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_entries_not_overspent';
        END IF;
        RETURN NULL;
    END $$
"""
NOT_OVERSPENT_TRIGGER = """
    CREATE CONSTRAINT TRIGGER entries_not_overspent AFTER INSERT ON entries DEFERRABLE INITIALLY DEFERRED
    FOR EACH ROW WHEN (NEW.amount_cents < 0 AND NEW.line_id IS NOT NULL) EXECUTE FUNCTION check_line_not_overspent()
"""


def upgrade() -> None:
    op.execute(REFUSE_CHANGE)
    for table in FROZEN:
        op.execute(FREEZE.format(table=table))
    for table in APPEND_ONLY:
        op.execute(REVOKE.format(table=table, rights="UPDATE, DELETE, TRUNCATE"))
    op.execute(REVOKE.format(table="split_lines", rights="DELETE, TRUNCATE"))
    op.execute(BALANCED)
    for table in ("postings", "entries"):
        op.execute(BALANCED_TRIGGER.format(table=table))
    op.execute(NOT_OVERSPENT)
    op.execute(NOT_OVERSPENT_TRIGGER)


def downgrade() -> None:
    raise NotImplementedError("Guards of the ledger are not taken away; make a newer migration that changes them.")
