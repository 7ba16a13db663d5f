"""Route of the terms this municipality set, so that pages say what really happens."""

from typing import Annotated

from fastapi import APIRouter, Query

from services.budget.api.wiring import PUBLIC, OfficeDep
from services.budget.contract.models import Terms
from services.budget.usecases.schemes.scheme_of import scheme_of
from services.kit.caller import AnyCaller
from services.kit.contract import Year
from services.kit.database import DatabaseDep

router = APIRouter(tags=["terms"])


@router.get(
    "/terms",
    dependencies=[PUBLIC],
    operation_id="getTerms",
    summary="When an idea is answered, and how long we keep who told it",
    response_description="The terms as this municipality set them",
)
async def terms(
    caller: AnyCaller, database: DatabaseDep, office: OfficeDep, year: Annotated[Year | None, Query()] = None
) -> Terms:
    """Without a year those for who comes today."""
    settings = office.settings
    async with database.reading() as session:
        scheme = await scheme_of(session, year or office.today().year, office)
    return Terms(
        answer_weeks=scheme.answer_weeks,
        unconfirmed_days=settings.unconfirmed_days,
        keep_applicant_years=settings.keep_applicant_years,
        keep_account_days=settings.keep_account_days,
        savings_share=settings.savings_share,
    )
