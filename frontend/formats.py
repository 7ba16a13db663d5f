"""How amounts, numbers and dates are written in Dutch and in English, and how Dutch is marked on an English page."""

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from babel.dates import format_date
from markupsafe import Markup

AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FIXED_SPACE = "\u00a0"
MINUS = "\u2212"
ORDINALS = {1: "1st", 2: "2nd", 3: "3rd", 4: "4th"}

Number = int | float | Decimal


def number(value: Number, language: str, decimals: int | None = None, signed: bool = False) -> str:
    """A number; without `decimals` a whole one has none and another has one. `signed` adds + as well as −."""
    exact = Decimal(str(value))
    places = decimals if decimals is not None else int(exact != exact.to_integral_value())
    rounded = exact.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    return _sign(rounded, signed) + _grouped(abs(rounded), language)


def exact(value: Number, language: str) -> str:
    """A number with all the decimals it has, for what was agreed or delivered: 12,55 stays 12,55."""
    exponent = Decimal(str(value)).normalize().as_tuple().exponent
    return number(value, language, max(0, -exponent) if isinstance(exponent, int) else 0)


def euro(cents: int, language: str, signed: bool = False) -> str:
    """An amount in cents as people write it: no cents where there are none."""
    symbol = "€" + FIXED_SPACE if language == "nl" else "€"
    return _sign(Decimal(cents), signed) + symbol + amount(abs(cents), language)


def amount(cents: int, language: str, signed: bool = False, with_cents: bool = False) -> str:
    """An amount in cents without the sign of the euro, for tables whose caption names the unit.

    `with_cents` writes them also where there are none, so that a column with cents stands in line.
    """
    exact = abs(Decimal(cents) / 100)
    places = Decimal("0.01") if with_cents or cents % 100 else Decimal(1)
    return _sign(Decimal(cents), signed) + _grouped(exact.quantize(places), language)


def percent(value: Number, language: str, decimals: int | None = None, signed: bool = False) -> str:
    """A percentage that already counts in hundredths: 12.3 is 12,3%."""
    return number(value, language, decimals, signed) + "%"


def date(value: dt.date, language: str) -> str:
    """A day: 20 november 2026. A moment is taken as the day it was in the Netherlands."""
    day = value.astimezone(AMSTERDAM).date() if isinstance(value, dt.datetime) else value
    return format_date(day, "d MMMM y", locale=_locale(language)).replace(" ", FIXED_SPACE, 1)


def datetime(value: dt.datetime, language: str) -> str:
    """A moment, as the clock in the Netherlands showed it."""
    if value.tzinfo is None:
        raise ValueError("A moment needs a time zone.")
    at = "om" if language == "nl" else "at"
    return f"{date(value, language)} {at} {value.astimezone(AMSTERDAM):%H:%M}"


def quarter(value: str, language: str) -> str:
    """A period as the wire names it (2020-01, 2020-Q1, 2020-H1 or 2020), in words."""
    year, _, part = value.partition("-")
    number = int(part.lstrip("QH") or 0)
    if part.isdigit():
        return format_date(dt.date(int(year), number, 1), "MMMM y", locale=_locale(language))
    if not part:
        return year
    if language == "nl":
        return f"{number}e {'kwartaal' if part[0] == 'Q' else 'halfjaar'} {year}"
    return f"{ORDINALS[number]} {'quarter' if part[0] == 'Q' else 'half'} of {year}"


def _locale(language: str) -> str:
    return "nl" if language == "nl" else "en_GB"


def _grouped(value: Decimal, language: str) -> str:
    written = f"{value:,f}"
    return written.translate(str.maketrans(",.", ".,")) if language == "nl" else written


def _sign(value: Decimal, signed: bool) -> str:
    if value < 0:
        return MINUS
    return "+" if signed and value > 0 else ""


def dutch(text: str, language: str) -> str:
    """What people wrote in Dutch; a page in another language says so, for who hears it (WCAG 3.1.2)."""
    return text if language == "nl" or not text else Markup('<span lang="nl">{}</span>').format(text)


def source(text: str, language: str) -> str:
    """A publication under its Dutch name, with between brackets what the page says of it in its own language."""
    name, bracket, rest = text.partition(" (")
    return dutch(name, language) + bracket + rest


def site(address: str, language: str) -> str:
    """The name of the site of an address, without `www.`: the same in every language."""
    return (urlsplit(address).hostname or address).removeprefix("www.")


def clock(value: dt.datetime, language: str) -> str:
    """The time of day as the clock in the Netherlands showed it: the same in every language."""
    return f"{value.astimezone(AMSTERDAM):%H:%M}"
