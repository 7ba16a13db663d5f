"""Which delivered percentages everybody may see: one beside a hidden count would give that count back."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from services.monitoring.domain.signals.release import Cell, share_is_hidden

Place = tuple[UUID, str, str | None]
"""Partner, period and area."""


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure as it was delivered; a percentage names the KPIs it is made of, where the agreement does."""

    place: Place
    code: str
    cell: Cell
    cases: str = ""
    of: str = ""

    @property
    def key(self) -> tuple[Place, str]:
        return self.place, self.code


def hidden_percentages(figures: Iterable[Figure]) -> set[tuple[Place, str]]:
    """Percentages to hide: made of a count of one to four people, or that leave as few out.

    The percentage of 3 of 40 is 7.5: with the 40 beside it, it says the 3 that is hidden.
    """
    known = {figure.key: figure for figure in figures}
    return {figure.key for figure in known.values() if figure.cell.unit == "percent" and _gives_away(figure, known)}


def _gives_away(figure: Figure, known: Mapping[tuple[Place, str], Figure]) -> bool:
    cases, of = (known.get((figure.place, code)) for code in (figure.cases, figure.of))
    if cases is not None and of is not None:
        return share_is_hidden(cases.cell, of.cell)
    if of is not None:
        # The count was not delivered, and follows from the percentage.
        return share_is_hidden(Cell(of.cell.unit, _whole(figure.cell.value * of.cell.value / 100)), of.cell)
    return cases is not None and cases.cell.is_small


def _whole(number: Decimal) -> Decimal:
    return number.quantize(Decimal(1))
