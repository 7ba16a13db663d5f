"""Words of the plan's form: what a line is for, and the figures one can divide by."""

from collections.abc import Callable, Sequence

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


def indicator_groups(indicators: Sequence[IndicatorView]) -> dict[str, list[IndicatorView]]:
    """The figures of the catalogue by theme, in the order of the catalogue."""
    groups: dict[str, list[IndicatorView]] = {}
    for indicator in indicators:
        groups.setdefault(indicator.theme_label or indicator.theme, []).append(indicator)
    return groups
