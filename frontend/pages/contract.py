"""The neighbourhood contract of an area: read, draft, sign, and look back."""

import asyncio

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.contract_pdf import contract_data
from frontend.contract_view import by_party, changes, link_of, links_of
from frontend.forms.form import Form
from frontend.forms.show import OUTCOMES, ContractForm
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import SignInFirst, Visitor, VisitorDep
from services.budget.contract.show import ContractView, LookBack, Party, Signatory, SignContract
from services.kit.errors import NotFound, Refusal
from services.profiles.contract.models import AreaView, Role

router = APIRouter()
SIGN_AS = {"bewoner": Signatory.RESIDENT, "wijkteam": Signatory.WORKER, "gemeente": Signatory.APPROVER}


@router.get("/{year:year}/gebieden/{area_id}/contract")
async def contract(request: Request, visit: VisitorDep, area_id: str) -> Response:
    add_to_frame(request, flash=flash_of(request))
    return taking_flash(request, await _page(request, visit, area_id))


@router.get("/{year:year}/gebieden/{area_id}/contract/versie-{number:int}.pdf")
async def as_pdf(visit: VisitorDep, area_id: str, number: int) -> Response:
    """One version, with the look-back as it is now; made anew for who asks (decision 0016)."""
    area, view, money, ideas = await asyncio.gather(
        _area(visit, area_id),
        visit.budget.contract(visit.year, area_id),
        visit.strips_money(),
        visit.budget.initiatives(visit.year, area_id),
    )
    version = next((each for each in view.versions if each.number == number), None)
    if version is None:
        raise NotFound
    data = contract_data(view, version, area.name, links_of(money.lines, ideas, visit.year), visit.language)
    pdf = await visit.site.typesetter.pdf("contract.typ", "contract", data, version.made_on)
    name = f"wijkcontract-{area_id}-{visit.year}-versie-{number}.pdf"
    return Response(pdf, media_type="application/pdf", headers={"Content-Disposition": f'inline; filename="{name}"'})


async def _area(visit: Visitor, area_id: str) -> AreaView:
    found = next((area for area in (await visit.municipality()).areas if area.id == area_id), None)
    if found is None:
        raise NotFound
    return found


async def _page(
    request: Request, visit: Visitor, area_id: str, form: Form | None = None, status: int = 200
) -> Response:
    area = await _area(visit, area_id)
    view, money, ideas = await asyncio.gather(
        visit.budget.contract(visit.year, area_id), visit.strips_money(), visit.budget.initiatives(visit.year, area_id)
    )
    links = links_of(money.lines, ideas, visit.year)
    newest = view.versions[0] if view.versions else None
    held = next((version for version in view.versions if version.number == view.in_force), None)
    return render(
        request,
        "contract.html",
        status=status,
        year=visit.year,
        area=area,
        view=view,
        newest=newest,
        held=held,
        parties=by_party,
        link_of=lambda promise: link_of(promise, links),
        history=[
            (version, changes(before, version))
            for version, before in zip(view.versions, [*view.versions[1:], None], strict=False)
        ],
        form=form or Form(language=visit.language),
        errors=form.errors if form else {},
    )


@router.get("/{year:year}/gebieden/{area_id}/contract/opstellen")
async def draft_page(request: Request, visit: VisitorDep, area_id: str) -> Response:
    _require_drafter(visit, area_id)
    view = await visit.budget.contract(visit.year, area_id)
    return await _draft_page(request, visit, area_id, _filled(view, visit.language))


def _require_drafter(visit: Visitor, area_id: str) -> None:
    if not visit.has(Role.POLICY_OFFICER):
        visit.require(Role.AREA_WORKER, within=area_id)


def _filled(view: ContractView, language: str) -> ContractForm:
    """The newest version, to change."""
    form = ContractForm(language=language, versie="0")
    if not view.versions:
        return form
    form.typed["versie"] = str(view.versions[0].number)
    for party, promises in by_party(view.versions[0]):
        for number, promise in enumerate(promises, start=1):
            name = f"{party.value}-{number}"
            form.typed[name] = promise.text
            ids = (("regel", promise.line_id), ("idee", promise.initiative_id))
            form.typed[f"{name}-bij"] = next((f"{kind}:{id}" for kind, id in ids if id), "")
    return form


@router.post("/{year:year}/gebieden/{area_id}/contract/opstellen")
async def draft(request: Request, visit: VisitorDep, data: FormDep, area_id: str) -> Response:
    _require_drafter(visit, area_id)
    form, _ = ContractForm(data, visit.language), gettext_of(request)
    body, status = form.draft(), 422
    if body:
        try:
            await visit.budget.draft_contract(visit.year, area_id, body, key=form.key)
            return see_other(_at(visit, area_id), _("De nieuwe versie staat klaar om te tekenen."))
        except Refusal as refusal:
            form.take(refusal)
            status = refusal.status
    return await _draft_page(request, visit, area_id, form, status)


def _at(visit: Visitor, area_id: str) -> str:
    return f"/{visit.year}/gebieden/{area_id}/contract"


async def _draft_page(
    request: Request, visit: Visitor, area_id: str, form: ContractForm, status: int = 200
) -> Response:
    area, money, ideas = await asyncio.gather(
        _area(visit, area_id), visit.strips_money(), visit.budget.initiatives(visit.year, area_id)
    )
    options = [(f"regel:{line.line_id}", line.name) for line in money.lines if line.area_id in (None, area_id)]
    options += [(f"idee:{idea.id}", idea.title) for idea in ideas]
    context = {"year": visit.year, "area": area, "form": form, "errors": form.errors, "options": options}
    return render(request, "contract_draft.html", status=status, parties=list(Party), **context)


@router.post("/{year:year}/gebieden/{area_id}/contract/handtekening")
async def sign(request: Request, visit: VisitorDep, data: FormDep, area_id: str) -> Response:
    if visit.person is None:
        raise SignInFirst
    form, _ = Form(data, visit.language), gettext_of(request)
    try:
        body = SignContract.model_validate({"as": SIGN_AS.get(form["als"], Signatory.RESIDENT)})
        await visit.budget.sign_contract(visit.year, area_id, form.version(), body)
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, area_id, form, refusal.status)
    return see_other(_at(visit, area_id), _("Je hebt getekend."))


@router.post("/{year:year}/gebieden/{area_id}/contract/terugblik/{position}")
async def look_back(request: Request, visit: VisitorDep, data: FormDep, area_id: str, position: int) -> Response:
    if visit.person is None:
        raise SignInFirst
    form, _ = Form(data, visit.language), gettext_of(request)
    form.choice(f"hoe-{position}", set(OUTCOMES), _("Kies hoe het is gegaan"))
    sentence = form.text(f"zin-{position}", _("Schrijf er één zin bij"), most=500)
    status = 422
    if not form.errors:
        try:
            body = LookBack(outcome=OUTCOMES[form[f"hoe-{position}"]], sentence=sentence)
            await visit.budget.look_back(visit.year, area_id, form.version(), position, body)
            return see_other(_at(visit, area_id), _("Het staat erbij."))
        except Refusal as refusal:
            form.take(refusal)
            status = refusal.status
    return await _page(request, visit, area_id, form, status)
