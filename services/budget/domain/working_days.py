"""Which days are no working days in the law, and where a term ends that would end on one (Algemene termijnenwet)."""

from collections.abc import Iterable
from datetime import date, timedelta

LIBERATION = (5, 5)
"""5 May counts every year (art. 3(1)). A day off once in five years is a custom of employers, not of this law."""


def easter(year: int) -> date:
    """Easter Sunday of the Gregorian calendar, by the rule of Gauss as Meeus and Jones wrote it down."""
    golden, century, in_century = year % 19, year // 100, year % 100
    leaps, skipped = century // 4, century % 4
    moon = (19 * golden + century - leaps - (century - (century + 8) // 25 + 1) // 3 + 15) % 30
    weekday = (32 + 2 * skipped + 2 * (in_century // 4) - moon - in_century % 4) % 7
    late = (golden + 11 * moon + 22 * weekday) // 451
    month, day = divmod(moon + weekday - 7 * late + 114, 31)
    return date(year, month, day + 1)


def kings_day(year: int) -> date:
    """The day on which the King's birthday is celebrated (since 2014): 27 April, or the 26th when that is a Sunday."""
    birthday = date(year, 4, 27)
    return birthday - timedelta(days=1) if birthday.weekday() == 6 else birthday


def holidays(year: int) -> frozenset[date]:
    """The days art. 3(1) and (2) name. Easter and Whit Sunday need no naming: a Sunday is none anyhow."""
    sunday = easter(year)
    moving = (sunday + timedelta(days=days) for days in (-2, 1, 39, 50))
    fixed = (date(year, month, day) for month, day in ((1, 1), LIBERATION, (12, 25), (12, 26)))
    return frozenset((*moving, *fixed, kings_day(year)))


def is_target_day(day: date) -> bool:
    """Is TARGET, through which banks settle euros, open? Closed on weekends and on six days a year, since 2002
    (https://www.ecb.europa.eu/press/pr/date/2000/html/pr001214_4.en.html). These are not the days of Dutch law."""
    sunday = easter(day.year)
    moving = (sunday - timedelta(days=2), sunday + timedelta(days=1))
    fixed = ((1, 1), (5, 1), (12, 25), (12, 26))
    return day.weekday() < 5 and day not in moving and (day.month, day.day) not in fixed


def next_target_day(after: date) -> date:
    """The first day after this one on which banks settle."""
    day = after + timedelta(days=1)
    while not is_target_day(day):
        day += timedelta(days=1)
    return day


def is_working_day(day: date, equated: Iterable[date] = ()) -> bool:
    """`equated`: days that a royal decree puts on a par with a holiday (art. 3(3))."""
    return day.weekday() < 5 and day not in holidays(day.year) and day not in equated


def ends_on(last: date, equated: Iterable[date] = ()) -> date:
    """A term that ends on a Saturday, Sunday or holiday runs to the next day that is none of these (art. 1(1))."""
    equated = frozenset(equated)
    while not is_working_day(last, equated):
        last += timedelta(days=1)
    return last


def short_term(start: date, days: int, equated: Iterable[date] = ()) -> date:
    """The last day of a term of days that starts the day after `start`.

    A term of three days or more has at least two working days in it (art. 2); then art. 1 holds as for any term.
    """
    equated = frozenset(equated)
    last = start + timedelta(days=days)
    while days >= 3 and _working_days(start, last, equated) < 2:
        last += timedelta(days=1)
    return ends_on(last, equated)


def _working_days(start: date, last: date, equated: frozenset[date]) -> int:
    every = (start + timedelta(days=more) for more in range(1, (last - start).days + 1))
    return sum(is_working_day(day, equated) for day in every)
