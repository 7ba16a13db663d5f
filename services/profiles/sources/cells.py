"""What one cell of CBS says: a number, or one of the kinds of no number (facts.md §6, traps 2 and 7)."""

import re
from collections.abc import Iterable
from decimal import Decimal
from functools import lru_cache

from services.profiles.domain.values import Status, Value, decimals_of
from services.profiles.sources.refused import CellRefused
from services.profiles.sources.table import Cell

MISSING = Value(Status.MISSING)
NOT_DELIVERED = "Not delivered"
"""Our own sign, in a delivery of own figures, for a region and an indicator of which it says nothing."""
NOTHING_SAID = Value(Status.NOT_PUBLISHED)
SIGNS = {
    # "." is unknown, not reliable enough or secret: CBS does not say which. A blank should mean "cannot exist", but
    # CBS fills it in by default too, in columns and regions that are not published yet, so it says no more than ".".
    ".": MISSING,
    "": MISSING,
    "x": Value(Status.WITHHELD),  # "Geheim" in older StatLine tables.
    "-": Value.of(0),  # "Nihil" in StatLine: there are none.
    # Words of the v4 API (ValueAttribute), where an observation has no value.
    "Confidential": Value(Status.WITHHELD),
    "Impossible": Value(Status.NOT_APPLICABLE),
    NOT_DELIVERED: NOTHING_SAID,
}
MAP_MISSING = {Decimal(-99999999), Decimal(-99999998), Decimal(-99997)}  # How CBS's maps write "no figure".
NUMBER = re.compile(r"-?[0-9]+(?:[.,][0-9]+)?(?:E[+-]?[0-9]{1,2})?", re.ASCII)


@lru_cache(maxsize=200_000)
def read_cell(raw: Cell) -> Value:
    """Reads one cell, padded or not, with a decimal point or comma; numbers stay exact.

    Raises CellRefused for what is neither a number nor a sign of CBS; never guesses. That a whole column is empty, and
    so not yet published, cannot be seen from one cell.
    """
    if raw is None:
        return MISSING
    text = raw.strip() if isinstance(raw, str) else repr(raw)
    if (sign := SIGNS.get(text)) is not None:
        return sign
    if not NUMBER.fullmatch(text.upper()):
        raise CellRefused("not-a-number", raw)
    number = _plain(Decimal(text.replace(",", ".")))
    return MISSING if number in MAP_MISSING else Value.of(number)


def decimals_in(cells: Iterable[Cell]) -> int | None:
    """The most decimals among these cells; None when none of them is a number."""
    found: int | None = None
    for cell in set(cells):
        try:
            number = read_cell(cell).number
        except CellRefused:
            continue  # The import names it, and then nothing of this is kept.
        if number is not None:
            found = max(found or 0, decimals_of(number))
    return found


def _plain(number: Decimal) -> Decimal:
    """Writes 517.0 as 517 and 1E+3 as 1000: a typed file and an untyped one then say the same, letter for letter."""
    whole = number.to_integral_value()
    return whole.quantize(Decimal(1)) if number == whole else number.normalize()
