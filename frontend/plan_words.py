"""Words of the plan's form: what a line is for, and the figures one can divide by."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass

from services.budget.contract.splits import LineKind
from services.profiles.contract.models import IndicatorView


def kind_words(_: Callable[[str], str]) -> dict[LineKind, str]:
    return {
        LineKind.AREAS: _("de gebieden, met een sleutel"),
        LineKind.CITY_WIDE: _("de hele gemeente"),
        LineKind.SUPPORT: _("ondersteuning"),
        LineKind.OTHER: _("iets anders"),
        LineKind.GROUP: _("een groep met regels eronder"),
    }


@dataclass(frozen=True)
class Offer:
    """The figures to divide by, by theme in the order of the catalogue; `left_out`: how many are not among them."""

    groups: dict[str, list[IndicatorView]]
    left_out: int


def key_offer(indicators: Sequence[IndicatorView], chosen: Collection[str], _: Callable[[str], str]) -> Offer:
    """The figures that every area has. One that was `chosen` before stays to be seen, apart, as it cannot be used."""
    groups: dict[str, list[IndicatorView]] = {}
    for indicator in indicators:
        if not indicator.areas_without:
            groups.setdefault(indicator.theme_label or indicator.theme, []).append(indicator)
    if unfit := [each for each in indicators if each.areas_without and each.code in chosen]:
        groups[_("Niet van elk gebied bekend")] = unfit
    return Offer(groups, sum(bool(each.areas_without) for each in indicators))
