"""Proposals that stand open for objections, and who of the circle said what of them.

Only adds; the code that runs now proposes nothing.

Revises: 0020
"""

import sqlalchemy as sa
from alembic import op

revision = "0021"
down_revision = "0020"
branch_labels = None
depends_on = None

FREEZE = """
    CREATE TRIGGER proposal_voices_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON proposal_voices
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
KEEP = """
    CREATE FUNCTION keep_proposal() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF OLD.state <> 'open' OR (NEW.initiative_id, NEW.number, NEW.amount_cents, NEW.text, NEW.days, NEW.last_day,
            NEW.opened_at) IS DISTINCT FROM (OLD.initiative_id, OLD.number, OLD.amount_cents, OLD.text, OLD.days,
            OLD.last_day, OLD.opened_at)
        THEN RAISE EXCEPTION 'a proposal stays as it was made, and ends once';
        END IF;
        RETURN NEW;
    END $$
"""
# Whoever is not the owner, by whatever name the app's role goes on this server.
RIGHTS = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND table_name = 'proposals'
              AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON proposal_voices FROM %I', other);
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON proposals FROM %I', other);
            EXECUTE format('GRANT UPDATE (state, ended_at) ON proposals TO %I', other);
        END LOOP;
    END $$
"""


def upgrade() -> None:
    _make_proposals()
    _make_voices()
    op.execute(FREEZE)
    op.execute(KEEP)
    op.execute(
        "CREATE TRIGGER proposals_stay_as_they_are BEFORE UPDATE ON proposals "
        "FOR EACH ROW EXECUTE FUNCTION keep_proposal()"
    )
    op.execute(RIGHTS)


def downgrade() -> None:
    op.drop_table("proposal_voices")
    op.drop_table("proposals")
    op.execute("DROP FUNCTION keep_proposal()")


def _make_proposals() -> None:
    op.create_table(
        "proposals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(), nullable=False),
        sa.Column("amount_cents", sa.BigInteger(), nullable=False),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("days", sa.Integer(), nullable=False),
        sa.Column("last_day", sa.Date(), nullable=False),
        sa.Column("opened_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ended_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "state IN ('open', 'objected', 'awarded', 'lapsed', 'no_money', 'withdrawn')",
            name=op.f("ck_proposals_state"),
        ),
        sa.CheckConstraint("(state = 'open') = (ended_at IS NULL)", name=op.f("ck_proposals_ended_when_not_open")),
        sa.CheckConstraint("amount_cents > 0", name=op.f("ck_proposals_amount_cents")),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_proposals_initiative_id"),
        sa.PrimaryKeyConstraint("id", name="pk_proposals"),
        sa.UniqueConstraint("initiative_id", "number", name="uq_proposals_initiative_id_number"),
    )
    op.create_index(
        "uq_proposals_open", "proposals", ["initiative_id"], unique=True, postgresql_where=sa.text("state = 'open'")
    )


def _make_voices() -> None:
    op.create_table(
        "proposal_voices",
        sa.Column("proposal_id", sa.Uuid(), nullable=False),
        sa.Column("person_id", sa.String(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("seat", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("seat IN ('worker', 'resident')", name=op.f("ck_proposal_voices_seat")),
        sa.CheckConstraint("kind IN ('opened', 'yes', 'objection')", name=op.f("ck_proposal_voices_kind")),
        sa.CheckConstraint(
            "(kind = 'objection') = (reason <> '')", name=op.f("ck_proposal_voices_reason_of_objection")
        ),
        sa.ForeignKeyConstraint(["proposal_id"], ["proposals.id"], name="fk_proposal_voices_proposal_id"),
        sa.PrimaryKeyConstraint("proposal_id", "person_id", "kind", name="pk_proposal_voices"),
    )
    op.create_index(
        "uq_proposal_voices_one_objection",
        "proposal_voices",
        ["proposal_id"],
        unique=True,
        postgresql_where=sa.text("kind = 'objection'"),
    )
