"""What of a series everybody may see. Which numbers are hidden is decided in `domain/release.py`; here what follows.

Lines and signals for everybody are calculated from the numbers everybody sees: a mean over hidden ones too would give
them away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from services.monitoring.domain.release import Cell, may_be_added


@dataclass(frozen=True, slots=True)
class Delivered:
    """One value as it counts now. `is_hidden`: not for everybody, itself or for what follows from it."""

    cell: Cell
    received_at: datetime
    is_hidden: bool = False


def total_is_hidden(parts: Sequence[Delivered]) -> bool:
    """Of all areas together: hidden with any of them, as the others stand beside it."""
    return any(part.is_hidden for part in parts)


def pooled(parts: Sequence[Delivered | None]) -> Decimal | None:
    """The year's total when a part of it is hidden and the total does not give that part away; else None.

    Who subtracts the numbers shown is left with the sum of the hidden ones.
    """
    known = [part for part in parts if part is not None]
    hidden = [part for part in known if part.is_hidden]
    if len(known) < len(parts) or not all(part.cell.is_small for part in hidden):
        return None
    if not may_be_added([part.cell.value for part in hidden]):
        return None
    return sum((part.cell.value for part in known), Decimal(0))
