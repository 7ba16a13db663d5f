"""Photos and documents with an application: added by who asks, looked at by who decides."""

import re
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import VisitorDep
from services.budget.contract.attachment_refusals import UnknownAttachment
from services.budget.contract.attachments import RemoveAttachment
from services.budget.contract.client import BudgetClient
from services.kit.errors import Refusal

router = APIRouter()
FILE = re.compile(r"^[0-9a-f]{64}$")


@router.get("/mijn-idee/{initiative_id}/bijlagen")
async def own_attachments(request: Request, visit: VisitorDep, initiative_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    return await _page(request, budget, initiative_id, Form(language=visit.language))


@router.post("/mijn-idee/{initiative_id}/bijlagen")
async def add_attachment(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    """Each chosen file by itself: one that is refused leaves the others."""
    budget = await visit.as_applicant(request, initiative_id)
    form, _ = Form(data, visit.language), gettext_of(request)
    chosen = [each for each in data.getlist("bestand") if isinstance(each, UploadFile) and each.filename]
    if not chosen:
        form.errors["bestand"] = _("Kies eerst een foto of een PDF")
    refused = []
    for upload in chosen:
        try:
            await budget.keep_attachment(initiative_id, await upload.read())
        except Refusal as refusal:
            refused.append(f"{upload.filename}: {refusal.sentence or refusal}")
        await upload.close()
    if refused:
        form.errors["bestand"] = " ".join(refused)
    if form.errors:
        return await _page(request, budget, initiative_id, form, 422)
    return see_other(f"/mijn-idee/{initiative_id}/bijlagen", _("Bewaard bij je idee."))


@router.post("/mijn-idee/{initiative_id}/bijlagen/weg")
async def remove_attachment(request: Request, visit: VisitorDep, data: FormDep, initiative_id: UUID) -> Response:
    budget = await visit.as_applicant(request, initiative_id)
    form, _ = Form(data, visit.language), gettext_of(request)
    said = _("Weggehaald.")
    try:
        await budget.remove_attachment(initiative_id, RemoveAttachment(file_id=_file_id(form["bestand"])))
    except Refusal as refusal:
        said = refusal.sentence or str(refusal)
    return see_other(f"/mijn-idee/{initiative_id}/bijlagen", said)


@router.get("/mijn-idee/{initiative_id}/bijlagen/{file_id}")
async def own_file(
    request: Request, visit: VisitorDep, initiative_id: UUID, file_id: str, klein: bool = False
) -> Response:
    return await _file(await visit.as_applicant(request, initiative_id), initiative_id, file_id, klein)


@router.get("/ideeen/{initiative_id}/bijlagen/{file_id}")
async def file_to_decide_on(visit: VisitorDep, initiative_id: UUID, file_id: str, klein: bool = False) -> Response:
    return await _file(visit.budget, initiative_id, file_id, klein)


async def _file(budget: BudgetClient, initiative_id: UUID, file_id: str, small: bool) -> Response:
    """A photo of our own making is shown; anything else is a file to save."""
    content = await budget.attachment(initiative_id, _file_id(file_id), small=small)
    is_photo = content[:4] == b"RIFF" and content[8:12] == b"WEBP"
    name = "inline" if is_photo else 'attachment; filename="bijlage.pdf"'
    headers = {"Cache-Control": "private, no-store", "Content-Disposition": name}
    return Response(content, media_type="image/webp" if is_photo else "application/pdf", headers=headers)


def _file_id(text: str) -> str:
    if not FILE.match(text):
        raise UnknownAttachment
    return text


async def _page(request: Request, budget: BudgetClient, initiative_id: UUID, form: Form, status: int = 200) -> Response:
    files = await budget.attachments(initiative_id)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "own_attachments.html",
        status=status,
        initiative_id=initiative_id,
        files=files,
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)
