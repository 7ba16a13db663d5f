"""Whether two places have nobody in common."""

from collections.abc import Iterable

COUNTRY = "NL"


def are_apart(some: Iterable[str], others: Iterable[str]) -> bool:
    """Whether none of these regions is, contains or lies in one of the others, of the same year.

    Codes of Statistics Netherlands say what lies in what: BU00140301 lies in WK001403, in GM0014, in the country. An
    empty code is a part of an area of which nothing is known, and nothing is counted.
    """
    theirs = [code for code in others if code]
    return not any(_overlap(one, other) for one in some if one for other in theirs)


def lies_in(code: str, municipality: str) -> bool:
    """Whether a region is this municipality, or one of its districts or neighbourhoods, of the same year."""
    return code[:2] != COUNTRY and code[2:].startswith(municipality[2:])


def _overlap(one: str, other: str) -> bool:
    if COUNTRY in (one[:2], other[:2]):
        return True
    return one[2:].startswith(other[2:]) or other[2:].startswith(one[2:])
