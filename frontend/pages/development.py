"""Only in development: sign in as a kind of person, read the mail, move the clock, play the example year."""

from datetime import datetime, timedelta
from uuid import UUID

from fastapi import APIRouter, Request
from starlette.responses import Response

from frontend.answers import (
    add_to_frame,
    flash_of,
    gettext_of,
    safe_return,
    see_other,
    set_private_cookie,
    taking_flash,
)
from frontend.example_runner import ExampleRunner
from frontend.forms.form import Form
from frontend.kinds_of_people import KINDS, kind_words
from frontend.mailbox import find_mail, newest_mails
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import SESSION_COOKIE, Visitor, VisitorDep
from services.kit.clock import AMSTERDAM
from services.kit.errors import NotFound
from services.profiles.contract.models import PersonView, Role, StartDevelopmentSession
from services.profiles.contract.refusals import NoPartnerMember

router = APIRouter(prefix="/dev")
DAYS = ("1", "7", "30")
YEARS = range(2000, 2100)
FIRST_PAGE = {
    Role.POLICY_OFFICER: "verdeling",
    Role.APPROVER: "verdeling",
    Role.AREA_WORKER: "beslissen",
    Role.AREA_RESIDENT: "beslissen",
    Role.CITY_WORKER: "beslissen",
    Role.CITY_RESIDENT: "beslissen",
    Role.COUNCIL_MEMBER: "slotconferentie",
    Role.PARTNER_MEMBER: "partners",
}


@router.get("")
async def tools(request: Request, visit: VisitorDep) -> Response:
    return _tools_page(request, visit, Form(language=visit.language))


@router.get("/inloggen/{kind}")
async def sign_in_as(
    request: Request, visit: VisitorDep, kind: str, persoon: UUID | None = None, terug: str | None = None
) -> Response:
    """Sign in without proof as a kind of person, or as one person."""
    role = KINDS.get(kind)
    if role is None:
        raise NotFound
    own = visit.site.profiles.on_behalf_of(visit.site.tokens.service())
    asked = StartDevelopmentSession(person_id=persoon) if persoon else StartDevelopmentSession(role=role)
    try:
        session = await own.start_development_session(asked)
    except NoPartnerMember as refusal:
        return _tools_page(request, visit, Form(language=visit.language), refusal.status, refusal.sentence)
    response = see_other(safe_return(terug, f"/{visit.year}/{_first_page(role, session.person)}"))
    set_private_cookie(response, request, SESSION_COOKIE, session.session_secret, days=1)
    return response


def _first_page(role: Role, person: PersonView) -> str:
    """Where somebody's work is; for a member of a partner that is the page of their own partner."""
    own = [m.within for m in person.memberships if m.role is Role.PARTNER_MEMBER and m.within]
    return f"partners/{own[0]}" if role is Role.PARTNER_MEMBER and own else FIRST_PAGE[role]


@router.post("/klok")
async def move_clock(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    form, _ = Form(data, visit.language), gettext_of(request)
    clock = visit.site.clock
    if form["echt"]:
        clock.reset()
    else:
        moment = _moment(form, clock.now())
        if moment is None:
            form.errors["moment"] = _("Schrijf een datum en tijd. Bijvoorbeeld: 2020-03-20T09:00")
            return _tools_page(request, visit, form, 422)
        clock.set(moment)
    visit.site.forget()
    return see_other("/dev", _("De klok is verzet."))


def _moment(form: Form, now: datetime) -> datetime | None:
    """What was typed, or so many days from now; None when it is no moment within the years we have pages for."""
    if form["dagen"] in DAYS:
        moment = now + timedelta(days=int(form["dagen"]))
    else:
        try:
            moment = datetime.fromisoformat(form["moment"])
        except ValueError:
            return None
    moment = moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM)
    return moment if YEARS.start < moment.year < YEARS.stop else None


@router.post("/voorbeeld-label")
async def label_as_example(request: Request, visit: VisitorDep, _form: FormDep) -> Response:
    """From now on every page says that what it shows is an example."""
    own, _ = visit.site.profiles.on_behalf_of(visit.site.tokens.service()), gettext_of(request)
    await own.mark_example_year()
    visit.site.forget()
    return see_other("/dev", _("Elke pagina zegt nu dat dit een voorbeeld is."))


@router.post("/voorbeeldjaar")
async def play_example_year(request: Request, visit: VisitorDep, _form: FormDep) -> Response:
    _runner(request).start(when_done=visit.site.forget)
    return see_other("/dev/voorbeeldjaar")


@router.get("/voorbeeldjaar")
async def example_year(request: Request, _visit: VisitorDep) -> Response:
    runner = _runner(request)
    return render(request, "dev_example.html", state=runner.state, lines=runner.lines)


@router.get("/mail")
async def mailbox(request: Request, visit: VisitorDep) -> Response:
    return render(request, "dev_mail.html", mails=newest_mails(visit.site.settings.data / "mail"), mail=None)


@router.get("/mail/{name}")
async def one_mail(request: Request, visit: VisitorDep, name: str) -> Response:
    mail = find_mail(visit.site.settings.data / "mail", name)
    if mail is None:
        raise NotFound
    return render(request, "dev_mail.html", mails=[], mail=mail, origin=visit.site.settings.public_url)


def _tools_page(
    request: Request, visit: Visitor, form: Form, status: int = 200, refusal: str | None = None
) -> Response:
    add_to_frame(request, flash=flash_of(request), refusal=refusal or "")
    now = visit.site.clock.now()
    page = render(
        request,
        "dev.html",
        status=status,
        kinds=kind_words(gettext_of(request)),
        now=now,
        is_moved=visit.site.clock.is_moved(),
        form=form,
        errors=form.errors,
        runner=_runner(request),
    )
    return taking_flash(request, page)


def _runner(request: Request) -> ExampleRunner:
    state = request.app.state
    if not hasattr(state, "example_runner"):
        state.example_runner = ExampleRunner()
    runner: ExampleRunner = state.example_runner
    return runner
