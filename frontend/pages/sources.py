"""Where a year's prevention money comes from: planned by a policy officer, confirmed by somebody else."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.forms.source import FIELDS, FIRST, SourceForm
from frontend.security import FormDep
from frontend.split_words import share_word
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.sources import ConfirmSource, SourceState, WithdrawSource
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter()


@router.get("/{year:year}/bronnen")
async def sources_page(request: Request, visit: VisitorDep) -> Response:
    return await _page(request, visit)


@router.get("/{year:year}/bronnen/{source_id}")
async def one_source(visit: VisitorDep, source_id: str) -> Response:
    """A source (or the form for a new one) has no page of its own; this is its place on the page with all of them."""
    return see_other(f"/{visit.year}/bronnen#bron-{source_id}")


@router.post("/{year:year}/bronnen/nieuw")
async def add(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = SourceForm(data, visit.language), gettext_of(request)
    source = form.source(visit.year)
    if source is None:
        return await _page(request, visit, form, status=422)
    try:
        await visit.budget.add_source(source, key=form.key)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        if not refusal.errors:
            form.errors = {_field_of(form): sentence for sentence in form.errors.values()}
        return await _page(request, visit, form, status=refusal.status)
    return _look(visit, _("De bron staat in het overzicht. Iemand anders bevestigt dat het geld er is."))


@router.post("/{year:year}/bronnen/{source_id}/bevestiging")
async def confirm(request: Request, visit: VisitorDep, data: FormDep, source_id: UUID) -> Response:
    visit.require(Role.APPROVER)
    form, _ = Form(data, visit.language), gettext_of(request)
    document = form.optional("document", most=300)
    if form.errors:
        return await _page(request, visit, decide=form, about=source_id, status=422)
    try:
        await visit.budget.confirm_source(source_id, ConfirmSource(version=form.version(), document=document))
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, decide=form, about=source_id, status=refusal.status)
    return _look(visit, _("Bevestigd: dit geld is er."))


@router.post("/{year:year}/bronnen/{source_id}/intrekking")
async def withdraw(request: Request, visit: VisitorDep, data: FormDep, source_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    try:
        await visit.budget.withdraw_source(source_id, WithdrawSource(version=form.version()))
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, decide=form, about=source_id, status=refusal.status)
    return _look(visit, _("Ingetrokken: dit geld komt er niet."))


def _field_of(form: SourceForm) -> str:
    """Where a refusal without a field belongs: at what the amount follows from."""
    return "deel" if form["manier"] == "deel" else "bedrag"


async def _page(
    request: Request,
    visit: Visitor,
    form: SourceForm | None = None,
    *,
    decide: Form | None = None,
    about: UUID | None = None,
    status: int = 200,
) -> Response:
    sources = await visit.budget.sources(visit.year)
    form, decide = form or SourceForm(None, visit.language, **FIRST), decide or Form(language=visit.language)
    counted = [source for source in sources if source.state is not SourceState.WITHDRAWN]
    asked = next((source for source in sources if source.id == about), None)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "sources.html",
        status=status,
        year=visit.year,
        sources=sources,
        shares={source.id: share_word(source.share, visit.language) for source in sources if source.share},
        total_cents=sum(source.amount_cents for source in counted),
        confirmed_cents=sum(source.amount_cents for source in counted if source.state is SourceState.CONFIRMED),
        form=form,
        errors=form.errors,
        decide=decide,
        decide_errors={f"{name}-{about}" if name else "": said for name, said in decide.errors.items()},
        about=about,
        unsent=decide["document"] if asked and asked.state is not SourceState.PLANNED else "",
        own=visit.caller.name,
        may_add=visit.has(Role.POLICY_OFFICER),
        may_confirm=visit.has(Role.APPROVER),
    )
    return taking_flash(request, page)


def _look(visit: Visitor, flash: str) -> Response:
    return see_other(f"/{visit.year}/bronnen", flash)
