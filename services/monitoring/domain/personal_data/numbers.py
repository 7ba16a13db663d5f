"""Numbers and addresses that name one person: BSN, e-mail address, phone number, IBAN.

The rule for a BSN: nine digits that pass the eleven-check, whatever signs stand between them and however many, and
eight digits that pass with a zero before them. Not taken for one: a day of the calendar, a time, school years
(2019/2020), a list of iJw codes (45/50/51), an amount behind a euro sign or with its cents behind a comma, a UUID of
a real version, and what is called an AGB code. Letters or words between the digits hide one: no rule finds `een twee
drie`.
"""

import re
from collections.abc import Iterator

from stdnum import iban
from stdnum.exceptions import ValidationError

from services.monitoring.domain.personal_data.reading import cut, day_of, with_letters_as_digits

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_DIGITS = frozenset("0123456789oil|")
_AT, _DOT = r"(?:at|apen?staart(?:je)?)", r"(?:\.|\s?\b(?:punt|dot)\b\s?)"
_EMAIL = re.compile(
    rf"[^\s@]\s?@\s?[^\s@]|\w\s?[(\[{{<]\s?{_AT}\s?[)\]}}>]\s?\w|\w_{_AT}_\w"
    rf"|\w\sapen?staart(?:je)?\s[\w-]{{1,60}}{_DOT}[a-z]|\w\sat\s[\w-]{{1,60}}\s(?:punt|dot)\s[a-z]"
)
_FOREIGN_PHONE = re.compile(r"\+[\s().-]*\d(?:[\s().-]{0,2}\d){8,13}(?!\d)")
_DUTCH_PHONE = re.compile(r"0[1-9]\d{8}|(?:00)?31[1-9]\d{8}|00310[1-9]\d{8}")
_IBAN = re.compile(r"(?<![^\W_])[a-z]{2}[\W_]?\d[\W_]?\d(?:[\W_]{0,3}[a-z0-9]){11,30}")
# Any run of signs and spaces between groups, however long. A comma before two last digits is that of cents
# (`118.250,75`); a comma or semicolon with a space is that of a list, but between threes.
_BETWEEN = r"(?!,\d\d(?!\d))(?:(?![,;]\s)[\W_]+|(?<=\d{3})[,;]\s+(?=\d{3}))"
_JOINED = re.compile(rf"\d+(?:{_BETWEEN}\d+)*")
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d\d?)[-./](\d\d?)[-./]((?:19|20)\d\d)(?!\d)")
_HOUR = r"(?:[01]?\d|2[0-3])[:.][0-5]\d"
_NO_PERSON = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![0-9a-z])",
        rf"(?<!\d)(?<!\d[\s:./-]){_HOUR}(?:\s?[-/]\s?{_HOUR})?(?!\d|[\s:./-]\d)",
        r"(?<!\d)(?<!\d[\s:./-])(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d(?!\d|[:./-]\d)",
        r"(?<!\d)(?<!\d[\s:./-])(?:3[1-9]|4\d|5[0-5])(?:\s?[-/,;]\s?(?:3[1-9]|4\d|5[0-5]))+(?!\d|[:./-]\d)",
        r"(?:€|\beur(?:o)?)\s?(?:\d{1,3}\.\d{3}|\d{1,2}\.\d{3}\.\d{3})(?!\d|[\s:./]\d)",
        r"\bagb(?:[\s-]?codes?)?\s?[:=]?\s?\d{8}(?!\d|[^\w\s]\d|\s\d\b)",
    )
)


def in_text(plain: str) -> Iterator[str]:
    """The kinds that stand in a text in small letters, as it is shown."""
    if _EMAIL.search(plain):
        yield "email"
    if sum(char in _DIGITS for char in plain) < 8:
        return
    if _has_iban(plain):
        yield "iban"
    without = plain
    for pattern in _NO_PERSON:
        without = cut(pattern, without)
    if _FOREIGN_PHONE.search(without) or any(map(_DUTCH_PHONE.fullmatch, _windows(without))):
        yield "phone"
    no_days = _without_days(without)
    if any(map(is_bsn, (*_windows(no_days), *_windows(with_letters_as_digits(no_days))))):
        yield "bsn"


def _windows(text: str) -> Iterator[str]:
    """Each way to read neighbouring groups of digits as one number, as long as it is no longer than a phone number."""
    for joined in _JOINED.finditer(text):
        groups = re.findall(r"\d+", joined.group())
        for start in range(len(groups)):
            number = ""
            for group in groups[start : start + 15]:
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


def _has_iban(plain: str) -> bool:
    """By country its length, and the check of 97: words that follow it are not taken along."""
    for start in _IBAN.finditer(plain):
        signs = re.sub(r"[\W_]", "", start.group())
        if any(_is_iban(signs[:length]) for length in range(15, len(signs) + 1)):
            return True
    return False


def _is_iban(signs: str) -> bool:
    try:
        return bool(iban.validate(signs, check_country=False))
    except ValidationError:
        return False


def _without_days(text: str) -> str:
    """Without days of the calendar; what only looks like one stays to be checked."""
    text = cut(_YEAR_FIRST, text, lambda found: day_of(*found.groups()) is not None)
    return cut(_DAY_FIRST, text, lambda found: day_of(*found.groups()[::-1]) is not None)
