"""Signing in and out, and choosing a language."""

from fastapi import APIRouter, Request
from starlette.responses import RedirectResponse, Response

from frontend.answers import (
    add_to_frame,
    flash_of,
    gettext_of,
    safe_return,
    see_other,
    set_private_cookie,
    taking_flash,
)
from frontend.kinds_of_people import kind_words
from frontend.security import LANGUAGE_COOKIE, FormDep
from frontend.templating import render
from frontend.visitor import SECRET, SESSION_COOKIE, VisitorDep, settled
from services.kit.errors import NotFound
from services.kit.texts import LANGUAGES
from services.profiles.contract.models import LookUpSession

router = APIRouter()


@router.get("/inloggen")
async def sign_in(request: Request, visit: VisitorDep, terug: str = "/") -> Response:
    """Where people of the municipality and the teams sign in; the municipality's own sign-in plugs in here."""
    add_to_frame(request, flash=flash_of(request))
    back = safe_return(terug)
    in_development = visit.site.settings.in_development
    kinds = kind_words(gettext_of(request)) if in_development else []
    page = render(request, "sign_in.html", back=back, in_development=in_development, kinds=kinds)
    return taking_flash(request, page)


@router.post("/uitloggen")
async def sign_out(request: Request, visit: VisitorDep, _form: FormDep) -> Response:
    secret = request.cookies.get(SESSION_COOKIE, "")
    if SECRET.fullmatch(secret):
        own = visit.site.profiles.on_behalf_of(visit.site.tokens.service())
        await settled(own.end_session(LookUpSession(session_secret=secret)))
    visit.site.sessions.forget()
    _ = gettext_of(request)
    response = see_other("/", _("Je bent uitgelogd."))
    response.delete_cookie(SESSION_COOKIE)
    return response


@router.get("/taal/{language}")
async def choose_language(request: Request, _visit: VisitorDep, language: str, terug: str = "/") -> Response:
    if language not in LANGUAGES:
        raise NotFound
    response = RedirectResponse(safe_return(terug), status_code=303)
    set_private_cookie(response, request, LANGUAGE_COOKIE, language, days=365)
    return response
