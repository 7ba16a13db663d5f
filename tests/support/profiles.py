"""Profiles as other tests need it: a database with the sample in it, and the app on that database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import httpx
from fastapi import FastAPI

from services.kit.caller import Caller
from services.kit.clock import Clock
from services.profiles.contract.client import ProfilesClient
from services.profiles.main import create_app
from services.profiles.settings import Settings
from tests.support.apps import running, shared_settings
from tests.support.postgres import a_database, fresh_database
from voorveld.roles import DatabaseUrls
from voorveld.sample import load


@dataclass(frozen=True)
class Profiles:
    """A running profiles service with the sample of one municipality."""

    app: FastAPI
    transport: httpx.AsyncBaseTransport
    urls: DatabaseUrls
    clock: Clock

    def client(self, caller: Caller | None = None) -> ProfilesClient:
        """A client that speaks for this caller, or for the public."""
        client = ProfilesClient("http://profiles", transport=self.transport)
        return client.on_behalf_of(caller) if caller else client

    def http(self, caller: Caller | None = None) -> httpx.AsyncClient:
        """Plain HTTP, for what a typed client would never send."""
        headers = {"Authorization": f"Bearer {caller.token}"} if caller else {}
        return httpx.AsyncClient(base_url="http://profiles", transport=self.transport, headers=headers)


@asynccontextmanager
async def profiles_of(
    municipality: str = "GM0014", *, mode: str = "development", loaded: bool = True
) -> AsyncIterator[Profiles]:
    """Have profiles with the sample of this municipality for the length of the block."""
    async with a_database("profiles", like=await with_sample(municipality) if loaded else None) as urls:
        with TemporaryDirectory() as folder:
            values = shared_settings("profiles", Path(folder)) | {"mode": mode, "municipality": municipality}
            clock = Clock(Path(folder) / "clock.json")
            app = create_app(Settings(**values, database_url=urls.app), clock=clock, run_worker=False)
            async with running(app) as transport:
                yield Profiles(app, transport, urls, clock)


async def with_sample(municipality: str) -> DatabaseUrls:
    """A database with the sample in it, made once per run and only ever copied."""
    if municipality not in _templates:
        urls = await fresh_database("profiles")
        await load(urls.app, municipality)
        _templates[municipality] = urls
    return _templates[municipality]


_templates: dict[str, DatabaseUrls] = {}
