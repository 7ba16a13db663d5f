"""Which of several releases of a table is believed, and what each is called: by the source's dates, not by ours."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

UNDATED = date.min


@dataclass(frozen=True, slots=True)
class Edition:
    """A release as far as its place among others goes. `number` counts in the order in which we got them.

    `declared`: "first" or "later" when that was found out by hand; "" when nobody did.
    """

    id: str
    number: int
    table: str
    year: int
    dated: date | None
    declared: str


def from_old_to_new(releases: Sequence[Edition]) -> list[Edition]:
    """Of two that speak of the same figure the later in this list is believed.

    A release has the date the source gave it. Without one it never goes before a dated one: an old file that comes in
    late would hide what is newer. Only one that is known to be later than the first stands right behind that first.
    Undated ones among themselves stand in the order in which they came.
    """
    first: dict[tuple[str, int], date] = {}
    for each in releases:
        if each.dated is not None:
            key = (each.table, each.year)
            first[key] = min(each.dated, first.get(key, each.dated))

    def place(each: Edition) -> tuple[date, bool, int]:
        if each.dated is not None:
            return each.dated, False, each.number
        if each.declared == "later":
            return first.get((each.table, each.year), UNDATED), True, each.number
        return UNDATED, False, each.number

    return sorted(releases, key=place)


def names_of(ordered: Sequence[Edition]) -> Mapping[str, str]:
    """What each is called, by id: "only" while we have no other of its table and year, else "first" or "later"."""
    of_table: dict[tuple[str, int], list[Edition]] = {}
    for each in ordered:
        of_table.setdefault((each.table, each.year), []).append(each)
    return {
        each.id: each.declared or ("only" if len(all_of_it) == 1 else "first" if place == 0 else "later")
        for all_of_it in of_table.values()
        for place, each in enumerate(all_of_it)
    }
