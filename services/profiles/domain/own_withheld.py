"""What the municipality withholds of its own counts of people, and a total of it that would give it back."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from services.profiles.domain.own_rows import ENOUGH
from services.profiles.domain.values import Status, Value


@dataclass(frozen=True, slots=True)
class GivenBack:
    """A region whose parts, all but those withheld, add up to nearly all of it."""

    whole: str
    withheld: frozenset[str]


def given_back(values: Mapping[str, Value], parents: Mapping[str, str | None]) -> list[GivenBack]:
    """Where a region less its known parts leaves so few people that what is withheld follows, or nearly.

    `values`: of one figure and year, by region; `parents`: the region each region is a part of. Of one withheld part
    what is left is that part: it may not be 1 to 4. Of more, each must be able to be 1 as well as 4.
    """
    parts: dict[str, list[str]] = defaultdict(list)
    for region, parent in parents.items():
        if parent is not None:
            parts[parent].append(region)
    return [found for whole in sorted(parts) if (found := _of(whole, values, parts)) is not None]


def _of(whole: str, values: Mapping[str, Value], parts: Mapping[str, list[str]]) -> GivenBack | None:
    total = _number(whole, values, parts)
    numbers = {part: _number(part, values, parts) for part in parts[whole]}
    unknown = {part for part, number in numbers.items() if number is None}
    if total is None or not unknown or not all(_is_withheld(values, part) for part in unknown):
        return None
    left = total - _sum(number for number in numbers.values() if number is not None)
    least = ENOUGH if len(unknown) == 1 else len(unknown) + ENOUGH - 2
    return GivenBack(whole, frozenset(unknown)) if 0 < left < least else None


def _number(region: str, values: Mapping[str, Value], parts: Mapping[str, list[str]]) -> Decimal | None:
    """As delivered, or what its parts add up to when all of them are known."""
    value = values.get(region)
    if value is not None and value.number is not None:
        return value.number
    numbers = [_number(part, values, parts) for part in parts.get(region, ())]
    known = [number for number in numbers if number is not None]
    return _sum(known) if known and len(known) == len(numbers) else None


def _is_withheld(values: Mapping[str, Value], region: str) -> bool:
    value = values.get(region)
    return value is not None and value.status is Status.WITHHELD


def _sum(numbers: Iterable[Decimal]) -> Decimal:
    return sum(numbers, Decimal(0))
