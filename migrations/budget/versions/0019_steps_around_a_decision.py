"""Steps around a decision: completing with the clock stopped, a no by two, withdrawing, and what was told of a term.

Revises: 0018
"""

import sqlalchemy as sa
from alembic import op

revision = "0019"
down_revision = "0018"
branch_labels = None
depends_on = None

SEATS = "('worker', 'resident', 'officer')"
STATES = "'unconfirmed', 'open', 'awarded', 'shared'"
# Of a question and of a no only what comes later may change; nothing is ever deleted.
MAY_CHANGE = {
    "completion_requests": "answer, answered_on, closed_on",
    "refusals": "answer, answered_on, agreed_by, agreed_seat, agreed_on, withdrawn_at, overturned_on",
    "term_notices": "",
}
# Whoever is not the owner, by whatever name the app's role goes on this server.
OTHERS = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND table_name = '{table}' AND grantee <> current_user AND grantee <> 'PUBLIC'
        LOOP
            {statements}
        END LOOP;
    END $$
"""
REVOKE = "EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON {table} FROM %I', other);"
GRANT = "EXECUTE format('GRANT UPDATE ({columns}) ON {table} TO %I', other);"
# Of those told before, most wait for an answer; those that were confirmed are watched from now on.
WATCH = """
    INSERT INTO work (id, kind, payload, due_at)
    SELECT gen_random_uuid(), 'watch-term', jsonb_build_object('initiativeId', id), now()
    FROM initiatives WHERE state = 'open'
"""


def _states(states: str) -> None:
    op.drop_constraint(op.f("ck_initiatives_state"), "initiatives", type_="check")
    op.create_check_constraint(op.f("ck_initiatives_state"), "initiatives", f"state IN ({states})")


def upgrade() -> None:
    _states(f"{STATES}, 'refused', 'withdrawn'")
    _make_completion_requests()
    _make_refusals()
    op.create_table(
        "term_notices",
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("answer_by", sa.Date(), nullable=False),
        sa.Column("told_on", sa.Date(), nullable=False),
        sa.Column("new_answer_by", sa.Date(), nullable=True),
        sa.CheckConstraint("kind IN ('warned', 'late')", name="ck_term_notices_kind"),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_term_notices_initiative_id"),
        sa.PrimaryKeyConstraint("initiative_id", "kind", "answer_by", name="pk_term_notices"),
    )
    for table, columns in MAY_CHANGE.items():
        grant = GRANT.format(columns=columns, table=table) if columns else ""
        op.execute(OTHERS.format(table=table, statements=REVOKE.format(table=table) + grant))
    op.execute(OTHERS.format(table="initiatives", statements=GRANT.format(columns="answer_by", table="initiatives")))
    op.execute(WATCH)


def _make_completion_requests() -> None:
    op.create_table(
        "completion_requests",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("asked_by", sa.String(), nullable=False),
        sa.Column("what", sa.String(), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("until", sa.Date(), nullable=False),
        sa.Column("answer_by_before", sa.Date(), nullable=False),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.CheckConstraint("until > asked_on", name="ck_completion_requests_until"),
        sa.CheckConstraint("(answer IS NULL) = (answered_on IS NULL)", name="ck_completion_requests_answered"),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_completion_requests_initiative_id"),
        sa.PrimaryKeyConstraint("id", name="pk_completion_requests"),
    )
    op.create_index("ix_completion_requests_initiative_id", "completion_requests", ["initiative_id"])
    op.create_index(
        "uq_completion_requests_open",
        "completion_requests",
        ["initiative_id"],
        unique=True,
        postgresql_where=sa.text("closed_on IS NULL"),
    )


def _make_refusals() -> None:
    op.create_table(
        "refusals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=True),
        sa.Column("ground", sa.String(), nullable=False),
        sa.Column("own_words", sa.String(), nullable=False),
        sa.Column("proposed_by", sa.String(), nullable=False),
        sa.Column("proposed_seat", sa.String(), nullable=True),
        sa.Column("proposed_on", sa.Date(), nullable=False),
        sa.Column("hear_until", sa.Date(), nullable=True),
        sa.Column("answer", sa.String(), nullable=True),
        sa.Column("answered_on", sa.Date(), nullable=True),
        sa.Column("agreed_by", sa.String(), nullable=True),
        sa.Column("agreed_seat", sa.String(), nullable=True),
        sa.Column("agreed_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("overturned_on", sa.Date(), nullable=True),
        sa.CheckConstraint(f"proposed_seat IN {SEATS}", name="ck_refusals_proposed_seat"),
        sa.CheckConstraint(f"agreed_seat IN {SEATS}", name="ck_refusals_agreed_seat"),
        sa.CheckConstraint("agreed_by <> proposed_by AND agreed_seat <> proposed_seat", name="ck_refusals_four_eyes"),
        sa.CheckConstraint("(agreed_by IS NULL) = (agreed_on IS NULL)", name="ck_refusals_agreed"),
        sa.CheckConstraint("agreed_on IS NULL OR withdrawn_at IS NULL", name="ck_refusals_agreed_or_withdrawn"),
        sa.CheckConstraint("(answer IS NULL) = (answered_on IS NULL)", name="ck_refusals_answered"),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_refusals_initiative_id"),
        sa.ForeignKeyConstraint(["round_id"], ["rounds.id"], name="fk_refusals_round_id"),
        sa.PrimaryKeyConstraint("id", name="pk_refusals"),
    )
    op.create_index("ix_refusals_initiative_id", "refusals", ["initiative_id"])
    op.create_index(
        "uq_refusals_one",
        "refusals",
        ["initiative_id"],
        unique=True,
        postgresql_where=sa.text("withdrawn_at IS NULL AND overturned_on IS NULL"),
    )


def downgrade() -> None:
    op.execute("DELETE FROM work WHERE kind = 'watch-term'")
    for table in ("term_notices", "refusals", "completion_requests"):
        op.drop_table(table)
    _states(STATES)
