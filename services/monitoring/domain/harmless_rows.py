"""Texts in a delivery of figures that point at a person. Codes and ids of areas are ours; what is none is looked at.

Values are numbers and stay so: a number of nine digits can be an amount.
"""

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from services.monitoring.domain.personal_data.numbers import in_text
from services.monitoring.domain.personal_data.reading import shown

OF_A_VALUE = frozenset("0123456789.,-")


class PointsAtPerson(Exception):
    """Row `row` (0: the file itself) holds what points at a person; `kind`, never what it was."""

    def __init__(self, row: int, kind: str) -> None:
        super().__init__(kind)
        self.row, self.kind = row, kind


def check_texts(row: int, texts: Iterable[str | None]) -> None:
    """Raises PointsAtPerson."""
    for text in texts:
        if text and (kind := _kind_in(text)):
            raise PointsAtPerson(row, kind)


def texts_in(given: Any) -> Iterator[str]:
    """Every text of what was sent, names of fields too, and every number that is no value. Pairs are read as fields."""
    left = [("", given)]
    while left:
        name, one = left.pop()
        if isinstance(one, list):
            left += [("", item) for item in one]
        elif isinstance(one, dict | tuple):
            fields = list(one.items() if isinstance(one, dict) else one)
            left += fields
            yield from (field for field, _ in fields)
        elif one is not None and not (name == "value" and set(str(one)) <= OF_A_VALUE):
            yield str(one)


@lru_cache(4096)
def _kind_in(text: str) -> str | None:
    return next(in_text(shown(text).lower()), None)
