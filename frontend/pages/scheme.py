"""The scheme of a year: what may be asked, who decides how, terms and money; set by one, published by another."""

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.circle_place import lines_of_place
from frontend.forms.form import Form
from frontend.forms.scheme import SchemeForm
from frontend.scheme_words import terms_of, way_name, what_can_be_asked, who_decides
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.schemes import PublishScheme, Scheme, SchemeState, SchemeView, Way
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/regeling")


@router.get("")
async def scheme_page(request: Request, visit: VisitorDep) -> Response:
    return await _page(request, visit, Form(language=visit.language))


@router.post("/bekendmaking")
async def publish(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.APPROVER)
    form, _ = Form(data, visit.language), gettext_of(request)
    where = form.text("waar", _("Schrijf waar iedereen dit kan lezen"), most=300)
    if form.errors:
        return await _page(request, visit, form, 422)
    try:
        await visit.budget.publish_scheme(visit.year, PublishScheme(seen_number=max(form.version(), 1), where=where))
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, form, refusal.status)
    visit.site.terms.forget()
    return see_other(f"/{visit.year}/regeling", _("Bekendgemaakt. Dit geldt voor wie nu een idee indient."))


@router.get("/wijzigen")
async def scheme_form(request: Request, visit: VisitorDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    return await _form_page(request, visit, None)


@router.post("/wijzigen")
async def set_scheme(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = await _form(visit, data), gettext_of(request)
    body = form.scheme()
    if body is None:
        return await _form_page(request, visit, form, 422)
    try:
        await visit.budget.set_scheme(visit.year, body, key=form.key)
    except Refusal as refusal:
        form.take(refusal)
        return await _form_page(request, visit, form, refusal.status)
    return see_other(f"/{visit.year}/regeling", _("Het voorstel staat klaar. Iemand anders maakt het bekend."))


async def _page(request: Request, visit: Visitor, form: Form, status: int = 200) -> Response:
    found, municipality = await visit.budget.scheme(visit.year), await visit.municipality()
    lines = await _line_names(visit)
    draft = next((each for each in found.versions if each.state is SchemeState.DRAFT), None)
    names = {area.id: area.name for area in municipality.areas}
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "scheme.html",
        status=status,
        year=visit.year,
        found=found,
        rules=found.rules,
        today=visit.site.clock.today(),
        parts=_parts(request, visit, found.rules, names, lines),
        draft=draft,
        draft_parts=_parts(request, visit, draft.rules, names, lines) if draft else [],
        in_force=next((each for each in found.versions if each.state is SchemeState.PUBLISHED), None),
        before=[each for each in found.versions if each.state is SchemeState.REPLACED],
        form=form,
        errors=form.errors,
        may_set=visit.has(Role.POLICY_OFFICER),
        may_publish=draft is not None and visit.has(Role.APPROVER) and draft.set_by != visit.caller.name,
    )
    return taking_flash(request, page)


def _parts(
    request: Request, visit: Visitor, rules: Scheme, names: dict[str, str], lines: dict[str, str]
) -> list[tuple[str, str, list[object]]]:
    """The sections of the page: an id, a heading, and its rules."""
    _, language = gettext_of(request), visit.language
    return [
        ("vragen", _("Wat je kunt vragen"), [*what_can_be_asked(rules, _, language)]),
        ("beslissen", _("Wie beslist, en hoe"), [*who_decides(rules, names, lines, _, language)]),
        ("termijnen", _("Wanneer, en wat daarna"), [*terms_of(rules, _, language)]),
    ]


async def _form(visit: Visitor, data: FormDep | None) -> SchemeForm:
    """The newest version of the year is where a new one starts: a draft, else what holds."""
    found, municipality = await visit.budget.scheme(visit.year), await visit.municipality()
    areas = [area.id for area in municipality.areas]
    form = SchemeForm(data, visit.language, _newest(found), areas, await _line_names(visit))
    form.typed.setdefault("versie", str(found.newest_number))
    return form


async def _line_names(visit: Visitor) -> dict[str, str]:
    """Of the lines for the whole municipality by their path, where there are several; none while there is no split."""
    lines = lines_of_place(await visit.budget.money(visit.year), None)
    return {line.path: line.name for line in lines} if len(lines) > 1 else {}


def _newest(found: SchemeView) -> Scheme:
    draft = next((each for each in found.versions if each.state is SchemeState.DRAFT), None)
    return draft.rules if draft else found.rules


async def _form_page(request: Request, visit: Visitor, form: SchemeForm | None, status: int = 200) -> Response:
    _, municipality = gettext_of(request), await visit.municipality()
    form = form or await _form(visit, None)
    return render(
        request,
        "scheme_form.html",
        status=status,
        year=visit.year,
        areas=municipality.areas,
        pots=list((await _line_names(visit)).values()),
        ways=[(way.value, way_name(way, _).capitalize()) for way in Way],
        form=form,
        errors=form.errors,
    )
