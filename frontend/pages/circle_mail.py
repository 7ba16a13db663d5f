"""Mail to who decides: leave an address, fill in the code, end it by hand or by the link in a mail."""

from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.circle_place import CirclePlace, circle_of, place_of
from frontend.forms.form import Form
from frontend.pages.decisions import require_circle
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.budget.contract.circle_mail import (
    AskCircleMail,
    CheckCircleMailLink,
    CircleMailState,
    ConfirmCircleMail,
    EndCircleMail,
    EndCircleMailByLink,
)
from services.budget.contract.circle_mail_refusals import NoCircleMail
from services.kit.errors import Refusal

router = APIRouter()
AREA, CITY = "/{year:year}/gebieden/{area_id}/mails", "/{year:year}/hele-gemeente/mails"
END = "/mails-stoppen/{mail_id}/{proof}"


@router.get(AREA)
@router.get(CITY)
async def mails(request: Request, visit: VisitorDep, area_id: str | None = None) -> Response:
    return await _page(request, visit, area_id, Form(language=visit.language))


@router.post(AREA)
@router.post(CITY)
async def ask(request: Request, visit: VisitorDep, data: FormDep, area_id: str | None = None) -> Response:
    form, _ = Form(data, visit.language), gettext_of(request)
    place = await _place(request, visit, area_id)
    address = form.text("email", _("Vul je e-mailadres in"), most=200)
    if form.errors:
        return await _page(request, visit, area_id, form, 422)
    try:
        body = AskCircleMail.model_validate({"area_id": area_id, "contact_email": address, "language": visit.language})
        now = await visit.budget.ask_circle_mail(body, key=form.key)
    except ValueError:
        form.errors["email"] = _("Kijk nog eens naar je e-mailadres. Bijvoorbeeld: sanne@voorbeeld.nl")
        return await _page(request, visit, area_id, form, 422)
    except Refusal as refusal:
        form.take(refusal)
        return await _page(request, visit, area_id, form, refusal.status)
    said = _("Je mails gaan een jaar langer door.") if now.state is CircleMailState.ON else _("De code is onderweg.")
    return see_other(f"{place.href}/mails", said)


@router.post(f"{AREA}/code")
@router.post(f"{CITY}/code")
async def confirm(request: Request, visit: VisitorDep, data: FormDep, area_id: str | None = None) -> Response:
    form, _ = Form(data, visit.language), gettext_of(request)
    place = await _place(request, visit, area_id)
    code = form["code"].replace(" ", "")
    if len(code) != 6 or not code.isascii() or not code.isdigit():
        form.errors["code"] = _("De code is zes cijfers")
        return await _page(request, visit, area_id, form, 422)
    try:
        await visit.budget.confirm_circle_mail(ConfirmCircleMail(area_id=area_id, code=code))
    except Refusal as refusal:
        form.errors["code"] = refusal.sentence or str(refusal)
        return await _page(request, visit, area_id, form, refusal.status)
    return see_other(place.decide, _("Vanaf nu mailen we je als er iets nieuws is."))


@router.post(f"{AREA}/stoppen")
@router.post(f"{CITY}/stoppen")
async def end(request: Request, visit: VisitorDep, data: FormDep, area_id: str | None = None) -> Response:
    place, _ = await _place(request, visit, area_id), gettext_of(request)
    await visit.budget.end_circle_mail(EndCircleMail(area_id=area_id))
    return see_other(f"{place.href}/mails", _("We mailen je niet meer. Je adres is weg."))


@router.get(END)
async def end_by_link_page(request: Request, visit: VisitorDep, mail_id: UUID, proof: str) -> Response:
    """A button, for some mail programs open every link by themselves; none for a link that ends nothing any more."""
    try:
        await visit.budget.check_circle_mail_link(CheckCircleMailLink(id=mail_id, proof=proof[:100]))
    except NoCircleMail as gone:
        return _end_page(request, dead=True, status=gone.status)
    return _end_page(request)


@router.post(END)
async def end_by_link(request: Request, visit: VisitorDep, data: FormDep, mail_id: UUID, proof: str) -> Response:
    await visit.budget.end_circle_mail_by_link(EndCircleMailByLink(id=mail_id, proof=proof[:100]))
    return _end_page(request, ended=True)


def _end_page(request: Request, *, ended: bool = False, dead: bool = False, status: int = 200) -> Response:
    told = gettext_of(request)(
        "Je krijgt dan geen mail meer over ideeën van deze kring. Je adres gooien we meteen weg."
    )
    action = request.url.path
    return render(request, "mail_end.html", status=status, told=told, action=action, ended=ended, dead=dead)


async def _place(request: Request, visit: Visitor, area_id: str | None) -> CirclePlace:
    """Raises SignInFirst and ForTheCircle for who does not decide, NotFound for an area that is not there."""
    require_circle(visit)
    visit.require(*circle_of(area_id), within=area_id)
    return place_of(visit.year, await visit.municipality(), area_id, gettext_of(request))


async def _page(request: Request, visit: Visitor, area_id: str | None, form: Form, status: int = 200) -> Response:
    place = await _place(request, visit, area_id)
    now = await visit.budget.circle_mail(area_id)
    add_to_frame(request, flash=flash_of(request))
    page = render(request, "circle_mail.html", status=status, place=place, now=now, form=form, errors=form.errors)
    return taking_flash(request, page)
