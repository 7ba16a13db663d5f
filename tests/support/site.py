"""The site by itself, as a browser meets it while no service answers."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import httpx

from frontend.main import create_app
from frontend.security import CSRF_COOKIE
from frontend.settings import Settings
from services.budget.contract.client import BudgetClient
from services.kit.http import ServiceClient
from services.monitoring.contract.client import MonitoringClient
from services.profiles.contract.client import ProfilesClient
from tests.support.apps import running, shared_settings

SITE = "http://voorveld.test"
CLIENTS: dict[str, type[ServiceClient]] = {
    "profiles": ProfilesClient,
    "budget": BudgetClient,
    "monitoring": MonitoringClient,
}


@asynccontextmanager
async def a_browser(folder: Path, public_url: str = SITE) -> AsyncIterator[httpx.AsyncClient]:
    """The site as a browser meets it while no service answers: enough to send a form."""
    nobody = httpx.MockTransport(lambda _: httpx.Response(503))
    clients = {name: client("http://nobody", transport=nobody) for name, client in CLIENTS.items()}
    settings = Settings(**shared_settings("frontend", folder), public_url=public_url)
    app = create_app(settings, **clients)
    async with running(app) as transport, httpx.AsyncClient(base_url=public_url, transport=transport) as browser:
        yield browser


async def token_of(browser: httpx.AsyncClient) -> str:
    """The token a page of ours puts in its forms: that of the browser's cookie."""
    page = await browser.get("/inloggen")
    assert page.status_code == 200
    return browser.cookies[CSRF_COOKIE]
