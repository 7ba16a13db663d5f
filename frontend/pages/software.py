"""The keys of the municipality's own software: made and shown once, used, and ended."""

from dataclasses import dataclass

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend import formats
from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.software import FIELDS, EndSoftwareKeyForm, SoftwareKeyForm
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.software import SoftwareKeyMade, SoftwareKeys, SoftwareKeyState
from services.kit.errors import Refusal
from services.profiles.contract.models import Role

router = APIRouter(prefix="/{year:year}/verdeling/software")


@dataclass(frozen=True)
class _Typed:
    """What was typed and did not do, or the key that was just made."""

    make: SoftwareKeyForm | None = None
    end: EndSoftwareKeyForm | None = None
    made: SoftwareKeyMade | None = None


@router.get("")
async def software(request: Request, visit: VisitorDep) -> Response:
    visit.require(Role.POLICY_OFFICER, Role.APPROVER)
    return await _page(request, visit, _Typed())


@router.post("/sleutels")
async def make(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    """Make a key and show it on this answer only: it is nowhere else to be seen again."""
    visit.require(Role.POLICY_OFFICER)
    form = SoftwareKeyForm(data, visit.language)
    wanted = form.wanted()
    if wanted is None:
        return await _page(request, visit, _Typed(make=form), status=422)
    try:
        made = await visit.budget.make_software_key(wanted, key=form.key)
    except Refusal as refusal:
        form.take(refusal, FIELDS)
        return await _page(request, visit, _Typed(make=form), status=refusal.status)
    return await _page(request, visit, _Typed(made=made))


@router.post("/einde")
async def end(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = EndSoftwareKeyForm(data, visit.language), gettext_of(request)
    known = await visit.budget.software_keys()
    key_id = form.key_id({key.id for key in known.keys})
    if key_id is None:
        return await _page(request, visit, _Typed(end=form), status=422)
    await visit.budget.end_software_key(key_id)
    return see_other(
        f"/{visit.year}/verdeling/software", _("De sleutel is gestopt. Het programma komt er niet meer in.")
    )


async def _page(request: Request, visit: Visitor, typed: _Typed, status: int = 200) -> Response:
    known = await visit.budget.software_keys()
    make_form = typed.make or SoftwareKeyForm(language=visit.language)
    end_form = typed.end or EndSoftwareKeyForm(language=visit.language)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "software.html",
        status=status,
        year=visit.year,
        keys=known.keys,
        latest=known.latest_ends_on,
        working=_working(known, visit.language),
        made=typed.made,
        own=visit.caller.name,
        may_make=visit.has(Role.POLICY_OFFICER),
        address=visit.site.settings.budget_url,
        form=make_form,
        end_form=end_form,
        errors={**make_form.errors, **end_form.errors},
    )
    return taking_flash(request, page)


def _working(known: SoftwareKeys, language: str) -> list[tuple[str, str]]:
    """The keys that can be stopped, by name and the day they were made: two may have the same name."""
    return [
        (key.id, f"{key.name}, {formats.datetime(key.made_at, language)}")
        for key in known.keys
        if key.state is SoftwareKeyState.IN_USE
    ]
