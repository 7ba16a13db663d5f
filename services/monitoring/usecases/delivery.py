"""A delivery on its way in, and the receipt it gets."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from typing import Any
from uuid import UUID

from services.kit.clock import Clock
from services.monitoring.domain.agreement import Terms
from services.monitoring.domain.options import Options
from services.monitoring.domain.row_rules import Row, Unread


@dataclass(frozen=True)
class Sender:
    """Who delivers: a key of the partner's software, or a person of the partner (`person:<id>`)."""

    api_key_id: str | None = None
    person: str | None = None


@dataclass(frozen=True)
class Delivery:
    """What came in, from whom, and how it is to be taken; `body` is the request exactly as it was."""

    terms: Terms
    areas: Sequence[str]
    sender: Sender
    period: str
    rows: Sequence[Row | Unread]
    content_sha256: bytes
    body: bytes
    clock: Clock
    options: Options = field(default_factory=Options)


@dataclass(frozen=True)
class OtherValue:
    """What counts now (None: nothing) where content that came before says another value."""

    kpi: str
    area_id: str | None
    value: Decimal | None


@dataclass(frozen=True)
class Again:
    """That the same content came before. `others`: where another value counts now, `how_many` of those there are."""

    others: Sequence[OtherValue]
    how_many: int


@dataclass(frozen=True)
class StoredReceipt:
    """A receipt as it is kept: rules by slug, so that it can be read in two languages. Without `id` it is not kept.

    `placeless`: of a row it is not known which value it stands for. `again`: the same content came before.
    """

    id: UUID | None
    partner_id: UUID
    content_sha256: bytes
    period: str
    received_at: datetime
    mode: str
    replaces: bool
    agreement_version: int
    new: int
    changed: int
    unchanged: int
    refused: int
    withdrawn: int
    rows: Sequence[dict[str, Any]]
    placeless: bool = False
    again: Again | None = None
