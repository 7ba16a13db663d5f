"""The money in sentences: what a line warns of, how the forecast is calculated, what part is used."""

from collections.abc import Callable
from datetime import date
from fractions import Fraction

from frontend import formats
from frontend.money_view import asked_without_vote
from frontend.translations import translations
from services.budget.contract.models import CeilingWarning, MoneyLine

Gettext = Callable[[str], str]


def warning_words(line: MoneyLine, language: str) -> str:
    """What this line warns of, before its ceiling bites; empty when there is nothing to say."""
    _ = translations(language).gettext
    amounts = {
        "left": formats.euro(line.free_cents, language),
        "ceiling": formats.euro(line.ceiling_cents, language),
        "asked": formats.euro(asked_without_vote(line), language),
        "forecast": formats.euro(line.forecast_cents or 0, language),
    }
    if line.warning is CeilingWarning.USED:
        if line.free_cents == 0:
            return _("Het geld is op.") % amounts
        return _("Bijna op: er is nog %(left)s van %(ceiling)s.") % amounts
    if line.warning is CeilingWarning.ASKED:
        return (
            _("Er is meer gevraagd dan er nog is: %(asked)s gevraagd, %(left)s over. Niet elk idee kan een ja krijgen.")
            % amounts
        )
    if line.warning is CeilingWarning.PACE:
        return (
            _("In dit tempo is het geld op voor het jaar om is: dan is er %(forecast)s nodig en er is %(ceiling)s.")
            % amounts
        )
    return ""


def pace_words(line: MoneyLine, year: int, today: date, language: str) -> str:
    """The forecast as a calculation one can repeat; empty while there is none or after the year."""
    days, gone = (date(year + 1, 1, 1) - date(year, 1, 1)).days, (today - date(year, 1, 1)).days
    if line.forecast_cents is None or not 0 < gone < days:
        return ""
    _ = translations(language).gettext
    return _("%(awarded)s × %(days)s dagen ÷ %(gone)s dagen = %(forecast)s") % {
        "awarded": formats.euro(line.awarded_cents, language),
        "days": days,
        "gone": gone,
        "forecast": formats.euro(line.forecast_cents, language),
    }


def used_percent(used: int, got: int, language: str) -> str:
    """Which part is used, in whole percents; empty when there was nothing to use. A little is not nothing, nor all."""
    if not got:
        return ""
    shown = round(Fraction(used * 100, got))
    if used and not shown:
        return f"<{formats.percent(1, language)}"
    if used < got and shown == 100:
        return f">{formats.percent(99, language)}"
    return formats.percent(shown, language)
