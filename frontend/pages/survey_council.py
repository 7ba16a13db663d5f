"""Which council members get mail when a summary goes to the council; and the link that ends it."""

from collections.abc import Callable
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import add_to_frame, flash_of, gettext_of, see_other, taking_flash
from frontend.forms.form import Form
from frontend.forms.idea import EMAIL
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import Visitor, VisitorDep
from services.kit.errors import Refusal
from services.monitoring.contract.council import CouncilMailLink, KeepCouncilAddress
from services.monitoring.contract.council_refusals import NoCouncilMail
from services.profiles.contract.models import Role

router = APIRouter()
LIST, END = "/{year:year}/vragenlijsten/raad", "/raadsmail-stoppen/{address_id}/{proof}"


@router.get(LIST)
async def addresses(request: Request, visit: VisitorDep) -> Response:
    return await _page(request, visit, Form(None, visit.language, taal="nl"))


@router.post(LIST)
async def keep(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    visit.require(Role.POLICY_OFFICER)
    form, _ = Form(data, visit.language), gettext_of(request)
    body = _asked(form, _)
    if body is None:
        return await _page(request, visit, form, 422)
    try:
        await visit.monitoring.keep_council_address(body)
    except Refusal as refusal:
        form.take(refusal, {"email": "email", "until": "tot", "council-mail-ends-wrong": "tot"})
        return await _page(request, visit, form, refusal.status)
    return see_other(f"/{visit.year}/vragenlijsten/raad", _("Het adres staat erbij."))


@router.post(LIST + "/{address_id}/weg")
async def remove(request: Request, visit: VisitorDep, data: FormDep, address_id: UUID) -> Response:
    visit.require(Role.POLICY_OFFICER)
    await visit.monitoring.delete_council_address(address_id)
    return see_other(f"/{visit.year}/vragenlijsten/raad", gettext_of(request)("Het adres is weg."))


@router.get(END)
async def end_page(request: Request, visit: VisitorDep, address_id: UUID, proof: str) -> Response:
    """A button, for some mail programs open every link by themselves; none for a link that ends nothing any more."""
    link = CouncilMailLink(id=address_id, proof=proof[:100])
    try:
        await visit.monitoring.check_council_mail_link(link)
    except NoCouncilMail as gone:
        return _end_page(request, dead=True, status=gone.status)
    return _end_page(request)


@router.post(END)
async def end(request: Request, visit: VisitorDep, data: FormDep, address_id: UUID, proof: str) -> Response:
    await visit.monitoring.end_council_mail(CouncilMailLink(id=address_id, proof=proof[:100]))
    return _end_page(request, ended=True)


def _end_page(request: Request, *, ended: bool = False, dead: bool = False, status: int = 200) -> Response:
    told = gettext_of(request)(
        "Je krijgt dan geen mail meer over samenvattingen voor de raad. Je adres gooien we meteen weg."
    )
    action = request.url.path
    return render(request, "mail_end.html", status=status, told=told, action=action, ended=ended, dead=dead)


def _asked(form: Form, _: Callable[[str], str]) -> KeepCouncilAddress | None:
    email = form.text("email", _("Vul een e-mailadres in"), most=254)
    if email and not EMAIL.match(email):
        form.errors["email"] = _("Dit e-mailadres is niet af. Bijvoorbeeld: naam@voorbeeld.nl")
    until = form.day("tot", _("Kies tot en met welke dag"))
    language = form.choice("taal", {"nl", "en"}, _("Kies een taal"))
    if not form["gevraagd"]:
        form.errors["gevraagd"] = _("Zet er alleen iemand bij die er zelf om vroeg")
    if form.errors:
        return None
    told = {"email": email, "language": language, "until": until, "asked_for_it": True}
    return KeepCouncilAddress.model_validate(told)


async def _page(request: Request, visit: Visitor, form: Form, status: int = 200) -> Response:
    visit.require(Role.POLICY_OFFICER, Role.APPROVER)
    add_to_frame(request, flash=flash_of(request))
    page = render(
        request,
        "survey_council.html",
        status=status,
        year=visit.year,
        addresses=await visit.monitoring.council_addresses(),
        may_write=visit.has(Role.POLICY_OFFICER),
        form=form,
        errors=form.errors,
    )
    return taking_flash(request, page)
