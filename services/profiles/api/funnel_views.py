"""From judged places to a funnel plot, in the unit of the indicator."""

from collections.abc import Iterator, Sequence
from decimal import Decimal

from services.kit.texts import Texts
from services.profiles.api.comparison_views import indicator_places_view
from services.profiles.api.verdict_views import in_unit
from services.profiles.contract.comparisons import Level
from services.profiles.contract.funnel import Funnel, FunnelDot, FunnelLimits, SeenElsewhere
from services.profiles.domain.funnel_plot import Limits, funnel_lines
from services.profiles.domain.statistics.funnel import standing
from services.profiles.domain.statistics.reasons import no_proportion
from services.profiles.store.tables import Indicator
from services.profiles.usecases.compare_places import Compared

Elsewhere = Sequence[tuple[str, str, int]]


def funnel_view(compared: Compared, level: Level, municipality: str, elsewhere: Elsewhere, texts: Texts) -> Funnel:
    """The plot, with every place judged; `elsewhere` is code, name and year of municipalities that have a figure."""
    (code,) = compared.codes
    row = compared.catalogue.indicators[code]
    whole, is_parts = compared.reference(code, municipality)
    middle, found = whole.proportion, list(_rates(compared, code))
    largest = max((people for _, people, _ in found), default=0)
    return Funnel(
        judged=indicator_places_view(compared, level, municipality, texts),
        reference=None if middle is None else in_unit(row, middle),
        reference_of="parts" if is_parts else "municipality",
        unplaced=round(Decimal(repr(compared.unplaced(code))), 3) or None,
        limits=[_limits(row, line) for line in funnel_lines(middle, largest)] if middle else [],
        dots=[_dot(row, key, people, rate, middle) for key, people, rate in found] if middle else [],
        elsewhere=[
            SeenElsewhere(municipality=its_code, municipality_name=name, year=year)
            for its_code, name, year in elsewhere
        ],
    )


def _rates(compared: Compared, code: str) -> Iterator[tuple[str, float, float]]:
    """Key, people and rate (0 to 1) of every place of which both are published."""
    for place in compared.places:
        evidence = compared.evidence_of(code, place)
        if no_proportion(evidence) is None and evidence.proportion is not None and evidence.denominator is not None:
            yield place.key, evidence.denominator.published or 0, evidence.proportion


def _dot(row: Indicator, key: str, people: float, rate: float, middle: float) -> FunnelDot:
    where = standing(rate, people, middle).value
    return FunnelDot(key=key, people=round(people), rate=in_unit(row, rate), standing=where)


def _limits(row: Indicator, line: Limits) -> FunnelLimits:
    return FunnelLimits(
        people=line.people,
        low95=in_unit(row, line.warning.low),
        high95=in_unit(row, line.warning.high),
        low998=in_unit(row, line.alarm.low),
        high998=in_unit(row, line.alarm.high),
    )


def plain_limits(rate: float, per: int, largest: int) -> list[FunnelLimits]:
    """The limits around a rate that is no indicator's; one decimal finer than people write."""

    def written(proportion: float) -> Decimal:
        return round(Decimal(repr(proportion * per)), 2)

    return [
        FunnelLimits(
            people=line.people,
            low95=written(line.warning.low),
            high95=written(line.warning.high),
            low998=written(line.alarm.low),
            high998=written(line.alarm.high),
        )
        for line in funnel_lines(rate / per, largest)
    ]
