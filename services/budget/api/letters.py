"""Routes of letters: to read and to print, for the applicant and for staff who print them for somebody."""

from uuid import UUID

from fastapi import APIRouter, Response

from services.budget.api.wiring import OfficeDep, TypesetterDep
from services.budget.contract.letter_refusals import UnknownLetter
from services.budget.contract.letters import LetterView
from services.budget.letter_views import letter_data, letter_view
from services.budget.store.initiative_queries import find_applicant, get_whole_initiative
from services.budget.store.letter_queries import get_letter, letters_of
from services.budget.usecases.letters.may_read import check_may_read
from services.kit.caller import KnownCaller
from services.kit.database import DatabaseDep

router = APIRouter(tags=["letters"])


@router.get(
    "/initiatives/{initiative_id}/letters",
    operation_id="listLetters",
    summary="The letters about an initiative, for its applicant and for staff",
    response_description="Newest first",
)
async def letters(
    initiative_id: UUID, caller: KnownCaller, database: DatabaseDep, office: OfficeDep
) -> list[LetterView]:
    async with database.reading() as session:
        whole = await get_whole_initiative(session, initiative_id, public=False)
        check_may_read(caller, whole.initiative)
        applicant = await find_applicant(session, initiative_id)
        found = await letters_of(session, initiative_id, all_of_them=caller.kind != "applicant")
    return [letter_view(letter, applicant, office) for letter in found]


@router.get(
    "/letters/{letter_id}/pdf",
    operation_id="getLetterPdf",
    summary="A letter as PDF/UA-1, on one page",
    response_class=Response,
    responses={200: {"content": {"application/pdf": {}}, "description": "The letter"}},
)
async def letter_pdf(
    letter_id: UUID, caller: KnownCaller, database: DatabaseDep, office: OfficeDep, typesetter: TypesetterDep
) -> Response:
    async with database.reading() as session:
        letter = await get_letter(session, letter_id)
        if caller.kind == "applicant" and not letter.for_applicant:
            raise UnknownLetter
        whole = await get_whole_initiative(session, letter.initiative_id, public=False)
        check_may_read(caller, whole.initiative)
        applicant = await find_applicant(session, letter.initiative_id)
    data = letter_data(letter, applicant, office)
    pdf = await typesetter.pdf("letter.typ", "letter", data, letter.announced_on)
    return Response(pdf, media_type="application/pdf", headers={"Cache-Control": "no-store"})
