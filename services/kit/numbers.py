"""A number as somebody wrote it, in a field or in a file: read in one way, or not at all."""

import re
from decimal import Decimal

_NUMBER = re.compile(r"-?[0-9]{1,40}([.,][0-9]{1,40})?", re.ASCII)
_TWO_WAYS = re.compile(
    r"-?(?!0[.,])[0-9]+([.,][0-9]{3})+|-?[0-9.]*,[0-9,]*\.[0-9.,]*|-?[0-9,]*\.[0-9.]*,[0-9.,]*", re.ASCII
)


def number_of(written: str) -> Decimal | None:
    """The number, with a point or a comma before its decimals; None when it is none, or could be two."""
    if not _NUMBER.fullmatch(written) or is_unclear(written):
        return None
    return Decimal(written.replace(",", "."))


def is_unclear(written: str) -> bool:
    """Whether it could be two numbers: `12.500` is twelve thousand five hundred in Dutch, and twelve and a half.

    `0,125` is one: nobody writes thousands of nothing.
    """
    return _TWO_WAYS.fullmatch(written) is not None
