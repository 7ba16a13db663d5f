"""One figure of the catalogue in full: what it means, how it is made, where it was read; and changing or adding one."""

import asyncio
from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.indicator import FACTORS, FIELDS, IndicatorForm, typed_of
from frontend.indicator_words import (
    direction_words,
    field_words,
    kind_words,
    theme_words,
    unit_words,
    where_words,
)
from frontend.security import FormDep
from frontend.templating import render
from frontend.translations import translations
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal, StaleVersion
from services.profiles.contract.catalogue import IndicatorDetail
from services.profiles.contract.models import IndicatorView, Role

router = APIRouter()


@router.get("/{year:year}/cijfers/nieuw")
async def new(request: Request, visit: VisitorDep) -> Response:
    return await _form_page(request, visit, IndicatorForm(language=visit.language, minimum="0", decimalen="0"))


@router.post("/{year:year}/cijfers/nieuw")
async def add(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = IndicatorForm(data, visit.language), gettext_of(request)
    body = form.added()
    if body is None:
        return await _form_page(request, visit, form, status=422)
    try:
        await visit.profiles.add_indicator(body, key=form.key)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _form_page(request, visit, form, status=refusal.status)
    return see_other(f"/{visit.year}/cijfers/{body.code}", _("Het cijfer staat in de lijst."))


@router.get("/{year:year}/cijfers/{code}")
async def indicator(request: Request, visit: VisitorDep, code: str) -> Response:
    is_officer = visit.has(Role.POLICY_OFFICER)
    detail, catalogue = await asyncio.gather(visit.profiles.indicator(code), visit.profiles.indicators())
    changes = await visit.profiles.indicator_changes(code) if is_officer else []
    people = await visit.profiles.persons() if changes else []
    _ = gettext_of(request)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "indicator.html",
        year=visit.year,
        detail=detail,
        names={item.code: item.name for item in catalogue},
        kinds=kind_words(_),
        directions=direction_words(_),
        fields=field_words(_),
        rows=[(column, where_words(column, translations(visit.language).ngettext)) for column in detail.columns],
        is_officer=is_officer,
        changes=changes,
        people={f"person:{person.id}": person.display_name for person in people},
    )
    return taking_flash(request, page)


@router.get("/{year:year}/cijfers/{code}/wijzigen")
async def change(request: Request, visit: VisitorDep, code: str) -> Response:
    visit.require(Role.POLICY_OFFICER)
    detail = await visit.profiles.indicator(code)
    return await _form_page(request, visit, IndicatorForm(None, visit.language, **typed_of(detail)), detail)


@router.post("/{year:year}/cijfers/{code}/wijzigen")
async def save(request: Request, visit: VisitorDep, code: str, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = IndicatorForm(data, visit.language), gettext_of(request)
    detail = await visit.profiles.indicator(code)
    body = form.changed()
    if body is None:
        return await _form_page(request, visit, form, detail, status=422)
    try:
        await visit.profiles.edit_indicator(code, body)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        if isinstance(refusal, StaleVersion):
            _show_both(form, detail, _("Verstuur je nog eens, dan geldt wat hier staat."))
        return await _form_page(request, visit, form, detail, status=refusal.status)
    visit.site.forget()
    return see_other(f"/{visit.year}/cijfers/{code}", _("Je wijziging geldt vanaf nu, ook na een nieuwe import."))


def _show_both(form: IndicatorForm, detail: IndicatorDetail, again: str) -> None:
    """Somebody else was first: what was typed stays, and beside each field that differs stands what it is now."""
    now = typed_of(detail)
    form.errors[""] = f"{form.errors.get('', '')} {again}".strip()
    form.now = {name: value for name, value in now.items() if name != "versie" and value != form[name]}
    form.typed["versie"] = now["versie"]


async def _form_page(
    request: Request, visit: Visitor, form: IndicatorForm, detail: IndicatorDetail | None = None, status: int = 200
) -> Response:
    visit.require(Role.POLICY_OFFICER)
    catalogue, _ = await visit.profiles.indicators(), gettext_of(request)
    counts = [(item.code, item.name) for item in catalogue if item.kind == "count"]
    themes = theme_words(_)
    theme = form["thema"]
    return render(
        request,
        "indicator_form.html",
        status=status,
        year=visit.year,
        detail=detail,
        form=form,
        errors=form.errors,
        counts=sorted(counts, key=lambda count: count[1].casefold()),
        themes=[*themes.items(), *([(theme, theme)] if theme and theme not in themes else [])],
        kinds=list(kind_words(_).items()),
        directions=list(direction_words(_).items()),
        factors=[(factor, factor) for factor in FACTORS],
        units=_units(catalogue, form["eenheid"], unit_words(_)),
    )


def _units(catalogue: Sequence[IndicatorView], chosen: str, known: dict[str, str]) -> list[tuple[str, str]]:
    """The units to choose from, in words: those with a code, then the words the municipality wrote before."""
    own = sorted({unit for unit in (chosen, *(item.unit for item in catalogue)) if unit and unit not in known})
    return [*known.items(), *((unit, unit) for unit in own)]
