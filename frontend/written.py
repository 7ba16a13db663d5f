"""A value of the catalogue as a page writes it: number and unit, or in a few words why there is no number."""

from collections.abc import Callable
from decimal import Decimal
from functools import cache, partial

from frontend import formats
from frontend.figure_view import absent_words
from services.profiles.contract.models import IndicatorView, ValueView

CENTS_IN = {"euro": 100, "euro_1000": 100_000}
WITHOUT_UNIT = ("number", "class")


def written(number: Decimal, indicator: IndicatorView, language: str, decimals: int | None = None) -> str:
    """A number with its unit, with the decimals of the catalogue when nothing else is said."""
    places = indicator.decimals if decimals is None else decimals
    if indicator.unit in CENTS_IN:
        return formats.euro(round(number * CENTS_IN[indicator.unit]), language)
    if indicator.unit == "percent":
        return formats.percent(number, language, places)
    unit = "" if indicator.unit in WITHOUT_UNIT else indicator.unit_label or indicator.unit
    return f"{formats.number(number, language, places)} {unit}".strip()


def value_words(value: ValueView, indicator: IndicatorView, language: str) -> str:
    """The number with its unit, or why there is none: five different things, none of them a dash."""
    if value.status == "number" and value.number is not None:
        return written(value.number, indicator, language, _decimals(value.number, indicator))
    return absent_words(value, language)


def short_words(value: ValueView, indicator: IndicatorView, language: str) -> str:
    """The same, but a count without its unit."""
    if indicator.kind == "count" and value.status == "number" and value.number is not None:
        return formats.number(value.number, language, _decimals(value.number, indicator))
    return value_words(value, indicator, language)


def _decimals(number: Decimal, indicator: IndicatorView) -> int:
    """Profiles rounds what it calculates; what is left beyond the catalogue's decimals, the source itself says."""
    exponent = number.as_tuple().exponent
    return max(indicator.decimals, -exponent) if isinstance(exponent, int) else indicator.decimals


def on_scale(value: ValueView, indicator: IndicatorView) -> float | None:
    """Where a value lies on a drawing; amounts in cents, as `axis_writer` writes them."""
    if value.status != "number" or value.number is None:
        return None
    return float(value.number * CENTS_IN.get(indicator.unit, 1))


def axis_writer(unit: str, language: str) -> Callable[[float], str]:
    """How a drawing writes the ends of its axis."""
    return _writer("€" if unit in CENTS_IN else "%" if unit == "percent" else "", language)


@cache
def _writer(sign: str, language: str) -> Callable[[float], str]:
    if sign == "%":
        return partial(formats.percent, language=language)
    if sign == "€":
        return lambda cents: formats.euro(round(cents), language)
    return partial(formats.number, language=language)
