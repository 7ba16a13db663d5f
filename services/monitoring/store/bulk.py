"""A large delivery in the database: rows staged by COPY, then looked at and kept as sets, in one transaction."""

import json
from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import text

from services.kit.database import Session
from services.monitoring.domain.row_rules import NO_PLACE

StagedRow = tuple[int, str, str | None, Any, str | None, str | None]
"""Number, KPI, area, value, and of a refused row its rule and the facts of its sentence as JSON."""
COLUMNS = ("row", "kpi", "area", "value", "rule", "facts")
ROWS_SHOWN = 1000
NULL = r"\N"
_ESCAPED = str.maketrans({"\\": r"\\", "\t": r"\t", "\n": r"\n", "\r": r"\r"})
"""What stands for nothing, and for what would end a field, in COPY's form of text."""

# Of the stage the planner only has to know how many rows there are: a tenth of the usual sample tells that too.
_STAGE = (
    """CREATE TEMPORARY TABLE staged (row integer, kpi text, area text, value numeric, rule text, facts text)
       ON COMMIT DROP""",
    """CREATE TEMPORARY TABLE looked (row integer, kpi text, area text, value numeric, rule text, facts jsonb,
                                      before numeric, kept bigint, outcome text) ON COMMIT DROP""",
    "SET LOCAL work_mem = '32MB'",
    "SET LOCAL default_statistics_target = 10",
    "CREATE TEMPORARY TABLE staged_body (part integer, bytes bytea) ON COMMIT DROP",
)
_LOOK = text("""
    INSERT INTO looked
    WITH twice AS (
        SELECT kpi, coalesce(area, '') AS area, min(row) AS first FROM staged WHERE rule IS NULL
        GROUP BY 1, 2 HAVING count(*) > 1
    ), counting AS (
        SELECT id, kpi_code, coalesce(area_id, '') AS area_id, value FROM current_values
        WHERE partner_id = CAST(:partner_id AS uuid) AND period = :period
    )
    SELECT staged.row, staged.kpi, staged.area, staged.value,
           CASE WHEN twice.first IS NULL THEN rule ELSE 'given-twice' END AS rule,
           CASE WHEN twice.first IS NULL THEN CAST(facts AS jsonb)
                ELSE jsonb_build_object('first', twice.first) END AS facts,
           before.value AS before, before.id AS kept,
           CASE WHEN rule IS NOT NULL OR twice.first IS NOT NULL THEN 'refused' WHEN before.value IS NULL THEN 'new'
                WHEN before.value = staged.value THEN 'unchanged' ELSE 'changed' END AS outcome
    FROM staged
    LEFT JOIN twice ON rule IS NULL AND twice.kpi = staged.kpi AND twice.area = coalesce(staged.area, '')
                    AND staged.row > twice.first
    LEFT JOIN counting AS before ON before.kpi_code = staged.kpi AND before.area_id = coalesce(staged.area, '')
    UNION ALL
    SELECT NULL, kpi_code, nullif(area_id, ''), NULL, NULL, NULL, value, id, 'withdrawn' FROM counting
    WHERE CAST(:replaces AS boolean) AND value IS NOT NULL AND NOT EXISTS (
        SELECT FROM staged WHERE staged.kpi = kpi_code AND coalesce(staged.area, '') = counting.area_id
    )
""")
_CHANGES = "outcome IN ('new', 'changed', 'withdrawn')"
_AS_KEPT = """
    CASE WHEN looked.outcome IN ('new', 'unchanged') THEN to_json(plain)
         ELSE CAST(jsonb_strip_nulls(jsonb_build_object('rule', rule, 'facts', facts, 'before',
                       CASE WHEN looked.outcome IN ('changed', 'withdrawn') THEN CAST(before AS text) END,
                       'value', CASE WHEN looked.outcome = 'changed' THEN CAST(value AS text) END))
                   || to_jsonb(plain) AS json) END
"""
_LOOKED = "looked, LATERAL (SELECT looked.row, looked.kpi, looked.area, looked.outcome) AS plain"
_ALL_KEPT = f"SELECT CAST(json_agg({_AS_KEPT} ORDER BY looked.row, looked.kpi, looked.area) AS jsonb) FROM {_LOOKED}"
"""All rows of the receipt: written as text and read once, which is quicker than to build each by itself."""
_KEEP = tuple(
    text(statement)
    for statement in (
        f"""INSERT INTO submissions (id, partner_id, api_key_id, submitted_by, content_sha256, period, received_at,
                                     body, mode, replaces, agreement_version,
                                     new, changed, unchanged, refused, withdrawn, rows)
            VALUES (:id, :partner_id, :api_key_id, :submitted_by, :content_sha256, :period, :received_at,
                    (SELECT coalesce(string_agg(bytes, '' ORDER BY part), '') FROM staged_body),
                    :mode, :replaces, :agreement_version, :new, :changed, :unchanged, :refused, :withdrawn,
                    coalesce(({_ALL_KEPT}), '[]'))""",
        # Deliveries of one partner come one after the other, so that what was looked at is still as it was.
        f"""INSERT INTO current_values (partner_id, period, kpi_code, area_id, value, submission_id, received_at)
            SELECT :partner_id, :period, kpi, area, value, :id, :received_at FROM looked
            WHERE {_CHANGES} AND kept IS NULL""",
        f"""UPDATE current_values
            SET value = looked.value, submission_id = CAST(:id AS uuid), received_at = :received_at
            FROM looked WHERE current_values.id = looked.kept AND {_CHANGES}""",
        """INSERT INTO partner_events (partner_id, kind, period, changes, submission_id, remarks, by, by_role, at)
           VALUES (:partner_id, 'received', :period, CAST(:changes AS boolean), :id, '', :sender, '', :received_at)""",
    )
)


async def open_stage(session: Session) -> None:
    """Room for the rows and the body, in this transaction only."""
    for statement in _STAGE:
        await session.execute(text(statement))


async def stage_rows(session: Session, rows: Sequence[StagedRow]) -> None:
    """Rows as lines of text: that is a third of the work of a value at a time, for us and for the database."""
    lines = "".join([_line(row) for row in rows]).encode()
    driver = await _driver(session)
    await driver.copy_to_table("staged", source=memoryview(lines), columns=COLUMNS)


async def stage_body(session: Session, part: int, content: bytes) -> None:
    driver = await _driver(session)
    await driver.copy_records_to_table("staged_body", records=[(part, content)], columns=("part", "bytes"))


def _line(row: StagedRow) -> str:
    number, kpi, area, value, rule, facts = row
    if rule is None:  # As it stands in an agreement: nothing in it to escape.
        return f"{number}\t{kpi}\t{NULL if area is None else area}\t{value}\t{NULL}\t{NULL}\n"
    texts = (NULL if text is None else text.translate(_ESCAPED) for text in (kpi, area, None, rule, facts))
    return f"{number}\t" + "\t".join(texts) + "\n"


async def _driver(session: Session) -> Any:
    """The connection as the driver has it, which alone knows COPY. One that is gone is the kit's to tell."""
    return (await (await session.connection()).get_raw_connection()).driver_connection


async def has_placeless(session: Session) -> bool:
    """Whether of a staged row it is not known which value it stands for, as `Fault.is_placeless` says it."""
    found = await session.execute(
        text("""SELECT EXISTS (SELECT FROM staged WHERE rule = ANY(:no_place)
                               OR CAST(facts AS jsonb) ->> 'column' <> 'value')"""),
        {"no_place": list(NO_PLACE)},
    )
    return bool(found.scalar_one())


async def look_at_stage(session: Session, partner_id: UUID, period: str, *, replaces: bool) -> Mapping[str, int]:
    """What becomes of each staged row, and how many there are of each outcome."""
    await session.execute(text("ANALYZE staged"))
    await session.execute(_LOOK, {"partner_id": str(partner_id), "period": period, "replaces": replaces})
    counted = await session.execute(text("SELECT outcome, count(*) FROM looked GROUP BY outcome"))
    return {str(outcome): int(number) for outcome, number in counted}


async def refused_rows(session: Session) -> list[dict[str, Any]]:
    """The first refused rows, as a receipt keeps them."""
    found = await session.execute(
        text(
            f"SELECT {_AS_KEPT} FROM {_LOOKED} WHERE looked.outcome = 'refused' ORDER BY looked.row LIMIT {ROWS_SHOWN}"
        )
    )
    return [row if isinstance(row, dict) else json.loads(row) for (row,) in found]


async def keep_stage(session: Session, facts: Mapping[str, Any]) -> None:
    """Write submission, what counts, and the event of it, from what was looked at; the database keeps the history."""
    for statement in _KEEP:
        names = statement.compile().params
        await session.execute(statement, {name: facts[name] for name in names})
