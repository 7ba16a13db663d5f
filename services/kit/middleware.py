"""What every request and response of a process goes through: id, language, size limit, headers, log line."""

import re
import time
from collections.abc import Callable, Mapping
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.requests import ClientDisconnect, Request
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.kit import logging
from services.kit.errors import Invalid, Refusal, TooLarge
from services.kit.public import VARY, digest, public_headers, tags_in
from services.kit.texts import language_of

log = structlog.get_logger()
API_VERSION = "1.0.0"
REQUEST_ID = re.compile(r"[A-Za-z0-9._-]{8,64}")
CLIENT_LEFT = 499
DRAIN = 4
"""How many times its limit of a body too large is still read: a browser that is sending hears no answer before."""
API_HEADERS = {
    "API-Version": API_VERSION,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000",
    "Referrer-Policy": "no-referrer",
}


def asked_language(headers: Headers) -> str:
    return language_of(headers.get("accept-language"))


class RequestFrame:
    """Pure ASGI middleware. `headers` are set on every response; `body_limits` maps a path's end to bytes.

    `language` tells which language a request asks for; the Accept-Language header when nothing else is given.
    What goes wrong inside it is answered here, by the app's own handlers, so that an error is dressed and logged too.
    """

    def __init__(
        self,
        app: ASGIApp,
        headers: Mapping[str, str],
        body_limit: int,
        body_limits: Mapping[str, int],
        language: Callable[[Headers], str] = asked_language,
    ) -> None:
        self.app, self.headers, self.body_limit, self.body_limits = app, dict(headers), body_limit, dict(body_limits)
        self.language = language

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            return await self.app(scope, receive, send)
        headers = Headers(scope=scope)
        given = headers.get("x-request-id", "")
        request_id = logging.request_id.set(given if REQUEST_ID.fullmatch(given) else uuid4().hex)
        language = logging.language.set(self.language(headers))
        exchange = _Exchange(scope, send, self.headers, headers.get("if-none-match"))
        try:
            await self._run(exchange, _Body(receive, headers.get("content-length"), self._limit(scope["path"])))
        finally:
            exchange.log()
            # An app that calls another one in the same process (tests) keeps its own id and language.
            logging.request_id.reset(request_id)
            logging.language.reset(language)
        return None

    async def _run(self, exchange: "_Exchange", body: "_Body") -> None:
        try:
            if body.length_is_wrong:
                raise Invalid
            await self.app(exchange.scope, body.receive, exchange.send_unless(body))
        except ClientDisconnect:
            exchange.status = CLIENT_LEFT
        except Exception as error:
            if exchange.has_begun:
                # Half an answer cannot be taken back; closing the connection tells that it is not whole.
                raise
            if not body.is_too_large:
                await exchange.answer(error)
        if body.is_too_large and not exchange.has_begun:
            await body.drain()
            await exchange.answer(TooLarge(limit=body.limit))

    def _limit(self, path: str) -> int:
        return next((limit for end, limit in self.body_limits.items() if path.endswith(end)), self.body_limit)


class _BodyTooLarge(Exception):
    """Stops whoever is reading the body."""


class _Body:
    """The body of one request on its way in, counted."""

    def __init__(self, receive: Receive, content_length: str | None, limit: int) -> None:
        declared = content_length or "0"
        self.length_is_wrong = not (declared.isascii() and declared.isdigit())
        self._declared = 0 if self.length_is_wrong else int(declared[-18:]) if len(declared) <= 18 else 10**18
        self._receive, self.limit, self._taken, self._more = receive, limit, 0, True
        self.is_too_large = False

    async def receive(self) -> Message:
        message = await self._next()
        # Asked only now, and not before the app began: what does not read the body need not refuse it.
        if max(self._taken, self._declared) > self.limit:
            self.is_too_large = True
            raise _BodyTooLarge
        return message

    async def drain(self) -> None:
        while self._more and self._taken <= DRAIN * self.limit:
            await self._next()

    async def _next(self) -> Message:
        message = await self._receive()
        self._taken += len(message.get("body", b""))
        self._more = bool(message.get("more_body"))
        return message


class _Exchange:
    """One response on its way out."""

    def __init__(self, scope: Scope, send: Send, headers: Mapping[str, str], if_none_match: str | None) -> None:
        self.method: str = scope["method"]
        # HEAD is GET without the body; the routes need not know.
        self.scope = {**scope, "method": "GET"} if self.method == "HEAD" else scope
        self._send, self._headers, self._if_none_match = send, headers, if_none_match or ""
        self.started, self.status, self.has_begun = time.perf_counter(), 0, False
        self._held: Message | None = None

    def send_unless(self, body: _Body) -> Send:
        """What the app sends with; once the body proved too large the app's own answer is not the true one."""

        async def send(message: Message) -> None:
            if self.has_begun or not body.is_too_large:
                await self.send(message)

        return send

    async def send(self, message: Message) -> None:
        if message["type"] == "http.response.start":
            self.status = message["status"]
            self._dress(message)
            self._held = message
            return
        if self._held is not None:
            start, self._held = self._held, None
            if self._unchanged(start, message):
                start["status"] = self.status = 304
                message = {"type": "http.response.body", "body": b""}
                del MutableHeaders(scope=start)["content-length"]
            self.has_begun = True
            await self._send(start)
        if self.method == "HEAD":
            message = {"type": "http.response.body", "body": b"", "more_body": message.get("more_body", False)}
        await self._send(message)

    async def answer(self, error: Exception) -> None:
        """Answer by the handler the app has for this error. Raises it again when there is none."""
        if not isinstance(error, Refusal):
            log.error("fault", error=type(error).__name__, exc_info=error)
        handlers = getattr(self.scope.get("app"), "exception_handlers", {})
        handler = next((handlers[kind] for kind in type(error).__mro__ if kind in handlers), None)
        if handler is None:
            raise error
        response = await handler(Request(self.scope), error)
        await response(self.scope, _nothing_more, self.send)

    def _dress(self, start: Message) -> None:
        headers = MutableHeaders(scope=start)
        for name, value in {**public_headers(self.scope, self.status), **self._headers}.items():
            headers.setdefault(name, value)
        headers.setdefault("Cache-Control", "no-store")
        if headers["Cache-Control"].startswith("public"):
            headers["Vary"] = ", ".join([*headers.getlist("Vary"), VARY])
        headers["X-Request-ID"] = logging.request_id.get()

    def _unchanged(self, start: Message, body: Message) -> bool:
        headers = MutableHeaders(scope=start)
        public = headers["Cache-Control"].startswith("public") and self.status == 200
        if not public or body.get("more_body") or self.scope["method"] != "GET":
            return False
        if "ETag" not in headers:
            headers["ETag"] = f'"{digest(body.get("body", b""))}"'
        return bool(tags_in(self._if_none_match) & {headers["ETag"].removeprefix("W/"), "*"})

    def log(self) -> None:
        route = self.scope.get("route")
        log.info(
            "request",
            method=self.method,
            # The pattern, never the path: a path may hold a secret or an id of a person.
            route=getattr(route, "path", "-"),
            status=self.status,
            ms=round((time.perf_counter() - self.started) * 1000, 1),
        )


async def _nothing_more() -> Message:
    return {"type": "http.disconnect"}
