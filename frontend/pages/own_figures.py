"""The municipality's own figures: a CSV goes in, and each line hears what became of it."""

import re
from collections.abc import Sequence

from fastapi import APIRouter, Request
from starlette.datastructures import UploadFile
from starlette.responses import Response

from frontend.answers import gettext_of
from frontend.forms.own_figures import FIELDS, FIRST, OwnFiguresForm
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal
from services.profiles.contract.models import AreaView, Role
from services.profiles.contract.own_figures import OwnFiguresReport
from services.profiles.contract.refusals import OwnFiguresRefused

router = APIRouter()
MOST_BYTES = 900_000
MOST_SHOWN = 200
ROW = re.compile(r"rows\.([0-9]{1,5})")


@router.get("/{year:year}/eigen-cijfers")
async def own_figures(request: Request, visit: VisitorDep) -> Response:
    return await _page(request, visit, OwnFiguresForm(None, visit.language, **FIRST))


@router.post("/{year:year}/eigen-cijfers")
async def deliver(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = OwnFiguresForm(data, visit.language), gettext_of(request)
    upload = data.get("bestand")
    if isinstance(upload, UploadFile):
        if (upload.size or 0) > MOST_BYTES:
            form.errors["bestand"] = _("Dit bestand is te groot. Lever hoogstens 5.000 regels per keer aan.")
        elif upload.filename:
            form.take_file(await upload.read())
        await upload.close()
    body = form.delivery()
    if body is None:
        return await _page(request, visit, form, status=422)
    try:
        report = await visit.profiles.deliver_own_figures(body, key=form.key)
    except OwnFiguresRefused as refused:
        form.errors["regels"] = refused.sentence or str(refused)
        form.faults = tuple(faults_of(refused, form.lines))
        return await _page(request, visit, form, status=422)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _page(request, visit, form, status=refusal.status)
    visit.site.forget()
    return await _page(request, visit, OwnFiguresForm(None, visit.language, **_kept(form)), report)


def faults_of(refused: OwnFiguresRefused, lines: tuple[int, ...]) -> list[tuple[int, str]]:
    """Per line of the file why it was refused."""
    found = ((ROW.fullmatch(error["field"]), error["detail"]) for error in refused.errors)
    rows = [(int(row[1]), detail) for row, detail in found if row]
    return [(lines[row - 1], detail) for row, detail in rows if 1 <= row <= len(lines)]


def _kept(form: OwnFiguresForm) -> dict[str, str]:
    """The source of the next delivery is nearly always that of this one."""
    return {name: form[name] for name in FIELDS.values()}


def _examples(areas: Sequence[AreaView]) -> list[str]:
    """Two places of this municipality to show the format with: by code, and if it can be by the name of an area."""
    codes = [region.code for area in areas for region in area.regions]
    alone = [area.id for area in areas if len(area.regions) == 1]
    return [*codes[:1], *(alone or codes[1:])[:1]]


async def _page(
    request: Request,
    visit: Visitor,
    form: OwnFiguresForm,
    report: OwnFiguresReport | None = None,
    status: int = 200,
) -> Response:
    visit.require(Role.POLICY_OFFICER)
    own = [item for item in await visit.profiles.indicators() if item.rounding == "own"]
    if form.faults:
        form.errors.setdefault("regels", gettext_of(request)("Er is niets overgenomen. Verbeter de regels hieronder."))
    return render(
        request,
        "own_figures.html",
        status=status,
        year=visit.year,
        form=form,
        errors=form.errors,
        faults=form.faults[:MOST_SHOWN],
        left_out=max(0, len(form.faults) - MOST_SHOWN),
        report=report,
        own=own,
        examples=_examples((await visit.municipality()).areas),
    )
