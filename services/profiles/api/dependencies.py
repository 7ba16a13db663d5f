"""What routes of profiles ask for by type: the keeper, the clock, the settings, the year, one service."""

from typing import Annotated, Literal

from fastapi import Depends, Path, Query, Request

from services.kit.app import clock_of
from services.kit.caller import Caller, NotYours
from services.kit.clock import Clock
from services.kit.contract import Year
from services.kit.database import Database
from services.kit.public import follows, for_a_minute, open_to_all
from services.kit.texts import Texts
from services.profiles.contract.refusals import DevelopmentOnly
from services.profiles.settings import Settings
from services.profiles.store.keeper import Keeper
from services.profiles.store.version import find_version


async def _keeper_of(request: Request) -> Keeper:
    keeper: Keeper = request.app.state.keeper
    return keeper


async def _settings_of(request: Request) -> Settings:
    settings: Settings = request.app.state.settings
    return settings


async def _texts_of(request: Request) -> Texts:
    texts: Texts = request.app.state.texts
    return texts


async def _version_of(request: Request) -> str:
    database: Database = request.app.state.database
    async with database.reading() as session:
        return await find_version(session)


KeeperDep = Annotated[Keeper, Depends(_keeper_of)]
ClockDep = Annotated[Clock, Depends(clock_of)]
TextsDep = Annotated[Texts, Depends(_texts_of)]
SettingsDep = Annotated[Settings, Depends(_settings_of)]
YearQuery = Annotated[Year, Query(description="The newest data up to this year answer, or else the oldest there are")]
LevelQuery = Annotated[Literal["area", "district", "neighbourhood"], Query(description="which places")]
MunicipalityQuery = Annotated[
    str | None, Query(pattern=r"^GM\d{4}$", description="of the home municipality by default")
]
CodePath = Annotated[str, Path(max_length=80)]
PUBLIC_FOR_A_MINUTE = [Depends(open_to_all), Depends(follows(_version_of))]
"""For answers made of nothing but figures, regions, catalogue and areas: the same as long as `data_version` is."""
PUBLIC_WITH_MORE = [Depends(open_to_all), Depends(for_a_minute)]
"""For public answers with something else in them: each is made, and then compared with what the asker has."""


def require_service(caller: Caller, name: str) -> None:
    """Raises NotYours unless the caller is this service itself."""
    if (caller.kind, caller.id) != ("service", name):
        raise NotYours(roles=f"service:{name}")


def require_development(settings: Settings) -> None:
    """Raises DevelopmentOnly in production."""
    if not settings.in_development:
        raise DevelopmentOnly
