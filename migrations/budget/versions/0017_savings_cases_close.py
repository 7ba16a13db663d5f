"""A savings case that was seen for its whole year is closed.

Only allows more. Cases whose whole year was seen and approved before stay as they are: their next report closes them.

Revises: 0016
"""

from alembic import op

revision = "0017"
down_revision = "0016"
branch_labels = None
depends_on = None

STATES = "'proposed', 'returned', 'withdrawn', 'approved', 'seen'"
DEEDS = "'proposed', 'returned', 'withdrawn', 'approved', 'seen', 'seen_returned', 'seen_approved'"


def upgrade() -> None:
    _check(f"{STATES}, 'closed'", f"{DEEDS}, 'closed'", ", 'closed'")


def downgrade() -> None:
    """Refused by the database when a case is closed: its record is append-only."""
    _check(STATES, DEEDS, "")


def _check(states: str, deeds: str, also: str) -> None:
    rules = {
        ("savings_cases", "state"): f"state IN ({states})",
        ("savings_cases", "approved_by_somebody"): f"(state IN ('approved', 'seen'{also})) = (approved_by IS NOT NULL)",
        ("savings_steps", "deed"): f"deed IN ({deeds})",
        ("savings_steps", "seen"): f"(deed IN ('seen', 'seen_approved'{also})) = (seen_cents IS NOT NULL)",
        ("savings_steps", "source_by_approval"): f"source_id IS NULL OR deed IN ('approved', 'seen_approved'{also})",
    }
    for (table, name), rule in rules.items():
        constraint = op.f(f"ck_{table}_{name}")
        op.drop_constraint(constraint, table)
        op.create_check_constraint(constraint, table, rule)
