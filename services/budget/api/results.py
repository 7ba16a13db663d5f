"""Routes of what was shared: photos and the closing conference."""

from typing import Annotated

from fastapi import APIRouter, Path, Query, Response

from services.budget.api.wiring import PUBLIC, PhotoFilesDep
from services.budget.contract.initiatives import Conference, InitiativeState
from services.budget.contract.refusals import UnknownPhoto
from services.budget.store.guard_queries import is_public_photo
from services.budget.store.initiative_queries import count_by_state, may_preview, whole_initiatives
from services.budget.store.tables import Initiative
from services.budget.views import conference_view
from services.kit.caller import AnyCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep
from services.kit.public import KEPT

router = APIRouter(tags=["results"])


@router.get(
    "/photos/{photo_id}",
    dependencies=KEPT,
    operation_id="getPhoto",
    summary="A photo of a shared result or an open journal; before that, for its applicant only",
    response_class=Response,
    responses={200: {"content": {"image/webp": {}}, "description": "The photo"}},
)
async def photo(
    photo_id: Annotated[str, Path(pattern=r"^[0-9a-f]{64}$")],
    caller: AnyCaller,
    database: DatabaseDep,
    files: PhotoFilesDep,
) -> Response:
    async with database.reading() as session:
        is_public = await is_public_photo(session, photo_id)
        if not is_public and not await may_preview(session, caller, photo_id):
            raise UnknownPhoto
    # Not longer: a photo can be taken away, and is then gone everywhere within minutes.
    cache = "public, max-age=300" if is_public else "no-store"
    return Response(await files.read(photo_id), media_type="image/webp", headers={"Cache-Control": cache})


@router.get(
    "/conference",
    dependencies=[PUBLIC],
    operation_id="getConference",
    summary="The closing conference of a year: every result that was shared",
    response_description="The results, in the order in which they were shared",
)
async def conference(caller: AnyCaller, database: DatabaseDep, year: Annotated[Year, Query()]) -> Conference:
    is_shared = Initiative.state == InitiativeState.SHARED.value
    async with database.reading() as session:
        shared = await whole_initiatives(session, Initiative.year == year, is_shared)
        counts = await count_by_state(session, year)
    return conference_view(year, shared, counts)
