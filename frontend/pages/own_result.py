"""My result: share it in a form of your own, and add to it until the conference is closed."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from frontend.answers import gettext_of, see_other
from frontend.forms.result import FIELDS, UPLOADS, ResultForm
from frontend.pages.own_initiative import MOST_PHOTO_BYTES
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import VisitorDep
from services.budget.contract.client import BudgetClient
from services.budget.contract.initiatives import ChangeResult, ShareResult
from services.budget.contract.refusals import InitiativeMove
from services.kit.errors import Refusal

router = APIRouter()


@router.get("/mijn-idee/{initiative_id}/resultaat")
async def result_form(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    return await _page(request, budget, initiative_id, None, language=visit.language)


@router.post("/mijn-idee/{initiative_id}/resultaat")
async def share_result(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    form, _ = ResultForm(data, visit.language), gettext_of(request)
    thanks = _("Dank je wel. Iedereen kan je resultaat nu zien.")
    await _keep_files(budget, initiative_id, form, data)
    result = form.result()
    if result is None:
        return await _page(request, budget, initiative_id, form, 422)
    try:
        if form["versie"]:
            body = ChangeResult(version=form.version(), **result.model_dump())
            await budget.change_result(initiative_id, body)
            thanks = _("Het is aangepast. Iedereen kan het nu zien.")
        else:
            await budget.share_result(initiative_id, result)
    except Refusal as refusal:
        if isinstance(refusal, InitiativeMove) and await _is_shared(budget, initiative_id, result):
            # The same button twice: the second answer is the one people see.
            return see_other(f"/mijn-idee/{initiative_id}", thanks)
        form.take(refusal, FIELDS)
        return await _page(request, budget, initiative_id, form, refusal.status)
    visit.site.strips.forget()
    return see_other(f"/mijn-idee/{initiative_id}", thanks)


async def _is_shared(budget: BudgetClient, initiative_id: UUID, result: ShareResult) -> bool:
    shared = (await budget.own_initiative(initiative_id)).initiative.result
    return shared is not None and shared.text == result.text


async def _keep_files(budget: BudgetClient, initiative_id: UUID, form: ResultForm, data: FormData) -> None:
    """What is kept stays with the form, when the rest of it has to be mended."""
    for name in (*(f"foto{number}" for number in range(1, UPLOADS + 1)), "document"):
        upload = data.get(name)
        if not isinstance(upload, UploadFile):
            continue
        if (upload.size or 0) > MOST_PHOTO_BYTES:
            form.errors[name] = form._("Dit bestand is te groot. Kies er een van hoogstens 8 MB.")
        elif upload.filename:
            try:
                await _keep(budget, initiative_id, form, name, await upload.read())
            except Refusal as refusal:
                form.errors[name] = refusal.sentence or str(refusal)
        await upload.close()


async def _keep(budget: BudgetClient, initiative_id: UUID, form: ResultForm, name: str, content: bytes) -> None:
    if name == "document":
        form.typed["document_id"] = (await budget.keep_document(initiative_id, content)).document_id
        form.typed.pop("document_weg", None)
    else:
        kept = await budget.keep_photo(initiative_id, content)
        form.add_picture(kept.photo_id, form[f"{name}_beschrijving"])
        form.typed.pop(f"{name}_beschrijving", None)


async def _page(
    request: Request,
    budget: BudgetClient,
    initiative_id: UUID,
    form: ResultForm | None,
    status: int = 200,
    language: str = "nl",
) -> Response:
    own = await budget.own_initiative(initiative_id)
    shared = own.initiative.result
    if form is None:
        form = ResultForm(language=language)
        form = form.has(shared) if shared else form
    return render(
        request,
        "own_result.html",
        status=status,
        own=own,
        view=own.initiative,
        form=form,
        uploads=range(1, UPLOADS + 1),
        errors=form.errors,
    )
