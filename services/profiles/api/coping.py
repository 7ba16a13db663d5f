"""Demand: for how many households arranging everything themselves is probably too much to ask."""

from decimal import Decimal
from typing import Annotated

from fastapi import APIRouter, Depends, Query
from pydantic import Field

from services.kit.caller import AnyCaller
from services.kit.database import DatabaseDep
from services.profiles.api.comparison_views import comparison_view
from services.profiles.api.dependencies import PUBLIC_FOR_A_MINUTE, KeeperDep, TextsDep, YearQuery
from services.profiles.api.whereabouts import PlaceKey
from services.profiles.contract.coping import AssumedShares, CopingEstimate, Range
from services.profiles.contract.refusals import AssumptionsNotRight
from services.profiles.domain import coping
from services.profiles.domain.coping import Assumptions, estimate_coping
from services.profiles.domain.statistics.intervals import Interval
from services.profiles.usecases.compare_places import Compared, compare_places

router = APIRouter(tags=["places"])
HOUSEHOLDS, AROUND_MINIMUM = "households", "social_minimum_share"
Percent = Annotated[float, Field(ge=0, le=100)]


async def _assumptions(
    minimum_low: Annotated[Percent, Query(alias="minimumLow")] = coping.AROUND_MINIMUM_LOW * 100,
    minimum_high: Annotated[Percent, Query(alias="minimumHigh")] = coping.AROUND_MINIMUM_HIGH * 100,
    others_low: Annotated[Percent, Query(alias="othersLow")] = coping.OTHERS_LOW * 100,
    others_high: Annotated[Percent, Query(alias="othersHigh")] = coping.OTHERS_HIGH * 100,
) -> Assumptions:
    """Per cents, at least and at most, of the households around the minimum and of the others."""
    if minimum_low > minimum_high or others_low > others_high:
        raise AssumptionsNotRight
    return Assumptions(Interval(minimum_low / 100, minimum_high / 100), Interval(others_low / 100, others_high / 100))


@router.get(
    "/places/{key}/coping-estimate",
    summary="About how many households can cope, under stated assumptions",
    operation_id="estimateCoping",
    response_description="Two ranges of households, with the figures and assumptions behind them",
    dependencies=PUBLIC_FOR_A_MINUTE,
)
async def coping_estimate(
    key: PlaceKey,
    year: YearQuery,
    caller: AnyCaller,
    database: DatabaseDep,
    keeper: KeeperDep,
    texts: TextsDep,
    assumed: Annotated[Assumptions, Depends(_assumptions)],
) -> CopingEstimate:
    async with database.reading() as session:
        compared = await compare_places(session, keeper, [key], year, only=[HOUSEHOLDS, AROUND_MINIMUM])
    households, minimum = (found.places[0] for found in comparison_view(compared, texts).figures)
    place = comparison_view(compared, texts).places[0]
    found = _estimate(compared, assumed)
    return CopingEstimate(
        key=place.key,
        name=place.name,
        level=place.level,
        year=compared.year,
        households=households.value,
        around_minimum=minimum.value,
        source=minimum.source or households.source,
        assumed=_assumed_view(assumed),
        can_cope=found and _range(found.can_cope),
        too_much=found and _range(found.too_much),
    )


def _estimate(compared: Compared, assumed: Assumptions) -> coping.Estimate | None:
    evidence = compared.evidence_of(AROUND_MINIMUM, compared.places[0])
    if evidence.numerator is None or evidence.denominator is None or not evidence.denominator.published:
        return None
    return estimate_coping(evidence.numerator, evidence.denominator, assumed)


def _assumed_view(assumed: Assumptions) -> AssumedShares:
    return AssumedShares(
        around_minimum=_range(assumed.around_minimum, 100),
        others=_range(assumed.others, 100),
        is_changed=assumed != coping.USUAL,
        source=coping.SOURCE,
        source_url=coping.SOURCE_URL,
    )


def _range(of: Interval, times: int = 1) -> Range:
    return Range(low=round(Decimal(repr(of.low * times))), high=round(Decimal(repr(of.high * times))))
