"""Writing a submission and its values in one statement: a single row costs one round trip, ten thousand too."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import text

from services.kit.database import Session

_RECORD = text("""
    WITH submission AS (
        INSERT INTO submissions (id, partner_id, api_key_id, content_sha256, period, received_at, body,
                                 new, changed, unchanged, refused, rows)
        VALUES (:id, :partner_id, :api_key_id, :content_sha256, :period, :received_at, :body,
                :new, :changed, :unchanged, :refused, CAST(:rows AS jsonb))
    ), given AS (
        SELECT * FROM unnest(CAST(:codes AS text[]), CAST(:areas AS text[]), CAST(:numbers AS numeric[]))
            AS given (kpi_code, area_id, value)
    ), history AS (
        INSERT INTO value_versions (partner_id, period, kpi_code, area_id, value, submission_id, received_at)
        SELECT :partner_id, :period, kpi_code, area_id, value, :id, :received_at FROM given
    )
    INSERT INTO current_values (partner_id, period, kpi_code, area_id, value, submission_id, received_at)
    SELECT :partner_id, :period, kpi_code, area_id, value, :id, :received_at FROM given
    ON CONFLICT (partner_id, period, kpi_code, area_id) DO UPDATE
        SET value = excluded.value, submission_id = excluded.submission_id, received_at = excluded.received_at
""")


async def record_submission(
    session: Session,
    *,
    submission_id: UUID,
    partner_id: UUID,
    api_key_id: str,
    content_sha256: bytes,
    period: str,
    received_at: datetime,
    body: bytes,
    counts: Mapping[str, int],
    rows: Sequence[Mapping[str, Any]],
    values: Sequence[tuple[str, str | None, Any]],
) -> None:
    """Keep the delivery as it came, the receipt's rows, and of `values` (code, area, number) history and what counts.

    `counts` has new, changed, unchanged and refused.
    """
    facts = {
        "id": submission_id,
        "partner_id": partner_id,
        "api_key_id": api_key_id,
        "content_sha256": content_sha256,
        "period": period,
        "received_at": received_at,
        "body": body,
        **counts,
        "rows": json.dumps(rows),
        "codes": [code for code, _, _ in values],
        "areas": [area_id for _, area_id, _ in values],
        "numbers": [number for _, _, number in values],
    }
    await session.execute(_RECORD, facts)
