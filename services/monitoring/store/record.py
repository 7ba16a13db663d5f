"""Writing a submission and its values in one statement: a single row costs one round trip, ten thousand too."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol
from uuid import UUID

from sqlalchemy import text

from services.kit.database import Session

_RECORD = text("""
    WITH submission AS (
        INSERT INTO submissions (id, partner_id, api_key_id, submitted_by, content_sha256, period, received_at, body,
                                 mode, replaces, agreement_version, new, changed, unchanged, refused, withdrawn, rows)
        VALUES (:id, :partner_id, :api_key_id, :submitted_by, :content_sha256, :period, :received_at, :body,
                :mode, :replaces, :agreement_version, :new, :changed, :unchanged, :refused, :withdrawn,
                CAST(:rows AS jsonb))
    ), given AS (
        SELECT * FROM unnest(CAST(:codes AS text[]), CAST(:areas AS text[]), CAST(:numbers AS numeric[]))
            AS given (kpi_code, area_id, value)
    ), told AS (
        INSERT INTO partner_events (partner_id, kind, period, changes, submission_id, remarks, by, by_role, at)
        VALUES (:partner_id, 'received', :period, CAST(:changes AS boolean), :id, '', :sender, '', :received_at)
    )
    INSERT INTO current_values (partner_id, period, kpi_code, area_id, value, submission_id, received_at)
    SELECT :partner_id, :period, kpi_code, area_id, value, :id, :received_at FROM given
    ON CONFLICT (partner_id, period, kpi_code, area_id) DO UPDATE
        SET value = excluded.value, submission_id = excluded.submission_id, received_at = excluded.received_at
""")


class Receipt(Protocol):
    """What is kept of a receipt."""

    @property
    def id(self) -> UUID | None: ...
    @property
    def partner_id(self) -> UUID: ...
    @property
    def content_sha256(self) -> bytes: ...
    @property
    def period(self) -> str: ...
    @property
    def received_at(self) -> datetime: ...
    @property
    def rows(self) -> Sequence[Mapping[str, Any]]: ...


class Value(Protocol):
    """One value to keep; without a number it is withdrawn."""

    @property
    def kpi(self) -> str: ...
    @property
    def area_id(self) -> str | None: ...
    @property
    def value(self) -> Decimal | None: ...


async def record_submission(
    session: Session,
    receipt: Receipt,
    *,
    api_key_id: str | None,
    submitted_by: str | None,
    body: bytes,
    values: Sequence[Value],
) -> None:
    """Keep the delivery as it came, its receipt, and what counts; the database keeps what that replaces."""
    facts = {
        **vars(receipt),
        "api_key_id": api_key_id,
        "submitted_by": submitted_by,
        "sender": submitted_by or f"key:{api_key_id}",
        "changes": bool(values),
        "body": body,
        "rows": json.dumps(receipt.rows),
        "codes": [value.kpi for value in values],
        "areas": [value.area_id for value in values],
        "numbers": [value.value for value in values],
    }
    await session.execute(_RECORD, facts)
