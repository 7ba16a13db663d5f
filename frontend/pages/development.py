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
from frontend.mailbox import find_mail, newest_mails
from frontend.security import FormDep
from frontend.templating import render
from frontend.visitor import SESSION_COOKIE, Visitor, VisitorDep
from services.kit.clock import AMSTERDAM
from services.kit.errors import NotFound
from services.profiles.contract.models import Role, StartDevelopmentSession

router = APIRouter(prefix="/dev")
KINDS = {
    "beleidsmedewerker": Role.POLICY_OFFICER,
    "budgethouder": Role.APPROVER,
    "wijkteam": Role.AREA_WORKER,
    "bewoner": Role.AREA_RESIDENT,
    "raadslid": Role.COUNCIL_MEMBER,
    "partner": Role.PARTNER_MEMBER,
}
FIRST_PAGE = {
    Role.POLICY_OFFICER: "verdeling",
    Role.APPROVER: "verdeling",
    Role.AREA_WORKER: "beslissen",
    Role.AREA_RESIDENT: "beslissen",
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
    session = await own.start_development_session(asked)
    response = see_other(safe_return(terug, f"/{visit.year}/{FIRST_PAGE[role]}"))
    set_private_cookie(response, request, SESSION_COOKIE, session.session_secret, days=1)
    return response


@router.post("/klok")
async def move_clock(request: Request, visit: VisitorDep, data: FormDep) -> Response:
    form, _ = Form(data, visit.language), gettext_of(request)
    clock = visit.site.clock
    if form["echt"]:
        clock.reset()
    elif form["dagen"].isdecimal() and not form["moment"]:
        clock.set(clock.now() + timedelta(days=min(int(form["dagen"]), 3660)))
    else:
        try:
            moment = datetime.fromisoformat(form["moment"])
        except ValueError:
            form.errors["moment"] = _("Schrijf een datum en tijd. Bijvoorbeeld: 2020-03-20T09:00")
            return _tools_page(request, visit, form, 422)
        clock.set(moment if moment.tzinfo else moment.replace(tzinfo=AMSTERDAM))
    visit.site.forget()
    return see_other("/dev", _("De klok is verzet."))


@router.post("/voorbeeld-label")
async def label_as_example(request: Request, visit: VisitorDep, _form: FormDep) -> Response:
    """From now on every page says that what it shows is an example."""
    own = visit.site.profiles.on_behalf_of(visit.site.tokens.service())
    await own.mark_example_year()
    visit.site.forget()
    return see_other("/dev", gettext_of(request)("Elke pagina zegt nu dat dit een voorbeeld is."))


@router.post("/voorbeeldjaar")
async def play_example_year(request: Request, visit: VisitorDep, _form: FormDep) -> Response:
    _runner(request).start(when_done=visit.site.forget)
    return see_other("/dev/voorbeeldjaar")


@router.get("/voorbeeldjaar")
async def example_year(request: Request, _visit: VisitorDep) -> Response:
    runner = _runner(request)
    return render(request, "dev_example.html", part="_dev_progress.html", state=runner.state, lines=runner.lines)


@router.get("/mail")
async def mailbox(request: Request, visit: VisitorDep) -> Response:
    return render(request, "dev_mail.html", mails=newest_mails(visit.site.settings.data / "mail"), mail=None)


@router.get("/mail/{name}")
async def one_mail(request: Request, visit: VisitorDep, name: str) -> Response:
    mail = find_mail(visit.site.settings.data / "mail", name)
    if mail is None:
        raise NotFound
    return render(request, "dev_mail.html", mails=[], mail=mail)


def _tools_page(request: Request, visit: Visitor, form: Form, status: int = 200) -> Response:
    add_to_frame(request, flash=flash_of(request))
    now = visit.site.clock.now()
    page = render(
        request,
        "dev.html",
        status=status,
        kinds=kind_words(request),
        now=now,
        is_moved=visit.site.clock.is_moved(),
        form=form,
        errors=form.errors,
        runner=_runner(request),
    )
    return taking_flash(request, page)


def kind_words(request: Request) -> list[tuple[str, str, str]]:
    """Kind in the address, name, and what this person comes for."""
    _ = gettext_of(request)
    return [
        ("beleidsmedewerker", _("Beleidsmedewerker"), _("maakt de verdeling, de teams en de afspraken met partners")),
        ("budgethouder", _("Budgethouder"), _("stelt de verdeling vast, of stuurt haar terug")),
        ("wijkteam", _("Iemand van het wijkteam"), _("beslist samen met bewoners over ideeën")),
        ("bewoner", _("Bewoner die meebeslist"), _("beslist samen met het wijkteam over ideeën")),
        ("raadslid", _("Raadslid"), _("volgt het geld en de resultaten")),
        ("partner", _("Medewerker van een partner"), _("ziet de eigen cijfers en afspraken")),
    ]


def _runner(request: Request) -> ExampleRunner:
    state = request.app.state
    if not hasattr(state, "example_runner"):
        state.example_runner = ExampleRunner()
    runner: ExampleRunner = state.example_runner
    return runner
