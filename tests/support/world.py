"""The whole of Voorveld in one process: four real apps, real clients, real databases; nothing is mocked."""

from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

import httpx
from fastapi import FastAPI

from frontend.main import create_app as create_frontend
from frontend.settings import Settings as FrontendSettings
from services.budget.contract.client import BudgetClient
from services.budget.main import create_app as create_budget
from services.budget.settings import Settings as BudgetSettings
from services.kit.clock import Clock
from services.kit.http import EventPoster, PageClient
from services.monitoring.contract.client import MonitoringClient
from services.monitoring.main import create_app as create_monitoring
from services.monitoring.settings import Settings as MonitoringSettings
from services.profiles.contract.client import ProfilesClient
from services.profiles.main import create_app as create_profiles
from services.profiles.settings import Settings as ProfilesSettings
from tests.support.apps import running, shared_settings
from tests.support.postgres import a_database
from tests.support.profiles import with_sample
from voorveld.browser import Person
from voorveld.roles import DatabaseUrls

ADDRESS = "http://voorveld.test"


@dataclass
class World:
    """The running apps. `person()` opens a browser; `settle()` lets mail and events arrive."""

    data: Path
    clock: Clock
    apps: dict[str, FastAPI]
    transports: dict[str, httpx.ASGITransport]
    databases: dict[str, DatabaseUrls]

    def person(self) -> Person:
        return Person(PageClient(ADDRESS, transport=self.transports["frontend"]))

    def profiles(self) -> ProfilesClient:
        return ProfilesClient("http://profiles", transport=self.transports["profiles"])

    def budget(self) -> BudgetClient:
        return BudgetClient("http://budget", transport=self.transports["budget"])

    def monitoring(self) -> MonitoringClient:
        return MonitoringClient("http://monitoring", transport=self.transports["monitoring"])

    async def settle(self) -> None:
        """Do all work that is due: what one service tells may be work for the next."""
        for _round in range(3):
            for name in ("profiles", "budget", "monitoring"):
                await self.apps[name].state.worker.run_due()


class _Later(httpx.AsyncBaseTransport):
    """To an app that is made after who talks to it: profiles tells budget, and budget asks profiles."""

    def __init__(self, transports: dict[str, httpx.ASGITransport], name: str) -> None:
        self._transports, self._name = transports, name

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        return await self._transports[self._name].handle_async_request(request)


@asynccontextmanager
async def a_world(data: Path, municipality: str = "GM0014", now: datetime | None = None) -> AsyncIterator[World]:
    """Everything started, with the sample data of the municipality, at the given moment."""
    clock = Clock(data / "clock.json")
    clock.set(now or datetime(2019, 11, 1, 8, 0, tzinfo=UTC))
    async with AsyncExitStack() as stack:
        like = {"profiles": await with_sample(municipality)}
        urls = {
            name: await stack.enter_async_context(a_database(name, like.get(name)))
            for name in ("profiles", "budget", "monitoring")
        }

        def told(name: str) -> dict[str, object]:
            own = {"database_url": urls[name].app, "municipality": municipality, "public_url": ADDRESS}
            return {**shared_settings(name, data), **own}

        apps: dict[str, FastAPI] = {}
        transports: dict[str, httpx.ASGITransport] = {}
        news = EventPoster({"http://budget": _Later(transports, "budget")})
        tells_budget = ProfilesSettings(**told("profiles"), subscribers=["http://budget"])
        apps["profiles"] = create_profiles(tells_budget, clock=clock, poster=news, run_worker=False)
        transports["profiles"] = await stack.enter_async_context(running(apps["profiles"]))

        def profiles() -> ProfilesClient:
            return ProfilesClient("http://profiles", transport=transports["profiles"])

        monitoring = MonitoringSettings(**told("monitoring"))
        apps["monitoring"] = create_monitoring(monitoring, profiles=profiles(), clock=clock, run_worker=False)
        transports["monitoring"] = await stack.enter_async_context(running(apps["monitoring"]))
        poster = EventPoster({"http://monitoring": transports["monitoring"]})
        budget = BudgetSettings(**told("budget"), subscribers=["http://monitoring"])
        apps["budget"] = create_budget(budget, profiles=profiles(), clock=clock, poster=poster, run_worker=False)
        transports["budget"] = await stack.enter_async_context(running(apps["budget"]))
        shared = shared_settings("frontend", data)
        apps["frontend"] = create_frontend(
            FrontendSettings(**shared, municipality=municipality, public_url=ADDRESS),
            clock=clock,
            profiles=profiles(),
            budget=BudgetClient("http://budget", transport=transports["budget"]),
            monitoring=MonitoringClient("http://monitoring", transport=transports["monitoring"]),
        )
        transports["frontend"] = await stack.enter_async_context(running(apps["frontend"]))
        yield World(data, clock, apps, transports, urls)
