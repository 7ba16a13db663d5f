"""Route of the terms this municipality set, so that pages say what really happens."""

from fastapi import APIRouter

from services.budget.api.wiring import PUBLIC, OfficeDep
from services.budget.contract.models import Terms
from services.kit.caller import AnyCaller

router = APIRouter(tags=["terms"])


@router.get(
    "/terms",
    dependencies=[PUBLIC],
    operation_id="getTerms",
    summary="When an idea is answered, and how long we keep who told it",
    response_description="The terms as this municipality set them",
)
async def terms(caller: AnyCaller, office: OfficeDep) -> Terms:
    settings = office.settings
    return Terms(
        answer_weeks=settings.answer_weeks,
        unconfirmed_days=settings.unconfirmed_days,
        keep_applicant_years=settings.keep_applicant_years,
        keep_account_days=settings.keep_account_days,
        savings_share=settings.savings_share,
    )
