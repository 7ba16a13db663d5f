"""What a delivery is judged by, asked before its transaction: the agreement's KPIs and the areas of that year."""

from uuid import UUID

from services.kit.caller import TokenMaker
from services.kit.database import Database
from services.monitoring.domain.agreement import Terms
from services.monitoring.store.queries import get_terms
from services.monitoring.usecases.remembered import Remembered
from services.profiles.contract.client import ProfilesClient

AreaIds = tuple[str, ...]


def remembered_terms(database: Database) -> Remembered[tuple[UUID, int], Terms]:
    """Agreements by partner and year. A next version is seen within a minute, where it was put in force at once."""

    async def load(key: tuple[UUID, int]) -> Terms:
        async with database.reading() as session:
            return await get_terms(session, *key)

    return Remembered(load)


def remembered_areas(profiles: ProfilesClient, tokens: TokenMaker) -> Remembered[int, AreaIds]:
    """Area ids by year, from profiles, asked as this service itself."""

    async def load(year: int) -> AreaIds:
        municipality = await profiles.on_behalf_of(tokens.service()).municipality(year)
        return tuple(area.id for area in municipality.areas)

    return Remembered(load)
