"""Finds what points at a person in anything that was sent: a BSN, an e-mail address, a phone number.

Every text, number and field name is looked at, however deep. What is found is never named, only what kind it is and
in which row: to repeat it would be to pass it on.

The rule for a BSN: nine digits that pass the eleven-check, also with spaces, dots, hyphens, slashes or commas between
them, and eight digits that pass with a zero before them. Not taken for one: a date of the calendar, an amount with its
cents behind a comma, a UUID of a real version, and an AGB code in a field that must hold an AGB code (eight digits,
nothing else): one in eleven AGB codes passes the check by chance. An e-mail address may have `(at)` for its sign.
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

AGB_FIELDS = ("providerAgb",)
_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_UUID = re.compile(r"(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![0-9a-z])")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d\d?)[-./](\d\d?)[-./]((?:19|20)\d\d)(?!\d)")
_EMAIL = re.compile(r"[^\s@]\s?@\s?[^\s@]|\w\s?[(\[{<]\s?at\s?[)\]}>]\s?\w")
_FOREIGN_PHONE = re.compile(r"\+[\s().-]*\d(?:[\s().-]{0,2}\d){8,13}(?!\d)")
# A comma before two last digits is that of cents: `118.250,75` is an amount of money.
_JOINED = re.compile(r"\d+(?:(?:[\s./()_-]{1,3}|;|,(?!\d\d(?!\d)))\d+)*")
_DUTCH_PHONE = re.compile(r"0[1-9]\d{8}|(?:00)?31[1-9]\d{8}|00310[1-9]\d{8}")


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


def look_for(sent: Any, rows_in: str) -> list[Found]:
    """What was found in a body, once per kind and row. `rows_in` is the field whose list holds the rows.

    `sent` is JSON as read with pairs for objects (so that a name given twice is seen twice) and `Raw` for numbers.
    """
    return list(dict.fromkeys(_look(sent, rows_in, None, "")))


def _look(sent: Any, rows_in: str, row: int | None, field: str) -> Iterator[Found]:
    match sent:
        case Pairs():
            for name, value in sent:
                yield from _in_text(str(name), row)
                yield from _look(value, rows_in, row, str(name))
        case [*items]:
            for number, item in enumerate(items, 1):
                yield from _look(item, rows_in, number if field == rows_in and row is None else row, "")
        case Raw(text):
            yield from _in_text(_without_decimals(text), row)
        case str() if not (field in AGB_FIELDS and re.fullmatch(r"[0-9]{8}", sent)):
            yield from _in_text(sent, row)


def _in_text(text: str, row: int | None) -> Iterator[Found]:
    plain = _plain(text)
    if _EMAIL.search(plain):
        yield Found("email", row)
    without = _UUID.sub(" | ", plain)
    if _FOREIGN_PHONE.search(without) or any(map(_DUTCH_PHONE.fullmatch, _windows(without))):
        yield Found("phone", row)
    if any(map(is_bsn, _windows(_without_dates(without)))):
        yield Found("bsn", row)


def _plain(text: str) -> str:
    """The same for every way of writing: full-width digits, digits of other scripts, signs that nobody sees."""
    shown = (char for char in unicodedata.normalize("NFKC", text) if unicodedata.category(char) != "Cf")
    return "".join(_digit(char) for char in shown).lower()


def _digit(char: str) -> str:
    if char in "\u2010\u2011\u2012\u2013\u2014\u2212":
        return "-"
    return str(unicodedata.decimal(char)) if char.isdecimal() else char


def _without_decimals(number: str) -> str:
    """`123456782.0` and `1.23456782e8` are that whole number."""
    try:
        value = float(number)
        return str(int(value)) if value.is_integer() and abs(value) < 10**15 else number
    except (ValueError, OverflowError):
        return number


def _windows(text: str) -> Iterator[str]:
    """Each way to read neighbouring groups of digits as one number, as long as it is no longer than a phone number."""
    for joined in _JOINED.finditer(text):
        groups = re.findall(r"\d+", joined.group())
        for start in range(len(groups)):
            number = ""
            for group in groups[start:]:
                number += group
                if len(number) > 14:
                    break
                yield number


def is_bsn(digits: str) -> bool:
    """Whether nine digits pass the eleven-check; eight are read with a zero before them. Only zeros is none."""
    short = digits.lstrip("0")
    if len(digits) < 8 or len(short) > 9 or not short:
        return False
    if len(digits) != 9 and len(short) < 8:
        return False
    return sum(weight * int(digit) for weight, digit in zip(_WEIGHTS, short.zfill(9), strict=True)) % 11 == 0


def _without_dates(text: str) -> str:
    text = _YEAR_FIRST.sub(lambda found: _kept(found, (1, 2, 3)), text)
    return _DAY_FIRST.sub(lambda found: _kept(found, (3, 2, 1)), text)


def _kept(found: re.Match[str], order: tuple[int, int, int]) -> str:
    """Nothing where a real day stood; what only looks like one stays to be checked."""
    try:
        date(*(int(found.group(part)) for part in order))
    except ValueError:
        return found.group()
    return " | "
