"""Two more roles: who decides on ideas for the whole municipality.

Only adds; the code that runs now gives nobody these roles.

Revises: 0006
"""

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

BEFORE = "'policy_officer', 'approver', 'area_worker', 'area_resident', 'partner_member', 'council_member'"
NOW = f"{BEFORE}, 'city_worker', 'city_resident'"
CHECK = "role IN ({roles}) AND (role NOT IN ('area_worker', 'area_resident') OR within IS NOT NULL)"


def upgrade() -> None:
    op.drop_constraint("ck_memberships_role", "memberships")
    op.create_check_constraint(op.f("ck_memberships_role"), "memberships", CHECK.format(roles=NOW))


def downgrade() -> None:
    """Refused while somebody has one of these roles: a membership is a record of who decided."""
    op.drop_constraint("ck_memberships_role", "memberships")
    op.create_check_constraint(op.f("ck_memberships_role"), "memberships", CHECK.format(roles=BEFORE))
