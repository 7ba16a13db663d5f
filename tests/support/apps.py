"""Real apps joined in one process: keys, tokens, settings and transports for tests."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import replace
from functools import cache
from pathlib import Path
from unittest.mock import patch
from uuid import uuid4

import httpx
from asgi_lifespan import LifespanManager
from fastapi import FastAPI
from joserfc.jwk import OKPKey

from services.kit.caller import Caller, Membership, TokenMaker

DAY = 86_400
ISSUERS = ("frontend", "profiles", "budget", "monitoring")


@cache
def signing_key(issuer: str) -> str:
    return json.dumps(OKPKey.generate_key("Ed25519", {"kid": issuer}).as_dict(private=True))


@cache
def trusted_keys() -> str:
    keys = [OKPKey.import_key(json.loads(signing_key(issuer))).as_dict(private=False) for issuer in ISSUERS]
    return json.dumps({"keys": keys})


def for_a_day(issuer: str, caller: Caller) -> Caller:
    """Signed for longer than the five minutes of production: a caller made at import must outlast the test run."""
    with patch("services.kit.caller.TOKEN_SECONDS", DAY):
        return replace(caller, token=TokenMaker(signing_key(issuer)).token(caller, seconds=DAY))


def a_person(*memberships: tuple[str, str | None], person_id: str | None = None) -> Caller:
    """A signed-in person as the frontend would name them, e.g. `a_person(("area_worker", "oosterparkwijk"))`."""
    held = tuple(Membership(role, within) for role, within in memberships)
    return for_a_day("frontend", Caller("person", person_id or str(uuid4()), held))


def a_service(issuer: str = "frontend") -> Caller:
    return for_a_day(issuer, Caller("service", issuer))


def shared_settings(issuer: str, data: Path) -> dict[str, object]:
    """Keyword arguments for a settings class: development, this data folder, keys everybody trusts."""
    return {
        "data": data,
        "mode": "development",
        "signing_key": signing_key(issuer),
        "trusted_keys": trusted_keys(),
    }


@asynccontextmanager
async def running(app: FastAPI) -> AsyncIterator[httpx.ASGITransport]:
    """The app with its lifespan, as a transport for a client (ASGITransport alone runs no lifespan)."""
    async with LifespanManager(app, startup_timeout=20, shutdown_timeout=20):
        yield httpx.ASGITransport(app=app, raise_app_exceptions=False)
