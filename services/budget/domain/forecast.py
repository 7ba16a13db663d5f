"""Looks ahead from what a line has awarded so far, and says when its ceiling will bite."""

from datetime import date

from services.budget.contract.models import CeilingWarning

FIRST_DAYS = 91
NEARLY = 10
"""A line with a tenth or less left counts as used up."""


def forecast(awarded_cents: int, year: int, today: date) -> int | None:
    """Cents awarded at the end of the year if awarding goes on at the same pace, rounded up to a whole cent.

    Linear: awarded × days of the year ÷ days gone. None in the first quarter, when one idea says too much, and zero is
    zero. After the year it is what was awarded.
    """
    days = (date(year + 1, 1, 1) - date(year, 1, 1)).days
    gone = (today - date(year, 1, 1)).days
    if gone < FIRST_DAYS:
        return None
    return awarded_cents if gone >= days else -(-awarded_cents * days // gone)


def warning(
    ceiling_cents: int, awarded_cents: int, asked_cents: int, forecast_cents: int | None, kept_apart_cents: int = 0
) -> CeilingWarning:
    """The most urgent thing to know of a line: nine tenths used, more asked than left, or a pace that passes it.

    `asked_cents` is without what is asked in rounds of ballots, which keep money apart for that.
    """
    left = ceiling_cents - awarded_cents
    if ceiling_cents and left * NEARLY <= ceiling_cents:
        return CeilingWarning.USED
    if asked_cents > left - kept_apart_cents:
        return CeilingWarning.ASKED
    if forecast_cents is not None and forecast_cents > ceiling_cents:
        return CeilingWarning.PACE
    return CeilingWarning.NONE
