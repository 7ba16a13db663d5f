"""Whether a code in two years is one place. A code alone never proves it (facts.md §6, trap 1)."""

import re
import unicodedata
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from services.profiles.domain.overlap import are_as_detailed, overlap

LEAST_OVERLAP = 0.95
# A small district on the full and on the generalised map of Statistics Netherlands: 0.51 (Bodegraven Centrum, 2020).
LEAST_OVERLAP_OF_ROUGH = 0.5
UNCHANGED = 1
_NUMBERED = re.compile(r"wijk \d+ (?=\S)")


class Doubt(StrEnum):
    """Why a place of one year cannot be found back in another year."""

    OTHER_NAME = "other-name"  # The code is there, with another name.
    OTHER_BORDERS = "other-borders"  # The name is the same, the land is not.
    FLAGGED = "flagged-as-changed"  # The source says that the border or code changed, and no borders say otherwise.
    NOT_THERE = "not-there"  # Nothing has this code in that year.
    WENT_ELSEWHERE = "went-elsewhere"  # Its people went to other regions; another place took the code.
    MERGED = "merged-with-others"  # It became a part of something larger: no figure is about it alone.
    NOT_ALL_KNOWN = "not-all-known"  # What became of some of its people is not recorded.
    BETWEEN = "between-two-years"  # A mapping jumps over the year that was asked.


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A region as it was in one year. `changed` is the source's flag against the year before only (1: unchanged)."""

    code: str
    year: int
    name: str
    changed: int | None = None
    borders: Mapping[str, Any] | None = None


def doubt_between(then: Snapshot, now: Snapshot, flagged: Collection[int] = ()) -> Doubt | None:
    """Why these two of the same code may be different places, or None when they are the same.

    `flagged`: the years in which the source said that something changed. Borders of both years weigh more than flags;
    without flags and borders the name is what we have. A rough outline beside a precise one proves only that two
    places lie apart.
    """
    if not is_same_name(then.name, now.name):
        return Doubt.OTHER_NAME
    if then.borders is not None and now.borders is not None:
        shared = overlap(then.borders, now.borders)
        is_precise = are_as_detailed(then.borders, now.borders)
        if shared < (LEAST_OVERLAP if is_precise else LEAST_OVERLAP_OF_ROUGH):
            return Doubt.OTHER_BORDERS
        if is_precise:
            return None
    first, last = sorted((then.year, now.year))
    return Doubt.FLAGGED if any(first < year <= last for year in flagged) else None


def is_same_name(one: str, other: str) -> bool:
    """Whether two names of a region are the same but for case, accents, spaces, hyphens and a number before it."""
    return _bare(one) == _bare(other)


def _bare(name: str) -> str:
    """Until 2020 or so the number of a district stood in its name: "Wijk 06 Reeuwijk Dorp" is "Reeuwijk-Dorp"."""
    plain = unicodedata.normalize("NFKD", _NUMBERED.sub("", name.casefold().strip(), count=1))
    return "".join(letter for letter in plain if letter.isalnum())
