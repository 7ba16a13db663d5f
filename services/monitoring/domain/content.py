"""When two submissions are the same: partner, period and the values in their order."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from typing import Any
from uuid import UUID

from services.monitoring.domain.row_rules import Row

# Wide enough for every value that can be taken; a longer one is refused whatever its last digits are.
_WIDE = Context(prec=60, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])


def content_sha256(partner_id: UUID, period: str, rows: Iterable[Row], asked: Sequence[str] = ()) -> bytes:
    """SHA-256 of the content as canonical JSON; spacing and the order of fields make no difference.

    `asked`: how else than usual it is to be taken, which makes it another delivery.
    """
    content = [str(partner_id), period, [[row.kpi, row.area_id, _plain(row.value)] for row in rows], *asked]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).digest()


def _plain(value: Decimal) -> str:
    """Without the difference between 5, 5.0 and 5.00, which JSON libraries do not keep either."""
    return str(value.normalize(_WIDE))


def message_sha256(kind: str, partner_id: UUID, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """SHA-256 of referrals or their ends, in their order; spacing and the order of fields make no difference."""
    content = [kind, str(partner_id), [sorted(row.items()) for row in rows]]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).digest()
