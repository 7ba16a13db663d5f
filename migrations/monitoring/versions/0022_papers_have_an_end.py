"""The papers of a partnership have an end; who does an action of a talk is a side, not a name.

`forget_partnership` runs as the owner, so that the app's role itself still deletes and changes nothing of them.
Code that runs now may write a name once more until it is replaced: it is read as "other".

Revises: 0021
"""

from alembic import op

revision = "0022"
down_revision = "0021"
branch_labels = None
depends_on = None

PLAN = """
    INSERT INTO work (id, kind, payload, due_at) VALUES (gen_random_uuid(), 'forget-partnership', '{}', '2000-01-01')
"""
FORGET = """
    CREATE FUNCTION forget_partnership(last_year integer) RETURNS void
    LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
    BEGIN
        DELETE FROM talk_versions USING talks
            WHERE talk_id = talks.id AND left(quarter, 4)::int <= last_year;
        DELETE FROM talk_actions USING talks
            WHERE talk_id = talks.id AND left(quarter, 4)::int <= last_year;
        DELETE FROM talks WHERE left(quarter, 4)::int <= last_year;
        DELETE FROM quarter_report_steps USING quarter_reports
            WHERE report_id = quarter_reports.id AND left(quarter, 4)::int <= last_year;
        DELETE FROM quarter_reports WHERE left(quarter, 4)::int <= last_year;
        DELETE FROM uncertainty_visits WHERE year <= last_year;
        UPDATE uncertainty_visits SET case_review_id = NULL FROM case_reviews
            WHERE case_review_id = case_reviews.id AND case_reviews.year <= last_year;
        DELETE FROM case_reviews WHERE year <= last_year;
        DELETE FROM agreement_drafts WHERE year <= last_year;
        UPDATE partner_events SET remarks = '' WHERE left(period, 4)::int <= last_year AND remarks <> '';
        UPDATE extensions SET reason = '' WHERE left(period, 4)::int <= last_year AND reason <> '';
        UPDATE submissions SET body = '', rows = '[]' WHERE left(period, 4)::int <= last_year AND body <> '';
        UPDATE survey_dialogues SET notes = '', outcomes = '{}' FROM surveys
            WHERE survey_id = surveys.id AND surveys.year <= last_year AND (notes <> '' OR outcomes <> '{}');
        UPDATE survey_themes SET who = '' FROM surveys
            WHERE survey_id = surveys.id AND surveys.year <= last_year AND who <> '';
    END $$
"""
SIDE = """
    CREATE FUNCTION pg_temp.side_of(owner text, partner text) RETURNS text LANGUAGE sql AS $$
        SELECT CASE
            WHEN said ~ 'gemeente|municipality' AND (said ~ 'partner' OR position(known IN said) > 0)
                THEN 'together'
            WHEN said ~ '^(samen|together)$' THEN 'together'
            WHEN said ~ 'wijkteam|wij-team|wij team|cjg|gebiedsteam|area.team' THEN 'area_team'
            WHEN said ~ 'gemeente|municipality|beleid|college|wethouder' THEN 'municipality'
            WHEN said ~ 'partner' OR position(known IN said) > 0 THEN 'partner'
            WHEN said ~ 'school' THEN 'school'
            WHEN said ~ 'huisarts|jeugdarts|ggd|doctor' THEN 'doctor'
            WHEN said ~ 'aanbieder|provider' THEN 'provider'
            ELSE 'other'
        END FROM (SELECT lower(btrim(owner)) AS said, lower(regexp_replace(partner, ' *[(].*', '')) AS known) AS words
    $$;
    CREATE FUNCTION pg_temp.with_sides(found jsonb, place text[], partner text) RETURNS jsonb LANGUAGE sql AS $$
        SELECT coalesce(jsonb_agg(
            CASE WHEN each #>> place IS NULL THEN each
            ELSE jsonb_set(each, place, to_jsonb(pg_temp.side_of(each #>> place, partner))) END ORDER BY at
        ), '[]') FROM jsonb_array_elements(found) WITH ORDINALITY AS listed(each, at)
    $$
"""
POINTS, ACTIONS = "ARRAY['facts', 'owner']", "ARRAY['owner']"
MOVE = f"""
    UPDATE talk_actions SET owner = pg_temp.side_of(owner, name) FROM talks, partners
        WHERE talk_id = talks.id AND partner_id = partners.id;
    UPDATE talks SET points = pg_temp.with_sides(points, {POINTS}, name) FROM partners WHERE partner_id = partners.id;
    UPDATE talk_versions SET content = jsonb_set(
        jsonb_set(content, '{{points}}', pg_temp.with_sides(content -> 'points', {POINTS}, name)),
        '{{actions}}', pg_temp.with_sides(content -> 'actions', {ACTIONS}, name)
    ) FROM talks, partners WHERE talk_id = talks.id AND partner_id = partners.id
"""


def upgrade() -> None:
    op.execute(FORGET)
    op.execute("REVOKE ALL ON FUNCTION forget_partnership FROM PUBLIC")
    op.execute("GRANT EXECUTE ON FUNCTION forget_partnership TO monitoring_app")
    op.execute(PLAN)
    for statement in (*SIDE.split(";\n"), *MOVE.split(";\n")):
        op.execute(statement)


def downgrade() -> None:
    """Names do not come back: a side was readable as one already."""
    op.execute("DELETE FROM work WHERE kind = 'forget-partnership'")
    op.execute("DROP FUNCTION forget_partnership")
