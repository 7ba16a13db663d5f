"""What pages about a partner's quarter share: which quarter it is, and the version that was on the screen."""

from datetime import date

from frontend.forms.form import Form
from frontend.visitor import Visitor
from services.kit.errors import NotFound

QUARTERS = (1, 2, 3, 4)


def quarter_of(visit: Visitor, number: int) -> str:
    """The quarter as the services name it. Raises NotFound: there are four."""
    if number not in QUARTERS:
        raise NotFound
    return f"{visit.year}-Q{number}"


def day_after(year: int, number: int) -> date:
    """The first day after a quarter: from then on it is over."""
    return date(year + number // 4, number % 4 * 3 + 1, 1)


def seen_version(form: Form) -> int:
    """The version that was on the screen; 0 when nothing was kept yet."""
    return int(form["gezien"]) if form["gezien"].isascii() and form["gezien"].isdigit() else 0
