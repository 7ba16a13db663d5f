"""Who does the follow-up of a survey's theme is a side, not free words.

Words that name a side become it. All of them stay beside it until somebody writes the theme again, or until the papers
of that year end (`forget_partnership`); only words that say no more than the side itself go.

Revises: 0025
"""

import sqlalchemy as sa
from alembic import op

revision = "0026"
down_revision = "0025"
branch_labels = None
depends_on = None

SIDES = """
    UPDATE survey_themes SET owner = CASE
        WHEN who ~* '^ *(samen|together)' OR (who ~* 'gemeente|municipality' AND who ~* 'partner|vereniging')
            THEN 'together'
        WHEN who ~* '\\m(gemeente)?raad\\M|\\mcouncil\\M' THEN 'council'
        WHEN who ~* 'partner|vereniging|association' THEN 'partners'
        WHEN who ~* 'gemeente|municipality|college|wethouder|beleid|afdeling|\\mteam' THEN 'municipality'
    END WHERE who <> ''
"""
SAID_BY_THE_SIDE = """
    UPDATE survey_themes SET who = ''
        WHERE who ~* '^ *(de |the )?(gemeente|municipality|(gemeente)?raad|council|partners|samen|together) *$'
"""


def upgrade() -> None:
    op.add_column("survey_themes", sa.Column("owner", sa.String(), nullable=True))
    op.create_check_constraint(
        op.f("ck_survey_themes_owner"),
        "survey_themes",
        "owner IN ('municipality', 'partners', 'together', 'council')",
    )
    op.execute(SIDES)
    op.execute(SAID_BY_THE_SIDE)


def downgrade() -> None:
    op.drop_constraint(op.f("ck_survey_themes_owner"), "survey_themes")
    op.drop_column("survey_themes", "owner")
