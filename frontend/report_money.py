"""The money of a quarter's report in words: what was agreed, what the partner says it spent, and what is left."""

from collections.abc import Sequence

from frontend import formats
from frontend.translations import translations
from services.monitoring.contract.reports import MoneyReport, QuarterReport


def money_words(report: QuarterReport, language: str) -> Sequence[str]:
    """Sentences about agreed, spent and left. What is not known is said, never counted as nothing."""
    _, money = translations(language).gettext, report.content.money
    if money is None:
        return [_("Toen dit verslag werd geaccepteerd, stond er nog geen geld in.")]
    said = [_agreed(money, report.quarter[:4], language)]
    if money.spent_kpi is None:
        return [*said, _("De afspraak noemt geen cijfer voor wat is uitgegeven.")]
    if money.spent_cents is None:
        return [*said, _("Nog niet elk kwartaal is geleverd. Wat samen is uitgegeven, weten we dus niet.")]
    facts = {
        "quarter": formats.quarter(report.quarter, language),
        "spent": formats.euro(money.spent_cents, language),
    }
    return [*said, _("Uitgegeven tot en met het %(quarter)s: %(spent)s.") % facts, *_left(money, language)]


def _agreed(money: MoneyReport, year: str, language: str) -> str:
    _ = translations(language).gettext
    if money.agreed_cents is None:
        return _("De afspraak noemt geen subsidie.")
    facts = {"year": year, "amount": formats.euro(money.agreed_cents, language)}
    said = _("Subsidie voor %(year)s: %(amount)s.") % facts
    return f"{said} {_('Besluit: %(source)s.') % {'source': money.source}}" if money.source else said


def _left(money: MoneyReport, language: str) -> Sequence[str]:
    _ = translations(language).gettext
    if money.left_cents is None or money.agreed_cents is None:
        return []
    left = formats.euro(abs(money.left_cents), language)
    if money.left_cents < 0:
        return [_("Dat is %(amount)s meer dan de subsidie van het hele jaar.") % {"amount": left}]
    return [_("Van de subsidie van het hele jaar is %(amount)s over.") % {"amount": left}]


def money_rows(report: QuarterReport, language: str) -> Sequence[tuple[str, str]]:
    """Each quarter of the year so far, and what the partner says it spent."""
    _, money = translations(language).gettext, report.content.money
    return [
        (
            formats.quarter(each.quarter, language),
            _("niet geleverd") if each.cents is None else formats.euro(each.cents, language),
        )
        for each in (money.quarters if money else [])
    ]
