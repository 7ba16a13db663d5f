"""What routes of monitoring ask for in their signature."""

from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Annotated
from uuid import UUID

from fastapi import Depends, Header, Query, Request

from services.kit.api_keys import kept_key
from services.kit.app import clock_of
from services.kit.caller import KEY, Caller, names_a_caller
from services.kit.clock import Clock
from services.kit.contract import Day
from services.kit.database import Database, DatabaseDep
from services.kit.options import refuse_unknown
from services.kit.texts import Texts
from services.monitoring.domain.agreement import Terms
from services.monitoring.store.queries import find_api_key
from services.monitoring.usecases.office import Office
from services.monitoring.usecases.remembered import Remembered
from services.monitoring.usecases.terms import AreaIds


@dataclass(frozen=True)
class PartnerSoftware(Caller):
    """A partner's software, known by one of the partner's API keys; `id` is the partner's."""

    api_key_id: str = ""

    @property
    def partner_id(self) -> UUID:
        return UUID(self.id)


@names_a_caller(KEY)
async def partner_software(request: Request, database: DatabaseDep) -> PartnerSoftware:
    """The partner whose key stands in `Authorization: Bearer vv_…`. Raises BadApiKey."""
    return await _with_key(request, database)


async def partner_of_key(request: Request) -> Caller:
    """For the kit: who a key names on a route for everybody. Raises BadApiKey."""
    return await _with_key(request, request.app.state.database)


async def _with_key(request: Request, database: Database) -> PartnerSoftware:
    async with database.reading() as session:
        key = await kept_key(request, partial(find_api_key, session))
    caller = PartnerSoftware(kind="partner", id=str(key.partner_id), api_key_id=key.id)
    request.state.caller = caller  # A route names its caller first, so that `OnceDep` finds it here.
    return caller


async def _texts_of(request: Request) -> Texts:
    texts: Texts = request.app.state.texts
    return texts


async def _terms_of(request: Request) -> Remembered[tuple[UUID, int], Terms]:
    terms: Remembered[tuple[UUID, int], Terms] = request.app.state.terms
    return terms


async def _areas_of(request: Request) -> Remembered[int, AreaIds]:
    areas: Remembered[int, AreaIds] = request.app.state.areas
    return areas


async def _office_of(request: Request) -> Office:
    office: Office = request.app.state.office
    return office


async def _peer(request: Request) -> str:
    return request.client.host if request.client else ""


async def _raw_body(request: Request) -> bytes:
    return await request.body()


async def _as_of(
    request: Request,
    as_of: Annotated[
        Day | None, Query(alias="asOf", description="as it was reported at the end of that day; else as it is now")
    ] = None,
) -> date | None:
    refuse_unknown(request)
    return as_of


PartnerCaller = Annotated[PartnerSoftware, Depends(partner_software)]
ClockDep = Annotated[Clock, Depends(clock_of)]
OfficeDep = Annotated[Office, Depends(_office_of)]
TextsDep = Annotated[Texts, Depends(_texts_of)]
TermsDep = Annotated[Remembered[tuple[UUID, int], Terms], Depends(_terms_of)]
AreasDep = Annotated[Remembered[int, AreaIds], Depends(_areas_of)]
PeerDep = Annotated[str, Depends(_peer)]
"""The network address of who calls us directly."""
RawBody = Annotated[bytes, Depends(_raw_body)]
AsOf = Annotated[date | None, Depends(_as_of)]
OptionalKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=200,
        description="Not needed: the same content is always taken once. With other content the key is refused.",
    ),
]
FormKey = Annotated[
    str | None,
    Header(
        alias="Idempotency-Key",
        min_length=8,
        max_length=200,
        description="Of the form that was filled in: the same content with the same key is taken once, with another "
        "key it is a new delivery. Without a key the same content is always taken once.",
    ),
]
