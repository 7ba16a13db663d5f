"""The part of the typed client about much at once: lists of regions, and figures of many places."""

from collections.abc import Sequence
from datetime import date

from services.kit.http import ServiceClient
from services.profiles.contract.regions import RegionPage
from services.profiles.contract.values import ValuesPage


class FiguresClient(ServiceClient):
    """What `ProfilesClient` has besides its own."""

    async def regions(
        self,
        year: int,
        *,
        level: str | None = None,
        municipality: str | None = None,
        parent: str | None = None,
        name: str | None = None,
        page: int = 1,
        page_size: int = 100,
    ) -> RegionPage:
        """One page of the regions of a year, by code. Raises NoFigures."""
        query = {"year": year, "level": level, "municipality": municipality, "parent": parent, "name": name}
        return await self._ask(RegionPage, "GET", "/v1/regions", query=query | {"page": page, "pageSize": page_size})

    async def values(
        self,
        years: Sequence[int],
        *,
        regions: Sequence[str] = (),
        areas: Sequence[str] = (),
        level: str | None = None,
        within: str | None = None,
        indicators: Sequence[str] = (),
        theme: str | None = None,
        as_of: date | None = None,
        page: int = 1,
        page_size: int = 1000,
    ) -> ValuesPage:
        """One page of figures: places × indicators × years, all or those of a theme, as published on `as_of`.

        Raises PlacesNeeded, WithinNeeded, UnknownRegion, UnknownArea, UnknownIndicator, UnknownTheme, NoFigures.
        """
        places = {"region": list(regions), "area": list(areas), "level": level, "within": within}
        what = {"year": list(years), "indicator": list(indicators), "theme": theme, "asOf": as_of}
        return await self._ask(
            ValuesPage, "GET", "/v1/values", query=places | what | {"page": page, "pageSize": page_size}
        )
