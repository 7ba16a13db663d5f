"""An objection that is upheld moves money, and decisions on an award are letters.

Revises: 0031
"""

import sqlalchemy as sa
from alembic import op

revision = "0032"
down_revision = "0031"
branch_labels = None
depends_on = None

OBJECTIONS = "version, decide_by, extended_on, withdrawn_on, outcome, reasons, decided_by, decided_on"
# Whoever is not the owner, by whatever name the app's role goes on this server.
OTHERS = """
    DO $$
    DECLARE other name;
    BEGIN
        FOR other IN
            SELECT DISTINCT grantee FROM information_schema.role_table_grants
            WHERE table_schema = 'public' AND table_name = 'objections' AND grantee <> current_user
              AND grantee <> 'PUBLIC'
        LOOP
            EXECUTE format('REVOKE UPDATE ON objections FROM %I', other);
            EXECUTE format('GRANT UPDATE ({columns}) ON objections TO %I', other);
        END LOOP;
    END $$
"""
# As in 0022, and who changed the award besides; who decided on another objection took no part in what it is against.
OTHER_EYES = """
    CREATE OR REPLACE FUNCTION check_objection_by_other_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
        IF NEW.decided_by IN (
            SELECT 'person:' || person_id FROM yeses WHERE initiative_id = NEW.initiative_id
            UNION SELECT proposed_by FROM refusals WHERE initiative_id = NEW.initiative_id
            UNION SELECT agreed_by FROM refusals WHERE initiative_id = NEW.initiative_id
            UNION SELECT 'person:' || proposal_voices.person_id FROM proposal_voices
                JOIN proposals ON proposals.id = proposal_voices.proposal_id
                WHERE proposals.initiative_id = NEW.initiative_id
            UNION SELECT rounds.set_by FROM rounds JOIN round_projects ON round_projects.round_id = rounds.id
                WHERE round_projects.initiative_id = NEW.initiative_id
            UNION SELECT rounds.final_by FROM rounds JOIN round_projects ON round_projects.round_id = rounds.id
                WHERE round_projects.initiative_id = NEW.initiative_id
            {changes}
        ) THEN
            RAISE EXCEPTION 'objection % is decided by who took part in the decision', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_objections_other_eyes';
        END IF;
        RETURN NEW;
    END $$
"""
CHANGES = """
            UNION SELECT proposed_by FROM award_changes
                WHERE initiative_id = NEW.initiative_id AND state = 'decided' AND objection_id IS NULL
            UNION SELECT decided_by FROM award_changes
                WHERE initiative_id = NEW.initiative_id AND state = 'decided' AND objection_id IS NULL
"""
LETTERS = "'award', 'refusal', 'objection_received', 'objection_decided'"
POSTINGS = "'split-approved', 'split-changed', 'award', 'payment', 'repayment', 'release', 'carry-over', 'correction'"
WAS = {
    "ck_award_changes_kind": "kind IN ('fix', 'lower', 'withdraw')",
    "ck_award_changes_four_eyes": "decided_by <> proposed_by",
    "ck_award_changes_never_more": "to_cents >= 0 AND to_cents <= before_cents",
    "ck_award_changes_on_a_ground": "to_cents = before_cents OR ground IS NOT NULL",
    "ck_letters_kind": f"kind IN ({LETTERS})",
    "ck_postings_kind": f"kind IN ({POSTINGS})",
}
IS = {
    "ck_award_changes_kind": "kind IN ('fix', 'lower', 'withdraw', 'raise')",
    "ck_award_changes_four_eyes": "decided_by <> proposed_by OR objection_id IS NOT NULL",
    "ck_award_changes_never_more": "to_cents >= 0 AND (to_cents > before_cents) = (kind = 'raise')",
    "ck_award_changes_on_a_ground": "to_cents >= before_cents OR ground IS NOT NULL",
    "ck_award_changes_more_on_objection": "kind <> 'raise' OR objection_id IS NOT NULL",
    "ck_letters_kind": f"kind IN ({LETTERS}, 'award_changed')",
    "ck_postings_kind": f"kind IN ({POSTINGS}, 'objection')",
}


def upgrade() -> None:
    op.add_column("objections", sa.Column("new_cents", sa.BigInteger(), nullable=True))
    op.add_column("objections", sa.Column("posting_id", sa.Uuid(), nullable=True))
    op.create_foreign_key("fk_objections_posting_id", "objections", "postings", ["posting_id"], ["id"])
    op.create_unique_constraint("uq_objections_posting_id", "objections", ["posting_id"])
    op.create_unique_constraint("uq_objections_id_decided_by", "objections", ["id", "decided_by"])
    op.create_check_constraint(
        op.f("ck_objections_new_when_upheld"), "objections", "new_cents IS NULL OR outcome = 'upheld'"
    )
    op.add_column("award_changes", sa.Column("objection_id", sa.Uuid(), nullable=True))
    op.create_unique_constraint("uq_award_changes_objection_id", "award_changes", ["objection_id"])
    op.create_foreign_key(
        "fk_award_changes_objection",
        "award_changes",
        "objections",
        ["objection_id", "decided_by"],
        ["id", "decided_by"],
    )
    _checks(WAS, IS)
    op.execute(OTHER_EYES.format(changes=CHANGES))
    op.execute(OTHERS.format(columns=f"{OBJECTIONS}, new_cents, posting_id"))


def downgrade() -> None:
    op.execute(OTHER_EYES.format(changes=""))
    _checks(IS, WAS)
    op.drop_constraint("fk_award_changes_objection", "award_changes")
    op.drop_column("award_changes", "objection_id")
    op.drop_constraint("ck_objections_new_when_upheld", "objections")
    op.drop_constraint("uq_objections_id_decided_by", "objections")
    op.drop_column("objections", "posting_id")
    op.drop_column("objections", "new_cents")
    op.execute(OTHERS.format(columns=OBJECTIONS))


def _checks(gone: dict[str, str], made: dict[str, str]) -> None:
    for name in gone:
        op.drop_constraint(op.f(name), _table_of(name), if_exists=True)
    # As 0012 named it.
    op.drop_constraint(op.f("ck_letters_ck_letters_kind"), "letters", if_exists=True)
    for name, rule in made.items():
        op.create_check_constraint(op.f(name), _table_of(name), rule)


def _table_of(check: str) -> str:
    return next(table for table in ("award_changes", "letters", "postings") if check.startswith(f"ck_{table}_"))
