"""The site's app: the only place where its parts are wired."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import cache
from pathlib import Path

from fastapi import APIRouter, FastAPI
from starlette.middleware import Middleware
from starlette.responses import JSONResponse
from starlette.routing import BaseRoute

from frontend.answers import install_refusal_pages
from frontend.assets import Static
from frontend.kept_answers import KeptAnswers
from frontend.pages import ROUTERS
from frontend.pages.development import router as development
from frontend.pages.own_initiative import MOST_PHOTO_BYTES
from frontend.security import PAGE_HEADERS, FormTokens, Framing, chosen_language
from frontend.settings import Settings
from frontend.visitor import Site
from services.budget.contract.client import BudgetClient
from services.kit.app import KIT_LOCALE
from services.kit.clock import Clock
from services.kit.logging import configure_logging
from services.kit.middleware import RequestFrame
from services.kit.texts import Texts
from services.monitoring.contract.client import MonitoringClient
from services.profiles.contract.client import ProfilesClient

HERE = Path(__file__).parent
MEGABYTE = 1024 * 1024


def create_app(
    settings: Settings | None = None,
    *,
    clock: Clock | None = None,
    profiles: ProfilesClient | None = None,
    budget: BudgetClient | None = None,
    monitoring: MonitoringClient | None = None,
) -> FastAPI:
    """The site; settings from the environment and clients over HTTP unless a test gives its own."""
    if settings is None:
        settings = Settings()
        configure_logging("frontend")
    site = Site(
        settings,
        clock or settings.clock(),
        profiles or ProfilesClient(settings.profiles_url),
        budget or BudgetClient(settings.budget_url),
        monitoring or MonitoringClient(settings.monitoring_url),
    )

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        yield
        await site.close()

    headers = dict(PAGE_HEADERS)
    if settings.public_url.startswith("https"):
        headers["Strict-Transport-Security"] = "max-age=31536000"
    app = FastAPI(
        lifespan=lifespan,
        redirect_slashes=False,
        openapi_url=None,
        middleware=[
            Middleware(Framing),
            Middleware(
                RequestFrame,
                headers=headers,
                body_limit=MEGABYTE,
                body_limits={
                    "/resultaat": 5 * MOST_PHOTO_BYTES,
                    "/bijlagen": 5 * MOST_PHOTO_BYTES,
                    "/kasboek": 3 * MOST_PHOTO_BYTES,
                },
                language=chosen_language,
            ),
            Middleware(FormTokens, secure=settings.public_url.startswith("https")),
            Middleware(KeptAnswers),
        ],
    )
    app.state.site, app.state.clock = site, site.clock
    app.mount("/static", Static(), name="static")
    app.router.routes.extend(_pages())
    if settings.in_development:
        app.include_router(development)
    app.add_api_route("/health/live", _ok)
    app.add_api_route("/health/ready", _ok)
    install_refusal_pages(app, Texts(KIT_LOCALE, HERE / "locale" / "refusals"))
    return app


@cache
def _pages() -> list[BaseRoute]:
    """Read once for all apps of a process: each signature costs time."""
    together = APIRouter()
    for router in ROUTERS:
        together.include_router(router)
    return together.routes


async def _ok() -> JSONResponse:
    return JSONResponse({"status": "ok"})
