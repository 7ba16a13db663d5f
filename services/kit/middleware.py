"""What every request and response of a process goes through: id, language, size limit, headers, log line."""

import hashlib
import json
import time
from collections.abc import Callable, Mapping
from uuid import uuid4

import structlog
from starlette.datastructures import Headers, MutableHeaders
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from services.kit import logging
from services.kit.texts import language_of

log = structlog.get_logger()
API_VERSION = "1.0.0"
API_HEADERS = {
    "API-Version": API_VERSION,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Content-Security-Policy": "frame-ancestors 'none'",
    "Strict-Transport-Security": "max-age=31536000",
    "Referrer-Policy": "no-referrer",
    "Access-Control-Allow-Origin": "*",
}


def asked_language(headers: Headers) -> str:
    return language_of(headers.get("accept-language"))


class _BodyTooLarge(Exception):
    pass


class RequestFrame:
    """Pure ASGI middleware. `headers` are set on every response; `body_limits` maps a path's end to bytes.

    `language` tells which language a request asks for; the Accept-Language header when nothing else is given.
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
        logging.request_id.set(given if given.isascii() and 8 <= len(given) <= 64 else uuid4().hex)
        logging.language.set(self.language(headers))
        limit = self._limit(scope["path"])
        exchange = _Exchange(scope, send, self.headers, headers.get("if-none-match"))
        if int(headers.get("content-length") or 0) > limit:
            await exchange.too_large(limit)
        else:
            await self._run(scope, receive, exchange, limit)
        exchange.log()
        return None

    async def _run(self, scope: Scope, receive: Receive, exchange: "_Exchange", limit: int) -> None:
        taken = 0

        async def limited() -> Message:
            nonlocal taken
            message = await receive()
            taken += len(message.get("body", b""))
            if taken > limit:
                raise _BodyTooLarge
            return message

        try:
            await self.app(scope, limited, exchange.send)
        except _BodyTooLarge:
            await exchange.too_large(limit)

    def _limit(self, path: str) -> int:
        return next((limit for end, limit in self.body_limits.items() if path.endswith(end)), self.body_limit)


class _Exchange:
    """One response on its way out."""

    def __init__(self, scope: Scope, send: Send, headers: Mapping[str, str], if_none_match: str | None) -> None:
        self.scope, self._send, self._headers, self._if_none_match = scope, send, headers, if_none_match
        self.started, self.status, self._held = time.perf_counter(), 0, None

    _held: Message | None

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
            await self._send(start)
        await self._send(message)

    def _dress(self, start: Message) -> None:
        headers = MutableHeaders(scope=start)
        for name, value in self._headers.items():
            headers.setdefault(name, value)
        headers.setdefault("Cache-Control", "no-store")
        headers["X-Request-ID"] = logging.request_id.get()

    def _unchanged(self, start: Message, body: Message) -> bool:
        headers = MutableHeaders(scope=start)
        public = headers.get("cache-control", "").startswith("public") and self.status == 200
        if not public or body.get("more_body") or self.scope["method"] != "GET":
            return False
        tag = f'"{hashlib.sha256(body.get("body", b"")).hexdigest()[:24]}"'
        headers.setdefault("ETag", tag)
        headers.add_vary_header("Accept-Language")
        return self._if_none_match == headers["ETag"]

    async def too_large(self, limit: int) -> None:
        english = logging.language.get() == "en"
        problem = {
            "type": "urn:voorveld:problem:too-large",
            "title": "Too large" if english else "Te groot",
            "status": 413,
            "detail": (
                f"The request is larger than {limit} bytes. Send it in smaller parts."
                if english
                else f"Het bericht is groter dan {limit} bytes. Stuur het in kleinere delen."
            ),
            "slug": "too-large",
            "facts": {"limit": limit},
            "requestId": logging.request_id.get(),
        }
        headers = [(b"content-type", b"application/problem+json")]
        await self.send({"type": "http.response.start", "status": 413, "headers": headers})
        await self.send({"type": "http.response.body", "body": json.dumps(problem).encode()})

    def log(self) -> None:
        route = self.scope.get("route")
        log.info(
            "request",
            method=self.scope["method"],
            # The pattern, never the path: a path may hold a secret or an id of a person.
            route=getattr(route, "path", "-"),
            status=self.status,
            ms=round((time.perf_counter() - self.started) * 1000, 1),
        )
