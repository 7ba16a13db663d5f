"""When two submissions are the same: partner, period and the values in their order."""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from decimal import MAX_EMAX, MIN_EMIN, Context, Decimal
from functools import lru_cache
from typing import Any
from uuid import UUID

from services.monitoring.domain.row_rules import Row, Unread

# Wide enough for every value that can be taken; a longer one is refused whatever its last digits are.
_WIDE = Context(prec=60, Emax=MAX_EMAX, Emin=MIN_EMIN, traps=[])


def content_sha256(partner_id: UUID, period: str, rows: Iterable[Row | Unread], asked: Sequence[str] = ()) -> bytes:
    """SHA-256 of the content as canonical JSON; spacing and the order of fields make no difference.

    `asked`: how else than usual it is to be taken, which makes it another delivery.
    """
    content = Content(partner_id, period)
    content.add(rows)
    return content.sha256(asked)


def emptied_sha256(content: bytes, times_values_came: int) -> bytes:
    """Of a replacement by nothing: what came since can be withdrawn too, though the words of it are the same."""
    return hashlib.sha256(content + f":{times_values_came}".encode()).digest()


class Content:
    """The same, for rows that come piece by piece and are not kept."""

    def __init__(self, partner_id: UUID, period: str) -> None:
        self._hash = hashlib.sha256(f'["{partner_id}","{period}",['.encode())
        self._between = ""

    def add(self, rows: Iterable[Row | Unread]) -> None:
        """The next rows."""
        if more := ",".join(map(_as_json, rows)):
            self._hash.update(f"{self._between}{more}".encode())
            self._between = ","

    def sha256(self, asked: Sequence[str] = ()) -> bytes:
        whole = self._hash.copy()
        whole.update("".join(["]", *(f",{json.dumps(word)}" for word in asked), "]"]).encode())
        return whole.digest()


def _as_json(row: Row | Unread) -> str:
    """As json.dumps writes it; a value has no character to escape, and names come back again and again."""
    value = row.as_content if isinstance(row, Unread) else _plain(row.value)
    return f'[{_quoted(row.kpi)},{_quoted(row.area_id)},"{value}"]'


@lru_cache(4096)
def _quoted(name: str | None) -> str:
    return json.dumps(name)


def _plain(value: Decimal) -> str:
    """Without the difference between 5, 5.0 and 5.00, which JSON libraries do not keep either."""
    return str(value.normalize(_WIDE))


def message_sha256(kind: str, partner_id: UUID, rows: Iterable[Mapping[str, Any]]) -> bytes:
    """SHA-256 of referrals or their ends, in their order; spacing and the order of fields make no difference."""
    content = [kind, str(partner_id), [sorted(row.items()) for row in rows]]
    return hashlib.sha256(json.dumps(content, separators=(",", ":")).encode()).digest()
