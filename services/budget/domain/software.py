"""The municipality's own software: what it is to us, and how long a key of it works."""

import calendar
from datetime import date

from services.budget.contract.software import SoftwareKeyState

PREPARES = "preparing_software"
"""The one role software has; nobody grants it, it comes with the key (decision 0015)."""


def key_state(*, is_ended: bool, ends_on: date, today: date) -> SoftwareKeyState:
    """Where a key is on a day; `ends_on` is the last day on which it works."""
    if is_ended:
        return SoftwareKeyState.ENDED
    return SoftwareKeyState.EXPIRED if today > ends_on else SoftwareKeyState.IN_USE


def latest_end(today: date, months: int) -> date:
    """The same day so many months later, or the last day of that month when it has no such day."""
    years, month = divmod(today.month - 1 + months, 12)
    year, month = today.year + years, month + 1
    return date(year, month, min(today.day, calendar.monthrange(year, month)[1]))
