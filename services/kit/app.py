"""The factory of a service's app: everything all three services have, in one place."""

from collections.abc import AsyncIterator, Awaitable, Callable, Mapping, Sequence
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from fastapi import APIRouter, Depends, FastAPI, Request
from fastapi.responses import JSONResponse
from starlette.middleware import Middleware
from starlette.routing import BaseRoute

from services.kit.caller import SoftwareReader, TokenMaker, TokenReader
from services.kit.clock import Clock
from services.kit.database import Database, DatabaseDep
from services.kit.errors import Refusal
from services.kit.http import EventPoster
from services.kit.middleware import API_HEADERS, RequestFrame
from services.kit.openapi import describe
from services.kit.options import only_known_options
from services.kit.outbox import EventHandler, events_router, relay_handlers
from services.kit.problems import install_problem_handlers
from services.kit.public import Preflights, Unchanged, code_of, not_modified, open_to_all
from services.kit.settings import ServiceSettings
from services.kit.texts import Texts
from services.kit.tidy import tidying
from services.kit.work import Handler, Worker

KIT = Path(__file__).parent
KIT_LOCALE = KIT / "locale"
MEGABYTE = 1024 * 1024
_READ: dict[tuple[int, ...], list[BaseRoute]] = {}


def create_service_app(
    *,
    name: str,
    title: str,
    description: str,
    settings: ServiceSettings,
    routers: Sequence[APIRouter],
    locale: Path,
    constraints: Mapping[str, Callable[[], Refusal]] | None = None,
    events: Mapping[str, EventHandler] | None = None,
    work: Mapping[str, Handler] | None = None,
    clock: Clock | None = None,
    poster: EventPoster | None = None,
    on_close: Sequence[Callable[[], Awaitable[None]]] = (),
    body_limits: Mapping[str, int] | None = None,
    software: SoftwareReader | None = None,
    run_worker: bool = True,
) -> FastAPI:
    """A service's app: `/v1` routers, events, health, problem+json, logs, database and worker.

    `clock` and `poster` are given by tests that join several apps in one process. `on_close` closes clients.
    `software` reads the API key of a caller, for a service that lets software in beside people.
    """
    texts = Texts(KIT_LOCALE, locale)
    database = Database(settings.database_url, constraints)
    tokens = TokenMaker(settings.signing_key)
    the_clock = clock or settings.clock()
    the_poster = poster or EventPoster()
    handlers = {**relay_handlers(settings.subscribers, tokens, the_poster), **(work or {})}
    worker = Worker(database, the_clock, handlers)

    @asynccontextmanager
    async def lifespan(_app: FastAPI) -> AsyncIterator[None]:
        async with AsyncExitStack() as stack:
            for close in (*on_close, the_poster.close, database.close):
                stack.push_async_callback(close)
            if run_worker:
                worker.start()
                stack.push_async_callback(worker.stop)
                await stack.enter_async_context(tidying(database))
            yield

    app = FastAPI(
        title=title,
        description=description,
        lifespan=lifespan,
        redirect_slashes=False,
        openapi_url=None,
        docs_url=None,
        redoc_url=None,
        middleware=[
            Middleware(RequestFrame, headers=API_HEADERS, body_limit=MEGABYTE, body_limits=body_limits or {}),
            Middleware(Preflights),
        ],
    )
    app.state.database, app.state.clock, app.state.settings, app.state.worker = database, the_clock, settings, worker
    app.state.token_reader, app.state.tokens = TokenReader(settings.trusted_keys, name), tokens
    app.state.software = software
    app.state.texts, app.state.code = texts, code_of(KIT, locale.parent)
    app.router.routes.extend(_under_v1(routers))
    app.include_router(events_router(events or {}), prefix="/v1", dependencies=[Depends(only_known_options)])
    app.include_router(_health)
    app.add_api_route("/v1/openapi.json", _openapi, include_in_schema=False, dependencies=[Depends(open_to_all)])
    install_problem_handlers(app, texts)
    app.add_exception_handler(Unchanged, not_modified)
    return app


def _under_v1(routers: Sequence[APIRouter]) -> list[BaseRoute]:
    """The routes of these routers, read once for all apps that have them: each signature costs time."""
    known = tuple(map(id, routers))  # They stay alive, for their routes hold them.
    if known not in _READ:
        together = APIRouter()
        for router in routers:
            together.include_router(router, prefix="/v1", dependencies=[Depends(only_known_options)])
        _READ[known] = together.routes
    return _READ[known]


# FastAPI remembers each function it calls for as long as the process lives. None of these may hold an app.
_health = APIRouter(prefix="/health", include_in_schema=False)


async def _openapi(request: Request) -> JSONResponse:
    app: FastAPI = request.app
    app.openapi_schema = app.openapi_schema or describe(app)
    return JSONResponse(app.openapi_schema)


@_health.get("/live")
async def _live() -> dict[str, str]:
    return {"status": "ok"}


@_health.get("/ready")
async def _ready(database: DatabaseDep) -> JSONResponse:
    is_ready = await database.is_ready()
    return JSONResponse({"status": "ok" if is_ready else "unavailable"}, 200 if is_ready else 503)


async def clock_of(request: Request) -> Clock:
    """Dependency: the installation's clock."""
    clock: Clock = request.app.state.clock
    return clock
