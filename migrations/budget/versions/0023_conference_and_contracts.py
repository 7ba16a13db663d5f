"""The closing conference with its programme and lessons, and neighbourhood contracts with signatures and outcomes.

Revises: 0022
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects import postgresql

revision = "0023"
down_revision = "0022"
branch_labels = None
depends_on = None

APPEND_ONLY = ("contract_versions", "contract_signatures")
FREEZE = """
    CREATE TRIGGER {table}_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON {table}
    FOR EACH STATEMENT EXECUTE FUNCTION refuse_change()
"""
VERSION = ["year", "area_id", "number"]


def upgrade() -> None:
    _make_conference()
    _make_contracts()
    for table in APPEND_ONLY:
        op.execute(FREEZE.format(table=table))


def downgrade() -> None:
    for table in ("contract_outcomes", "contract_signatures", "contract_versions"):
        op.drop_table(table)
    for table in ("area_lessons", "conference_slots", "conferences"):
        op.drop_table(table)


def _moment(name: str) -> sa.Column[object]:
    return sa.Column(name, sa.DateTime(timezone=True), nullable=False)


def _texts(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.String(), nullable=False) for name in names]


def _whole(*names: str) -> list[sa.Column[object]]:
    return [sa.Column(name, sa.Integer(), nullable=False) for name in names]


def _of_a_version(table: str) -> sa.ForeignKeyConstraint:
    there = [f"contract_versions.{name}" for name in VERSION]
    return sa.ForeignKeyConstraint(VERSION, there, name=f"fk_{table}_year_area_id_number")


def _make_conference() -> None:
    op.create_table(
        "conferences",
        sa.Column("year", sa.Integer(), autoincrement=False, nullable=False),
        *_texts("state", "place", "welcome", "changed_by"),
        *_whole("version", "minutes_each"),
        _moment("starts_at"),
        _moment("changed_at"),
        sa.CheckConstraint("state IN ('planned', 'held', 'kept')", name=op.f("ck_conferences_state")),
        sa.PrimaryKeyConstraint("year", name="pk_conferences"),
    )
    op.create_table(
        "conference_slots",
        *_whole("year", "position", "minutes"),
        sa.Column("initiative_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(["year"], ["conferences.year"], name="fk_conference_slots_year"),
        sa.ForeignKeyConstraint(["initiative_id"], ["initiatives.id"], name="fk_conference_slots_initiative_id"),
        sa.PrimaryKeyConstraint("year", "initiative_id", name="pk_conference_slots"),
    )
    op.create_table(
        "area_lessons",
        *_whole("year", "version"),
        *_texts("area_id", "text", "written_by"),
        _moment("written_at"),
        sa.PrimaryKeyConstraint("year", "area_id", name="pk_area_lessons"),
    )


def _make_contracts() -> None:
    op.create_table(
        "contract_versions",
        *_whole("year", "number"),
        *_texts("area_id", "note", "made_by"),
        sa.Column("promises", postgresql.JSONB(), nullable=False),
        _moment("made_at"),
        sa.PrimaryKeyConstraint(*VERSION, name="pk_contract_versions"),
    )
    op.create_table(
        "contract_signatures",
        *_whole("year", "number"),
        *_texts("area_id", "signatory", "signed_by"),
        _moment("signed_at"),
        sa.CheckConstraint(
            "signatory IN ('resident', 'worker', 'approver')", name=op.f("ck_contract_signatures_signatory")
        ),
        _of_a_version("contract_signatures"),
        sa.PrimaryKeyConstraint(*VERSION, "signatory", name="pk_contract_signatures"),
        sa.UniqueConstraint(*VERSION, "signed_by", name="uq_contract_signatures_person"),
    )
    op.create_table(
        "contract_outcomes",
        *_whole("year", "number", "position"),
        *_texts("area_id", "outcome", "sentence", "said_by"),
        _moment("said_at"),
        sa.CheckConstraint("outcome IN ('kept', 'partly', 'not')", name=op.f("ck_contract_outcomes_outcome")),
        _of_a_version("contract_outcomes"),
        sa.PrimaryKeyConstraint(*VERSION, "position", name="pk_contract_outcomes"),
    )
