"""Which groups' scores are told by themselves, and which only together: no row is ever about one to four answers.

Every answer to a point is in exactly one row, and the total is the sum of the rows. So whoever subtracts rows from the
total, or from one another, finds rows that are shown, and none of them is small. Per point, because people may leave a
point open. The threshold is that of every count of people here (`domain/publication.py`).
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from services.monitoring.domain.publication import TOO_SMALL

ENOUGH = TOO_SMALL.stop
"""From so many answers on a row is shown."""
GROUPS = ("partners", "associations", "residents")
Scores = Mapping[int, int]
"""Score per point, by its number."""


def rows_of(answers: Mapping[str, int]) -> list[tuple[str, ...]]:
    """The groups of each row that is shown, by how many answered in each; empty when all together are too few.

    Groups that are too small are put together, with the smallest of the others when that is still too small.
    """
    by_size = sorted((group for group in answers if answers[group]), key=lambda group: (answers[group], group))
    together = [group for group in by_size if answers[group] < ENOUGH]
    alone = by_size[len(together) :]
    while together and alone and sum(answers[group] for group in together) < ENOUGH:
        together.append(alone.pop(0))
    if together and sum(answers[group] for group in together) < ENOUGH:
        return []
    rows = [(group,) for group in alone] + ([tuple(together)] if together else [])
    return sorted((_in_order(row) for row in rows), key=lambda row: GROUPS.index(row[0]))


def counted_rows(point: int, answers: Iterable[tuple[str, Scores]]) -> list[tuple[tuple[str, ...], Counter[int]]]:
    """Of one point: the rows that are shown, each with how many gave which score."""
    by_group: dict[str, Counter[int]] = {group: Counter() for group in GROUPS}
    for group, scores in answers:
        if point in scores:
            by_group[group][scores[point]] += 1
    rows = rows_of({group: counts.total() for group, counts in by_group.items()})
    return [(row, _sum(by_group[group] for group in row)) for row in rows]


def _sum(counts: Iterable[Counter[int]]) -> Counter[int]:
    total: Counter[int] = Counter()
    for each in counts:
        total.update(each)
    return total


def _in_order(row: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(row, key=GROUPS.index))
