"""Which year answers for a year somebody asks for."""

from collections.abc import Iterable


def year_that_answers(available: Iterable[int], asked: int) -> int | None:
    """The newest year up to `asked`, or the oldest there is when all are later; None when there is none.

    Somebody who plans 2020 in November 2019 may find figures of 2020 only: better those, with their period beside
    them, than an empty page.
    """
    years = sorted(available)
    earlier = [year for year in years if year <= asked]
    return earlier[-1] if earlier else next(iter(years), None)
