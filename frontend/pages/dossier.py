"""The dossier of a partner for a year: scaling down first, then the four pillars; and its draft."""

import asyncio
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.dossier_changes import change_rows
from frontend.dossier_view import direction_words, frequency_words, scaling_view
from frontend.forms.dossier import FIRST, DossierForm, typed_of
from frontend.forms.form import Form
from frontend.learning_view import LookRow, look_rows
from frontend.pages.partner import unit_words
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal, StaleVersion
from services.monitoring.contract.dossier import DossierContent, DossierView, Pillars, PutInForce
from services.monitoring.contract.models import KpiDefinition
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/partners/{partner_id}/dossier")
SPARE_ROWS, LEAST_ROWS = 2, 6
AT_FIELDS = {
    "coreValues": "kernwaarden",
    "pillars.money.spentKpi": "uitgaven_cijfer",
    "pillars.values.endorsedOn": "onderschreven_op",
}


@router.get("")
async def dossier(request: Request, visit: VisitorDep, partner_id: UUID, versie: int | None = None) -> Response:
    return await _page(request, visit, partner_id, version=versie)


@router.get("/concept/lezen")
async def read_draft(request: Request, visit: VisitorDep, partner_id: UUID) -> Response:
    return await _page(request, visit, partner_id, of_draft=True)


@router.get("/concept")
async def draft(request: Request, visit: VisitorDep, partner_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    view = await visit.monitoring.dossier(partner_id, visit.year)
    return await _form_page(request, visit, view, _first(view, visit.language))


@router.post("/concept")
async def save(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = DossierForm(data, visit.language), gettext_of(request)
    view = await visit.monitoring.dossier(partner_id, visit.year)
    kept = _typed(view)
    if kept["versie"] != str(form.version()):
        form.lay_beside(kept, "versie")
        return await _form_page(request, visit, view, form, StaleVersion.status)
    body = form.draft(_rows(_content(view)))
    if body is None:
        return await _form_page(request, visit, view, form, 422)
    try:
        await visit.monitoring.save_draft(partner_id, visit.year, body)
    except Refusal as refusal:
        form.take(refusal, AT_FIELDS | form.kpi_fields(_rows(_content(view))))
        return await _form_page(request, visit, view, form, refusal.status)
    return _look(visit, partner_id, _("Het concept is bewaard. Iemand anders stelt het vast: een budgethouder."))


@router.post("/vaststelling")
async def put_in_force(request: Request, visit: VisitorDep, data: FormDep, partner_id: UUID) -> Response:
    visit.require(Role.APPROVER)
    form, _ = Form(data, visit.language), gettext_of(request)
    try:
        seen = PutInForce(seen_revision=max(form.version(), 1))
        made = await visit.monitoring.put_in_force(partner_id, visit.year, seen, key=form.key)
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, partner_id, form=form, status=refusal.status)
    return _look(visit, partner_id, _("Versie %(version)s geldt vanaf nu.") % {"version": made.version})


def _look(visit: Visitor, partner_id: UUID, flash: str) -> Response:
    return see_other(f"/{visit.year}/partners/{partner_id}/dossier", flash)


async def _page(
    request: Request,
    visit: Visitor,
    partner_id: UUID,
    *,
    version: int | None = None,
    of_draft: bool = False,
    form: Form | None = None,
    status: int = 200,
) -> Response:
    """The version in force, another one, or the draft: to who may see it, and as long as there is one."""
    view, scaling, municipality = await asyncio.gather(
        visit.monitoring.dossier(partner_id, visit.year, version),
        visit.monitoring.scaling(partner_id),
        visit.municipality(),
    )
    form, _ = form or Form(language=visit.language), gettext_of(request)
    drafted = view.draft.content if view.draft else None
    read = drafted if of_draft or view.shown is None else view.shown
    reads_draft = read is not None and read is drafted
    if of_draft and read is None:
        return see_other(f"/{visit.year}/partners/{partner_id}/dossier")
    looks = await _looks(visit, view, read.pillars if read else Pillars())
    kpi_names = {kpi.code: kpi.name for content in (view.shown, drafted) if content for kpi in content.kpis}
    names: dict[str | None, str] = {area.id: area.name for area in municipality.areas}
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "dossier.html",
        status=status,
        year=visit.year,
        view=view,
        scaling=scaling,
        looks=looks,
        picture=scaling_view(scaling, names, visit.language, _),
        read=read,
        reads_draft=reads_draft,
        worked_out=made.worked_out if (made := view.draft if reads_draft else view.shown) else [],
        changes=change_rows(view.changes, kpi_names, unit_words(_), visit.language),
        draft_changes=change_rows(view.draft_changes, kpi_names, unit_words(_), visit.language),
        in_force=view.versions[-1] if view.versions else 0,
        units=unit_words(_),
        frequencies=frequency_words(_),
        directions=direction_words(_),
        may_write=visit.has(Role.POLICY_OFFICER),
        may_decide=_may_decide(visit, view),
        sees_referrals=_sees_all(visit, partner_id),
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)


def _may_decide(visit: Visitor, view: DossierView) -> bool:
    """An approver puts a draft in force, and never one they wrote on; monitoring checks it again."""
    return view.draft is not None and visit.has(Role.APPROVER) and visit.caller.name not in view.draft.editors


async def _looks(visit: Visitor, view: DossierView, pillars: Pillars) -> list[LookRow]:
    """What was found of the uncertainties, this year and the one before: for the municipality and the partner."""
    if not _sees_all(visit, view.partner.id):
        return []
    views = await asyncio.gather(
        *(visit.monitoring.learning(view.partner.id, year) for year in (view.year, view.year - 1))
    )
    return look_rows(views, [each.what for each in pillars.uncertainties.watching], visit.language)


def _sees_all(visit: Visitor, partner_id: UUID) -> bool:
    return visit.has(Role.POLICY_OFFICER, Role.APPROVER) or visit.has(Role.PARTNER_MEMBER, within=str(partner_id))


def _content(view: DossierView) -> DossierContent | None:
    """What the form starts from: the draft, else the version shown."""
    if view.draft:
        return view.draft.content
    if view.shown is None:
        return None
    kpis = [KpiDefinition.model_validate(kpi.model_dump()) for kpi in view.shown.kpis]
    return DossierContent(core_values=view.shown.core_values, pillars=view.shown.pillars, kpis=kpis)


def _first(view: DossierView, language: str) -> DossierForm:
    return DossierForm(None, language, **_typed(view))


def _typed(view: DossierView) -> dict[str, str]:
    """The form before anybody typed in it."""
    content = _content(view)
    typed = typed_of(content) if content else FIRST
    return {**typed, "versie": str(view.draft.revision if view.draft else 0)}


def _rows(content: DossierContent | None) -> range:
    """Room for every KPI there is, and some more."""
    return range(1, max(LEAST_ROWS, len(content.kpis) + SPARE_ROWS if content else 0) + 1)


async def _form_page(
    request: Request, visit: Visitor, view: DossierView, form: DossierForm, status: int = 200
) -> Response:
    _, content = gettext_of(request), _content(view)
    return render(
        request,
        "dossier_draft.html",
        status=status,
        year=visit.year,
        view=view,
        rows=_rows(content),
        looks=await _looks(visit, view, content.pillars if content else Pillars()),
        units=unit_words(_),
        frequencies=frequency_words(_),
        directions=direction_words(_),
        form=form,
        errors=form.errors,
    )
