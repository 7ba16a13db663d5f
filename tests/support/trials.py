"""Each write of the example year, tried in other ways at the moment when it can be done, and taken back each time.

So calls reach as deep as people do, and the year goes on as if nothing was asked.
"""

import json
import re
from collections import Counter, defaultdict
from collections.abc import AsyncIterator, Callable, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from contextvars import ContextVar
from copy import deepcopy
from dataclasses import dataclass, field
from random import Random
from typing import Any
from unittest.mock import patch

import httpx
from sqlalchemy import text

from services.kit.database import Database, Session
from tests.support.described import Described
from tests.support.spoiling import NASTY, as_json, leaves

READING = ("GET", "HEAD", "OPTIONS")
ONE_OF = re.compile(r"(?<=/)([a-z-]+)/([0-9a-f-]{36})(?=/|$)")
"""What a path is about: a list, and the id of one thing in it."""
_transaction, _send = Database.quiet_transaction, httpx.ASGITransport.handle_async_request
_trying: ContextVar[bool] = ContextVar("trying", default=False)

Way = tuple[str, str, Any]
"""Who asks (the header Authorization), the path, and what is said as JSON."""


@dataclass
class Trials:
    """`often`: how many of the same write are tried, the first ones most; `strangers`: other headers Authorization."""

    services: Sequence[Described]
    strangers: Sequence[str]
    often: int
    luck: Random
    _tried: Counter[str] = field(default_factory=Counter)
    _seen: dict[str, list[Any]] = field(default_factory=lambda: defaultdict(list))

    @contextmanager
    def at_each_write(self) -> Iterator[None]:
        """Try before each write that goes to one of the services."""

        async def tried_and_sent(transport: httpx.ASGITransport, request: httpx.Request) -> httpx.Response:
            service = next((each for each in self.services if each.transport is transport), None)
            if service and request.method not in READING and not _trying.get():
                await self._try(service, request)
            return await _send(transport, request)

        with (
            patch.object(httpx.ASGITransport, "handle_async_request", tried_and_sent),
            patch.object(Database, "quiet_transaction", _taken_back_when_tried),
        ):
            yield

    async def _try(self, service: Described, request: httpx.Request) -> None:
        content = await request.aread()
        operation = service.schema.find_operation_by_path(request.method, request.url.path.removeprefix("/v1"))
        body = json.loads(content) if request.headers.get("content-type") == "application/json" else None
        self._tried[operation.label] = nth = self._tried[operation.label] + 1
        if nth <= self.often:
            case = operation.Case(path_parameters={each.name: "-" for each in operation.path_parameters})
            with _being_tried():
                done = request.headers.get("authorization", ""), request.url.path, body
                for way in self._ways(done, self.often // (2 * nth) or 1):
                    await service.ask(case, _like(request, way, content))
        self._remember(request.url.path, body)

    def _ways(self, done: Way, times: int) -> Iterator[Way]:
        """As it is done; then so many times by somebody else, for another thing, and with something else said."""
        who, path, body = done
        yield done
        for _time in range(times):
            yield self.luck.choice(self.strangers), path, body
            yield who, ONE_OF.sub(lambda one: f"{one[1]}/{self._known(one[1], one[2])}", path), body
            if any(leaves(body)):
                yield who, path, self._varied(body, lambda _name, _was: None)
                yield who, path, self._varied(body, self._known)
                yield who, path, self._varied(body, lambda _name, _was: self.luck.choice(NASTY))

    def _varied(self, body: Any, other: Callable[[str, Any], Any]) -> Any:
        varied = deepcopy(body)
        holder, name = self.luck.choice(list(leaves(varied)))
        holder[name] = other(str(name), holder[name])
        return varied

    def _known(self, name: str, was: Any) -> Any:
        """What an earlier call had there; the first time nothing else is known."""
        return self.luck.choice(self._seen[name] or [was])

    def _remember(self, path: str, body: Any) -> None:
        for holder, name in leaves(body):
            self._seen[str(name)].append(holder[name])
        for one in ONE_OF.finditer(path):
            self._seen[one[1]].append(one[2])


def _like(request: httpx.Request, way: Way, content: bytes) -> httpx.Request:
    who, path, body = way
    same = {name: value for name, value in request.headers.items() if name not in {"content-length", "authorization"}}
    headers = same | ({"authorization": who} if who else {})
    said = content if body is None else as_json(body).encode()
    return httpx.Request(request.method, request.url.copy_with(path=path), headers=headers, content=said)


@contextmanager
def _being_tried() -> Iterator[None]:
    mark = _trying.set(True)
    try:
        yield
    finally:
        _trying.reset(mark)


@asynccontextmanager
async def _taken_back_when_tried(database: Database) -> AsyncIterator[Session]:
    """A transaction; of a trial all is done but the commit, also what is checked only there."""
    async with _transaction(database) as session:
        yield session
        if _trying.get():
            await session.flush()
            await session.execute(text("SET CONSTRAINTS ALL IMMEDIATE"))
            session.expunge_all()
            await session.rollback()
