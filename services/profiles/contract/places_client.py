"""The part of the typed client about pictures of places: outlines, funnels, estimates, and places that are alike."""

from collections.abc import Sequence

from services.kit.http import ServiceClient
from services.profiles.contract.borders import Borders
from services.profiles.contract.coping import CopingEstimate
from services.profiles.contract.funnel import Funnel, FunnelLimits
from services.profiles.contract.postcodes import PostcodePlaces
from services.profiles.contract.similar import SimilarPlaces


class PlacesClient(ServiceClient):
    """What `ProfilesClient` has besides its own."""

    async def borders(self, year: int, level: str = "district", municipality: str | None = None) -> Borders:
        """The regions of a level that have an outline. Raises UnknownRegion."""
        query = {"year": year, "level": level, "municipality": municipality}
        return await self._ask(Borders, "GET", "/v1/borders", query=query)

    async def postcode(self, postcode: str, year: int) -> PostcodePlaces:
        """The areas a postcode (`1234` or `1234AB`) may lie in. Raises UnknownPostcode."""
        return await self._ask(PostcodePlaces, "GET", f"/v1/postcodes/{postcode}", query={"year": year})

    async def funnel(self, code: str, year: int, level: str = "area", municipality: str | None = None) -> Funnel:
        """One indicator for every place of a level, with chance's lines. Raises UnknownIndicator, UnknownRegion."""
        query = {"year": year, "level": level, "municipality": municipality}
        return await self._ask(Funnel, "GET", f"/v1/indicators/{code}/funnel", query=query)

    async def funnel_limits(self, rate: float, largest: int, per: int = 1000) -> list[FunnelLimits]:
        """The lines of chance around any rate, for a worked example."""
        query = {"rate": rate, "per": per, "largest": largest}
        return await self._ask(list[FunnelLimits], "GET", "/v1/funnel-limits", query=query)

    async def coping_estimate(
        self,
        key: str,
        year: int,
        *,
        minimum_low: float | None = None,
        minimum_high: float | None = None,
        others_low: float | None = None,
        others_high: float | None = None,
    ) -> CopingEstimate:
        """About how many households can cope; assumptions in per cent. Raises AssumptionsNotRight, UnknownRegion."""
        query = {
            "year": year,
            "minimumLow": minimum_low,
            "minimumHigh": minimum_high,
            "othersLow": others_low,
            "othersHigh": others_high,
        }
        return await self._ask(CopingEstimate, "GET", f"/v1/places/{key}/coping-estimate", query=query)

    async def similar_regions(
        self, code: str, year: int, indicators: Sequence[str] = (), most: int = 5
    ) -> SimilarPlaces:
        """The places most like this region, or like the area with this id.

        Raises UnknownRegion, UnknownArea, UnknownIndicator, NoFigureToCompareBy.
        """
        kind = "regions" if code[:2].isupper() else "areas"
        query = {"year": year, "indicators": ",".join(indicators) or None, "most": most}
        return await self._ask(SimilarPlaces, "GET", f"/v1/{kind}/{code}/similar", query=query)
