"""A small CBS: the open-data API in its real shape on the loopback, with the faults such a thing has."""

import asyncio
import json
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

from services.profiles.sources.feed import Roots
from tests.profiles.sources.excerpts import PIECES

V3 = ("TableInfos", "DataProperties", "WijkenEnBuurten", "TypedDataSet")
V4 = ("Properties", "Dimensions", "MeasureCodes", "MeasureGroups", "WijkenEnBuurtenCodes", "Observations")


def piece(name: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((PIECES / name).read_text(encoding="utf-8"))
    return found


class SmallCbs:
    """`documents` are what it has, by table and part; a test may change them. `page` is how many records go together.

    `faults` gives, by part, what goes wrong with its next answers, in order: "500", "cut", "slow", "html" pass by
    themselves; "repeat", "loop" and "elsewhere" are about the link to the next page.
    """

    def __init__(self) -> None:
        self.documents = {f"84799NED/{part}": piece(f"84799NED_{part}.json") for part in V3}
        self.documents |= {f"83765NED/{part}": piece(f"v4_83765NED_{part}.json") for part in V4}
        self.page = 5
        self.faults: dict[str, list[str]] = {}
        self.asked: Counter[str] = Counter()
        self.port = 0
        answers = {
            "ODataFeed/OData": self.v3,
            "ODataFeed/odata": self.v3,  # CBS's own links write it so.
            "ODataApi/OData": self.api,
            "odata/v1/CBS": self.v4,
        }
        self.app = Starlette(routes=[Route(f"/{path}/{{table}}/{{part}}", to) for path, to in answers.items()])

    @property
    def roots(self) -> Roots:
        root = f"http://127.0.0.1:{self.port}"
        return Roots(v3=f"{root}/ODataFeed/OData", v4=f"{root}/odata/v1/CBS")

    async def v3(self, request: Request) -> Response:
        return await self._answer(request, V3, "odata.nextLink")

    async def v4(self, request: Request) -> Response:
        return await self._answer(request, V4, "@odata.nextLink")

    async def api(self, request: Request) -> Response:
        """ODataApi: no pages, and an error above its limit (10,000 records; here as many as fit on a page)."""
        found = self.documents[f"{request.path_params['table']}/{request.path_params['part']}"]
        if len(found["value"]) > self.page:
            return JSONResponse({"odata.error": {"message": "query returns more than 10000 records"}}, 500)
        return JSONResponse(found)

    async def _answer(self, request: Request, parts: tuple[str, ...], link: str) -> Response:
        table, part = request.path_params["table"], request.path_params["part"]
        self.asked[part] += 1
        fault = self.faults[part].pop(0) if self.faults.get(part) else ""
        found = self.documents.get(f"{table}/{part}")
        if found is None or part not in parts:
            return Response("Not Found", 404)
        if fault.isdigit():
            return Response("Service Unavailable", int(fault))
        if fault == "slow":
            await asyncio.sleep(0.6)
        content = json.dumps(self._page(request, found, link, fault)).encode()
        return Response("<html>" if fault == "html" else content[:-40] if fault == "cut" else content)

    def _page(self, request: Request, found: dict[str, Any], link: str, fault: str) -> dict[str, Any]:
        if "value" not in found:
            return found
        skip = int(request.query_params.get("$skip", 0))
        at = 0 if fault == "repeat" else skip
        shown = {**found, "value": found["value"][at : at + self.page]}
        follows = skip if fault == "loop" else skip + self.page
        host = "example.org" if fault == "elsewhere" else f"127.0.0.1:{self.port}"
        if follows < len(found["value"]):
            shown[link] = f"http://{host}{request.url.path.replace('/OData/', '/odata/')}?$skip={follows}"
        return shown


@contextmanager
def small_cbs() -> Iterator[SmallCbs]:
    """Serves a small CBS on a free port of the loopback."""
    cbs = SmallCbs()
    server = uvicorn.Server(uvicorn.Config(cbs.app, host="127.0.0.1", port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run)
    thread.start()
    while not server.started:
        time.sleep(0.01)
    cbs.port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield cbs
    finally:
        server.should_exit = True
        thread.join()
