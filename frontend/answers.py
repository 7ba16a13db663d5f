"""Answers that are not a page: redirects with a message, cookies, and refusals shown to people."""

from dataclasses import replace
from typing import Any
from urllib.parse import quote, unquote

import structlog
from fastapi import FastAPI, Request
from fastapi.exceptions import RequestValidationError
from pydantic import ValidationError
from starlette.exceptions import HTTPException
from starlette.responses import RedirectResponse, Response
from starlette.routing import Match

from frontend.form_again import page_with_form
from frontend.frame import Frame
from frontend.framing import FLASH_COOKIE
from frontend.kept_form import kept_form
from frontend.security import FormTooOld
from frontend.templating import render, wants_part
from frontend.translations import translations
from frontend.visitor import OpenYourLink, SignInFirst, visitor
from services.budget.contract.refusals import LinkNotKnown
from services.kit import logging
from services.kit.caller import NoToken
from services.kit.errors import Invalid, NotFound, Refusal
from services.kit.problems import problem_of
from services.kit.texts import Texts

log = structlog.get_logger()


class NotTaken(Invalid):
    """What was sent is nothing a form of ours sends."""

    slug = "not-taken"


class OnlyByButton(Refusal):
    """The address is there for a form, and something other than that form or a browser asked for it."""

    status = 405
    slug = "only-by-button"


_HTTP_REFUSALS: dict[int, type[Refusal]] = {400: NotTaken, 405: OnlyByButton}


def see_other(address: str, flash: str = "") -> RedirectResponse:
    """Go and look there (303), with a message for the next page."""
    response = RedirectResponse(address, status_code=303)
    _leave_flash(response, flash)
    return response


def leave_for(request: Request, address: str, flash: str = "") -> Response:
    """Go to another page, also from a form whose answer is a part of its own page: then htmx loads that other page."""
    if not wants_part(request):
        return see_other(address, flash)
    response = Response(status_code=204, headers={"HX-Redirect": address})
    _leave_flash(response, flash)
    return response


def _leave_flash(response: Response, flash: str) -> None:
    if flash:
        response.set_cookie(FLASH_COOKIE, quote(flash), max_age=60, httponly=True, samesite="lax")


def taking_flash(request: Request, response: Response) -> Response:
    """The page has shown the message: it need not be shown again."""
    if FLASH_COOKIE in request.cookies:
        response.delete_cookie(FLASH_COOKIE)
    return response


def flash_of(request: Request) -> str:
    return unquote(request.cookies.get(FLASH_COOKIE, ""))[:500]


def set_private_cookie(
    response: Response, request: Request, name: str, value: str, *, path: str = "/", days: float
) -> None:
    """A cookie only our own pages get back, for days or a part of one."""
    secure = request.app.state.site.settings.public_url.startswith("https")
    response.set_cookie(name, value, max_age=int(days * 86400), path=path, httponly=True, samesite="lax", secure=secure)


def safe_return(address: str | None, otherwise: str = "/") -> str:
    """An address within this site, never somewhere else."""
    if address and address.startswith("/") and not address.startswith(("//", "/\\")) and "\n" not in address:
        return address
    return otherwise


def install_refusal_pages(app: FastAPI, texts: Texts) -> None:
    """Every refusal that a page did not handle itself becomes a page that says what to do."""

    async def page(request: Request, problem: dict[str, Any]) -> Response:
        await _with_frame(request)
        return render(request, "refusal.html", status=problem["status"], problem=problem)

    async def on_refusal(request: Request, refusal: Exception) -> Response:
        assert isinstance(refusal, Refusal)
        if isinstance(refusal, NoToken):
            refusal = SignInFirst()  # A service asked who it is where the page did not: its words are for software.
        if isinstance(refusal, SignInFirst) and request.method == "GET":
            return see_other(f"/inloggen?terug={quote(request.url.path, safe='')}")
        if isinstance(refusal, FormTooOld) and (kept := kept_form(request)):
            await _with_frame(request)
            again = await page_with_form(request, kept, _page_above(request), refusal.status)
            return again or render(request, "form_again.html", status=refusal.status, kept=kept)
        if isinstance(refusal, SignInFirst | OpenYourLink | LinkNotKnown) and (kept := kept_form(request)):
            await _with_frame(request)
            by_link = not isinstance(refusal, SignInFirst)
            return render(request, "signed_out.html", status=refusal.status, kept=kept, by_link=by_link)
        return await page(request, problem_of(refusal, texts))

    async def on_http(request: Request, error: Exception) -> Response:
        assert isinstance(error, HTTPException)
        if error.status_code == 405 and request.method == "GET":
            # The address of a form, opened by itself (another language chosen after a refusal): its page is above it.
            return see_other(_page_above(request))
        refusal = _HTTP_REFUSALS.get(error.status_code, NotFound)()
        response = await page(request, problem_of(refusal, texts) | {"status": error.status_code})
        response.headers.update(error.headers or {})
        return response

    async def on_untaken(request: Request, error: Exception) -> Response:
        """It got past its form and is nothing the service would take: the sender's, and a gap in the form."""
        assert isinstance(error, ValidationError)
        log.warning("form_let_through", form=error.title, fields=[str(found["loc"]) for found in error.errors()])
        return await page(request, problem_of(NotTaken(), texts))

    async def on_invalid(request: Request, _error: Exception) -> Response:
        return await page(request, problem_of(NotFound(), texts))

    async def on_fault(request: Request, _error: Exception) -> Response:
        return await page(request, problem_of(Refusal(), texts))

    app.add_exception_handler(Refusal, on_refusal)
    app.add_exception_handler(HTTPException, on_http)
    app.add_exception_handler(RequestValidationError, on_invalid)
    app.add_exception_handler(ValidationError, on_untaken)
    app.add_exception_handler(Exception, on_fault)


async def _with_frame(request: Request) -> None:
    if getattr(request.state, "frame", None) is not None:
        return
    try:
        await visitor(request)
    except Refusal:
        request.state.language = logging.language.get()
        request.state.frame = Frame(language=request.state.language)


def add_to_frame(request: Request, **changes: Any) -> None:
    """Change the frame of this page, e.g. which strip of land is this area's."""
    request.state.frame = replace(request.state.frame, **changes)


def gettext_of(request: Request) -> Any:
    """The `_` of this request's language, for sentences made in Python."""
    return translations(request.state.language).gettext


def _page_above(request: Request) -> str:
    """The address of the nearest page above this one."""
    above = request.url.path
    while above != "/":
        above = above.rpartition("/")[0] or "/"
        scope = {**request.scope, "method": "GET", "path": above}
        if any(route.matches(scope)[0] is Match.FULL for route in request.app.routes):
            break
    return above
