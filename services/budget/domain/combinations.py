"""Which ideas go together within what is left: every set is tried, so that what is named as best really is."""

from collections.abc import Sequence
from itertools import combinations

MOST_IDEAS = 14
"""With more there are too many sets to try while somebody waits (2^14 = 16,384)."""


def best_fits(asked_cents: Sequence[int], left_cents: int, most: int = 3) -> list[tuple[int, ...]] | None:
    """The sets (as places in the sequence) that use most of what is left, best first; None when there are too many.

    What uses as much: more ideas first, then those that come first. A set that still has room for another idea is none.
    """
    if len(asked_cents) > MOST_IDEAS:
        return None
    places = range(len(asked_cents))
    found = []
    for size in range(1, len(asked_cents) + 1):
        for chosen in combinations(places, size):
            left = left_cents - sum(asked_cents[place] for place in chosen)
            if left >= 0 and all(asked_cents[place] > left for place in places if place not in chosen):
                found.append((left, -size, chosen))
    return [chosen for _, _, chosen in sorted(found)[:most]]
