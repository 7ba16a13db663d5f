"""How complete and in time all partners are, in one sum: as many statements for two hundred partners as for one."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import text

from services.kit.database import Session
from services.monitoring.domain.more_time import MoreTime, due_with
from services.monitoring.domain.row_rules import COUNTED
from services.monitoring.domain.timeliness import LookedAt, Sums, Window
from services.monitoring.store.history import EVERY_VERSION

_BEFOREHAND = text("""
    SELECT year, CAST(NULL AS uuid) AS partner_id, NULL AS period, CAST(NULL AS date) AS given_on,
           CAST(NULL AS date) AS until, CAST(NULL AS timestamptz) AS given_at
    FROM agreements JOIN kpis ON kpis.agreement_id = agreements.id
    WHERE year = ANY(:years) AND by_area GROUP BY year
    UNION ALL
    SELECT NULL, partner_id, period, CAST(given_at AT TIME ZONE 'Europe/Amsterdam' AS date), until, given_at
    FROM extensions WHERE period = ANY(:periods)
    ORDER BY given_at
""")
# What a partner must deliver stands in the version in force of the year of each period; what follows from two counts
# is not asked (`domain/worked_out.py`). `asked` has a row per KPI and period, `came` what of it is there now with the
# day each value came for the first time, `told` both together. `since`: the day a version with a KPI first came into
# force, as in `queries.py`; what was agreed after its period is not due, and counts as delivered in time when it came.
_SUMS = text(f"""
    WITH looked AS (
        SELECT * FROM unnest(CAST(:windows AS text[]), CAST(:periods AS text[]), CAST(:kinds AS text[]),
                             CAST(:years AS integer[]), CAST(:first_days AS date[]), CAST(:due_on AS date[]),
                             CAST(:agreed_by AS date[]))
            AS looked (looked_in, period, kind, year, first_day, due_on, agreed_by)
    ), place AS (
        SELECT * FROM unnest(CAST(:area_years AS integer[]), CAST(:areas AS text[])) AS place (year, area_id)
    ), in_force AS (
        SELECT DISTINCT ON (partner_id, year) id, partner_id, year FROM agreements
        WHERE year = ANY(:years) ORDER BY partner_id, year, version DESC
    ), since AS (
        SELECT partner_id, year, code, min(coalesce(
            CAST(in_force_at AT TIME ZONE 'Europe/Amsterdam' AS date), make_date(year, 1, 1))) AS agreed_on
        FROM agreements JOIN kpis ON kpis.agreement_id = agreements.id WHERE year = ANY(:years) GROUP BY 1, 2, 3
    ), more AS (
        SELECT * FROM unnest(CAST(:more_partners AS uuid[]), CAST(:more_periods AS text[]), CAST(:more_due AS date[]))
            AS more (partner_id, period, due_on)
    ), asked AS (
        SELECT in_force.partner_id, looked_in, looked.period, looked.year, kpis.code, kpis.by_area,
               coalesce(more.due_on, looked.due_on) AS due_on, agreed_on <= agreed_by AS is_agreed,
               CASE WHEN by_area THEN (SELECT count(*) FROM place WHERE place.year = looked.year) ELSE 1 END AS expected
        FROM in_force
        JOIN partners ON partners.id = in_force.partner_id
        JOIN kpis ON kpis.agreement_id = in_force.id
        JOIN looked ON looked.year = in_force.year AND looked.kind = kpis.frequency
                    AND looked.first_day <= coalesce(subsidy_ended_on, 'infinity')
        JOIN since ON since.partner_id = in_force.partner_id AND since.year = in_force.year AND since.code = kpis.code
        LEFT JOIN more ON more.partner_id = in_force.partner_id AND more.period = looked.period
        WHERE NOT (kpis.unit = 'percent' AND (
            SELECT bool_or(part.code = kpis.numerator) AND bool_or(part.code = kpis.denominator) FROM kpis AS part
            WHERE part.agreement_id = kpis.agreement_id AND part.unit = ANY(:counted)
              AND part.by_area = kpis.by_area AND part.frequency = kpis.frequency
        ) IS TRUE)
    ), first AS (
        SELECT partner_id, period, kpi_code, coalesce(area_id, '') AS area_id,
               CAST(min(received_at) AT TIME ZONE 'Europe/Amsterdam' AS date) AS first_on
        FROM {EVERY_VERSION} WHERE period = ANY(:periods) AND value IS NOT NULL GROUP BY 1, 2, 3, 4
    ), came AS (
        SELECT asked.partner_id, asked.period, asked.code, count(*) AS delivered, max(first_on) AS last_on,
               count(*) FILTER (WHERE first_on <= due_on) AS on_time
        FROM asked
        JOIN current_values now ON now.partner_id = asked.partner_id AND now.period = asked.period
                                AND now.kpi_code = asked.code AND now.value IS NOT NULL
        JOIN first ON first.partner_id = now.partner_id AND first.period = now.period
                   AND first.kpi_code = now.kpi_code AND first.area_id = coalesce(now.area_id, '')
        LEFT JOIN place ON place.year = asked.year AND place.area_id = now.area_id
        WHERE by_area = (now.area_id IS NOT NULL) AND (place.area_id IS NOT NULL OR NOT by_area)
        GROUP BY 1, 2, 3
    ), told AS (
        SELECT asked.partner_id, looked_in, due_on, due_on < CAST(:today AS date) AS is_due,
               coalesce(delivered, 0) AS delivered,
               CASE WHEN is_agreed THEN expected ELSE coalesce(delivered, 0) END AS expected,
               CASE WHEN is_agreed THEN coalesce(on_time, 0) ELSE coalesce(delivered, 0) END AS on_time,
               CASE WHEN NOT is_agreed THEN 0 WHEN coalesce(delivered, 0) < expected
                    THEN CAST(:today AS date) - due_on ELSE last_on - due_on END AS days
        FROM asked LEFT JOIN came USING (partner_id, period, code)
    )
    SELECT partners.id, partners.name, partners.subsidy_ended_on, windows.looked_in,
           EXISTS (SELECT FROM in_force JOIN looked USING (year)
                   WHERE in_force.partner_id = partners.id AND looked.looked_in = windows.looked_in) AS has_agreement,
           coalesce(sum(expected) FILTER (WHERE is_due), 0) AS expected,
           coalesce(sum(told.delivered) FILTER (WHERE is_due), 0) AS delivered,
           coalesce(sum(told.on_time) FILTER (WHERE is_due), 0) AS on_time,
           greatest(max(days) FILTER (WHERE is_due AND expected > 0), 0) AS days_late,
           coalesce(sum(expected) FILTER (WHERE NOT is_due), 0) AS expected_later,
           min(due_on) FILTER (WHERE NOT is_due AND expected > 0) AS due_next
    FROM partners CROSS JOIN (SELECT DISTINCT looked_in FROM looked) AS windows
    LEFT JOIN told ON told.partner_id = partners.id AND told.looked_in = windows.looked_in
    GROUP BY partners.id, windows.looked_in
""")


@dataclass(frozen=True, slots=True)
class PartnerSums:
    """One partner with its sums per window."""

    partner_id: UUID
    name: str
    subsidy_ended_on: date | None
    sums: dict[Window, Sums]


@dataclass(frozen=True, slots=True)
class Beforehand:
    """What the sum must know: the years in which something is counted by area, and days that more time moved.

    `moved`: by partner and period the day it is due.
    """

    years_by_area: Sequence[int]
    moved: Mapping[tuple[UUID, str], date]


async def look_beforehand(session: Session, looked_at: Sequence[LookedAt]) -> Beforehand:
    """In one statement."""
    periods = [str(each.period) for each in looked_at]
    years, given = [], defaultdict[tuple[UUID, str], list[MoreTime]](list)
    for row in await session.execute(
        _BEFOREHAND, {"years": sorted({each.period.year for each in looked_at}), "periods": periods}
    ):
        if row.year is not None:
            years.append(row.year)
        else:
            given[row.partner_id, row.period].append(MoreTime(row.given_on, row.until))
    return Beforehand(sorted(years), {of: due_with(of[1], more) for of, more in given.items()})


async def timeliness_sums(
    session: Session,
    looked_at: Sequence[LookedAt],
    areas: Mapping[int, Sequence[str]],
    moved: Mapping[tuple[UUID, str], date],
    today: date,
) -> list[PartnerSums]:
    """Every partner there is. `areas`: which there were in a year. A value counts on the day it came in Amsterdam."""
    found: dict[UUID, PartnerSums] = {}
    for row in await session.execute(_SUMS, _given(looked_at, areas, today) | _moved(moved)):
        partner = found.setdefault(row.id, PartnerSums(row.id, row.name, row.subsidy_ended_on, {}))
        has_any = bool(row.expected)
        partner.sums[row.looked_in] = Sums(
            has_agreement=row.has_agreement,
            expected=int(row.expected),
            delivered=int(row.delivered),
            on_time=int(row.on_time),
            days_late=row.days_late if has_any else None,
            expected_later=int(row.expected_later),
            due_next=row.due_next,
        )
    return list(found.values())


def _given(looked_at: Sequence[LookedAt], areas: Mapping[int, Sequence[str]], today: date) -> dict[str, object]:
    places = [(year, area) for year, its in areas.items() for area in its]
    return {
        "windows": [each.window for each in looked_at],
        "periods": [str(each.period) for each in looked_at],
        "kinds": [each.period.kind for each in looked_at],
        "years": [each.period.year for each in looked_at],
        "first_days": [each.period.first_day for each in looked_at],
        "due_on": [each.due_on for each in looked_at],
        "agreed_by": [each.agreed_by for each in looked_at],
        "area_years": [year for year, _ in places],
        "areas": [area for _, area in places],
        "today": today,
        "counted": sorted(COUNTED),
    }


def _moved(moved: Mapping[tuple[UUID, str], date]) -> dict[str, object]:
    return {
        "more_partners": [partner_id for partner_id, _ in moved],
        "more_periods": [period for _, period in moved],
        "more_due": list(moved.values()),
    }
