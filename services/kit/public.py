"""Answers that are the same for everybody: open to scripts of other sites, and not made again while nothing changed."""

import hashlib
import re
from collections.abc import Awaitable, Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from typing import Annotated

from fastapi import Depends, Request, Response
from fastapi.routing import RouteContext, iter_route_contexts
from starlette.datastructures import Headers
from starlette.routing import compile_path
from starlette.types import ASGIApp, Receive, Scope, Send

from services.kit import logging

CACHE_CONTROL = "public, max-age=60"
OPEN = "open_to_all"
"""In a request's state, when scripts of other sites may read the answer: also when it is a refusal."""
TAG = "tag"
"""In a request's state, the ETag of the answer that is being made."""
OPEN_HEADERS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Expose-Headers": "API-Version, ETag, Link, X-Request-ID",
}
MAY_ASK = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD",
    "Access-Control-Allow-Headers": "If-None-Match",
    "Access-Control-Max-Age": "86400",
}
"""What a browser wants to hear before a script of another site asks with a header of its own; for a day."""
VARY = "Accept-Language, Accept"
PARTS_OF_A_PROGRAM = ("*.py", "*.po")


class Unchanged(Exception):
    """Whoever asks has this answer already."""


async def open_to_all(request: Request) -> None:
    """Dependency of a public GET that scripts of other sites may read. Never of a route that looks at who asks."""
    setattr(request.state, OPEN, True)


class Preflights:
    """Pure ASGI middleware: lets browsers ask first (OPTIONS) at every address that is open, and nowhere else.

    A script of another site that sends a tag it has makes its browser ask whether it may. Which addresses are open, the
    dependencies of their routes say; that is looked up at the first question, when all routes are known.
    """

    def __init__(self, app: ASGIApp) -> None:
        self.app = app
        self._open: Sequence[re.Pattern[str]] | None = None

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        is_question = scope["type"] == "http" and scope["method"] == "OPTIONS"
        if is_question and Headers(scope=scope).get("access-control-request-method") and self._is_open(scope):
            await Response(status_code=204, headers=MAY_ASK)(scope, receive, send)
        else:
            await self.app(scope, receive, send)

    def _is_open(self, scope: Scope) -> bool:
        if self._open is None:
            paths = {route.path for route in iter_route_contexts(scope["app"].routes) if _is_open_to_all(route)}
            self._open = [compile_path(path)[0] for path in paths if path]
        return any(pattern.fullmatch(scope["path"]) for pattern in self._open)


def _is_open_to_all(route: RouteContext) -> bool:
    asked = getattr(route, "dependencies", None) or ()
    return any(each.dependency is open_to_all for each in asked)


async def may_be_kept() -> None:
    """Dependency of a GET whose answer may be kept: who sends its ETag back gets 304, and the OpenAPI says so."""


KEPT = [Depends(may_be_kept)]


async def for_a_minute(response: Response, _kept: Annotated[None, Depends(may_be_kept)] = None) -> None:
    """Dependency of a public GET: caches may keep it for a minute. The frame gives it an ETag of its content."""
    response.headers["Cache-Control"] = CACHE_CONTROL


def follows(version: Callable[[Request], Awaitable[str]]) -> Callable[[Request], Awaitable[None]]:
    """Dependency of a public GET whose answer follows from its address, the language and a version of what it tells.

    The version is read before the answer is made: a tag may be older than its answer, and never younger. Who has the
    answer of this version gets 304 and no more is asked.
    """

    async def depends(request: Request, _kept: Annotated[None, Depends(may_be_kept)] = None) -> None:
        tag = tag_of(request, await version(request))
        setattr(request.state, TAG, tag)
        if tag in tags_in(request.headers.get("if-none-match", "")):
            raise Unchanged

    return depends


def tag_of(request: Request, version: str) -> str:
    """A strong ETag: other code of ours, another address, language or form than JSON is another answer."""
    url, accept = request.url, request.headers.get("accept", "")
    said = "\n".join((request.app.state.code, version, url.path, url.query, logging.language.get(), accept))
    return f'"{digest(said.encode())}"'


def tags_in(header: str) -> set[str]:
    """The tags somebody has already; a weak one says the same thing as a strong one here."""
    return {name.strip().removeprefix("W/") for name in header.split(",")}


def digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()[:24]


@cache
def code_of(*folders: Path) -> str:
    """What the program in these folders is at this moment: after an upgrade no answer of before is called unchanged."""
    found = (file for folder in folders for pattern in PARTS_OF_A_PROGRAM for file in folder.rglob(pattern))
    return _digest_of_files(sorted(found))


def _digest_of_files(files: Iterable[Path]) -> str:
    return digest(b"".join(hashlib.sha256(file.read_bytes()).digest() for file in files))


def public_headers(scope: Scope, status: int) -> dict[str, str]:
    """What the dependencies of a route said of its answer, for the frame. A refusal is open too, and is never kept."""
    said = scope.get("state", {})
    headers = dict(OPEN_HEADERS) if OPEN in said else {}
    if TAG in said and status in (200, 304):
        headers |= {"Cache-Control": CACHE_CONTROL, "ETag": said[TAG]}
    return headers


async def not_modified(_request: Request, _unchanged: Exception) -> Response:
    """The handler of Unchanged: the frame dresses it like the answer it stands for."""
    return Response(status_code=304)
