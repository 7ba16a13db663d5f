"""An award of a part keeps why it was not all, in plain words that everybody may read.

Awards that were made get the words their decision allows. Only adds; the code that runs now writes none.

Revises: 0036
"""

import sqlalchemy as sa
from alembic import op
from sqlalchemy.dialects.postgresql import JSONB

revision = "0037"
down_revision = "0036"
branch_labels = None
depends_on = None

# What its circle said itself stands at its yesses or its proposal.
WHY = """
    UPDATE awards SET part_why = CASE
        WHEN EXISTS (SELECT FROM yeses WHERE initiative_id = ideas.id AND withdrawn_at IS NULL AND ground <> '')
            THEN '{}'::jsonb
        WHEN EXISTS (SELECT FROM round_projects WHERE initiative_id = ideas.id AND part_cents IS NOT NULL)
            THEN jsonb_build_object(
                'nl', 'Er is gestemd. Voor alles was te weinig geld. Het plan kan ook met minder.',
                'en', 'There was a vote. There was too little money for all of it. The plan can do with less too.')
        WHEN EXISTS (SELECT FROM proposals WHERE initiative_id = ideas.id AND state = 'awarded')
            THEN (SELECT jsonb_build_object('own', text) FROM proposals
                  WHERE initiative_id = ideas.id AND state = 'awarded' LIMIT 1)
        WHEN EXISTS (SELECT FROM yeses WHERE initiative_id = ideas.id AND withdrawn_at IS NULL)
            THEN jsonb_build_object(
                'nl', 'Meer vrij geld was er niet. Wat er nog was, kreeg dit idee.',
                'en', 'There was no more free money. This idea got what there still was.')
        ELSE jsonb_build_object('nl', 'Zo is besloten op een bezwaar.', 'en', 'It was decided so on an objection.')
    END
    FROM initiatives ideas WHERE ideas.id = awards.initiative_id AND awards.amount_cents < ideas.amount_cents
"""


def upgrade() -> None:
    empty = sa.text("'{}'::jsonb")
    op.add_column("awards", sa.Column("part_why", JSONB(), nullable=False, server_default=empty))
    op.execute("ALTER TABLE awards DISABLE TRIGGER awards_is_append_only")
    op.execute(WHY)
    op.execute("ALTER TABLE awards ENABLE TRIGGER awards_is_append_only")


def downgrade() -> None:
    op.drop_column("awards", "part_why")
