"""What may be said of care before and after a year of money, as sentences at level B1: never that it is the cause."""

from decimal import Decimal

from frontend import formats
from frontend.translations import translations
from frontend.written import written
from services.profiles.contract.comparisons import IntervalView
from services.profiles.contract.effect import ChangeBeside, EffectOfIndicator, EffectRate
from services.profiles.contract.models import IndicatorView


def conclusion_words(found: EffectOfIndicator, year: int, language: str) -> str:
    """The one thing to say aloud."""
    _ = translations(language).gettext
    sentence = {
        "too_early": _("Nog te vroeg om iets te zeggen: er zijn nog geen cijfers van na %(year)s"),
        "no_before": _("Niet te zeggen: er zijn geen cijfers van vóór %(year)s"),
        "no_comparison": _("Niet te zeggen: te weinig andere gebieden hebben dit cijfer"),
        "already_apart": _("Niet te zeggen: ook vóór %(year)s ging het hier al anders dan in %(group)s"),
        "fell_more": _("Duidelijk meer gedaald (of minder gestegen) dan in %(group)s"),
        "rose_more": _("Duidelijk meer gestegen (of minder gedaald) dan in %(group)s"),
        "no_clear_difference": _("Geen duidelijk verschil met %(group)s"),
        "undecided_rounding": _("Door afronding van de bron niet te zeggen"),
        "too_small": _("Te weinig mensen om iets te zeggen"),
        "no_figure": _("Niet te zeggen: een van de cijfers ontbreekt"),
    }[found.conclusion]
    return sentence % {"year": year, "group": group_words(found, language)}


def brief_words(found: EffectOfIndicator, language: str) -> str:
    """The same in a few words, for a table."""
    _ = translations(language).gettext
    return {
        "too_early": _("nog te vroeg"),
        "no_before": _("geen cijfer van ervoor"),
        "no_comparison": _("niets om naast te leggen"),
        "already_apart": _("ging al anders"),
        "fell_more": _("duidelijk meer gedaald"),
        "rose_more": _("duidelijk meer gestegen"),
        "no_clear_difference": _("geen duidelijk verschil"),
        "undecided_rounding": _("door afronding niet te zeggen"),
        "too_small": _("te weinig mensen"),
        "no_figure": _("cijfer ontbreekt"),
    }[found.conclusion]


def group_words(found: EffectOfIndicator, language: str) -> str:
    """What it is set beside, inside a sentence."""
    _ = translations(language).gettext
    return _("gebieden die erop lijken") if found.alike_on else _("de andere gebieden")


def change_words(change: ChangeBeside | None, indicator: IndicatorView, language: str) -> str:
    """How much more or less it changed here than there, with its interval; empty without numbers."""
    _ = translations(language).gettext
    if change is None or change.difference is None or change.interval is None:
        return ""
    places = indicator.decimals + 1
    said = _(
        "De verandering hier min die daar is %(difference)s. Met 95%% zekerheid ligt dat tussen %(low)s en %(high)s."
    )
    return said % {
        "difference": _signed(change.difference, indicator, language, places),
        "low": _signed(change.interval.low, indicator, language, places),
        "high": _signed(change.interval.high, indicator, language, places),
    }


def ratio_words(change: ChangeBeside | None, language: str) -> str:
    """The ratio of the two ratios, with its interval; empty without."""
    _ = translations(language).gettext
    if change is None or change.ratio is None or change.ratio_interval is None:
        return ""
    said = _("Als verhouding: %(ratio)s keer zo veel (1 is gelijk), tussen %(low)s en %(high)s.")
    low, high = change.ratio_interval.low, change.ratio_interval.high
    return said % {
        name: formats.number(number, language, 2)
        for name, number in (("ratio", change.ratio), ("low", low), ("high", high))
    }


def earlier_words(found: EffectOfIndicator, language: str) -> str:
    """Whether they went together before the money: a difference would make what came after say nothing."""
    _ = translations(language).gettext
    if found.change is None:
        return ""
    if found.earlier is None or found.earlier.kind == "no_figure":
        return _("Of ze eerst gelijk op gingen, konden we niet nagaan: daarvoor is geen ouder cijfer.")
    said = {
        "no_clear_difference": _("Van %(first)s tot %(last)s gingen ze gelijk op, voor zover te zien."),
        "too_small": _("Van %(first)s tot %(last)s was te weinig te zien om te zeggen of ze gelijk op gingen."),
        "undecided_rounding": _("Of ze van %(first)s tot %(last)s gelijk op gingen, is door afronding niet te zeggen."),
    }.get(found.earlier.kind, _("Van %(first)s tot %(last)s ging het hier al duidelijk anders."))
    return said % {"first": found.earlier.from_year, "last": found.earlier.to_year}


def began_words(found: EffectOfIndicator, language: str) -> str:
    """The warning that what is far from the rest comes back by itself; empty when it was not."""
    if not found.began_apart:
        return ""
    return translations(language).gettext(
        "Het cijfer was hier al duidelijk anders dan in de gebieden ernaast. Zo'n cijfer komt vaak vanzelf terug, ook"
        " als niemand iets doet."
    )


def interval_words(rate: EffectRate | None, indicator: IndicatorView, language: str) -> str:
    """Between which figures the true one lies with 95% certainty; empty without a number."""
    if rate is None or rate.interval is None or rate.value.status != "number":
        return ""
    said = translations(language).gettext("%(low)s tot %(high)s")
    return said % {
        "low": _number(rate.interval, "low", indicator, language),
        "high": _number(rate.interval, "high", indicator, language),
    }


def _number(interval: IntervalView, end: str, indicator: IndicatorView, language: str) -> str:
    return formats.number(getattr(interval, end), language, indicator.decimals)


def _signed(number: Decimal, indicator: IndicatorView, language: str, places: int) -> str:
    sign = "+" if number > 0 else ""
    return sign + written(number, indicator, language, places)
