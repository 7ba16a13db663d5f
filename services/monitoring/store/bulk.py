"""A large delivery in the database: rows staged by COPY, then looked at and kept as sets, in one transaction."""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any
from uuid import UUID

import asyncpg
from sqlalchemy import text

from services.kit.database import Session
from services.kit.errors import UpstreamUnavailable

StagedRow = tuple[int, str, str | None, Any, str | None, str | None]
"""Number, KPI, area, value, and of a refused row its rule and the facts of its sentence as JSON."""
COLUMNS = ("row", "kpi", "area", "value", "rule", "facts")
ROWS_SHOWN = 1000

_STAGE = (
    """CREATE TEMPORARY TABLE staged (row integer, kpi text, area text, value numeric, rule text, facts text)
       ON COMMIT DROP""",
    """CREATE TEMPORARY TABLE looked (row integer, kpi text, area text, value numeric, rule text, facts jsonb,
                                      before numeric, outcome text) ON COMMIT DROP""",
    "CREATE TEMPORARY TABLE staged_body (part integer, bytes bytea) ON COMMIT DROP",
)
_LOOK = text("""
    INSERT INTO looked
    WITH firsts AS (
        SELECT *, min(row) FILTER (WHERE rule IS NULL) OVER (PARTITION BY kpi, coalesce(area, '')) AS first FROM staged
    ), judged AS (
        SELECT row, kpi, area, value,
               CASE WHEN rule IS NULL AND row > first THEN 'given-twice' ELSE rule END AS rule,
               CASE WHEN rule IS NULL AND row > first THEN jsonb_build_object('first', first)
                    ELSE CAST(facts AS jsonb) END AS facts
        FROM firsts
    ), counting AS (
        SELECT kpi_code, coalesce(area_id, '') AS area_id, value FROM current_values
        WHERE partner_id = CAST(:partner_id AS uuid) AND period = :period AND value IS NOT NULL
    )
    SELECT judged.*, before.value AS before,
           CASE WHEN rule IS NOT NULL THEN 'refused' WHEN before.value IS NULL THEN 'new'
                WHEN before.value = judged.value THEN 'unchanged' ELSE 'changed' END AS outcome
    FROM judged LEFT JOIN counting AS before ON before.kpi_code = kpi AND before.area_id = coalesce(area, '')
    UNION ALL
    SELECT NULL, kpi_code, nullif(area_id, ''), NULL, NULL, NULL, value, 'withdrawn' FROM counting
    WHERE CAST(:replaces AS boolean) AND NOT EXISTS (
        SELECT FROM staged WHERE staged.kpi = kpi_code AND coalesce(staged.area, '') = counting.area_id
    )
""")
_AS_KEPT = """
    jsonb_strip_nulls(jsonb_build_object('rule', rule, 'facts', facts, 'before',
        CASE WHEN outcome IN ('changed', 'withdrawn') THEN CAST(before AS text) END))
    || jsonb_build_object('row', row, 'kpi', kpi, 'area', area, 'outcome', outcome)
"""
_KEEP = tuple(
    text(statement)
    for statement in (
        f"""INSERT INTO submissions (id, partner_id, api_key_id, submitted_by, content_sha256, period, received_at,
                                     body, mode, replaces, agreement_version,
                                     new, changed, unchanged, refused, withdrawn, rows)
            VALUES (:id, :partner_id, :api_key_id, :submitted_by, :content_sha256, :period, :received_at,
                    (SELECT coalesce(string_agg(bytes, '' ORDER BY part), '') FROM staged_body),
                    :mode, :replaces, :agreement_version, :new, :changed, :unchanged, :refused, :withdrawn,
                    (SELECT jsonb_agg({_AS_KEPT} ORDER BY row, kpi, area) FROM looked))""",
        """INSERT INTO value_versions (partner_id, period, kpi_code, area_id, value, submission_id, received_at)
           SELECT :partner_id, :period, kpi, area, value, :id, :received_at FROM looked
           WHERE outcome IN ('new', 'changed', 'withdrawn')""",
        """INSERT INTO current_values (partner_id, period, kpi_code, area_id, value, submission_id, received_at)
           SELECT :partner_id, :period, kpi, area, value, :id, :received_at FROM looked
           WHERE outcome IN ('new', 'changed', 'withdrawn')
           ON CONFLICT (partner_id, period, kpi_code, area_id) DO UPDATE
               SET value = excluded.value, submission_id = excluded.submission_id,
                   received_at = excluded.received_at""",
        """INSERT INTO partner_events (partner_id, kind, period, changes, submission_id, remarks, by, by_role, at)
           VALUES (:partner_id, 'received', :period, CAST(:changes AS boolean), :id, '', :sender, '', :received_at)""",
    )
)


async def open_stage(session: Session) -> None:
    """Room for the rows and the body, in this transaction only."""
    for statement in _STAGE:
        await session.execute(text(statement))


async def stage_rows(session: Session, rows: Sequence[StagedRow]) -> None:
    await _copy(session, "staged", rows, COLUMNS)


async def stage_body(session: Session, part: int, content: bytes) -> None:
    await _copy(session, "staged_body", [(part, content)], ("part", "bytes"))


async def _copy(session: Session, table: str, rows: Iterable[Sequence[Any]], columns: Sequence[str]) -> None:
    raw = await (await session.connection()).get_raw_connection()
    driver: Any = raw.driver_connection
    try:
        await driver.copy_records_to_table(table, records=rows, columns=columns)
    except (asyncpg.PostgresConnectionError, asyncpg.InterfaceError) as error:
        # The driver's own words for a connection that is gone, which SQLAlchemy does not see here.
        raise UpstreamUnavailable(service="database") from error


async def look_at_stage(session: Session, partner_id: UUID, period: str, *, replaces: bool) -> Mapping[str, int]:
    """What becomes of each staged row, and how many there are of each outcome."""
    await session.execute(text("ANALYZE staged"))
    await session.execute(_LOOK, {"partner_id": str(partner_id), "period": period, "replaces": replaces})
    counted = await session.execute(text("SELECT outcome, count(*) FROM looked GROUP BY outcome"))
    return {str(outcome): int(number) for outcome, number in counted}


async def refused_rows(session: Session) -> list[dict[str, Any]]:
    """The first refused rows, as a receipt keeps them."""
    found = await session.execute(
        text(f"SELECT {_AS_KEPT} FROM looked WHERE outcome = 'refused' ORDER BY row LIMIT {ROWS_SHOWN}")
    )
    return [row if isinstance(row, dict) else json.loads(row) for (row,) in found]


async def keep_stage(session: Session, facts: Mapping[str, Any]) -> None:
    """Write submission, history, what counts, and the event of it, from what was looked at."""
    for statement in _KEEP:
        names = statement.compile().params
        await session.execute(statement, {name: facts[name] for name in names})
