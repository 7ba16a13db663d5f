"""The ledger: which decision is behind a posting, sources and years as accounts, and a balance per account.

Rewrites what there is (docs/decisions/0012): the service stands still while it runs, and it does not go back.

Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

APPEND_ONLY = ("postings", "entries", "awards")
POSTING_KINDS = (
    "kind IN ('split-approved', 'split-changed', 'award', 'payment', 'repayment', 'release', 'carry-over', "
    "'correction')"
)
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
# As the owner, so that the app needs no right to write a balance; its row is what two writers wait for.
KEEP_BALANCES = """
    CREATE FUNCTION keep_balances() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    DECLARE
        its_initiative uuid;
    BEGIN
        IF NEW.line_id IS NULL THEN RETURN NULL; END IF;
        UPDATE balances SET balance_cents = balance_cents + NEW.amount_cents
        WHERE line_id = NEW.line_id AND account = NEW.account;
        IF NOT FOUND THEN
            INSERT INTO balances VALUES (NEW.line_id, NEW.account, NEW.amount_cents)
            ON CONFLICT (line_id, account)
            DO UPDATE SET balance_cents = balances.balance_cents + EXCLUDED.balance_cents;
        END IF;
        IF NEW.account = 'free' THEN RETURN NULL; END IF;
        SELECT initiative_id INTO its_initiative FROM postings WHERE id = NEW.posting_id;
        IF its_initiative IS NULL THEN RETURN NULL; END IF;
        UPDATE initiative_balances SET balance_cents = balance_cents + NEW.amount_cents
        WHERE initiative_id = its_initiative AND account = NEW.account;
        IF NOT FOUND THEN
            INSERT INTO initiative_balances VALUES (its_initiative, NEW.account, NEW.amount_cents)
            ON CONFLICT (initiative_id, account)
            DO UPDATE SET balance_cents = initiative_balances.balance_cents + EXCLUDED.balance_cents;
        END IF;
        RETURN NULL;
    END $$
"""
KEEP_BALANCES_TRIGGER = """
    CREATE TRIGGER entries_keep_balances AFTER INSERT ON entries FOR EACH ROW EXECUTE FUNCTION keep_balances()
"""


def upgrade() -> None:
    for table in APPEND_ONLY:
        op.execute(f"ALTER TABLE {table} DISABLE TRIGGER {table}_is_append_only")
    _make_balances()
    _widen()
    _say_the_decision()
    _tighten()
    for table in APPEND_ONLY:
        op.execute(f"ALTER TABLE {table} ENABLE TRIGGER {table}_is_append_only")
    _guard()


def downgrade() -> None:
    raise NotImplementedError("The ledger is not taken apart again; make a newer migration that changes it.")


def _make_balances() -> None:
    for table, of in (("balances", "line"), ("initiative_balances", "initiative")):
        guard = "not_overspent" if of == "line" else "not_overpaid"
        op.create_table(
            table,
            sa.Column(f"{of}_id", sa.Uuid(), nullable=False),
            sa.Column("account", sa.String(), nullable=False),
            sa.Column("balance_cents", sa.BigInteger(), nullable=False),
            sa.CheckConstraint("balance_cents >= 0", name=op.f(f"ck_{table}_{guard}")),
            sa.ForeignKeyConstraint([f"{of}_id"], [f"{of}s.id"], name=f"fk_{table}_{of}_id"),
            sa.PrimaryKeyConstraint(f"{of}_id", "account", name=f"pk_{table}"),
        )


def _widen() -> None:
    op.drop_constraint("ck_postings_kind", "postings")
    for name in ("split_id", "initiative_id", "corrects"):
        op.add_column("postings", sa.Column(name, sa.Uuid(), nullable=True))
    op.drop_constraint("ck_entries_account", "entries")
    op.drop_constraint("ck_entries_line_of_its_own", "entries")
    op.add_column("entries", sa.Column("source_id", sa.Uuid(), nullable=True))
    op.add_column("sources", sa.Column("posting_id", sa.Uuid(), nullable=True))
    op.add_column("awards", sa.Column("amount_cents", sa.BigInteger(), nullable=True))


def _say_the_decision() -> None:
    """So far each year had at most one split that was ever in force, and that one had one source."""
    op.execute("UPDATE awards a SET amount_cents = i.amount_cents FROM initiatives i WHERE i.id = a.initiative_id")
    op.execute("UPDATE postings p SET initiative_id = a.initiative_id FROM awards a WHERE a.posting_id = p.id")
    op.execute(
        "UPDATE postings p SET split_id = s.id FROM splits s "
        "WHERE p.kind = 'split-approved' AND s.year = p.year AND s.state = 'published'"
    )
    op.execute(
        "UPDATE entries e SET source_id = (s.plan->'sources'->0->>'id')::uuid FROM postings p, splits s "
        "WHERE e.account = 'source' AND p.id = e.posting_id AND s.id = p.split_id"
    )


def _tighten() -> None:
    op.alter_column("awards", "amount_cents", nullable=False)
    op.create_check_constraint(op.f("ck_postings_kind"), "postings", POSTING_KINDS)
    op.create_check_constraint(
        op.f("ck_postings_of_a_split"),
        "postings",
        "(kind IN ('split-approved', 'split-changed')) = (split_id IS NOT NULL)",
    )
    op.create_check_constraint(
        op.f("ck_postings_corrects_something"), "postings", "(kind = 'correction') = (corrects IS NOT NULL)"
    )
    op.create_index("ix_postings_initiative_id", "postings", ["initiative_id"])
    op.create_index("uq_postings_corrects", "postings", ["corrects"], unique=True)
    for name, other in (("split_id", "splits"), ("initiative_id", "initiatives"), ("corrects", "postings")):
        op.create_foreign_key(f"fk_postings_{name}", "postings", other, [name], ["id"])
    op.create_foreign_key("fk_sources_posting_id", "sources", "postings", ["posting_id"], ["id"])
    op.create_unique_constraint("uq_sources_posting_id", "sources", ["posting_id"])
    op.create_check_constraint(
        op.f("ck_sources_carried_by_a_posting"), "sources", "(kind = 'carried_over') = (posting_id IS NOT NULL)"
    )
    op.create_foreign_key("fk_entries_source_id", "entries", "sources", ["source_id"], ["id"])
    op.create_check_constraint(
        op.f("ck_entries_account"), "entries", "account IN ('source', 'free', 'awarded', 'paid', 'carried')"
    )
    op.create_check_constraint(
        op.f("ck_entries_source_of_its_own"), "entries", "(account = 'source') = (source_id IS NOT NULL)"
    )
    op.create_check_constraint(
        op.f("ck_entries_line_of_its_own"),
        "entries",
        "(account IN ('free', 'awarded', 'paid')) = (line_id IS NOT NULL)",
    )


def _guard() -> None:
    op.execute("DROP TRIGGER entries_not_overspent ON entries")
    op.execute("DROP FUNCTION check_line_not_overspent()")
    op.execute(
        "INSERT INTO balances SELECT line_id, account, sum(amount_cents) FROM entries "
        "WHERE line_id IS NOT NULL GROUP BY line_id, account"
    )
    op.execute(
        "INSERT INTO initiative_balances SELECT p.initiative_id, e.account, sum(e.amount_cents) FROM entries e "
        "JOIN postings p ON p.id = e.posting_id WHERE p.initiative_id IS NOT NULL AND e.account <> 'free' "
        "GROUP BY p.initiative_id, e.account"
    )
    op.execute(KEEP_BALANCES)
    op.execute(KEEP_BALANCES_TRIGGER)
    for table in ("balances", "initiative_balances"):
        op.execute(REVOKE.format(table=table, rights="INSERT, UPDATE, DELETE, TRUNCATE"))
