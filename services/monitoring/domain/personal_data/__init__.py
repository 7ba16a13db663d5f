"""Finds what points at a person in anything that was sent. The one guard: routes use it through `api/harmless.py`.

Every text, number and field name is looked at, however deep. What is found is never named, only what kind it is and
in which row: to repeat it would be to pass it on. `numbers` is looked for in all texts: BSN, e-mail address, phone
number, IBAN. `cases` only in what partner and municipality write about a case: a day of birth, an address, a name.
What is about an organisation or a period has its laws, its own address and its people in it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from services.monitoring.domain.personal_data.cases import in_case
from services.monitoring.domain.personal_data.numbers import in_text
from services.monitoring.domain.personal_data.reading import readings

AGB_FIELDS = ("providerAgb",)
HASH_FIELDS = ("seenContent",)
"""Fields that say which content was read, as a SHA-256: one in thirty holds digits that pass for somebody."""
DAY_FIELDS = ("on", "until")
"""Besides those that end in `On`: fields that hold a day, and of which the service itself says which days it takes."""

NOT_OF_A_CASE = ("document",)
"""Fields that say which decision it rests on, as `Collegebesluit van 3 november 2017`."""


@dataclass(frozen=True, slots=True)
class Found:
    """What kind of thing was found, and in which row (from 1) when it stood in one."""

    kind: str
    row: int | None = None


@dataclass(frozen=True, slots=True)
class Raw:
    """A number as it was written, before anything was rounded or left out."""

    text: str


class Pairs(list[tuple[str, Any]]):
    """The fields of a JSON object in their order, with every one that was given."""


def look_for(sent: Any, rows_in: str, case_on: date | None = None) -> list[Found]:
    """What was found in a body, once per kind and row. `rows_in` is the field whose list holds the rows.

    `sent` is JSON as read with pairs for objects (so that a name given twice is seen twice) and `Raw` for numbers.
    `case_on`: it is about a case and written on that day, so that days of birth, addresses and names count too.
    """
    return list(dict.fromkeys(_look(sent, _Looking(rows_in, case_on), None, "")))


@dataclass(frozen=True, slots=True)
class _Looking:
    rows_in: str
    case_on: date | None

    def in_words(self, text: str, row: int | None, field: str = "") -> Iterator[Found]:
        for plain in readings(text):
            for kind in in_text(plain.lower()):
                yield Found(kind, row)
            if self.case_on is not None and field not in NOT_OF_A_CASE:
                for kind in in_case(plain, self.case_on):
                    yield Found(kind, row)


def _look(sent: Any, looking: _Looking, row: int | None, field: str) -> Iterator[Found]:
    match sent:
        case Pairs():
            for name, value in sent:
                yield from looking.in_words(str(name), row)
                yield from _look(value, looking, row, str(name))
        case [*items]:
            for number, item in enumerate(items, 1):
                in_row = number if field == looking.rows_in and row is None else row
                yield from _look(item, looking, in_row, "")
        case Raw(text):
            yield from looking.in_words(_without_decimals(text), row)
        case str() if not _is_as_its_field(field, sent):
            yield from looking.in_words(sent, row, field)


def _is_as_its_field(field: str, text: str) -> bool:
    """An AGB code, a hash or a day where one belongs: one AGB code in eleven passes the eleven-check by chance."""
    if field in AGB_FIELDS:
        return re.fullmatch(r"[0-9]{8}", text) is not None
    if field in HASH_FIELDS:
        return re.fullmatch(r"[0-9a-f]{64}", text) is not None
    is_day_field = field.endswith("On") or field in DAY_FIELDS
    return is_day_field and re.fullmatch(r"(?:19|20)[0-9]{2}-[0-9]{2}-[0-9]{2}", text) is not None


def _without_decimals(number: str) -> str:
    """`123456782.0` and `1.23456782e8` are that whole number."""
    try:
        value = float(number)
        return str(int(value)) if value.is_integer() and abs(value) < 10**15 else number
    except (ValueError, OverflowError):
        return number
