"""What counts now where the same content came before, for a large delivery that was staged and looked at."""

from collections.abc import Sequence
from decimal import Decimal
from uuid import UUID

from sqlalchemy import text

from services.kit.database import Session

_OTHERS = text("""
    WITH refused AS (
        SELECT CAST(kept ->> 'row' AS integer) AS row FROM submissions, jsonb_array_elements(rows) AS kept
        WHERE id = :id AND kept ->> 'outcome' = 'refused'
    )
    SELECT kpi, area, before, count(*) OVER () FROM looked
    WHERE outcome IN ('new', 'changed', 'withdrawn') AND NOT EXISTS (SELECT FROM refused WHERE refused.row = looked.row)
    ORDER BY row, kpi, area LIMIT :most
""")


async def others_of_stage(
    session: Session, submission_id: UUID, most: int
) -> tuple[Sequence[tuple[str, str | None, Decimal | None]], int]:
    """KPI, area and the value now (None: none) of what that submission said otherwise; and how many there are.

    What it refused never counted, and is left out.
    """
    found = (await session.execute(_OTHERS, {"id": submission_id, "most": most})).all()
    return [(kpi, area, before) for kpi, area, before, _all in found], found[0][3] if found else 0
