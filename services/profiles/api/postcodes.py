"""In which area a postcode lies. Where somebody lives is asked, answered and forgotten."""

from typing import Annotated

from fastapi import APIRouter, Path

from services.kit.caller import AnyCaller
from services.kit.database import DatabaseDep
from services.profiles.api.dependencies import YearQuery
from services.profiles.contract.postcodes import POSTCODE, PostcodeArea, PostcodePlaces
from services.profiles.usecases.find_postcode import find_postcode

router = APIRouter(prefix="/postcodes", tags=["places"])


@router.get(
    "/{postcode}",
    summary="The areas a postcode may lie in; several, when four digits fit several",
    operation_id="getPostcode",
    response_description="The areas, by name, and whether that is exact",
)
async def postcode(
    postcode: Annotated[str, Path(pattern=POSTCODE, max_length=10, description="1234 or 1234AB")],
    year: YearQuery,
    caller: AnyCaller,
    database: DatabaseDep,
) -> PostcodePlaces:
    async with database.reading() as session:
        found = await find_postcode(session, postcode, year)
    areas = [PostcodeArea(id=area_id, name=name) for area_id, name in found.areas]
    return PostcodePlaces(areas=areas, is_exact=found.is_exact)
