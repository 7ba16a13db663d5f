"""The open journal: its people write, everybody reads, the circle asks and acts."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.datastructures import FormData, UploadFile
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.forms.journal import ENTRY_FIELDS, EntryForm, MessageForm, id_or_none
from frontend.journal_view import shown_journal
from frontend.pages.initiative import initiative_page
from frontend.pages.own_initiative import MOST_PHOTO_BYTES
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import SignInFirst, VisitorDep
from services.budget.contract.client import BudgetClient
from services.budget.contract.guard import CorrectEntry, EntryCorrection
from services.kit.errors import Refusal

router = APIRouter()
CORRECTIONS = {
    "streep": EntryCorrection.STRIKE,
    "tekst": EntryCorrection.REMOVE_TEXT,
    "foto": EntryCorrection.REMOVE_PHOTO,
}


@router.get("/mijn-idee/{initiative_id}/kasboek")
async def own_journal(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    add_to_frame(request, flash=flash_of(request))
    form = EntryForm(language=visit.language, dag=visit.site.clock.today().isoformat())
    return taking_flash(request, await _own_page(request, budget, initiative_id, form))


@router.post("/mijn-idee/{initiative_id}/kasboek")
async def write(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    form, _ = EntryForm(data, visit.language), gettext_of(request)
    await _keep_receipt(budget, initiative_id, form, data)
    entry, status = form.entry(), 422
    if entry:
        try:
            await budget.write_entry(initiative_id, entry, key=form.key)
            return see_other(f"/mijn-idee/{initiative_id}/kasboek", _("Het staat erin. Iedereen kan het nu lezen."))
        except Refusal as refusal:
            form.take(refusal, ENTRY_FIELDS)
            status = refusal.status
    return await _own_page(request, budget, initiative_id, form, status=status)


async def _keep_receipt(budget: BudgetClient, initiative_id: UUID, form: EntryForm, data: FormData) -> None:
    """A photo that is kept stays with the form when the rest of it has to be mended."""
    upload = data.get("foto")
    if not isinstance(upload, UploadFile):
        return
    if (upload.size or 0) > MOST_PHOTO_BYTES:
        form.errors["foto"] = form._("Deze foto is te groot. Kies er een van hoogstens 8 MB.")
    elif upload.filename:
        try:
            form.typed["foto_id"] = (await budget.keep_photo(initiative_id, await upload.read())).photo_id
        except Refusal as refusal:
            form.errors["foto"] = refusal.sentence or str(refusal)
    await upload.close()


@router.post("/mijn-idee/{initiative_id}/kasboek/bericht")
async def own_message(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    form = MessageForm(data, visit.language)
    if status := await _said(budget, initiative_id, form):
        entry = EntryForm(language=visit.language)
        return await _own_page(request, budget, initiative_id, entry, message=form, status=status)
    return see_other(f"/mijn-idee/{initiative_id}/kasboek", gettext_of(request)("Je bericht staat erbij."))


@router.post("/ideeen/{initiative_id}/kasboek/bericht")
async def message(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    if visit.person is None:
        raise SignInFirst
    form = MessageForm(data, visit.language)
    if status := await _said(visit.budget, initiative_id, form):
        return await initiative_page(request, visit, initiative_id, form, status)
    return see_other(f"/ideeen/{initiative_id}#kasboek", gettext_of(request)("Je bericht staat erbij."))


async def _said(budget: BudgetClient, initiative_id: UUID, form: MessageForm) -> int:
    """Says it; else the status of why not, with the sentence in the form."""
    said = form.message()
    if said is None:
        return 422
    try:
        await budget.say_in_journal(initiative_id, said, key=form.key)
    except Refusal as refusal:
        form.take(refusal)
        return refusal.status
    return 0


@router.post("/mijn-idee/{initiative_id}/kasboek/verbetering")
async def own_correction(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    await _correct(budget, Form(data, visit.language))
    return see_other(f"/mijn-idee/{initiative_id}/kasboek", gettext_of(request)("Het is aangepast."))


@router.post("/ideeen/{initiative_id}/kasboek/verbetering")
async def correction(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    if visit.person is None:
        raise SignInFirst
    await _correct(visit.budget, Form(data, visit.language))
    return see_other(f"/ideeen/{initiative_id}#kasboek", gettext_of(request)("Het is aangepast."))


async def _correct(budget: BudgetClient, form: Form) -> None:
    """`wat`: `streep`, `tekst` or `foto` of an entry, or `bericht`: a button says it, so what is wrong is not ours."""
    which = id_or_none(form["id"]) or UUID(int=0)
    if form["wat"] == "bericht":
        await budget.remove_message(which)
    else:
        correction = CORRECTIONS.get(form["wat"], EntryCorrection.REMOVE_TEXT)
        await budget.correct_entry(which, CorrectEntry(correction=correction))


async def _own_page(
    request: Request,
    budget: BudgetClient,
    initiative_id: UUID,
    form: EntryForm,
    *,
    message: MessageForm | None = None,
    status: int = 200,
) -> Response:
    own = await budget.own_initiative(initiative_id)
    view = await budget.journal(initiative_id)
    return render(
        request,
        "own_journal.html",
        status=status,
        view=own.initiative,
        form=form,
        journal=shown_journal(view, f"/mijn-idee/{initiative_id}", message),
        errors={**form.errors, **(message.errors if message else {})},
    )
