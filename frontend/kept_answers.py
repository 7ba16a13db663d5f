"""Redirect after a refused form: so that going back or loading again sends nothing and asks nothing.

A page that refuses a form is the answer to a POST, and a browser that shows it again asks whether to send again. So a
browser gets it at an address of its own, for a quarter of an hour. The site's processes remember nothing; profiles
keeps the page, closed with what only this browser has (`sealed_answer`). When that fails the page is answered as is.
"""

from urllib.parse import parse_qsl, urlencode
from uuid import UUID, uuid4

from fastapi import Request
from starlette.datastructures import Headers
from starlette.responses import RedirectResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from frontend.sealed_answer import Answer, seal, unseal
from frontend.visitor import SESSION_COOKIE, Site, settled
from services.kit.errors import Refusal
from services.profiles.contract.kept_answers import KeepAnswer

ANSWER = "antwoord"
MOST_CHARACTERS = 400_000


class KeptAnswers:
    """Pure ASGI middleware, within the one that knows the browser's form token."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        request = Request(scope, receive)
        if scope["method"] == "POST" and _is_in_history(request.headers):
            held = _Held(send)
            await self.app(scope, receive, held.send)
            return await held.let_go(request)
        if scope["method"] == "GET" and (given := _asked(request)):
            return await _answer_again(request, given, send)
        return await self.app(scope, receive, send)


class _Held:
    """The answer to a form: a refusal is held back until it is whole, anything else goes through."""

    def __init__(self, send: Send) -> None:
        self._send, self._body = send, b""
        self._start: Message | None = None

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_refused_page(message):
            self._start = message
        elif self._start is not None:
            self._body += message.get("body", b"")
        else:
            await self._send(message)

    async def let_go(self, request: Request) -> None:
        """Send the browser to the kept page; the page itself when it could not be kept."""
        if self._start is None:
            return
        kept = await _keep(request, _answer_of(self._start, self._body))
        if kept is None:
            await self._send(self._start)
            await self._send({"type": "http.response.body", "body": self._body})
            return
        response = RedirectResponse(_address(request, kept), status_code=303)
        cookies = [(name, value) for name, value in self._start["headers"] if name.lower() == b"set-cookie"]
        response.raw_headers.extend(cookies)
        request.state.needs_form_cookie = True
        await response(request.scope, request.receive, self._send)


async def _keep(request: Request, answer: Answer) -> UUID | None:
    site: Site = request.app.state.site
    answer_id = uuid4()
    closed = seal(answer, answer_id, request.state.csrf_token, request.cookies.get(SESSION_COOKIE, ""))
    if len(closed) > MOST_CHARACTERS:
        return None
    own = site.profiles.on_behalf_of(site.tokens.service())
    kept = await settled(own.keep_answer(KeepAnswer(id=answer_id, sealed=closed)))
    return None if isinstance(kept, Refusal) else answer_id


async def _answer_again(request: Request, given: str, send: Send) -> None:
    """The kept page; once it is gone, or for another browser, the page it was about."""
    answer = await _find(request, given)
    if answer is None:
        gone = RedirectResponse(_address(request, None), status_code=303)
        await gone(request.scope, request.receive, send)
        return
    headers = [(name.encode("latin-1"), value.encode("latin-1")) for name, value in answer.headers]
    await send({"type": "http.response.start", "status": answer.status, "headers": headers})
    await send({"type": "http.response.body", "body": answer.body})


async def _find(request: Request, given: str) -> Answer | None:
    try:
        answer_id = UUID(given)
    except ValueError:
        return None
    site: Site = request.app.state.site
    found = await settled(site.profiles.on_behalf_of(site.tokens.service()).kept_answer(answer_id))
    if isinstance(found, Refusal):
        return None
    token = request.state.csrf_token
    for session in {request.cookies.get(SESSION_COOKIE, ""), ""}:
        if answer := unseal(found.sealed, answer_id, token, session):
            return answer
    return None


def _is_in_history(headers: Headers) -> bool:
    """Whether a browser makes this the page one looks at: not htmx, and not software, which has no way back."""
    return headers.get("sec-fetch-mode") == "navigate"


def _is_refused_page(start: Message) -> bool:
    is_page = Headers(raw=start["headers"]).get("content-type", "").startswith("text/html")
    return is_page and int(start["status"]) >= 400


def _answer_of(start: Message, body: bytes) -> Answer:
    headers = Headers(raw=start["headers"]).items()
    return Answer(start["status"], [pair for pair in headers if pair[0] not in ("set-cookie", "content-length")], body)


def _asked(request: Request) -> str:
    return request.query_params.get(ANSWER, "")


def _address(request: Request, kept: UUID | None) -> str:
    """The address that was asked, with the kept answer or without."""
    plain = without_answer(request.url.path, request.url.query)
    return f"{plain}{'&' if '?' in plain else '?'}{ANSWER}={kept}" if kept else plain


def without_answer(path: str, query: str) -> str:
    """An address that names no kept answer."""
    rest = [pair for pair in parse_qsl(query, keep_blank_values=True) if pair[0] != ANSWER]
    return path + (f"?{urlencode(rest)}" if rest else "")
