"""What of a series everybody may see: no count of one to four people, and nothing from which one can be worked out.

Lines and signals for everybody are therefore calculated from the numbers everybody sees: a mean over hidden ones too
would give them away.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Literal

from services.monitoring.domain.publication import TOO_SMALL, is_too_small

Status = Literal["number", "too_small", "not_delivered"]


@dataclass(frozen=True, slots=True)
class Cell:
    """One number of one place and period."""

    unit: str
    value: Decimal

    @property
    def is_small(self) -> bool:
        return is_too_small(self.unit, self.value)


def total_is_hidden(cells: Sequence[Cell]) -> bool:
    """Of all areas together: hidden with any of them, as the others stand beside it."""
    return any(cell.is_small for cell in cells)


def share_is_hidden(cases: Cell, of: Cell) -> bool:
    """Of a share: hidden when one to four people have it, or do not, or are all there are."""
    rest = Cell(of.unit, of.value - cases.value)
    return cases.is_small or of.is_small or rest.is_small


def pooled(cells: Sequence[Cell | None]) -> Decimal | None:
    """The year's total when a part of it is hidden and the total does not give that part away; else None.

    Who subtracts the numbers shown is left with the sum of the hidden ones. Of one that is the number itself; of more
    it is every number when all are 1, or all are 4.
    """
    known = [cell for cell in cells if cell is not None]
    hidden = [cell.value for cell in known if cell.is_small]
    if len(known) < len(cells) or not hidden:
        return None
    total, count = sum(hidden, Decimal(0)), len(hidden)
    gives_away = count == 1 or total in (count * TOO_SMALL[0], count * TOO_SMALL[-1])
    return None if gives_away else sum((cell.value for cell in known), Decimal(0))
