"""From effects to what the contract says of them."""

from collections.abc import Sequence
from decimal import Decimal

from services.kit.texts import Texts
from services.profiles.api.figure_views import indicator_view, source_view, value_view
from services.profiles.api.verdict_views import in_unit, interval_view
from services.profiles.contract.comparisons import IntervalView
from services.profiles.contract.effect import (
    AreaEffects,
    ChangeBeside,
    ComparedArea,
    EffectOfIndicator,
    EffectRate,
    YearEffects,
)
from services.profiles.domain.statistics.effect import Effect
from services.profiles.domain.statistics.intervals import Interval
from services.profiles.store.tables import Indicator
from services.profiles.usecases.gather_around import Rate
from services.profiles.usecases.read_effects import AreaEffect, Effects

RATIO_DECIMALS = 2


def effects_view(effects: Effects, texts: Texts) -> YearEffects:
    """Every area that was asked, with all care figures in the order of the catalogue."""
    return YearEffects(
        year=effects.year,
        compared=effects.compared,
        areas=[
            AreaEffects(
                area_id=area, name=effects.names[area], effects=[_effect(effects, each, texts) for each in of_area]
            )
            for area, of_area in effects.areas.items()
        ],
    )


def _effect(effects: Effects, found: AreaEffect, texts: Texts) -> EffectOfIndicator:
    row, years = effects.catalogue.indicators[found.code], found.years
    return EffectOfIndicator(
        indicator=indicator_view(effects.catalogue, row, texts),
        conclusion=found.conclusion.value,
        before_year=years.before,
        after_year=years.after,
        here_before=_rate(row, found.here[0]),
        here_after=_rate(row, found.here[1]),
        group_before=_rate(row, found.there[0]),
        group_after=_rate(row, found.there[1]),
        group=[
            ComparedArea(area_id=area, name=effects.names[area]) for area in (found.group.places if found.group else ())
        ],
        alike_on=_names(effects, found.group.measures if found.group else (), texts),
        change=_change(row, found.effect, years.before, years.after),
        earlier=_change(row, found.earlier, years.earlier, years.before),
        began_apart=found.began_apart,
    )


def _names(effects: Effects, codes: Sequence[str], texts: Texts) -> list[str]:
    rows = effects.catalogue.indicators
    return [indicator_view(effects.catalogue, rows[code], texts).name for code in codes]


def _rate(row: Indicator, rate: Rate | None) -> EffectRate | None:
    if rate is None:
        return None
    return EffectRate(
        year=rate.year,
        value=value_view(rate.total, row.decimals, of_several=rate.is_of_several),
        interval=interval_view(row, rate.interval),
        source=source_view(rate.source),
    )


def _change(row: Indicator, effect: Effect | None, first: int | None, last: int | None) -> ChangeBeside | None:
    if effect is None or first is None or last is None:
        return None
    return ChangeBeside.model_validate(
        {
            "fromYear": first,
            "toYear": last,
            "kind": effect.kind.value,
            "reason": effect.reason and effect.reason.value,
            "difference": None if effect.difference is None else in_unit(row, effect.difference),
            "interval": interval_view(row, effect.interval),
            "ratio": _ratio(effect.ratio),
            "ratioInterval": _ratios(effect.ratio_interval),
            "isApproximation": effect.is_approximation,
            "isEstimate": effect.is_estimate,
        }
    )


def _ratio(ratio: float | None) -> Decimal | None:
    return None if ratio is None else round(Decimal(repr(ratio)), RATIO_DECIMALS)


def _ratios(of: Interval | None) -> IntervalView | None:
    if of is None:
        return None
    low, high = (round(Decimal(repr(each)), RATIO_DECIMALS) for each in (of.low, of.high))
    return IntervalView(low=low, high=high)
