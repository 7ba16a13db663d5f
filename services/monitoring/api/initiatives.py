"""What the initiatives of a year told together, for the KPIs of the programme."""

from typing import Annotated

from fastapi import APIRouter, Depends, Query

from services.kit.caller import AnyCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep
from services.kit.public import for_a_minute
from services.monitoring.api.views import view_sums
from services.monitoring.contract.models import InitiativeSums
from services.monitoring.store.queries import initiative_sums

router = APIRouter(prefix="/initiative-sums", tags=["areas"])


@router.get(
    "",
    dependencies=[Depends(for_a_minute)],
    operation_id="getInitiativeSums",
    summary="What the initiatives of a year told of themselves, together",
    response_description="Sums, and over how many answers each is; not answered is not 0",
)
async def sums(year: Annotated[Year, Query()], caller: AnyCaller, database: DatabaseDep) -> InitiativeSums:
    async with database.reading() as session:
        found = await initiative_sums(session, year)
    return view_sums(year, found)
