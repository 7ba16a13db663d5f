"""Rounds of ballots: what was set, who may vote, ballots on a code until they are counted, and on nothing after that.

Revises: 0008
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

APPEND_ONLY = ("counted_ballots", "round_bundles")
# A ballot is cast or deleted with all of its round, never changed; the same goes for what may vote.
NOT_CHANGED = ("round_codes", "round_addresses", "round_ballots")
# What is deleted at closing is still in the files until a vacuum. Without these settings a small table waits for days.
FORGETS = ("rounds", "round_codes", "round_addresses", "round_tries", "round_ballots")
VACUUM_SOON = "ALTER TABLE {table} SET (autovacuum_vacuum_scale_factor = 0, autovacuum_vacuum_threshold = 0)"
FREEZE = """
    CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
KEEP_AS_CAST = """
    CREATE TRIGGER {table}_stay_as_they_are BEFORE UPDATE ON {table}
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


def upgrade() -> None:
    _make_rounds()
    _make_projects()
    _make_what_is_deleted()
    _make_what_is_counted()
    for table in APPEND_ONLY:
        op.execute(FREEZE.format(table=table))
        op.execute(REVOKE.format(table=table, rights="UPDATE, DELETE, TRUNCATE"))
    for table in FORGETS:
        op.execute(VACUUM_SOON.format(table=table))
    for table in NOT_CHANGED:
        op.execute(KEEP_AS_CAST.format(table=table))
        op.execute(REVOKE.format(table=table, rights="UPDATE, TRUNCATE"))


def downgrade() -> None:
    for table in ("round_bundles", "counted_ballots", "round_ballots", "round_tries", "round_addresses", "round_codes"):
        op.drop_table(table)
    op.drop_table("round_projects")
    op.drop_table("rounds")


def _moment(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=nullable)


def _json(name: str, *, nullable: bool = False) -> sa.Column[object]:
    return sa.Column(name, postgresql.JSONB(), nullable=nullable)


def _of_a_round(table: str) -> sa.ForeignKeyConstraint:
    return sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name=f"fk_{table}_round_id")


def _make_rounds() -> None:
    op.create_table(
        "rounds",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("line_id", sa.Uuid(), nullable=False),
        sa.Column("area_id", sa.String(), nullable=True),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(), nullable=False),
        _json("choices"),
        sa.Column("lowest_age", sa.Integer(), nullable=False),
        _moment("opens_at"),
        _moment("closes_at"),
        sa.Column("budget_cents", sa.BigInteger(), nullable=False),
        sa.Column("ballots_published", sa.String(), nullable=False),
        sa.Column("advised_choices", sa.Integer(), nullable=False),
        sa.Column("codes_by_mail", sa.Boolean(), nullable=False),
        sa.Column("pepper", sa.LargeBinary(), nullable=True),
        sa.Column("set_by", sa.String(), nullable=False),
        _moment("set_at"),
        _moment("published_at", nullable=True),
        sa.Column("published_where", sa.String(), nullable=False),
        sa.Column("called_off", sa.String(), nullable=True),
        _moment("closed_at", nullable=True),
        sa.Column("codes_mailed", sa.Integer(), nullable=True),
        sa.Column("codes_printed", sa.Integer(), nullable=True),
        sa.Column("voters", sa.Integer(), nullable=True),
        sa.Column("paper_ballots", sa.Integer(), nullable=True),
        sa.Column("seed", sa.String(), nullable=True),
        _json("outcome", nullable=True),
        sa.Column("bundle_sha256", sa.String(), nullable=True),
        sa.Column("final_by", sa.String(), nullable=True),
        _moment("final_at", nullable=True),
        sa.CheckConstraint(
            "state IN ('set', 'published', 'closed', 'final', 'called_off')", name=op.f("ck_rounds_state")
        ),
        sa.CheckConstraint("rule IN ('equal_shares', 'greedy')", name=op.f("ck_rounds_rule")),
        sa.CheckConstraint(
            "ballots_published IN ('grouped', 'votes_per_plan')", name=op.f("ck_rounds_ballots_published")
        ),
        sa.CheckConstraint("opens_at < closes_at", name=op.f("ck_rounds_opens_before_it_closes")),
        sa.CheckConstraint("budget_cents > 0", name=op.f("ck_rounds_budget_cents")),
        sa.CheckConstraint("final_by <> set_by", name=op.f("ck_rounds_four_eyes")),
        sa.CheckConstraint("(state = 'final') = (final_by IS NOT NULL)", name=op.f("ck_rounds_final_by_somebody")),
        sa.CheckConstraint("(state IN ('closed', 'final')) = (outcome IS NOT NULL)", name=op.f("ck_rounds_counted")),
        sa.CheckConstraint(
            "(state IN ('set', 'published')) = (pepper IS NOT NULL)", name=op.f("ck_rounds_pepper_until_counted")
        ),
        sa.ForeignKeyConstraint(["line_id"], ["lines.id"], name="fk_rounds_line_id"),
        sa.PrimaryKeyConstraint("id", name="pk_rounds"),
    )
    op.create_index("ix_rounds_line_id", "rounds", ["line_id"])
    op.create_index("ix_rounds_year_set_at", "rounds", ["year", "set_at"])


def _make_projects() -> None:
    op.create_table(
        "round_projects",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("cost_cents", sa.BigInteger(), nullable=False),
        sa.Column("funded", sa.Boolean(), nullable=True),
        sa.Column("deviation", sa.String(), nullable=True),
        sa.CheckConstraint("cost_cents > 0", name=op.f("ck_round_projects_cost_cents")),
        sa.CheckConstraint("number > 0", name=op.f("ck_round_projects_number")),
        _of_a_round("round_projects"),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_round_projects_initiative_id"),
        sa.PrimaryKeyConstraint("round_id", "number", name="pk_round_projects"),
        sa.UniqueConstraint("round_id", "initiative_id", name="uq_round_projects_round_id_initiative_id"),
    )
    op.create_index("ix_round_projects_initiative_id", "round_projects", ["initiative_id"])


def _make_what_is_deleted() -> None:
    op.create_table(
        "round_codes",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        sa.Column("by_mail", sa.Boolean(), nullable=False),
        _of_a_round("round_codes"),
        sa.PrimaryKeyConstraint("round_id", "code_hash", name="pk_round_codes"),
    )
    op.create_table(
        "round_addresses",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("address_hash", sa.LargeBinary(), nullable=False),
        _of_a_round("round_addresses"),
        sa.PrimaryKeyConstraint("round_id", "address_hash", name="pk_round_addresses"),
    )
    op.create_table(
        "round_tries",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("origin_hash", sa.LargeBinary(), nullable=False),
        sa.Column("tries", sa.Integer(), nullable=False),
        _moment("since"),
        sa.CheckConstraint("kind IN ('wrong_code', 'code_asked')", name=op.f("ck_round_tries_kind")),
        _of_a_round("round_tries"),
        sa.PrimaryKeyConstraint("round_id", "kind", "origin_hash", name="pk_round_tries"),
    )
    op.create_table(
        "round_ballots",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("code_hash", sa.LargeBinary(), nullable=False),
        _json("projects"),
        sa.Column("on_paper", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["round_id", "code_hash"],
            ["round_codes.round_id", "round_codes.code_hash"],
            name="fk_round_ballots_round_id_code_hash",
        ),
        sa.PrimaryKeyConstraint("round_id", "code_hash", name="pk_round_ballots"),
    )


def _make_what_is_counted() -> None:
    op.create_table(
        "counted_ballots",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        _json("projects"),
        _of_a_round("counted_ballots"),
        sa.PrimaryKeyConstraint("round_id", "number", name="pk_counted_ballots"),
    )
    op.create_table(
        "round_bundles",
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        _of_a_round("round_bundles"),
        sa.PrimaryKeyConstraint("round_id", name="pk_round_bundles"),
    )
