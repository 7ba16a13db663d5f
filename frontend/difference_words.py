"""How much a figure differs from another one, in words: the difference, and between what and what it probably lies."""

from decimal import Decimal

from frontend import formats
from frontend.translations import translations
from frontend.written import written
from services.profiles.contract.comparisons import IntervalView
from services.profiles.contract.models import IndicatorView


def how_much(
    difference: Decimal | None, interval: IntervalView | None, than: str, indicator: IndicatorView, language: str
) -> str:
    """ "47 per 1.000 meer dan Nederland (waarschijnlijk tussen 13 en 92)"; empty when it is not known.

    `interval` is the 95% interval of the difference, in the unit of the indicator.
    """
    if difference is None:
        return ""
    _ = translations(language).gettext
    if _is_nothing(difference, indicator):
        sentence = _("Even hoog als %(name)s") % {"name": than}
    else:
        more = _("%(number)s meer dan %(name)s") if difference > 0 else _("%(number)s minder dan %(name)s")
        sentence = more % {"number": _size(difference, indicator, language), "name": than}
    return f"{sentence} ({between(interval, indicator, language)})" if interval else sentence


def between(interval: IntervalView, indicator: IndicatorView, language: str) -> str:
    """From what to what the difference probably is; which side is said only when it may be either."""
    _ = translations(language).gettext
    low, high = (round(end, indicator.decimals) for end in (interval.low, interval.high))
    if low < 0 < high:
        words = {"low": _bare(low, indicator, language), "high": _bare(high, indicator, language)}
        return _("waarschijnlijk tussen %(low)s minder en %(high)s meer") % words
    ends = sorted((abs(low), abs(high)))
    words = {"low": _bare(ends[0], indicator, language), "high": _bare(ends[1], indicator, language)}
    return _("waarschijnlijk tussen %(low)s en %(high)s") % words


def leaves_out_nothing(interval: IntervalView | None) -> bool:
    """Whether a difference of 0 lies outside the interval: alone, this difference would seem real."""
    return interval is not None and not interval.low <= 0 <= interval.high


def _is_nothing(difference: Decimal, indicator: IndicatorView) -> bool:
    return round(difference, indicator.decimals) == 0


def _size(difference: Decimal, indicator: IndicatorView, language: str) -> str:
    """Between two percentages lie points, not per cents."""
    if indicator.unit == "percent":
        points = translations(language).gettext("procentpunt")
        return f"{_bare(difference, indicator, language)} {points}"
    return written(abs(difference), indicator, language)


def _bare(number: Decimal, indicator: IndicatorView, language: str) -> str:
    return formats.number(abs(number), language, indicator.decimals)
