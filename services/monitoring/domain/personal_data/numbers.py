"""Numbers and addresses that name one person: BSN, e-mail address, phone number, IBAN.

Written for who types a person into a text by habit, not for who hides one. A BSN is what passes the eleven-check and
stands there as people write one: nine digits together, or in groups of two to five with the same space, point, hyphen,
colon or underscore between them; eight digits together, read with a zero before them; and whatever stands behind the
word BSN. Commas, semicolons, slashes, lines and table cells divide numbers: a list is not one number. Not taken for
one: a day of the calendar, a time, school years, an amount of euros, a UUID of a real version, a code of CBS, and what
is called an AGB code, a KvK number or an RSIN.
"""

import re
from collections.abc import Iterator

from stdnum import iban
from stdnum.exceptions import ValidationError

from services.monitoring.domain.personal_data.reading import cut, day_of, with_letters_as_digits

_WEIGHTS = (9, 8, 7, 6, 5, 4, 3, 2, -1)
_DIGITS = frozenset("0123456789oil")
_AT, _DOT = r"(?:at|apen?staart(?:je)?)", r"(?:\.|\s?\b(?:punt|dot)\b\s?)"
_EMAIL = re.compile(
    rf"[^\s@]@[^\s@]|\w\s?@\s?\w[\w-]{{0,62}}\.[a-z]|\w\s?[(\[{{<]\s?{_AT}\s?[)\]}}>]\s?\w|\w_{_AT}_\w"
    rf"|\w\sapen?staart(?:je)?\s[\w-]{{1,60}}{_DOT}[a-z]|\w\sat\s[\w-]{{1,60}}\s(?:punt|dot)\s[a-z]"
)
_FOREIGN_PHONE = re.compile(r"\+[\s().-]*\d(?:[\s().-]{0,2}\d){8,13}(?!\d)")
# Ten digits; in pairs only those of a mobile phone, for `01 02 03 04 05` are codes; a slash only behind the area code.
_PAIRS = r"[1-57-9](?:[ .-]\d\d){4}(?!\d)"
_DUTCH_PHONE = re.compile(
    rf"(?<!\d)(?:(?:0031[ ().-]{{0,3}}(?:0[ ).-]{{0,2}})?|0(?!{_PAIRS}))[1-9](?:[ ().-]{{0,2}}\d){{8}}"
    r"|31(?:[1-9]\d{8}|[ -]6[ -]?\d{8})|0[1-9]\d\s?/\s?\d{7}|0[1-9]\d\d\s?/\s?\d{6})(?!\d)"
)
# Country and check digits together, as everybody writes it: `om 12 500` is not of Oman.
_IBAN = re.compile(r"(?<![^\W_])[a-z]{2}\d\d(?:[\W_]{0,3}[a-z0-9]){11,30}")
_TOGETHER = re.compile(r"(?<!\d)\d{8,14}(?!\d)")
_IN_GROUPS = tuple(
    re.compile(rf"(?<!\d)(?<!\d{sign})\d{{2,5}}(?:{sign}\d{{2,5}}){{2,3}}(?!{sign}\d|\d)")
    for sign in (" ", r"\.", "-", " - ", ":", "_")
)
"""The whole of what stands joined by one sign: three counts of four are a list."""
_CALLED_BSN = re.compile(
    r"\b(?:bsn|sofi|burgerservice|citizen\sservice)[\s-]?(?:nummer|number|nr)?\b\D{0,25}((?:\d[\W_]{0,3}){9})(?!\d)"
)
_YEAR_FIRST = re.compile(r"(?<!\d)((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
_DAY_FIRST = re.compile(r"(?<!\d)(\d\d?)[-./](\d\d?)[-./]((?:19|20)\d\d)(?!\d)")
_TIGHT_YEAR_FIRST = re.compile(r"(?<!\d)(20[0-4]\d)(\d\d)(\d\d)(?!\d)")
_TIGHT_DAY_FIRST = re.compile(r"(?<!\d)(\d\d)(\d\d)(20[0-4]\d)(?!\d)")
_HOUR = r"(?:[01]?\d|2[0-3])[:.][0-5]\d"
_EUROS = r"(?:[1-9]\d{0,2}(?:\.\d{3})+|[1-9]\d{7})(?:,\d\d)?"
_NO_PERSON = tuple(
    re.compile(pattern)
    for pattern in (
        r"(?<![0-9a-z])[0-9a-f]{8}-[0-9a-f]{4}-[1-8][0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}(?![0-9a-z])",
        r"(?<![0-9a-z])(?:gm\d{4}|wk\d{6}|bu\d{8})(?![0-9a-z])",
        rf"(?<!\d)(?<!\d[\s:./-]){_HOUR}(?:\s?[-/]\s?{_HOUR})?(?!\d|[\s:./-]\d)",
        r"(?<!\d)(?<!\d[\s:./-])(?:19|20)\d\d\s?[-/]\s?(?:19|20)\d\d(?!\d|[:./-]\d)",
        rf"(?:€|\beur(?:o)?)\s?{_EUROS}(?!\d|[.]\d)",
        rf"(?<![\d.]){_EUROS}(?=\s?(?:€|eur(?:o)?\b))",
        r"\bagb(?:[\s-]?codes?)?\s?[:=]?\s?\d{8}(?!\d)(?:(?:,\s?|\s?/\s?|\s(?:en|of|and|or)\s)\d{8}(?!\d))*",
        r"\b(?:kvk|kamer\svan\skoophandel)\b\D{0,40}\d{8}(?!\d)",
        r"\brsin\b\D{0,40}\d{9}(?!\d)",
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
    without = _without_days(without)
    if _FOREIGN_PHONE.search(without) or _DUTCH_PHONE.search(without):
        yield "phone"
    if any(map(is_bsn, (*_numbers(plain, without), *_numbers(plain, with_letters_as_digits(without))))):
        yield "bsn"


def _numbers(plain: str, without: str) -> Iterator[str]:
    """The digits of what can be a BSN: in the text without what is none, and behind its name in all of it."""
    for named in _CALLED_BSN.finditer(plain):
        yield re.sub(r"\D", "", named[1])
    for together in _TOGETHER.finditer(without):
        yield together.group()
    for in_groups in _IN_GROUPS:
        for found in in_groups.finditer(without):
            digits = re.sub(r"\D", "", found.group())
            if len(digits) == 9:
                yield digits


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
    for year_first in (_YEAR_FIRST, _TIGHT_YEAR_FIRST):
        text = cut(year_first, text, lambda found: day_of(*found.groups()) is not None)
    for day_first in (_DAY_FIRST, _TIGHT_DAY_FIRST):
        text = cut(day_first, text, lambda found: day_of(*found.groups()[::-1]) is not None)
    return text
