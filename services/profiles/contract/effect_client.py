"""The part of the typed client about care before and after a year of money."""

from services.kit.http import ServiceClient
from services.profiles.contract.effect import YearEffects


class EffectClient(ServiceClient):
    """What `ProfilesClient` has besides its own."""

    async def effects(self, year: int, area_id: str | None = None) -> YearEffects:
        """Of all areas of a year, or of one. Raises NoFigures, UnknownArea."""
        return await self._ask(YearEffects, "GET", "/v1/effects", query={"year": year, "areaId": area_id})
