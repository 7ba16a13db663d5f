"""What keeps a page safe: headers, the language cookie, and proof that a form came from one of our pages."""

import hmac
import secrets
from typing import Annotated
from urllib.parse import urlsplit

from fastapi import Depends, Request
from starlette.datastructures import FormData, Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from frontend.templating import CSRF_FIELD
from services.kit.errors import Forbidden
from services.kit.texts import LANGUAGES

CSRF_COOKIE = "vv_formulier"
CSRF_SECONDS = 30 * 86400
"""Longer than a browser is open: who goes on with a form after a restart must be able to send it."""
LANGUAGE_COOKIE = "vv_taal"
PAGE_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; font-src 'self'; "
        "connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
}

FRAMED_HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; img-src 'self'; font-src 'self'; base-uri 'none'; form-action 'none'; "
        "frame-ancestors *"
    )
}
"""For an answer that any site may show in a frame: nothing to press, and nothing of who looks."""


class FormNotOurs(Forbidden):
    """The form did not come from a page of this site (or its cookie is gone)."""

    slug = "form-not-ours"


class FormTooOld(FormNotOurs):
    """It came from a page of this site, and its cookie is gone or another: nothing is done, and it is given back."""

    slug = "form-too-old"


def chosen_language(headers: Headers) -> str:
    """Dutch, unless this browser chose otherwise on the page."""
    for cookie in headers.get("cookie", "").split(";"):
        name, _, value = cookie.strip().partition("=")
        if name == LANGUAGE_COOKIE and value in LANGUAGES:
            return value
    return "nl"


def may_be_framed(headers: Headers) -> bool:
    return headers.get("content-security-policy") == FRAMED_HEADERS["Content-Security-Policy"]


class Framing:
    """Pure ASGI middleware: takes the old header against frames off an answer that says any site may frame it."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        async def send_framed(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = MutableHeaders(scope=message)
                if may_be_framed(headers):
                    del headers["X-Frame-Options"]
            await send(message)

        await self.app(scope, receive, send_framed)


class FormTokens:
    """Pure ASGI middleware: each browser has a random token in a cookie, and each of our forms repeats it."""

    def __init__(self, app: ASGIApp, secure: bool) -> None:
        self.app, self.secure = app, secure

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        known = Request(scope).cookies.get(CSRF_COOKIE, "")
        is_known = len(known) == 43 and known.isascii()
        token = known if is_known else secrets.token_urlsafe(32)
        scope.setdefault("state", {})["csrf_token"] = token

        async def send_with_cookie(message: Message) -> None:
            if message["type"] == "http.response.start" and not is_known:
                headers = MutableHeaders(scope=message)
                is_page = headers.get("content-type", "").startswith("text/html") and not may_be_framed(headers)
                if is_page or scope["state"].get("needs_form_cookie"):
                    secure = "; Secure" if self.secure else ""
                    headers.append(
                        "Set-Cookie",
                        f"{CSRF_COOKIE}={token}; Path=/; Max-Age={CSRF_SECONDS}; HttpOnly; SameSite=Lax{secure}",
                    )
            await send(message)

        await self.app(scope, receive, send_with_cookie)


async def checked_form(request: Request) -> FormData:
    """What was typed. Raises FormNotOurs when the form is not from our page; every POST of the site asks for this.

    `request.state.sent_form` has it too, for who has to give it back (`kept_form`). Raises FormTooOld when the browser
    itself says that it stood on our page, which no other site can make it say: then it is given back as well.
    """
    origin = request.headers.get("origin")
    is_told = bool(origin) and origin != "null"
    if is_told and urlsplit(str(origin)).netloc != request.headers.get("host"):
        raise FormNotOurs
    form = await request.form(max_files=4, max_fields=500)
    given = form.get(CSRF_FIELD)
    cookie = request.cookies.get(CSRF_COOKIE, "")
    if (
        not isinstance(given, str)
        or not cookie
        or not hmac.compare_digest(given.encode(errors="replace"), cookie.encode())
    ):
        await form.close()
        if is_told:
            request.state.sent_form = form
        raise FormTooOld if is_told else FormNotOurs
    request.state.sent_form = form
    return form


FormDep = Annotated[FormData, Depends(checked_form)]
