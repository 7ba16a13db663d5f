"""A share as people write it, exact: `2/3`, `3%`, `12,5%` or `0,6`."""

import re
from fractions import Fraction

_FRACTION = re.compile(r"^(\d{1,9})/(\d{1,9})$", re.ASCII)
_DECIMAL = re.compile(r"^(\d{1,4})(?:[.,](\d{1,6}))?(%?)$", re.ASCII)
_MOST = 10**9


def share_of(typed: str) -> str | None:
    """The share as the services take it (`3/100`), or None when it is none, or one with more digits than they take."""
    value = "".join(typed.split())
    fraction, number = _FRACTION.match(value), _DECIMAL.match(value)
    if fraction and int(fraction[2]):
        share = Fraction(int(fraction[1]), int(fraction[2]))
    elif number:
        share = Fraction(f"{number[1]}.{number[2] or 0}") / (100 if number[3] else 1)
    else:
        return None
    return str(share) if share.numerator < _MOST and share.denominator < _MOST else None
