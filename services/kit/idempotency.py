"""The same request twice does the thing once: key, fingerprint and work in one transaction."""

import hashlib
from collections.abc import Awaitable, Callable
from typing import Annotated, TypeVar

from fastapi import Depends, Header, Request
from sqlalchemy import ColumnElement, select, update
from sqlalchemy.dialects.postgresql import insert

from services.kit.caller import caller_of
from services.kit.contract import Reply
from services.kit.database import Session
from services.kit.errors import KeyReused
from services.kit.tables import idempotency_keys as keys

R = TypeVar("R", bound=Reply)


class Once:
    """One request with its key. `answer` does the work, or gives the reply the same request got before."""

    def __init__(self, key: str, caller: str, route: str, fingerprint: bytes) -> None:
        self.key, self.caller, self.route, self.fingerprint = key, caller, route, fingerprint

    async def answer(
        self,
        session: Session,
        reply_class: type[R],
        work: Callable[[], Awaitable[R]],
        remember: Callable[[R], R] = lambda reply: reply,
    ) -> R:
        """Do `work` within the session's transaction and remember its reply (`remember` may leave secrets out).

        A second request with the same key waits for the first to commit. Raises KeyReused for other content.
        """
        if not await self.claim(session):
            return reply_class.model_validate(await session.scalar(select(keys.c.reply).where(self._here())))
        reply = await work()
        remembered = remember(reply).model_dump(mode="json", by_alias=True)
        await session.execute(update(keys).where(self._here()).values(reply=remembered))
        return reply

    async def claim(self, session: Session) -> bool:
        """Take the key: True for the first request with it, False for the same one again. Raises KeyReused.

        For work that by itself gives the same reply to the same content; all others use `answer`.
        """
        mine = {"key": self.key, "caller": self.caller, "route": self.route, "fingerprint": self.fingerprint}
        claim = insert(keys).values(**mine).on_conflict_do_nothing().returning(keys.c.key)
        if (await session.execute(claim)).first() is not None:
            return True
        if bytes(await session.scalar(select(keys.c.fingerprint).where(self._here())) or b"") != self.fingerprint:
            raise KeyReused
        return False

    def _here(self) -> ColumnElement[bool]:
        return (keys.c.key == self.key) & (keys.c.caller == self.caller) & (keys.c.route == self.route)


async def _once(
    request: Request,
    idempotency_key: Annotated[str, Header(min_length=8, max_length=200, description="Unique per intended change")],
) -> Once:
    body = await request.body()
    route = f"{request.method} {request.url.path}"
    caller = await caller_of(request)
    return Once(idempotency_key, caller.name, route, hashlib.sha256(body).digest())


OnceDep = Annotated[Once, Depends(_once)]
