"""Objections to decisions; who took part in a decision does not decide on the objection, whoever writes it.

Revises: 0021
"""

import sqlalchemy as sa
from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

MAY_CHANGE = "version, decide_by, extended_on, withdrawn_on, outcome, reasons, decided_by, decided_on"
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
            EXECUTE format('REVOKE UPDATE, DELETE, TRUNCATE ON objections FROM %I', other);
            EXECUTE format('GRANT UPDATE ({columns}) ON objections TO %I', other);
        END LOOP;
    END $$
"""
OTHER_EYES = """
    CREATE FUNCTION check_objection_by_other_eyes() RETURNS trigger LANGUAGE plpgsql AS $$
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
        ) THEN
            RAISE EXCEPTION 'objection % is decided by who took part in the decision', NEW.id
            USING ERRCODE = 'check_violation', CONSTRAINT = 'ck_objections_other_eyes';
        END IF;
        RETURN NEW;
    END $$
"""
OTHER_EYES_TRIGGER = """
    CREATE TRIGGER objections_by_other_eyes BEFORE INSERT OR UPDATE ON objections
    FOR EACH ROW WHEN (NEW.decided_by IS NOT NULL) EXECUTE FUNCTION check_objection_by_other_eyes()
"""


def upgrade() -> None:
    op.add_column("letters", sa.Column("for_applicant", sa.Boolean(), nullable=False, server_default=sa.text("true")))
    op.create_table(
        "objections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.Column("letter_id", sa.Uuid(), nullable=False),
        sa.Column("of_applicant", sa.Boolean(), nullable=False),
        sa.Column("how", sa.String(), nullable=False),
        sa.Column("entered_by", sa.String(), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("term_until", sa.Date(), nullable=False),
        sa.Column("decide_by", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("extended_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(), nullable=True),
        sa.Column("reasons", sa.String(), nullable=True),
        sa.Column("decided_by", sa.String(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.CheckConstraint("how IN ('web', 'post', 'desk')", name="ck_objections_how"),
        sa.CheckConstraint("outcome IN ('upheld', 'unfounded', 'inadmissible')", name="ck_objections_outcome"),
        sa.CheckConstraint(
            "(outcome IS NULL) = (decided_by IS NULL) AND (outcome IS NULL) = (decided_on IS NULL)"
            " AND (outcome IS NULL) = (reasons IS NULL)",
            name="ck_objections_decided",
        ),
        sa.CheckConstraint("outcome IS NULL OR withdrawn_on IS NULL", name="ck_objections_decided_or_withdrawn"),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_objections_initiative_id"),
        sa.ForeignKeyConstraint(["letter_id"], ["letters.id"], name="fk_objections_letter_id"),
        sa.PrimaryKeyConstraint("id", name="pk_objections"),
    )
    op.create_index("ix_objections_initiative_id", "objections", ["initiative_id"])
    op.create_index(
        "uq_objections_of_applicant",
        "objections",
        ["letter_id"],
        unique=True,
        postgresql_where=sa.text("of_applicant AND withdrawn_on IS NULL"),
    )
    op.execute(OTHER_EYES)
    op.execute(OTHER_EYES_TRIGGER)
    op.execute(OTHERS.format(columns=MAY_CHANGE))


def downgrade() -> None:
    op.drop_table("objections")
    op.drop_column("letters", "for_applicant")
    op.execute("DROP FUNCTION check_objection_by_other_eyes()")
