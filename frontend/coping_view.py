"""Who can probably cope, as a page shows it: ranges in words, and the assumptions to change."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal

from frontend import formats
from frontend.translations import translations
from services.kit.numbers import number_of
from services.profiles.contract.coping import CopingEstimate, Range
from services.profiles.contract.models import ValueView

FIELDS = {
    "aanname_minimum_van": "minimum_low",
    "aanname_minimum_tot": "minimum_high",
    "aanname_overig_van": "others_low",
    "aanname_overig_tot": "others_high",
}
"""Fields of the form, and what the service calls them; per cents."""


@dataclass(frozen=True, slots=True)
class Coping:
    """The estimate in words; the two ranges are empty when a figure is missing."""

    can_cope: str
    too_much: str
    households: str
    around_minimum: str
    why_not: str


def coping_view(found: CopingEstimate, language: str) -> Coping:
    """The estimate of one place."""
    _ = translations(language).gettext
    lacking = [value for value in (found.households, found.around_minimum) if value.number is None]
    return Coping(
        can_cope=_range(found.can_cope, language),
        too_much=_range(found.too_much, language),
        households=_number(found.households, 0, language),
        around_minimum=_number(found.around_minimum, 1, language),
        why_not=_(
            "Een van de twee cijfers waar dit van is gemaakt, is er niet over dit jaar. Misschien is het er wel over"
            " een ander jaar: kies dat boven aan de pagina."
        )
        if lacking or not found.too_much
        else "",
    )


def assumptions_of(query: Mapping[str, str]) -> dict[str, float]:
    """The per cents somebody typed, by the service's names; what is no number from 0 to 100 is left out."""
    found = {}
    for field, name in FIELDS.items():
        number = number_of(query.get(field, "").strip().rstrip("%").rstrip())
        if number is not None and 0 <= number <= 100:
            found[name] = float(number)
    return found


def _range(of: Range | None, language: str) -> str:
    if of is None:
        return ""
    words = {"low": _about(of.low, language), "high": _about(of.high, language)}
    return translations(language).gettext("%(low)s tot %(high)s") % words


def _about(number: Decimal, language: str) -> str:
    """Two significant digits: more would promise more than an estimate knows."""
    size = max(0, number.adjusted() - 1)
    step = Decimal(10) ** size
    return formats.number((number / step).quantize(Decimal(1)) * step, language, 0)


def _number(value: ValueView, decimals: int, language: str) -> str:
    if value.status == "number" and value.number is not None:
        return formats.number(value.number, language, decimals)
    return ""
