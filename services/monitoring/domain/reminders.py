"""When a partner is reminded of figures: so many days before the day they are due, or after it."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from services.monitoring.domain.due import Tally
from services.monitoring.domain.periods import due_on


@dataclass(frozen=True, slots=True)
class Moment:
    """A day on which to remind of what is due on another; `days` below 0 are before it."""

    due_on: date
    days: int

    @property
    def on(self) -> date:
        return self.due_on + timedelta(days=self.days)


def day_of(period: str, extended_until: date | None = None) -> date:
    """The day reminders of a period go around: when it is due, or the last day of more time, whenever given."""
    return max(due_on(period), extended_until or date.min)


def moments_of(due_days: Iterable[date], days: Sequence[int], today: date) -> list[Moment]:
    """Every moment that is still to come, each once, in order."""
    found = {Moment(due_on, each) for due_on in due_days for each in days}
    return sorted((moment for moment in found if moment.on >= today), key=lambda moment: (moment.on, moment.days))


def is_its_turn(moment: Moment, days: Sequence[int], today: date) -> bool:
    """Whether this is the moment to remind. One whose turn was missed gives way to the next; none comes twice a day.

    A reminder before is of no use after the day it was about.
    """
    passed = [each for each in days if Moment(moment.due_on, each).on <= today]
    too_late = moment.days <= 0 and today > moment.due_on
    return bool(passed) and max(passed) == moment.days and not too_late


def still_open(tallies: Mapping[str, Tally], due: Mapping[str, date], on: date) -> dict[str, Tally]:
    """Of the periods that are due on a day, those of which not every value is there."""
    return {
        period: tally for period, tally in tallies.items() if due[period] == on and tally.delivered < tally.expected
    }
